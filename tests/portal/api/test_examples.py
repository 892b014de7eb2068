"""The examples of docs/api.md are what the API answers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).resolve().parents[3] / "docs" / "api.md"
EXAMPLES = re.findall(r"```http\nGET (\S+)\n\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
ANYTHING = "…"


def misses(told, found, at="$"):
    """Where an answer is not as told; told objects may leave names out, told lists end where … stands."""
    if told == ANYTHING:
        return []
    if isinstance(told, dict) and isinstance(found, dict):
        lacking = [f"{at} lacks {name}" for name in told if name not in found]
        return lacking + [
            miss for name in told if name in found for miss in misses(told[name], found[name], f"{at}.{name}")
        ]
    if isinstance(told, list) and isinstance(found, list):
        whole = ANYTHING not in told
        told = [each for each in told if each != ANYTHING]
        if len(told) > len(found) or (whole and len(told) < len(found)):
            return [f"{at} has {len(found)} items"]
        return [miss for index, each in enumerate(told) for miss in misses(each, found[index], f"{at}[{index}]")]
    return [] if told == found else [f"{at} is {found!r}, not {told!r}"]


def test_there_are_examples():
    assert len(EXAMPLES) == 3


@pytest.mark.parametrize(("address", "answer"), EXAMPLES)
def test_the_example_holds(visitor, address, answer):
    assert misses(json.loads(answer), visitor.get(address).json()) == []
