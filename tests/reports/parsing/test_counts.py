"""Counts that go on elsewhere, and counts that only run through."""

from __future__ import annotations

from reports.parsing.counts import Counts, counted
from reports.parsing.lines import full_lines


def counts(text: str) -> Counts:
    return counted(full_lines(text))


def test_numbers_that_run_through_headings_are_no_break() -> None:
    assert counts("一、甲\n1、好。\n2、好。\n二、乙\n3、好。\n4、好。").breaks == ()


def test_a_count_that_starts_again_is_no_break() -> None:
    assert counts("一、甲\n1、好。\n二、乙\n1、好。\n一、下步打算\n1、好。").breaks == ()


def test_a_skipped_number_is_a_break_that_goes_on_nowhere() -> None:
    found = counts("一、甲\n二、乙\n四、丁")
    assert [(one.mark.ordinal, found.goes_on_elsewhere(one)) for one in found.breaks] == [(4, False)]


def test_a_repeated_number_goes_on_nowhere() -> None:
    found = counts("一、甲\n二、乙\n二、丙\n三、丁")
    assert [found.goes_on_elsewhere(one) for one in found.breaks] == [False]


def test_an_excerpt_from_the_middle_is_not_whole() -> None:
    assert not counts("（五）戊\n四、丁\n（一）甲\n（四）丁").whole
    assert counts("一、甲\n（二）乙").whole
