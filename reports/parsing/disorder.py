"""Signs that a text is not in its true order, or that words are missing: what a repair did not resolve is reported.

No repair is made from these. One sign that intact reports do not show is enough, of the weaker ones two are needed:
writers do skip a number or forget one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reports.parsing.cuts import MOST_TAILS, step
from reports.parsing.lines import Line
from reports.parsing.marks import Mark
from reports.parsing.proof import COMPLETE
from reports.parsing.tears import ENDED, SURE, closed_bracket, is_torn_tail, likeness, paragraph_mark

STRONG = {
    "first": "三、丙\n好。\n一、甲\n好。",
    "back": "一、甲\n3、好。\n2、好。",
    "heading": "一、甲\n好。\n二、乙",
    "list": "一、甲\n主要做法：\n3、好。",
    "sentence": "新建园两所。全县各乡镇中\n培训教师一百名，开展活动。",
    "closing": "一、甲\n学前三年规划》，各镇落实规划。",
    "comma": "一、甲\n，各镇落实规划。",
}
"""Signs that are enough alone, each with a text that shows it: the first number is not one; a number falls back;
a heading ends the text; a list after a colon does not begin with one; a sentence stays open before another
paragraph; a bracket closes that was not opened; a line begins with a comma."""

WEAK = {
    "skipped": "一、甲\n好。\n三、丙\n好。",
    "repeated": "一、甲\n好。\n二、乙\n好。\n二、丙\n好。",
    "opening": "一、甲\n（二）好。",
    "end": "一、甲\n好。\n全县各级学",
}
"""Signs of which two are needed: a number skipped, repeated, a list that begins with another number than one, a last
line without an end."""

MOST_OPEN = 4
"""A text in which more sentences stay open has lines as a printer broke them; of many, only the first are looked at."""


def is_disordered(text: str, lines: Sequence[Line]) -> bool:
    """Does a text show that it was printed out of order or lacks words?"""
    found = signs(text, lines)
    return bool(found & STRONG.keys()) or len(found & WEAK.keys()) > 1


def signs(text: str, lines: Sequence[Line]) -> set[str]:
    """The signs, by their names in STRONG and WEAK."""
    return {*_numbers(lines), *_words(text, lines)}


def _numbers(lines: Sequence[Line]) -> Iterator[str]:
    stack: list[Mark] = []
    for line in lines:
        mark = paragraph_mark(line.text)
        if mark is None:
            continue
        open_ = next((one.ordinal or 0 for one in stack if one.family == mark.family), None)
        ordinal, first = mark.ordinal or 0, not stack
        step(stack, mark)
        if ordinal > 1:
            yield from _sign_of_number(ordinal, open_, first)


def _sign_of_number(ordinal: int, open_: int | None, first: bool) -> Iterator[str]:
    if open_ is None:
        yield "first" if first else "opening"
    elif ordinal < open_:
        yield "back"
    elif ordinal == open_:
        yield "repeated"
    elif ordinal > open_ + 1:
        yield "skipped"


def _words(text: str, lines: Sequence[Line]) -> Iterator[str]:
    torn = []
    for line, after in pairwise(lines):
        mark = paragraph_mark(after.text)
        if mark and mark.ordinal != 1 and line.text[-1] in ":：":
            yield "list"
        if not mark and "\t" not in line.text + after.text and is_torn_tail(line.text):
            torn.append((line.text, after.text))
    if sum(likeness(text, left, right) < SURE for left, right in torn[: MOST_TAILS + 1]) in range(1, MOST_OPEN + 1):
        yield "sentence"
    yield from _edges(lines)


def _edges(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        if closed_bracket(line.text):
            yield "closing"
        if line.text[0] in "，。；、,;":
            yield "comma"
    last = lines[-1].text if lines else "。"
    if not ENDED.search(last) and "\t" not in last:
        if paragraph_mark(last):
            yield "heading"
        elif not COMPLETE.search(last):
            yield "end"
