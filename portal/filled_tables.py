"""Filled tables wait under DATA_DIR for a day until they are fetched; only the session that asked may fetch them."""

from __future__ import annotations

import time
import uuid
from pathlib import Path

from django.conf import settings

KEPT_SECONDS = 24 * 3600
MOST_KEPT = 500
MOST_A_SESSION = 20
SESSION_KEY = "filled"


def folder() -> Path:
    made = Path(settings.DATA_DIR) / "filled"
    made.mkdir(mode=0o700, parents=True, exist_ok=True)
    return made


def new_path() -> tuple[str, Path]:
    """A name nobody can guess and where it leads; older tables than a day, and too many, are removed."""
    _tidy(folder())
    name = uuid.uuid4().hex
    return name, folder() / f"{name}.xlsx"


def path_of(name: str) -> Path | None:
    """Where a kept table lies; None once it is gone."""
    found = folder() / f"{name}.xlsx"
    return found if name.isalnum() and found.is_file() else None


def _tidy(kept: Path) -> None:
    now = time.time()
    dated = sorted(((path.stat().st_mtime, path) for path in kept.glob("*.xlsx")), reverse=True)
    for index, (changed, path) in enumerate(dated):
        if now - changed > KEPT_SECONDS or index >= MOST_KEPT:
            path.unlink(missing_ok=True)
