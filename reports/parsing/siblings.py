"""Headings told by the ones beside them: among places even a short form or a zone is a place, a lone one is none."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise

from reports.parsing.city_parts import ZONE
from reports.parsing.districts import is_office, place_name, short_names
from reports.parsing.folding import fold
from reports.parsing.gazetteer import Gazetteer
from reports.parsing.heading_words import Heading
from reports.parsing.headings import has_text_under
from reports.parsing.lines import Line, full_lines
from reports.parsing.slogans import with_slogans
from reports.parsing.titled_parts import titled_place
from reports.parsing.types import HeadingStyle

FEWEST_OFFICES = 3
FEWEST_BARE = 2
FEWEST_NAMED = 2
MOST_NAMED = 60
"""So many names tell the city that all belong to."""
LONGEST_SHORT = 4
LONGEST_LINE = 16
RUNNING_ON = re.compile(r"[【\[［]?([\u4e00-\u9fff]{2,12})(?:[】\]］]|[:：。]|[ \u3000]+)(?=[\u4e00-\u9fff“\d])")
ALONE = re.compile(r"[【\[［]?([\u4e00-\u9fff]{2,14})[】\]］]?[:：]?")
FULL_NAME = re.compile("[区县市旗]$")


def with_siblings(headings: Sequence[Heading], text: str, start: int, gazetteer: Gazetteer) -> list[Heading]:
    """The headings of a text from ``start`` on with the places among them that only their siblings tell."""
    found = _with_leading_names(
        _with_short_names(_without_own_titles(headings, text), text, gazetteer), text, gazetteer
    )
    return with_slogans(without_addressees(_with_bare_lines(found, text, start, gazetteer), text), text)


def _without_own_titles(headings: Sequence[Heading], text: str) -> list[Heading]:
    """一、甲县2011年工作总结 · 二、2012年计划: the titles of one place only are its own report's, and head no part."""
    names = {place_name(text[each.words : each.name_end]) for each in headings if each.place}
    if len(names) != 1:
        return list(headings)
    titled = [each.place and bool(titled_place(fold(text[each.words : each.name_end]))) for each in headings]
    return [
        replace(each, place=False) if own else each
        for each, own in zip(headings, titled, strict=True)
        if each.mark or not own
    ]


def _with_short_names(headings: Sequence[Heading], text: str, gazetteer: Gazetteer) -> list[Heading]:
    """（五）南部 right beside （四）阆中 and （六）西充: a word that is a place among its siblings."""
    found = list(headings)
    for family in {heading.family for heading in headings if heading.place and heading.mark}:
        row = [at for at, heading in enumerate(headings) if heading.family == family]
        known = [found[at].place for at in row]
        beside = [
            at
            for i, at in enumerate(row)
            if not known[i]
            and any(known[max(0, i - 1) : i + 2])
            and headings[at].end - headings[at].words <= LONGEST_SHORT
        ]
        for i, at in enumerate(row):
            if any(known[max(0, i - 1) : i]) and ZONE.fullmatch(place_name(text[found[at].words : found[at].end])):
                known[i] = True
                found[at] = replace(found[at], place=True, name_end=found[at].end, titular="surely")
        named = [place_name(text[found[at].words : found[at].name_end]) for at in row if found[at].place]
        words = [text[headings[at].words : headings[at].end] for at in beside]
        for at, is_name in zip(beside, short_names(words, named, gazetteer) if words else (), strict=True):
            if is_name:
                found[at] = replace(found[at], place=True, name_end=found[at].end, titular="surely")
    return found


def _with_leading_names(headings: Sequence[Heading], text: str, gazetteer: Gazetteer) -> list[Heading]:
    """江阳区新建幼儿园 · 泸县消除大班额: unmarked lines that begin with the full names of places head their parts."""
    names: dict[int, int] = {}
    plain = [at for at, heading in enumerate(headings) if heading.family == "plain"]
    for at in plain:
        mentions = gazetteer.find(text[headings[at].words : headings[at].end])
        if mentions and not mentions[0].start and FULL_NAME.search(mentions[0].name):
            names[at] = mentions[0].end
    if len(names) < FEWEST_NAMED or len(names) * 2 <= len(plain):
        return list(headings)
    return [
        replace(heading, place=True, family="place", rank=2, name_end=heading.words + names[at])
        if at in names
        else heading
        for at, heading in enumerate(headings)
    ]


def _with_bare_lines(headings: Sequence[Heading], text: str, start: int, gazetteer: Gazetteer) -> list[Heading]:
    """平武 or 科学城 among lines that are places, alone or before their text: they open parts of their own."""
    bare = [heading for heading in headings if heading.family == "place"]
    styles = {style for style in ("line", "run_in") if sum(each.style == style for each in bare) >= FEWEST_BARE}
    if not styles:
        return list(headings)
    taken = {heading.start for heading in headings if heading.family not in {"plain", "bracket"}}
    named = [*dict.fromkeys(place_name(text[each.words : each.name_end]) for each in bare)][:MOST_NAMED]
    more: dict[int, Heading] = {}
    lines = [line for line in full_lines(text, start) if line.start >= bare[0].start]
    for line, after in pairwise([*lines, Line(0, 0, "")]):
        name = None if line.start in taken else _name_of(line, after, styles)
        if name is None:
            continue
        words = place_name(name.group(1))
        if ZONE.fullmatch(words) or (len(words) <= LONGEST_SHORT and short_names([words], named, gazetteer)[0]):
            more[line.start] = _place(line, name)
    kept = [heading for heading in headings if heading.start not in more]
    return sorted([*kept, *more.values()], key=lambda heading: heading.start)


def _name_of(line: Line, after: Line, styles: Set[str]) -> re.Match[str] | None:
    """What may be a name: the whole line with text under it, or its beginning, as the known names stand."""
    if len(line.text) <= LONGEST_LINE:
        return ALONE.fullmatch(line.text) if "line" in styles and has_text_under(after.text) else None
    return RUNNING_ON.match(line.text) if "run_in" in styles else None


def _place(line: Line, name: re.Match[str]) -> Heading:
    words, end = line.start + name.start(1), line.start + name.end(1)
    style: HeadingStyle = "line" if name.end() == len(line.text) else "run_in"
    return Heading(line.start, words, end, "", "place", 2, None, style, place=True, name_end=end)


def without_addressees(headings: Sequence[Heading], text: str) -> list[Heading]:
    """A lone place line without mark is no heading; an office alone on a line is one only where several are.

    Between 四、甲县 and 六、丙县 a lone 乙县 is the fifth: its number was lost.
    """
    headings = _with_lost_numbers(headings)
    bare = [heading for heading in headings if _is_bare(heading)]
    offices = [heading for heading in bare if is_office(text[heading.words : heading.name_end])]
    dropped = {heading.start for heading in offices} if len(offices) < FEWEST_OFFICES else set()
    if len(bare) - len(dropped) < FEWEST_BARE:
        dropped |= {heading.start for heading in bare}
    return [heading for heading in headings if heading.start not in dropped]


def _is_bare(heading: Heading) -> bool:
    return heading.place and not heading.mark and heading.family == "place"


def _with_lost_numbers(headings: Sequence[Heading]) -> list[Heading]:
    found = list(headings)
    places = [at for at, heading in enumerate(headings) if heading.place]
    for before, at, after in zip(places, places[1:], places[2:], strict=False):
        one, other = headings[before], headings[after]
        lost = one.ordinal + 1 if one.mark and one.ordinal else None
        if lost and one.family == other.family and other.ordinal == lost + 1 and _is_bare(headings[at]):
            found[at] = replace(headings[at], family=one.family, rank=one.rank, ordinal=lost)
    return found
