"""Texts without a title of the usual words: what is printed twice, the first line, or a name known from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.parsing.folding import fold
from reports.parsing.lines import Line
from reports.parsing.marks import find_mark
from reports.parsing.openings import begins_inside
from reports.parsing.starts import Start

SHORTEST, LONGEST = 5, 40
"""A first line of fewer characters is a person's name, of more a sentence."""
AGAIN_WITHIN = 8
"""A page prints a title again within so many lines."""
HEADLINE = re.compile(r"(?=.*[\u4e00-\u9fff]{4})[^。；;：:！!？?\t]{8,50}")
STOPPED = re.compile("[。，；：,;:]$")


def without_title(lines: Sequence[Line], fallback: str) -> Start:
    """Where a report begins that has no title of the usual words; ``fallback`` is the title known from elsewhere.

    >>> without_title([Line(0, 8, "喜看山乡新校舍"), Line(9, 12, "好。")], "甲县").title
    '喜看山乡新校舍'
    """
    again = _printed_again(lines)
    if again:
        return Start(again, again, lines[again].text)
    first = lines[0].text
    if (
        SHORTEST <= len(first) <= LONGEST
        and not STOPPED.search(first)
        and not find_mark(fold(first))
        and not begins_inside(first)
        and "\t" not in first
        and len(lines) > 1
    ):
        return Start(0, 0, first)
    return Start(0, -1, fallback)


def _printed_again(lines: Sequence[Line]) -> int:
    """Where a short line without stops near the top is printed again: a page's title; 0 if none is."""
    seen: set[str] = set()
    for index, line in enumerate(lines[:AGAIN_WITHIN]):
        if line.text in seen and HEADLINE.fullmatch(line.text):
            return index
        seen.add(line.text)
    return 0
