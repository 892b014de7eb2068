"""Parts headed by a slogan, with the district in the line below: 用真情陪伴成长 ⏎ ——江阳区教育局经验材料."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reports.parsing.districts import is_office
from reports.parsing.folding import fold
from reports.parsing.heading_words import Heading
from reports.parsing.lines import Line
from reports.parsing.marks import find_mark

FEWEST = 2
SLOGAN = re.compile(
    r"[\u4e00-\u9fff“”《》、·\w—\d]{4,24}(?:[,，\s\u3000]+[\u4e00-\u9fff“”《》、·\w\d]{3,20}){0,2}[!！?？]?"
)
DATED = re.compile(r"\d{4}年|[二一][〇○零一二三四五六七八九]{3}年")
SUBTITLE = "-—─"
ENDED = "。！？!?；;”」)）"


def with_slogans(headings: Sequence[Heading], text: str) -> list[Heading]:
    """The headings; where several districts stand under slogans, each slogan heads its district's part."""
    under = {heading.start: line for heading in headings if (line := _slogan_above(heading, text))}
    if len(under) < FEWEST:
        return list(headings)
    above = {line.start: None for line in under.values()} | {each.start: each for each in headings if each.mark}
    taken = {line.start for line in under.values()}
    return [
        _headed(heading, under[heading.start], above[under[heading.start].start]) if heading.start in under else heading
        for heading in headings
        if heading.start not in taken
    ]


def _headed(place: Heading, line: Line, numbered: Heading | None) -> Heading:
    """The part's heading: the slogan with its number, if it has one, and the place's name below it."""
    name = slice(place.words if place.name_start is None else place.name_start, place.name_end)
    if numbered:
        return replace(numbered, place=True, titular="surely", name_start=name.start, name_end=name.stop)
    return replace(place, start=line.start, words=line.start, end=line.end, name_start=name.start)


def _slogan_above(heading: Heading, text: str) -> Line | None:
    """The slogan right above a line that is a district's subtitle or office; None where there is none."""
    if not heading.place or heading.mark or heading.style != "line" or not heading.start:
        return None
    if text[heading.start] not in SUBTITLE and not is_office(text[heading.words : heading.name_end]):
        return None
    above = _line_before(heading.start, text)
    mark = find_mark(fold(above.text[:20])) if above else None
    if above is None or not SLOGAN.fullmatch(above.text, mark.length if mark else 0) or DATED.match(fold(above.text)):
        return None
    before = _line_before(above.start, text)
    return above if before is None or before.text[-1] in ENDED or not before.start else None


def _line_before(start: int, text: str) -> Line | None:
    """The line that ends right before ``start``."""
    stop = start - 1
    first = text.rfind("\n", 0, max(0, stop)) + 1
    raw = text[first:stop]
    return Line(first, stop, raw) if raw.strip() == raw != "" else None
