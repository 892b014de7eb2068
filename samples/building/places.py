"""The codes of the fictional city's places, read from ``districts.json``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

DISTRICTS = Path(__file__).resolve().parent.parent / "districts.json"


@cache
def codes() -> dict[str, str]:
    """Every name, short name excepted, with its code."""
    rows = json.loads(DISTRICTS.read_text(encoding="utf-8"))["districts"]
    return {name: row["code"] for row in rows for name in (row["name"], *row["aliases"])}


def code_of(name: str) -> str | None:
    """The code, or None where no place is named. Raises KeyError for a name the city does not have."""
    return codes()[name] if name else None
