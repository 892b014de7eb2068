"""Headings glued into a line: the page or a converter lost the line break before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.parsing.folding import fold
from reports.parsing.heading_words import OPENER, USUAL, Heading, IsPlace, is_count, worded
from reports.parsing.lines import Line
from reports.parsing.marks import BY_FIRST, Mark, find_mark

MOST_GLUED = 4000
"""Marks looked for inside one line; a longer list is a table or a broken file, its rest stays text."""

AFTER_STOP = re.compile(
    r"[。！!？?:; \t](?:(?<=[。！!？?])”?\s*|(?<=[:;])\s*(?=[一二三四五六七八九十]{1,3}、)|(?<=[ \t])[ \t]*)"
    f"(?=[{re.escape(''.join(BY_FIRST))}])"
)
"""A stop or blank with what a mark may begin with right behind it. One class of letters opens the expression: so it
passes over running text at full speed."""
BEGINS = re.compile(
    r"[^。;]{2,60}(?:。.|1[.、]|\(一\))|[^。;]{4,40}"
    rf"(?:[ \u3000]+[\u4e00-\u9fff]|(?<=[\u4e00-\u9fff])(?:{OPENER.pattern}))|[^。;:,]{{0,12}}{USUAL.pattern}"
)
"""Words that a first heading has, with text of its own behind them."""
CHAPTERS = frozenset({"part", "cn", "paren_cn"})
"""A list in running text is rarely counted so: the second number need not be seen."""
SECOND = re.compile(r"[。!?]\s*(?:二、|\(二\))(?![一三四五六七八九十]、)(?=[\u4e00-\u9fff“]{3})")
FAR = 4000
"""So far behind a first number the second is looked for."""
GLUED = frozenset({"part", "cn", "paren_cn", "num", "dot_num", "paren_num", "circle", "lost"})


def glued_headings(
    line: Line, first: Heading | None, before: Sequence[Heading], is_place: IsPlace = lambda _: False
) -> Iterator[Heading]:
    """Headings inside a line: after a stop, where they carry on a numbering that is open."""
    folded = fold(line.text)
    counts: dict[str, int] | None = None
    end = first.end - line.start if first else 0
    points = _glue_points(folded, end)
    at = _past_blanks(folded, end) if first else next(points, -1)
    while at >= 0:
        mark = find_mark(folded, at) if at >= end else None
        if mark and counts is None:
            counts = _open_counts(before)
        heading = _glued_at(line, folded, at, end, mark, counts, is_place) if mark and counts is not None else None
        if heading is None or counts is None:
            at = next(points, -1)
            continue
        counts[heading.family] = heading.ordinal or 0
        end = heading.end - line.start
        at = _past_blanks(folded, end)
        yield heading


def _is_first_below(mark: Mark, folded: str, at: int, end: int) -> bool:
    """一、主要成效(一)加强组织…: the words of the heading before end at this mark."""
    return mark.ordinal == 1 and mark.family == "paren_cn" and 0 < end <= at and not folded[end:at].strip()


def _glued_at(
    line: Line, folded: str, at: int, end: int, mark: Mark, counts: dict[str, int], is_place: IsPlace
) -> Heading | None:
    if mark.family not in GLUED or is_count(folded[at : at + 40], mark):
        return None
    if not _is_first_below(mark, folded, at, end) and not _carries_on(mark, counts, folded, at + mark.length):
        return None
    return replace(worded(line.start + at, line.text[at : at + 400], mark, "", is_place), style="run_in")


def _past_blanks(folded: str, at: int) -> int:
    while at < len(folded) and folded[at].isspace():
        at += 1
    return at


def _glue_points(folded: str, start: int) -> Iterator[int]:
    """Where in a line a glued mark may begin; bounded."""
    for count, stop in enumerate(AFTER_STOP.finditer(folded, start)):
        if count >= MOST_GLUED:
            return
        yield stop.end()


def _open_counts(before: Sequence[Heading]) -> dict[str, int]:
    """The last number of each family that is still open, looking back over the last headings."""
    counts: dict[str, int] = {}
    highest = 99.0
    for heading in before[-40:][::-1]:
        if heading.rank <= highest and heading.ordinal is not None:
            counts.setdefault(heading.family, heading.ordinal)
        highest = min(highest, heading.rank)
    return counts


def _carries_on(mark: Mark, counts: dict[str, int], folded: str, at: int) -> bool:
    if mark.family == "lost":
        return bool(re.match(r"[^。;,]{3,24}。.", folded[at : at + 30]))
    if mark.ordinal == 1 and mark.family in CHAPTERS:
        return bool(BEGINS.match(folded, at, at + 70)) or bool(SECOND.search(folded, at, at + FAR))
    if mark.ordinal == 1:
        upcoming = re.compile(re.escape(mark.text).replace("1", "2").replace("一", "二"))
        return bool(BEGINS.match(folded, at, at + 70)) and bool(upcoming.search(folded, at, at + FAR))
    if mark.family == "cn" and mark.ordinal == 2 and "cn" not in counts:
        return bool(BEGINS.match(folded, at, at + 70))
    return mark.ordinal is not None and counts.get(mark.family, -1) == mark.ordinal - 1
