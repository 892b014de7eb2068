"""Which district each part of a report is about.

A district's part is opened by a heading that is its name; sub-sections repeat it. A heading with a blotted-out
name (XX县) opens a part whose district stays open: a neighbour's is never lent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reports.parsing.city_parts import ZONE, is_part_name, own_zone
from reports.parsing.folding import fold
from reports.parsing.gazetteer import Gazetteer, loose_stem
from reports.parsing.heading_words import IsPlace
from reports.parsing.outline import Node
from reports.parsing.titled_parts import OFFICE_NAMES, titled_place
from reports.parsing.types import Place

REDACTED = re.compile(r"[xX×*＊某○〇_]{1,4}(?:省|市|县|区|州|旗|县区|市区)")
OFFICE = re.compile(
    rf"(?:管委会)?{OFFICE_NAMES}?"
    r"(?:的?(?:教育)?(?:工作)?(?:情况|总结|小结|汇报|经验|做法|工作总结|工作小结|部分))?$"
)
RANK = re.compile(r"[市县区州旗盟]$|^(?:市|州|县|区)(?:本级|直属?|属)|新区|开发区|园区")
SPACES = re.compile(r"\s+")
MARKS = re.compile("[,，、。:：]")
LONGEST_NAME = 14
LONGEST_TITLE = 40
SHORT = re.compile(r"[\u4e00-\u9fff]{2,4}")
MOST_NEIGHBOURS = 60


ALSO_CALLED = re.compile(r"(?<=[县区市旗])\([\u4e00-\u9fff、]{2,12}\)$")
"""达县(达川区): another name of the same place behind its own."""


def place_name(words: str) -> str:
    """A heading's words without the office and what it reports.

    >>> place_name("江阳区教育局工作情况"), place_name("泸 县"), place_name("泸县2011年学前教育工作总结")
    ('江阳区', '泸县', '泸县')
    """
    bare = _bare(words)
    return titled_place(bare) or OFFICE.sub("", bare)


def _bare(words: str) -> str:
    bare = SPACES.sub("", fold(words))
    return ALSO_CALLED.sub("", bare).strip("·.:[]()“”")


@lru_cache(maxsize=2)
def place_test(gazetteer: Gazetteer) -> IsPlace:
    """A test for headings: are these words a place's name and nothing else?"""

    @lru_cache(maxsize=4096)
    def is_place(words: str) -> bool:
        if not words or len(words) > LONGEST_TITLE:
            return False
        name = place_name(words)
        if not 2 <= len(name) <= LONGEST_NAME or MARKS.search(name):
            return False
        if REDACTED.fullmatch(name):
            return True
        if is_part_name(name):
            return True
        answer = gazetteer.resolve(name)
        if answer.basis in {"unknown", "placeholder"}:
            return False
        return answer.place is not None or bool(RANK.search(name))

    return is_place


def short_names(words: Sequence[str], named: Sequence[str], gazetteer: Gazetteer) -> list[bool]:
    """Which of a numbering's other headings are names too (南部 among 阆中, 西充): the city of its siblings decides.

    ``named`` are the siblings known to be places. Only a name that means one of that city's own districts counts.
    """
    codes = [place.code for place in resolve_places(named, gazetteer, None, ()) if place]
    city = common_parent(codes, gazetteer)
    if city is None:
        return [False] * len(words)
    answers = [gazetteer.resolve(name, None, [city.code]).place if SHORT.fullmatch(name) else None for name in words]
    return [bool(place and gazetteer.parent(place.code) == city) for place in answers]


def is_office(words: str) -> bool:
    """Does a line name the district's office: an addressee or a signature as often as a heading?

    >>> is_office("江阳区教育局"), is_office("江阳区")
    (True, False)
    """
    bare = _bare(words)
    return OFFICE.sub("", bare) != bare and not titled_place(bare)


def resolve_places(
    names: Sequence[str], gazetteer: Gazetteer, year: int | None, context: Sequence[str]
) -> list[Place | None]:
    """Each name's place; the ones that are clear help with the ones that are not.

    A zone that no table has is a part of the city that the others have in common.
    """
    distinct = [name for name in dict.fromkeys(names) if not REDACTED.fullmatch(name)]
    first = {name: gazetteer.resolve(name, year, context) for name in distinct}
    clear = [answer.place.code for answer in first.values() if answer.place and answer.basis != "part"]
    around = _with_city(clear[:MOST_NEIGHBOURS], gazetteer, context)
    places: dict[str, Place | None] = {}
    for name, answer in first.items():
        places[name] = gazetteer.resolve(name, year, around).place or answer.place or _zone(name, clear, gazetteer)
    return [places.get(name) for name in names]


def _zone(name: str, codes: Sequence[str], gazetteer: Gazetteer) -> Place | None:
    city = common_parent(codes[:MOST_NEIGHBOURS], gazetteer) if ZONE.fullmatch(name) else None
    stem = loose_stem(city.name) if city else ""
    return own_zone(city.code, name.removeprefix(stem).removeprefix("市") if stem else name) if city else None


def _with_city(codes: Sequence[str], gazetteer: Gazetteer, context: Sequence[str]) -> list[str]:
    """The city of most districts first: parts such as 高新区 belong to it."""
    city = common_parent(codes, gazetteer)
    return [*([city.code] if city else []), *context] if city else [*context, *codes]


def common_parent(codes: Sequence[str], gazetteer: Gazetteer) -> Place | None:
    """The place right above most of the districts; None where they do not share one."""
    parents = [gazetteer.parent(code) for code in dict.fromkeys(codes)]
    named = [parent for parent in parents if parent]
    if not named:
        return None
    best = max(dict.fromkeys(named), key=named.count)
    count = named.count(best)
    return best if count >= 2 and count * 3 >= len(parents) * 2 else None


def assign_districts(
    nodes: Sequence[Node], names: Sequence[str], places: Sequence[Place | None]
) -> tuple[list[Place | None], list[bool]]:
    """District and "inside a district's part" for each node; ``names`` and ``places`` belong to the place nodes."""
    districts: list[Place | None] = []
    inside: list[bool] = []
    queue = iter(places)
    if len(names) != len(places):
        raise ValueError("names and places must match")
    for node in nodes:
        if node.heading.place:
            districts.append(next(queue))
            inside.append(True)
        elif node.parent is None:
            districts.append(None)
            inside.append(False)
        else:
            districts.append(districts[node.parent])
            inside.append(inside[node.parent])
    return districts, inside
