"""Sentences that a line's or a page's end broke are joined; list items, headings and short lines are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reports.parsing.folding import fold
from reports.parsing.lines import Line, full_lines
from reports.parsing.marks import find_mark
from reports.parsing.tears import closed_bracket, open_bracket
from reports.parsing.titles import is_title
from reports.parsing.traced import Edit

ENDED = re.compile("[。！？；：!?;:…][”』」）)]?$")
NARROWEST = 18
WIDEST = 60
SLACK, FEWEST = 3, 4
"""A line of print holds between these many characters; longer ones are paragraphs already."""


class _Print(NamedTuple):
    """The width of print, and how lines were measured when they were broken: by characters or by room."""

    measure: Callable[[str], int]
    width: int


def broken_sentences(text: str) -> Iterator[Edit]:
    """Lines as a printer broke them, put together.

    A file is taken for broken where full lines of one width carry on in mid-sentence.

    >>> from reports.parsing.clean import mended
    >>> mended(broken_sentences, "全区共有小学二十四所，初中九所，\\n专任教师二千四百人。\\n一、学前教育")
    '全区共有小学二十四所，初中九所，专任教师二千四百人。\\n一、学前教育'
    """
    lines = full_lines(text)
    printed = _print_width(lines)
    for line, after in pairwise(lines):
        if _runs_on(line.text, after.text, printed) and not (line is lines[0] and is_title(line.text)):
            yield Edit(line.end, after.start)


def _print_width(lines: Sequence[Line]) -> _Print | None:
    """How a file broken into lines was printed; None where it has paragraphs.

    Broken print has many unfinished lines of nearly one length and hardly any longer than that.
    """
    unfinished = [line.text for line in lines if len(line.text) <= 2 * WIDEST and not is_ended(line.text)]
    found: list[tuple[int, _Print]] = []
    for measure in (len, _breadth):
        lengths = [measure(text) for text in unfinished]
        fitting = [length for length in lengths if NARROWEST <= length <= WIDEST]
        if len(fitting) < FEWEST:
            continue
        width = max(range(NARROWEST, WIDEST + 1), key=Counter(fitting).__getitem__)
        near = sum(abs(length - width) <= SLACK for length in fitting)
        longer = sum(len(line.text) > 2 * WIDEST or measure(line.text) > width + SLACK for line in lines)
        if near * 2 >= len(fitting) and longer * 10 <= len(lines):
            found.append((near, _Print(measure, width)))
    return max(found, key=lambda one: one[0])[1] if found else None


def _runs_on(line: str, after: str, printed: _Print | None) -> bool:
    if is_ended(line):
        return False
    full = printed is not None and abs(printed.measure(line) - printed.width) <= SLACK
    if "\t" in line or "\t" in after or (find_mark(fold(after[:20])) and not _in_sentence(line, after, full)):
        return False
    if line.endswith(("，", ",", "、")) or after[0] in "，,。、；;：:）)》”%％":
        return full or not _closes_another(line, after)
    return full and printed is not None and not _short_heading(line, printed)


def _closes_another(line: str, after: str) -> bool:
    """Does a paragraph close the bracket of another one than that above it? A page may print its pieces shuffled."""
    closing = closed_bracket(after)
    return bool(closing) and open_bracket(line) != closing


def _short_heading(line: str, printed: _Print) -> bool:
    """一、甲，乙，丙: a heading without a stop, behind which two more characters would have stood in the line."""
    return printed.measure(line) + 2 <= printed.width and "。" not in line and find_mark(fold(line[:20])) is not None


def is_ended(line: str) -> bool:
    """Does the line end with a stop, bracketed or not?

    >>> is_ended("新建2所。"), is_ended("新建2所。”"), is_ended("新建2所")
    (True, True, False)
    """
    return ENDED.search(line, max(0, len(line) - 2)) is not None


def _in_sentence(line: str, after: str, full: bool) -> bool:
    """…七成|八、九年级…: numbers at the beginning of a line that carries on a full line of text are no marks."""
    mark = find_mark(fold(after[:20]))
    return full and mark is not None and mark.family in {"cn", "num"} and find_mark(fold(line[:20])) is None


def _breadth(line: str) -> int:
    """Length as printed: two ASCII characters take the room of one."""
    return len(line) - len(line.encode("latin-1", "ignore")) // 2
