"""Several reports in one file, parted; what a page prints before the first title is its own, not a report's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.parsing.folding import fold
from reports.parsing.lines import Line, lines_of
from reports.parsing.marks import Mark, find_mark
from reports.parsing.titles import INSTITUTION, ORGAN, is_title, item_title, same_title
from reports.parsing.types import Span

SMALL = 200
RUNNING = 60
COVER = re.compile(
    r".{2,30}(?:文件|函|简报|内参|通讯)|.{0,12}[发字教函办报]{1,4}\s*[\[(]?\s*\d{4}\s*[\])]?\s*第?\s*\d+\s*号.*|签发人.*|.{2,24}(?:局|委员会|厅|人民政府|教委)|"
    r"[\[(]?(?:\d{4}|[二一][〇○零一二三四五六七八九]{3})年.{1,3}月(?:.{1,3}日)?[\])]?|.{2,8}(?:局长|主任|书记|校长|园长).{0,8}|--.{4,40}|—.{4,40}"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One report of a file: its title line, the text before the title that is its own, and the text after it."""

    title: str
    title_line: Span | None
    before: Span
    body: Span


@dataclass(frozen=True, slots=True)
class Split:
    parts: tuple[Part, ...]
    boilerplate: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a report begins: its lines ``first`` to ``last`` announce it, ``last`` holds the title."""

    first: int
    last: int
    title: str


def split_reports(text: str, fallback: str = "", from_web: bool = True) -> Split:
    """The reports of a cleaned text. ``from_web`` says that short lines above the first title are a page's own.

    >>> [p.title for p in split_reports("甲县教育局工作总结\\n一、甲\\n好。").parts]
    ['甲县教育局工作总结']
    """
    lines = [line for line in lines_of(text) if not line.blank]
    if not lines:
        return Split((), ())
    starts = _starts(lines)
    if not starts or _body_before(lines, starts[0].first):
        starts = [_first_lines(lines, fallback), *starts]
    parts: list[Part] = []
    site: list[Span] = []
    for index, start in enumerate(starts):
        stop = starts[index + 1].first if index + 1 < len(starts) else len(lines)
        parts.append(_part(lines, start, stop, site))
    head = _head(lines[: starts[0].first], from_web)
    return Split(tuple(parts), tuple(sorted([*head, *site])))


def _part(lines: Sequence[Line], start: _Start, stop: int, site: list[Span]) -> Part:
    """The report from ``start`` to line ``stop``; repeated titles go to ``site``."""
    if start.last < 0:
        return Part(start.title, None, Span(lines[0].start, lines[0].start), Span(lines[0].start, lines[stop - 1].end))
    title = lines[start.last]
    between = list(range(start.first + 1, start.last))
    site.extend(Span(lines[start.first].start, lines[start.first].end) for _ in range(start.first != start.last))
    body = Span(title.end, lines[stop - 1].end) if stop - 1 > start.last else Span(title.end, title.end)
    before = Span(lines[between[0]].start, lines[between[-1]].end) if between else Span(title.start, title.start)
    return Part(start.title, Span(title.start, title.end), before, body)


def _first_lines(lines: Sequence[Line], fallback: str) -> _Start:
    """No title found: the first line where it is short and unfinished, else the title known from elsewhere."""
    first = lines[0].text
    if (
        len(first) <= 40
        and not re.search("[。，；：,;:]$", first)
        and not find_mark(fold(first))
        and "\t" not in first
        and len(lines) > 1
    ):
        return _Start(0, 0, first)
    return _Start(0, -1, fallback)


def _body_before(lines: Sequence[Line], first: int) -> bool:
    """Is there running text of a report above the first title?"""
    return sum(len(line.text) >= RUNNING for line in lines[:first]) >= 2


def _head(lines: Sequence[Line], from_web: bool) -> list[Span]:
    if not from_web:
        return []
    return [Span(line.start, line.end) for line in lines if not COVER.fullmatch(fold(line.text))]


def _starts(lines: Sequence[Line]) -> list[_Start]:
    items = _items(lines)
    if len(items) >= 2:
        return items
    titles = [i for i, line in enumerate(lines) if is_title(line.text)]
    groups: list[list[int]] = []
    for i in titles:
        if groups and _one_announcement(lines, groups[-1], i):
            groups[-1].append(i)
        else:
            groups.append([i])
    return _real_starts(lines, groups)


def _items(lines: Sequence[Line]) -> list[_Start]:
    """第一篇 … 第二篇 …: a collection; a title of its own may follow within two lines."""
    starts: list[_Start] = []
    for i, line in enumerate(lines):
        words = item_title(line.text)
        if words is None or (
            find_mark(fold(line.text)) and not fold(line.text).lstrip("[").startswith(("第", "篇", "范"))
        ):
            continue
        own = next((j for j in (i + 1, i + 2) if j < len(lines) and is_title(lines[j].text)), None)
        last = i if own is None else own
        title = lines[last].text if own is not None else (words or line.text)
        starts.append(_Start(i, last, title))
    return starts


def _one_announcement(lines: Sequence[Line], group: Sequence[int], new: int) -> bool:
    """A title printed again: nothing between, or only torn text that cannot be a report's beginning."""
    if not same_title(lines[group[-1]].text, lines[new].text):
        return False
    between = lines[group[-1] + 1 : new]
    if sum(len(line.text) for line in between) <= SMALL:
        return True
    opening = _first_mark(between)
    return opening is not None and opening.ordinal not in {None, 1}


def _first_mark(lines: Sequence[Line]) -> Mark | None:
    for line in lines[:60]:
        mark = find_mark(fold(line.text[:20]))
        if mark and mark.family != "series":
            return mark
    return None


def _real_starts(lines: Sequence[Line], groups: Sequence[Sequence[int]]) -> list[_Start]:
    """Groups that begin a report: the first with text under it, and later ones where numbering starts anew."""
    starts: list[_Start] = []
    for index, group in enumerate(groups):
        stop = groups[index + 1][0] if index + 1 < len(groups) else len(lines)
        if starts and not _begins_anew(lines, starts[-1].last + 1, group, stop):
            continue
        if not starts and not _has_text(lines, group, stop) and index + 1 < len(groups):
            continue
        starts.append(_announced(lines, group))
    return starts


def _announced(lines: Sequence[Line], group: Sequence[int]) -> _Start:
    """The title is the last line of the group; an organ's name standing alone above it belongs to it."""
    first, last = group[0], group[-1]
    title = lines[last].text
    above = lines[first - 1].text if first == last and first else ""
    if above and ORGAN.fullmatch(fold(above)) and not re.search("[局校园委厅]", title):
        title = above + title
    return _Start(first, last, title)


def _has_text(lines: Sequence[Line], group: Sequence[int], stop: int) -> bool:
    return any(len(line.text) >= RUNNING or find_mark(fold(line.text[:20])) for line in lines[group[0] + 1 : stop])


def _begins_anew(lines: Sequence[Line], since: int, group: Sequence[int], stop: int) -> bool:
    """Does a later title begin another report, or only a part of this one (2013年工作思路)?"""
    title = lines[group[-1]].text
    if not INSTITUTION.search(fold(title)) or not _has_text(lines, group, stop):
        return False
    before = lines[since : group[0]]
    if sum(len(line.text) for line in before) < SMALL:
        return False
    opening = _first_mark(lines[group[-1] + 1 : stop])
    return opening is None or opening.ordinal == 1
