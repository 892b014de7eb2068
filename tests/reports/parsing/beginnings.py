"""What a match of an expression may begin or end with, read from the expression itself: to check written tables."""

from __future__ import annotations

import re
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

DIGIT = r"\d"


def beginnings(expression: re.Pattern[str] | str) -> set[str]:
    """The letters that a match may begin with; ``DIGIT`` stands for every digit. Raises where anything may."""
    found, empty = _of(list(_parser.parse(expression if isinstance(expression, str) else expression.pattern)))
    assert not empty, "the expression also matches nothing at all"
    return found


def endings(expression: re.Pattern[str]) -> set[str]:
    """The letters that a match may end with, as ``beginnings`` gives them."""
    found, empty = _of(list(_parser.parse(expression.pattern)), step=-1)
    assert not empty, "the expression also matches nothing at all"
    return found


def _of(steps: list[tuple[Any, Any]], step: int = 1) -> tuple[set[str], bool]:
    """The letters that a row of steps may begin with (``step`` -1: end with); whether it may match the empty text."""
    found: set[str] = set()
    for code, value in steps[::step]:
        if code in (codes.ASSERT, codes.ASSERT_NOT, codes.AT):
            continue
        letters, empty = _of_step(code, value, step)
        found |= letters
        if not empty:
            return found, False
    return found, True


def _of_step(code: Any, value: Any, step: int) -> tuple[set[str], bool]:
    if code is codes.LITERAL:
        return {chr(value)}, False
    if code is codes.IN:
        return set().union(*(_of_member(*member) for member in value)), False
    if code is codes.BRANCH:
        parts = [_of(list(part), step) for part in value[1]]
        return set().union(*(letters for letters, _ in parts)), any(empty for _, empty in parts)
    if code is codes.SUBPATTERN:
        return _of(list(value[3]), step)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        letters, empty = _of(list(value[2]), step)
        return letters, empty or value[0] == 0
    raise AssertionError(f"anything may begin here: {code}")


def _of_member(code: Any, value: Any) -> set[str]:
    if code is codes.LITERAL:
        return {chr(value)}
    if code is codes.RANGE:
        return set(map(chr, range(value[0], value[1] + 1)))
    assert (code, value) == (codes.CATEGORY, codes.CATEGORY_DIGIT)
    return {DIGIT}
