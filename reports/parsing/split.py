"""Several reports in one file, parted; what a page prints before the first title is its own, not a report's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.parsing.counts import counted
from reports.parsing.folding import fold
from reports.parsing.forewords import OPENING
from reports.parsing.heading_words import IsPlace
from reports.parsing.letterheads import COVER, announces, letterhead
from reports.parsing.lines import Line, full_lines
from reports.parsing.marks import Mark, find_mark
from reports.parsing.openings import begins_inside, is_announcement
from reports.parsing.site_lines import may_be_site
from reports.parsing.starts import RUNNING, Start, items
from reports.parsing.title_lines import with_whole_titles
from reports.parsing.titled_parts import handed_on, without_parts
from reports.parsing.titles import INSTITUTION, ITEM, ORGAN, YEARS, is_title, item_title, own_words, same_title
from reports.parsing.types import Span
from reports.parsing.untitled import without_title

SMALL = 200
SENTENCE = 10
OPENING_LINES = 2
LETTER_LINES = 12
FEWEST_LISTED, MOST_LISTED = 3, 200
FIRST_OF = re.compile(r"(?:总结|小结|汇报|报告)\s*\(?[一1]\)?$")
"""某校德育总结(一): the first text of a collection."""


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
    starts = _starts(lines, fallback, is_place)
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


def _body_before(lines: Sequence[Line], first: int) -> bool:
    """Is there running text of a report above the first title?"""
    return sum(len(line.text) >= RUNNING for line in lines[:first]) >= 2


def _carries_on(lines: Sequence[Line], groups: Sequence[Sequence[int]]) -> bool:
    """Does the text above the first title go on with the number that the text under it would have next?"""
    if _only_opens(lines, 0, groups[0][-1]):
        return True
    stop = groups[1][0] if len(groups) > 1 else len(lines)
    below = counted(lines[groups[0][-1] + 1 : stop])
    broken = {(one.before.family, one.before.ordinal or 0) for one in below.breaks if one.before}
    begun = [one.mark for one in counted(lines[: groups[0][0]]).breaks if one.before is None]
    return any((mark.family, (mark.ordinal or 0) - 1) in below.still_open | broken for mark in begun)


def _only_opens(lines: Sequence[Line], since: int, title: int) -> bool:
    """Does only a report's first paragraph stand under a title, and above it what begins with the first number?"""
    below = [line.text for line in lines[title + 1 :][: OPENING_LINES + 1]]
    if not 0 < len(below) <= OPENING_LINES or any(find_mark(fold(line[:20])) for line in below):
        return False
    above = _first_mark(lines, since, title)
    return above is not None and above.ordinal == 1 and bool(OPENING.match(fold(below[0])))


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


def _starts(lines: Sequence[Line], fallback: str, is_place: IsPlace) -> list[Start]:
    collected = items(lines, is_place)
    if collected:
        return collected
    titles = [i for i, line in enumerate(lines) if is_title(_without_number(line.text))]
    groups: list[list[int]] = []
    for i in titles:
        if groups and _one_announcement(lines, groups[-1], i):
            groups[-1].append(i)
        else:
            groups.append([i])
    named = [_without_number(lines[group[-1]].text) for group in groups]
    groups = [groups[at] for at in without_parts(named, is_place)]
    if letter := _letter_of_parts(lines, named, is_place):
        return [letter]
    groups = _with_reprints(lines, groups)
    if groups and (not _body_before(lines, groups[0][0]) or _carries_on(lines, groups)):
        return _real_starts(lines, groups, [])
    return _real_starts(lines, groups, [without_title(lines, fallback)])


def _with_reprints(lines: Sequence[Line], groups: Sequence[list[int]]) -> list[list[int]]:
    """Groups of titles, one of which is printed again behind another without any text between, as one."""
    merged: list[list[int]] = []
    for group in groups:
        above = merged[-2] if len(merged) > 1 else None
        if above and same_title(lines[above[-1]].text, lines[group[-1]].text) and not _has_text(lines, above, group[0]):
            merged[-2:] = [[*above, *merged[-1], *group]]
        else:
            merged.append(list(group))
    return merged


def _letter_of_parts(lines: Sequence[Line], titles: Sequence[str], is_place: IsPlace) -> Start | None:
    """A letter that hands on a collection, of which each attachment is a district's part; None for other files."""
    for at, line in enumerate(lines[:LETTER_LINES] if titles else ()):
        words = handed_on(line.text)
        if words and [*without_parts([words, *titles], is_place)] == [0]:
            return Start(at, at, words)
    return None


def _one_announcement(lines: Sequence[Line], group: Sequence[int], new: int) -> bool:
    """A title printed again: nothing between, or only torn text that cannot be a report's beginning."""
    if not same_title(lines[group[-1]].text, lines[new].text):
        return False
    if not _longer_than(SMALL, lines, group[-1] + 1, new) or _only_opens(lines, group[-1] + 1, new):
        return True
    opening, below = _first_mark(lines, group[-1] + 1, new), _first_mark(lines, new + 1, len(lines))
    if opening is None or opening.ordinal is None:
        return False
    return opening.ordinal != 1 or (below is not None and below.ordinal == 1 and below.rank < opening.rank)


def _longer_than(length: int, lines: Sequence[Line], first: int, stop: int) -> bool:
    """Do lines ``first`` to ``stop`` hold more text? Looks no further than need be."""
    for index in range(first, stop):
        length -= len(lines[index].text)
        if length < 0:
            return True
    return False


def _first_mark(lines: Sequence[Line], first: int, stop: int) -> Mark | None:
    for line in lines[first : min(stop, first + 60)]:
        mark = find_mark(fold(line.text[:20]))
        if mark and mark.family != "series":
            return mark
    return None


def _real_starts(lines: Sequence[Line], groups: Sequence[Sequence[int]], starts: list[Start]) -> list[Start]:
    """Groups that begin a report: the first with text under it, and later ones where numbering starts anew."""
    for index, group in enumerate(groups):
        stop = groups[index + 1][0] if index + 1 < len(groups) else len(lines)
        if starts and not _begins_anew(lines, starts[-1].last + 1, group, stop):
            continue
        if not starts and index + 1 < len(groups) and _is_page_title(lines, group, groups[index + 1], stop):
            continue
        starts.append(_announced(lines, group))
    return starts or [_announced(lines, groups[0])]


def _without_number(line: str) -> str:
    """第一篇：甲县教育局工作总结, left alone of a collection, or 附件1：…: the title without its number."""
    words = item_title(line)
    return words if words and INSTITUTION.search(fold(words)) and is_title(words) else own_words(line)


def _announced(lines: Sequence[Line], group: Sequence[int]) -> Start:
    """The title is the last line of the group; an organ's name standing alone above it belongs to it."""
    first, last = group[0], group[-1]
    title = _without_number(lines[last].text)
    above = lines[first - 1].text if first == last and first else ""
    if above and ORGAN.fullmatch(fold(above)) and not re.search("[局校园委厅]", title):
        title = above + title
    return Start(first, last, title.rstrip("。"))


def _is_page_title(lines: Sequence[Line], group: Sequence[int], following: Sequence[int], stop: int) -> bool:
    """A title with nothing under it, or only torn text, is the page's, unless the next one only names a part."""
    below = fold(lines[following[-1]].text)
    if (len(following) > 1 or FIRST_OF.search(below)) and not _has_text(lines, group, stop):
        return True
    if not (INSTITUTION.search(below) or ITEM.fullmatch(below)):
        return False
    torn, opening = _first_mark(lines, group[-1] + 1, stop), _first_mark(lines, following[-1] + 1, len(lines))
    if torn and opening and torn.ordinal not in {None, 1} and opening.ordinal == 1:
        return True
    return not _has_text(lines, group, stop)


def _has_text(lines: Sequence[Line], group: Sequence[int], stop: int) -> bool:
    return any(len(line.text) >= RUNNING or find_mark(fold(line.text[:20])) for line in lines[group[0] + 1 : stop])


def _begins_anew(lines: Sequence[Line], since: int, group: Sequence[int], stop: int) -> bool:
    """Does a later title begin another report, or only a part of this one (2013年工作思路)?"""
    title = lines[group[-1]].text
    if not INSTITUTION.search(fold(title)) or not _has_text(lines, group, stop):
        return False
    if not _longer_than(SMALL, lines, since, group[0]):
        return False
    opening = _first_mark(lines, group[-1] + 1, stop)
    return opening is None or opening.ordinal == 1
