"""Is a text that was put together whole: no heading without text, no number skipped, no sentence left open?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reports.parsing.cuts import step
from reports.parsing.lines import Line
from reports.parsing.marks import Mark
from reports.parsing.openings import begins_inside
from reports.parsing.tears import ENDED, is_torn_tail, paragraph_mark
from reports.parsing.titled_parts import heads_part

COMPLETE = re.compile(
    r"[)）日]$|印发$|^(?:[—-]{2}|[壹贰叁肆伍陆柒捌玖拾]、|[A-H][.、]|附)|^[^\s的,，]{2,12}(?:(?<![全大布格结当开])局|委|委员会|学校|办公室)$"
)
"""Lines without number and stop that are whole as they are: signatures, dates, headings of rarer kinds."""


class Joints(NamedTuple):
    """How an order was put together."""

    by_words: bool
    """Do words show all joints?"""
    broken: frozenset[str]
    """Lines that the page breaks off inside: what they lack is lost."""
    lost: int
    """Numbers that may have been lost at the cuts."""
    counted: frozenset[tuple[str, int]]
    """The numbers that show a joint, with their families."""
    titled: bool
    """Does the text begin right under its title, where the number of a document or an author may stand?"""
    torn: bool
    """Do the cuts go through lines, where numbers may be lost?"""


def is_whole(lines: Sequence[Line], joints: Joints) -> bool:
    """Is a text put together without a flaw that tells of another disorder?"""
    ends = set(ends_of_counts(filter(None, (paragraph_mark(line.text) for line in lines))))
    if any(ends & {(family, 1), (family, ordinal - 1)} for family, ordinal in joints.counted):
        return False
    if len(list(_flaws_of_numbers(lines, joints.torn))) > joints.lost:
        return False
    if not ENDED.search(lines[-1].text) and "\t" not in lines[-1].text and not COMPLETE.search(lines[-1].text):
        return False
    return all(_are_whole(lines, joints))


def _are_whole(lines: Sequence[Line], joints: Joints) -> Iterator[bool]:
    """Of each line, whether it may stand and end as it does before the next one."""
    head, open_above = joints.titled, False
    for line, after in pairwise([*lines, Line(0, 0, "")]):
        listed = paragraph_mark(after.text) if line.text[-1] in ":：" else None
        yield not begins_inside(after.text) and not (listed and listed.ordinal != 1)
        open_ = not ENDED.search(line.text) and "\t" not in line.text and line.text not in joints.broken
        head = head and open_ and paragraph_mark(line.text) is None and not is_torn_tail(line.text)
        yield not open_ or head or _may_stay_open(line.text, after.text, joints.by_words and not open_above)
        open_above = open_ and not head


def _may_stay_open(line: str, after: str, unmarked: bool) -> bool:
    """Is a line without a stop a heading with text under it, a district's, a signature, or of ``unmarked`` headings?"""
    mark, below = paragraph_mark(line), paragraph_mark(after)
    if is_torn_tail(line):
        return False
    if mark:
        return bool(after) and not (below and below.rank <= mark.rank)
    return unmarked or COMPLETE.search(line) is not None or (bool(after) and heads_part(line))


def _flaws_of_numbers(lines: Sequence[Line], torn: bool) -> Iterator[Mark]:
    """Numbers that skip one or fall back, and a topmost count that starts again."""
    stack: list[Mark] = []
    for line in lines:
        mark = paragraph_mark(line.text)
        if mark is None:
            if heads_part(line.text):
                stack.clear()
            continue
        before = list(stack)
        above = next((one for one in before if one.family == mark.family), None)
        ordinal, opened = mark.ordinal or 0, (above.ordinal or 0) if above else 0
        top = bool(before) and (before[0] is above or all(one.rank > mark.rank for one in before))
        back = not torn and 1 < ordinal <= opened
        if (step(stack, mark) and (back or ordinal > opened + 1)) or (top and ordinal == 1):
            yield mark


def ends_of_counts(marks: Iterable[Mark]) -> Iterator[tuple[str, int]]:
    """The last number of every count, with its family: what comes next may have been put elsewhere."""
    stack: list[Mark] = []
    for mark in marks:
        before = list(stack)
        step(stack, mark)
        carried = {one.family for one in before if one.family == mark.family and mark.ordinal != 1}
        yield from ((one.family, one.ordinal or 0) for one in before if one not in stack and one.family not in carried)
    yield from ((one.family, one.ordinal or 0) for one in stack)
