"""Every line of the tables reads its own example and nothing of its counter-example."""

from __future__ import annotations

import re

import pytest

from reports.parsing import patterns
from tests.reports.parsing.beginnings import beginnings, endings

_NUMBER = re.compile(r"\d[\d.,]*")
_QUANTITY = re.compile(r"\d[\d.,]*(?:%|个百分点|[一-龥])?")


def _before(text: str) -> str:
    """The text up to its last number, as "before" expressions see it."""
    found = list(_NUMBER.finditer(text))
    return text[: found[-1].start()] if found else text


def _after(text: str) -> str:
    match = _QUANTITY.search(text)
    assert match is not None
    return text[match.end() :]


BEFORE = [
    *patterns.COMPARED_BEFORE,
    *patterns.UNREAD_BEFORE,
    *patterns.UNREAD_AHEAD,
    *patterns.CHANGED_BEFORE,
    *patterns.STATUSES_IN_CLAUSE,
]
AFTER = [*patterns.COMPARED_AFTER, *patterns.UNREAD_AFTER]
WITHIN = [*patterns.STATUSES, *patterns.PLANS_AHEAD]


@pytest.mark.parametrize("pattern", BEFORE, ids=lambda p: p.example)
def test_words_before_a_number(pattern: patterns.Pattern) -> None:
    first = _NUMBER.search(pattern.example)
    start = pattern.example[: first.start()] if first else pattern.example
    assert any(pattern.expression.search(part) for part in (start, _before(pattern.example)))
    if pattern.counter:
        assert not pattern.expression.search(_before(pattern.counter))


@pytest.mark.parametrize("pattern", AFTER, ids=lambda p: p.example)
def test_words_after_a_unit(pattern: patterns.Pattern) -> None:
    assert pattern.expression.match(_after(pattern.example))
    if pattern.counter:
        assert not pattern.expression.match(_after(pattern.counter))


@pytest.mark.parametrize("pattern", WITHIN, ids=lambda p: p.example)
def test_words_within_a_text(pattern: patterns.Pattern) -> None:
    assert pattern.expression.search(pattern.example)
    if pattern.counter:
        assert not pattern.expression.search(pattern.counter)


@pytest.mark.parametrize("pattern", patterns.STATUSES, ids=lambda p: p.example)
def test_letters_that_a_status_begins_with(pattern: patterns.Pattern) -> None:
    assert set(pattern.begins) == beginnings(pattern.expression)


@pytest.mark.parametrize(
    ("table", "ends"),
    [
        (patterns.COMPARED_BEFORE, patterns.COMPARED_ENDS),
        (patterns.UNREAD_BEFORE, patterns.UNREAD_ENDS),
        (patterns.CHANGED_BEFORE, patterns.CHANGED_ENDS),
    ],
    ids=["comparators", "unread", "changes"],
)
def test_letters_that_the_lines_of_a_table_end_with(table: tuple[patterns.Pattern, ...], ends: frozenset[str]) -> None:
    found: set[str] = set().union(*(endings(pattern.expression) for pattern in table))
    assert found | {"\n"} == ends, "a $ also stands before a line's end"


@pytest.mark.parametrize(
    ("table", "begins"),
    [(patterns.COMPARED_AFTER, patterns.COMPARED_BEGINS), (patterns.UNREAD_AFTER, patterns.UNREAD_BEGINS)],
    ids=["comparators", "unread"],
)
def test_letters_that_the_lines_of_a_table_begin_with(
    table: tuple[patterns.Pattern, ...], begins: frozenset[str]
) -> None:
    assert set().union(*(beginnings(pattern.expression) for pattern in table)) == begins


def test_the_first_decision_that_reads_decides() -> None:
    assert patterns.comparator_around("不低于", "") == ">="
    assert patterns.comparator_around("约", "以上") == ">="
    assert patterns.comparator_around("新建", "幼儿园") is None


def test_a_level_is_no_change() -> None:
    assert patterns.change_before("毛入园率提高到") is None
    assert patterns.change_before("毛入园率提高了") == "increase"
    assert patterns.change_before("比上年减少") == "decrease"
