"""Sentences that a line's or a page's end broke are joined; list items, headings and short lines are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reports.parsing.folding import fold
from reports.parsing.lines import Line, lines_of
from reports.parsing.marks import find_mark
from reports.parsing.traced import Edit

ENDS = tuple("。！？；：!?;:…”』」)）》】")
NARROWEST = 18
WIDEST = 60
"""A line of print holds between these many characters; longer ones are paragraphs already."""


def broken_sentences(text: str) -> Iterator[Edit]:
    """Lines as a printer broke them, put together.

    A file is taken for broken where full lines of one width carry on in mid-sentence.

    >>> from reports.parsing.clean import mended
    >>> mended(broken_sentences, "全区共有小学二十四所，初中九所，\\n专任教师二千四百人。\\n一、学前教育")
    '全区共有小学二十四所，初中九所，专任教师二千四百人。\\n一、学前教育'
    """
    lines = [line for line in lines_of(text) if not line.blank]
    width = _print_width(lines)
    for line, after in pairwise(lines):
        if _runs_on(line.text, after.text, width):
            yield Edit(line.end, after.start)


def _print_width(lines: Sequence[Line]) -> int:
    """The width of print of a file broken into lines; 0 where it has paragraphs.

    Broken print has many unfinished lines of nearly one length and hardly any longer than that.
    """
    unfinished = [
        len(line.text) for line in lines if not line.text.endswith(ENDS) and NARROWEST <= len(line.text) <= WIDEST
    ]
    if len(unfinished) < 4:
        return 0
    width = max(range(NARROWEST, WIDEST + 1), key=Counter(unfinished).__getitem__)
    near = sum(abs(length - width) <= 3 for length in unfinished)
    longer = sum(len(line.text) > width + 4 for line in lines)
    return width if near * 2 >= len(unfinished) and longer * 10 <= len(lines) else 0


def _runs_on(line: str, after: str, width: int) -> bool:
    if line.endswith(ENDS) or "\t" in line or "\t" in after or find_mark(fold(after[:20])):
        return False
    if line.endswith(("，", ",", "、")):
        return True
    if after[0] in "，,。、；;：:）)》”%％":
        return True
    return (
        bool(width) and abs(len(line) - width) <= 3 and not re.match(r"[一二三四五六七八九十\d]{1,3}[、.]", fold(after))
    )
