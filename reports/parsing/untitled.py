"""Texts without a title of the usual words: what is printed twice, the first line, or a name known from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.parsing.folding import fold
from reports.parsing.lines import Line
from reports.parsing.marks import find_mark
from reports.parsing.openings import begins_inside
from reports.parsing.starts import Start
from reports.parsing.titles import NOTICE

SHORTEST, LONGEST = 5, 40
"""A first line of fewer characters is a person's name, of more a sentence."""
AGAIN_WITHIN = 8
"""A page prints a title again within so many lines."""
HEADLINE = re.compile(r"(?=.*[\u4e00-\u9fff]{4})[^。；;！!？?\t]{8,50}(?<![：:，,])")
COLUMN = re.compile(r"[\u4e00-\u9fff]{0,2}(?:新闻|动态|要闻|快讯|资讯|信息|公告|时讯)")
"""教育新闻: what a site prints above the name of a text."""
DOCUMENT_NUMBER = re.compile(r"[\[(]\d{4}[\])]\s*第?\s*\d+\s*号$")
STOPPED = re.compile("[。，；：,;:]$")


def without_title(lines: Sequence[Line], fallback: str) -> Start:
    """Where a report begins that has no title of the usual words; ``fallback`` is the title known from elsewhere.

    >>> without_title([Line(0, 8, "喜看山乡新校舍"), Line(9, 12, "好。")], "甲县").title
    '喜看山乡新校舍'
    """
    again = _printed_again(lines) or _notice(lines)
    if again:
        return Start(again, again, lines[again].text)
    if len(lines) > 1 and _may_be_title(lines[0].text):
        return Start(0, 0, lines[0].text.lstrip("—-─ "))
    if len(lines) > 2 and COLUMN.fullmatch(lines[0].text) and _may_be_title(lines[1].text):
        return Start(1, 1, lines[1].text)
    return Start(0, -1, fallback)


def _may_be_title(line: str) -> bool:
    if "\t" in line or not SHORTEST <= len(line) <= LONGEST:
        return False
    folded = fold(line)
    return not (STOPPED.search(line) or find_mark(folded) or begins_inside(line) or DOCUMENT_NUMBER.search(folded))


def _notice(lines: Sequence[Line]) -> int:
    """Where under a letterhead a letter's own name stands (关于…的通知); 0 if none does or the first line is it."""
    for index, line in enumerate(lines[:AGAIN_WITHIN]):
        if "关于" in line.text and NOTICE.fullmatch(fold(line.text)):
            return index
    return 0


def _printed_again(lines: Sequence[Line]) -> int:
    """Where a short line without stops near the top is printed again: a page's title; 0 if none is."""
    seen: set[str] = set()
    for index, line in enumerate(lines[:AGAIN_WITHIN]):
        if line.text in seen and HEADLINE.fullmatch(line.text):
            alike = (at for at in range(index, len(lines)) if lines[at].text != line.text)
            return next(alike, len(lines)) - 1
        seen.add(line.text)
    return 0
