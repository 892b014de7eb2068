"""Expressions that are tried only at certain letters miss none that they may begin with."""

from __future__ import annotations

import re

import pytest

from reports.parsing import boilerplate
from reports.parsing.metrics import exclusions, phrases, timing, words
from tests.reports.parsing.beginnings import DIGIT, beginnings, endings

GUARDED = {
    "times": timing._TIME,
    "blotted": exclusions._BLOTTED,
    "watermarks": boilerplate.WATERMARKS,
    "qualifiers": words.QUALIFIERS,
    "stages": words.STAGE,
}
"""Expressions of the form ``(?=[letters])(?:…)``."""


@pytest.mark.parametrize("expression", GUARDED.values(), ids=GUARDED.keys())
def test_letters_at_which_an_expression_is_tried(expression: re.Pattern[str]) -> None:
    guard, bracket, rest = expression.pattern.partition("])")
    tried = beginnings(guard.removeprefix("(?=") + bracket[0])
    tried |= set("0123456789") if DIGIT in tried else set()
    assert beginnings(rest) <= tried


@pytest.mark.parametrize("verb", words.VERBS, ids=lambda verb: verb.example)
def test_letters_that_a_verb_begins_with(verb: words.Verb) -> None:
    assert set(verb.begins) == beginnings(verb.expression)


def test_letters_that_a_tail_ends_with() -> None:
    assert endings(phrases._TAIL) | {"\n"} == phrases._TAIL_ENDS, "a $ also stands before a line's end"
