"""Which titles of a file begin a report: a title may be printed twice, be the page's own, or only head a part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.parsing.above_titles import goes_on_above, is_torn, parts_above
from reports.parsing.counts import counted
from reports.parsing.folding import fold
from reports.parsing.forewords import OPENING
from reports.parsing.heading_words import IsPlace
from reports.parsing.lines import Line
from reports.parsing.marks import Mark, find_mark
from reports.parsing.starts import RUNNING, Start, items
from reports.parsing.titled_parts import handed_on, without_parts
from reports.parsing.titles import INSTITUTION, ITEM, ORGAN, is_title, item_title, own_words, same_title
from reports.parsing.untitled import without_title

SMALL = 200
OPENING_LINES = 2
LETTER_LINES = 12
FIRST_OF = re.compile(r"(?:总结|小结|汇报|报告)\s*\(?[一1]\)?$")
"""某校德育总结(一): the first text of a collection."""


def find_starts(lines: Sequence[Line], fallback: str, is_place: IsPlace) -> list[Start]:
    """Where the reports of a file begin, at least one; ``fallback`` names a text without a title.

    ``lines`` must not be empty.
    """
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
    above = parts_above(named, is_place)
    if above and goes_on_above(lines, groups[above][-1]):
        groups, named = groups[above:], named[above:]
    groups = [groups[at] for at in without_parts(named, is_place)]
    if letter := _letter_of_parts(lines, named, is_place):
        return [letter]
    groups = _with_reprints(lines, groups)
    if groups and (not _body_before(lines, groups[0][0]) or _carries_on(lines, groups)):
        return _real_starts(lines, groups, [])
    return _real_starts(lines, groups, [without_title(lines, fallback)])


def _body_before(lines: Sequence[Line], first: int) -> bool:
    """Is there running text of a report above the first title?"""
    return sum(len(line.text) >= RUNNING for line in lines[:first]) >= 2


def _carries_on(lines: Sequence[Line], groups: Sequence[Sequence[int]]) -> bool:
    """Does the text above the first title go on with the number or word that the text under it would have next?"""
    if _only_opens(lines, 0, groups[0][-1]) or goes_on_above(lines, groups[0][-1]):
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
    if is_torn(lines[group[-1] + 1].text):
        return True
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
