"""Which place does a name mean? Pure: built from entries, asked with a year and a context.

``resolve`` answers only where one place is left; everything else stays open with its candidates. Whoever shows
the answer can say why by its ``basis``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reports.parsing.city_parts import is_local, is_part_name, part_by_code, part_of
from reports.parsing.place_mentions import MentionFinder
from reports.parsing.place_words import GENERIC_NAME, PLACEHOLDER, RANK_WORDS
from reports.parsing.places import (
    SAMPLE_PREFIX,
    Basis,
    GazetteerEntry,
    Mention,
    PlaceName,
    Resolution,
    recoded_in,
)
from reports.parsing.types import Place

__all__ = ["Gazetteer", "GazetteerEntry", "Mention", "PlaceName", "Resolution", "loose_stem"]

_SPACES = re.compile(r"\s+")
_MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})

# Years for which people go on using a name that was given up, though others bear it too.
_STILL_USED = 10
_SAME_PLACE, _SAME_CITY, _SAME_PROVINCE, _ELSEWHERE = 3, 2, 1, 0


def loose_stem(name: str) -> str:
    """The name without the word for its rank; empty where fewer than two characters stay.

    >>> loose_stem("江阳区"), loose_stem("北川羌族自治县"), loose_stem("泸县")
    ('江阳', '北川', '')
    """
    for rank in RANK_WORDS:
        stem = rank.sub("", name)
        if stem != name:
            return stem if len(stem) > 1 else ""
    return ""


def _otherwise(name: str) -> str:
    """How a name that nothing bears is written elsewhere; empty where no other way is known.

    >>> _otherwise("湘西自治州"), _otherwise("原南汇区"), _otherwise("泸县")
    ('湘西州', '南汇区', '')
    """
    if len(name) > 4 and name[-3:-1] == "自治":
        return name[:-3] + name[-1]
    return name[1:] if name.startswith("原") and len(name) > 2 else ""


class Gazetteer:
    """Places by name and code. ``entries`` may come in any order; a parent need not be among them.

    A real place goes before a sample's place of the same name, unless ``samples_first``: for files that are
    samples themselves.
    """

    def __init__(self, entries: Iterable[GazetteerEntry], samples_first: bool = False) -> None:
        self._samples_first = samples_first
        self._by_code = {entry.code: entry for entry in entries}
        self._children: dict[str, list[GazetteerEntry]] = defaultdict(list)
        self._by_name: dict[str, list[GazetteerEntry]] = defaultdict(list)
        self._by_stem: dict[str, list[GazetteerEntry]] = defaultdict(list)
        for entry in sorted(self._by_code.values(), key=lambda entry: (entry.order, entry.code)):
            self._file(entry)
        self._finder = MentionFinder(self._by_code.values(), samples_first)

    def _file(self, entry: GazetteerEntry) -> None:
        if entry.parent is not None:
            self._children[entry.parent].append(entry)
        for name in dict.fromkeys(name.name for name in entry.names):
            self._by_name[name].append(entry)
        stems = dict.fromkeys(loose_stem(name.name) for name in entry.names if name.kind == "official")
        for stem in stems:
            if stem and entry not in self._by_name.get(stem, ()):
                self._by_stem[stem].append(entry)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every place name in ``text``, left to right, without overlaps; linear in the length of the text."""
        return self._finder.find(text)

    def place(self, code: str, year: int | None = None) -> Place | None:
        """The place with its name in ``year`` (nearest, if none held then; the latest without a year)."""
        entry = self._by_code.get(code)
        return _as_place(entry, year) if entry else part_by_code(code)

    def parent(self, code: str) -> Place | None:
        """The place right above; a part of a city has its city."""
        entry = self._by_code.get(code)
        above = entry.parent if entry else self._city_of_part(code)
        return self.place(above) if above else None

    def children(self, code: str, year: int | None = None) -> tuple[Place, ...]:
        """The districts right below in the city's own order: those of ``year``, or today's."""
        return tuple(_as_place(child, year) for child in self._children.get(code, ()) if _exists(child, year))

    def resolve(self, name: str, year: int | None = None, context: Sequence[str] = ()) -> Resolution:
        """The place that ``name`` means in a report of ``year``.

        ``context`` holds codes of places the name stands near: the issuing city, the other districts of the file.
        """
        name = _SPACES.sub("", name)
        if PLACEHOLDER.search(name):
            return Resolution(None, (), "placeholder")
        entries, stems = self._by_name.get(name, []), self._by_stem.get(name, [])
        if is_part_name(name):
            return self._part(name, entries, year, context)
        near = self._beside(stems, context)
        if near or (entries and not GENERIC_NAME.fullmatch(name)):
            return self._choose(name, self._rightful([*entries, *near], context), year, context)
        if entries or stems:
            return self._choose_beside(name, [*entries, *stems], year, context)
        answer = self._path(name, year, context)
        other = _otherwise(name) if answer.basis == "unknown" else ""
        return self.resolve(other, year, context) if other else answer

    def _choose(self, name: str, entries: list[GazetteerEntry], year: int | None, context: Sequence[str]) -> Resolution:
        """Nearness first, then the year: a name just given up in the own city beats a valid one far away."""
        nearness = {entry.code: self._nearness(entry, context) for entry in entries}
        best = max(nearness.values())
        near = [entry for entry in entries if nearness[entry.code] == best]
        timely = _once_each(_timely(near, name, year), year)
        if _is_stale(timely[0], entries, name, year):
            timely += _timely(entries, name, year)
        if len(timely) > 1:
            return Resolution(None, tuple(_as_place(entry, year, name) for entry in timely), "ambiguous")
        entry = timely[0]
        basis = _basis_in_time(entry, name, year)
        if basis == "unique":
            basis = _basis_of_choice(len(entries), len(near), best)
        place = _as_place(entry, year, name)
        return Resolution(place, (place,), basis)

    def _choose_beside(
        self, name: str, entries: list[GazetteerEntry], year: int | None, context: Sequence[str]
    ) -> Resolution:
        """What may be an ordinary word (和平 for 和平区, 城区) counts only beside its own city."""
        near = self._beside(self._rightful(entries, context), context)
        if near:
            return self._choose(name, near, year, context)
        return Resolution(None, tuple(_as_place(entry, year) for entry in entries), "ambiguous")

    def _beside(self, entries: list[GazetteerEntry], context: Sequence[str]) -> list[GazetteerEntry]:
        return [entry for entry in entries if self._nearness(entry, context) >= _SAME_CITY]

    def _path(self, name: str, year: int | None, context: Sequence[str]) -> Resolution:
        """四川省泸州市江阳区: names that lead to the last one, each in the context of those before."""
        mentions = self.find(name)
        if len(mentions) < 2 or "".join(mention.name for mention in mentions) != name:
            return Resolution(None, (), "unknown")
        above: list[str] = []
        for mention in mentions[:-1]:
            step = self.resolve(mention.name, year, above or context)
            if step.place is None:
                return step
            above = [step.place.code]
        last = self.resolve(mentions[-1].name, year, above)
        if last.place and not last.place.code.startswith(above[0][:2] if above[0].endswith("0000") else above[0][:4]):
            return Resolution(None, last.candidates, "ambiguous")
        return last

    def _part(self, name: str, entries: list[GazetteerEntry], year: int | None, context: Sequence[str]) -> Resolution:
        """高新区 and its like belong to the one city that the context tells; a lone county does not tell it."""
        own = self._beside(entries, context)
        if own:
            return self._choose(name, own, year, context)
        cities = [code for code in context if self._is_city(code)]
        if not cities:
            around = list(dict.fromkeys(context))
            cities = [city for city in map(self._city_of, around) if city] if len(around) > 1 else []
        places = tuple(dict.fromkeys(part_of(city, name) for city in cities))
        if len(places) != 1:
            return Resolution(None, places, "ambiguous" if places or entries else "unknown")
        return Resolution(places[0], places, "part")

    def _rightful(self, entries: list[GazetteerEntry], context: Sequence[str]) -> list[GazetteerEntry]:
        """A sample's place counts only in its own context or where no real place has the name."""
        in_sample = self._samples_first or any(code.startswith(SAMPLE_PREFIX) for code in context)
        return [entry for entry in entries if entry.sample == in_sample] or entries

    def _nearness(self, entry: GazetteerEntry, context: Sequence[str]) -> int:
        return max((self._nearness_to(entry, code) for code in context), default=_ELSEWHERE)

    def _nearness_to(self, entry: GazetteerEntry, code: str) -> int:
        if code == entry.code:
            return _SAME_PLACE
        cities = {self._city_of(entry.code), entry.code}
        if code in cities or (self._city_of(code) or "") in cities:
            return _SAME_CITY
        return _SAME_PROVINCE if code[:2] == entry.code[:2] else _ELSEWHERE

    def _is_city(self, code: str) -> bool:
        entry = self._by_code.get(code)
        return code in _MUNICIPALITIES or (entry is not None and entry.level == "prefecture")

    def _city_of(self, code: str) -> str | None:
        """The city that a district belongs to; None for a province and what stands right under one."""
        if self._is_city(code):
            return code
        entry = self._by_code.get(code)
        above = entry.parent if entry else self._city_of_part(code)
        return above if above and self._is_city(above) else None

    def _city_of_part(self, code: str) -> str | None:
        return code[:4] + "00" if is_local(code) else None


def _official(entry: GazetteerEntry) -> tuple[PlaceName, ...]:
    return tuple(name for name in entry.names if name.kind == "official") or entry.names


def _as_place(entry: GazetteerEntry, year: int | None, asked: str = "") -> Place:
    """The official name of the year; where two held in the year of a change, the one that was asked for.

    A zone keeps the name that the text gives it: its full one (…高新技术产业开发区) changes with every rise in rank.
    """
    if entry.level == "functional" and is_part_name(asked[-3:]) and any(own.name == asked for own in entry.names):
        return Place(asked, entry.code)
    names = _official(entry)
    when = 9999 if year is None else year
    nearest = min(abs(name.distance(when)) for name in names)
    held = [name.name for name in names if abs(name.distance(when)) == nearest]
    return Place(asked if asked in held else held[-1], entry.code)


def _exists(entry: GazetteerEntry, year: int | None) -> bool:
    return any(name.holds_in(9999 if year is None else year) for name in _official(entry))


def _bearing(entry: GazetteerEntry, name: str) -> Iterator[PlaceName]:
    """The names of the entry that answer to ``name``; a bare stem stands for the official ones."""
    exact = [own for own in entry.names if own.name == name]
    yield from exact or (own for own in _official(entry) if loose_stem(own.name) == name)


def _distance(entry: GazetteerEntry, name: str, year: int | None) -> int:
    when = 9999 if year is None else year
    return min((own.distance(when) for own in _bearing(entry, name)), key=abs)


def _timely(entries: list[GazetteerEntry], name: str, year: int | None) -> list[GazetteerEntry]:
    """Those whose name is nearest to the year; without a year those of today, or else the last."""
    distances = [abs(_distance(entry, name, year)) for entry in entries]
    nearest = min(distances)
    timely = [entry for entry, distance in zip(entries, distances, strict=True) if distance == nearest]
    if year is None:
        return timely
    return [entry for entry in timely if not any(recoded_in(year, entry, heir, name) for heir in timely)]


def _once_each(entries: list[GazetteerEntry], year: int | None) -> list[GazetteerEntry]:
    """Of a zone's two statistical codes, of which none says since when, the old one as long as it held."""
    zones = [(entry.parent, _official(entry)[-1].name) if entry.level == "functional" else None for entry in entries]
    return [
        entry
        for entry, zone in zip(entries, zones, strict=True)
        if zone is None
        or zones.count(zone) == 1
        or (_official(entry)[-1].valid_to is not None) == _still_held(entries, year)
    ]


def _still_held(zones: list[GazetteerEntry], year: int | None) -> bool:
    ends = [_official(zone)[-1].valid_to for zone in zones]
    return year is not None and any(end is not None and year <= end for end in ends)


def _is_stale(entry: GazetteerEntry, entries: list[GazetteerEntry], name: str, year: int | None) -> bool:
    """Whether the name was given up long before, while others bear it in the year: it may mean any of them."""
    others = any(_distance(other, name, year) == 0 for other in entries)
    return year is not None and others and abs(_distance(entry, name, year)) > _STILL_USED


def _basis_in_time(entry: GazetteerEntry, name: str, year: int | None) -> Basis:
    distance = _distance(entry, name, year)
    if distance == 0:
        return "unique"
    return "former" if distance > 0 else "early"


def _basis_of_choice(named_so: int, near: int, nearness: int) -> Basis:
    if named_so == 1:
        return "unique"
    if near == 1 and nearness > _ELSEWHERE:
        return "context" if nearness > _SAME_PROVINCE else "province"
    return "year"
