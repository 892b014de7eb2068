"""Several reports in one file, parted; what a page prints before the first title is its own, not a report's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.parsing.folding import fold
from reports.parsing.heading_words import IsPlace
from reports.parsing.letterheads import COVER, announces, letterhead
from reports.parsing.lines import Line, full_lines
from reports.parsing.marks import find_mark
from reports.parsing.openings import begins_inside, is_announcement
from reports.parsing.site_lines import may_be_site
from reports.parsing.starts import RUNNING, Start
from reports.parsing.title_groups import find_starts
from reports.parsing.title_lines import with_whole_titles
from reports.parsing.titles import YEARS, is_title, item_title
from reports.parsing.types import Span

SENTENCE = 10
FEWEST_LISTED, MOST_LISTED = 3, 200


@dataclass(frozen=True, slots=True)
class Part:
    """One report of a file.

    ``lead`` is the letterhead above the title (text of the report, not of the site),
    ``before`` text of the report that the page printed above it.
    """

    title: str
    title_line: Span | None
    body: Span
    before: Span | None = None
    lead: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Split:
    """The reports, and the lines that belong to none."""

    parts: tuple[Part, ...]
    boilerplate: tuple[Span, ...]


def split_reports(text: str, fallback: str = "", from_web: bool = True, is_place: IsPlace = lambda _: False) -> Split:
    """The reports of a cleaned text. ``from_web`` says that short lines above the first title are a page's own.

    >>> [p.title for p in split_reports("甲县教育局工作总结\\n一、甲\\n好。").parts]
    ['甲县教育局工作总结']
    """
    lines = with_whole_titles(full_lines(text))
    if not lines:
        return Split((), ())
    starts = find_starts(lines, fallback, is_place)
    torn = starts[0].first if item_title(lines[starts[0].first].text) is not None else _torn_opening(lines, starts[0])
    if torn < starts[0].first and _is_contents(lines, torn, starts[0].last):
        torn = starts[0].first
    lead, site = letterhead(lines[:torn], from_web)
    starts[0] = replace(starts[0], first=min(torn, starts[0].first))
    parts: list[Part] = []
    for index, start in enumerate(starts):
        stop = starts[index + 1].first if index + 1 < len(starts) else len(lines)
        before, around = _above(lines, start)
        more, page = letterhead(around, from_web)
        site += page
        parts.append(_part(lines, start, stop, before, (*lead, *more) if not index else tuple(more)))
    return Split(tuple(parts), tuple(sorted(site)))


def named_by_file(parts: tuple[Part, ...], name: str) -> tuple[Part, ...]:
    """A workbook's parts. Its first line is a sheet's name, not its own, where only the file's name says the year.

    >>> text = "入园率统计\\n甲县\\t80.1"
    >>> [p.title for p in named_by_file(split_reports(text).parts, "2013年主要指标")]
    ['2013年主要指标']
    """
    first = parts[0] if len(parts) == 1 else None
    if not first or not first.title_line or first.before or first.lead:
        return parts
    if is_title(first.title) or YEARS.search(fold(first.title)) or not YEARS.search(fold(name)):
        return parts
    return (Part(name, None, Span(first.title_line.start, first.body.end)),)


def _above(lines: Sequence[Line], start: Start) -> tuple[Span | None, list[Line]]:
    """Torn text between the first announcement and the title, and the lines around it that only announce."""
    first, last = start.first, max(start.first, start.last)
    while first < last and announces(lines[first]):
        first += 1
    while last > first and announces(lines[last - 1]):
        last -= 1
    if not any(_is_text(line.text) for line in lines[first:last]):
        return None, list(lines[start.first : max(start.first, start.last)])
    return _span(lines, first, last - 1), [*lines[start.first : first], *lines[last : start.last]]


def _is_text(words: str) -> bool:
    folded = fold(words)
    return bool(find_mark(folded)) or (len(words) >= SENTENCE and bool(re.search("[。;,]", folded)))


def _part(lines: Sequence[Line], start: Start, stop: int, before: Span | None, lead: tuple[Span, ...]) -> Part:
    """The report from ``start`` up to line ``stop``."""
    if start.last < 0:
        return Part(start.title, None, _span(lines, start.first, stop - 1))
    end = lines[start.last].end
    body = _span(lines, start.last + 1, stop - 1) if stop - 1 > start.last else Span(end, end)
    return Part(start.title, _span(lines, start.last, start.last), body, before, lead)


def _span(lines: Sequence[Line], first: int, last: int) -> Span:
    return Span(lines[first].start, lines[last].end)


def _torn_opening(lines: Sequence[Line], start: Start) -> int:
    """The first line above the first title that is a piece of a report: running text or a heading; pages lack both."""
    for index, line in enumerate(lines[: start.first]):
        folded = fold(line.text)
        if COVER.fullmatch(folded) or is_title(line.text):
            continue
        stopped = re.search("[。;]", folded) or (folded[-1] == "!" and not may_be_site(folded))
        if find_mark(folded) or (len(line.text) >= SENTENCE and stopped):
            return _with_fragments(lines, index)
    return start.first


def _with_fragments(lines: Sequence[Line], index: int) -> int:
    """The first of the lines that stand right above a piece of a report and may belong to it: no site's, no title."""
    while index and _may_be_torn(lines[index - 1]):
        index -= 1
    return index


def _may_be_torn(line: Line) -> bool:
    """May a line above torn text be torn from the words above, and not a page's own?"""
    folded = fold(line.text)
    if begins_inside(line.text) or is_announcement(line.text):
        return True
    if COVER.fullmatch(folded) or announces(line) or folded[-1] == ":":
        return False
    return folded[-1] in "。;" or ("," in folded and len(folded) >= SENTENCE) or not may_be_site(folded)


def _is_contents(lines: Sequence[Line], first: int, title: int) -> bool:
    """Are the lines above the title nothing but the headings that the text under it has again?"""
    listed = [fold(line.text) for line in lines[first:title]]
    if not FEWEST_LISTED <= len(listed) <= MOST_LISTED or not all(
        find_mark(line) and len(line) <= RUNNING // 2 for line in listed
    ):
        return False
    below = [fold(line.text) for line in lines[title + 1 :]]
    again = [any(line.startswith(words) for line in below) for words in listed]
    return again[0] and sum(again) >= 2
