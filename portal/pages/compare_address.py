"""The address of a comparison: which places, measures and years; every part stands in the query string."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from portal.pages import parameters
from portal.pages.parameters import YEARS, address, whole_number
from reports.models import District
from reports.selectors import places
from reports.selectors.comparison import Measure, MeasureLine, measures_held
from reports.selectors.names import districts_named, measure_names
from reports.selectors.places import City, Place

PATH = "/compare/"
MOST_MEASURES = 20
MOST_YEARS = 20
FIRST_MEASURES = 6
"""How many measures a first visit shows."""
SEPARATORS = re.compile(r"[、,，;；]")
PLANS = ("actual", "planned")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. Empty tuples mean the default: all places of the city, key measures, fit years."""

    city: str = ""
    districts: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    topic: str = ""
    plan: str = ""
    pending: bool = False

    def url(self, **changes: Any) -> str:
        other = replace(self, **changes)
        return address(
            PATH,
            city=other.city,
            district=list(other.districts),
            indicator=list(other.indicators),
            topic=other.topic,
            year=list(other.years),
            plan=other.plan,
            pending="1" if other.pending else "",
        )


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is compared. ``unknown_*`` are words that nothing answers to; ``lines`` is what the places hold."""

    city: City
    cities: tuple[District, ...]
    places: tuple[Place, ...]
    all_places: bool
    lines: tuple[MeasureLine, ...]
    measures: tuple[Measure, ...]
    years: tuple[int, ...]
    years_held: tuple[int, ...]
    unknown_places: tuple[str, ...]
    unknown_measures: tuple[str, ...]


def asked_in(query: QueryDict) -> Asked:
    """Read an address. Nonsense is left out; ``year_from`` and ``year_to`` become years."""
    years = {whole_number(each, YEARS.start, YEARS.stop - 1) for each in parameters.texts(query, "year", 8)}
    low, high = parameters.year(query, "year_from"), parameters.year(query, "year_to")
    if low or high:
        low, high = sorted((low or high or 0, high or low or 0))
        years.update(range(low, min(high, low + MOST_YEARS - 1) + 1))
    return Asked(
        city=parameters.text(query, "city", 60),
        districts=parameters.texts(query, "district", 60),
        indicators=parameters.texts(query, "indicator", 200),
        years=tuple(sorted(year for year in years if year))[:MOST_YEARS],
        topic=parameters.text(query, "topic", 60),
        plan=parameters.one_of(query, "plan", PLANS),
        pending=query.get("pending") == "1",
    )


def chosen(asked: Asked) -> Chosen | None:
    """Look everything up; None while nothing at all is held."""
    cities = places.cities_held()
    named = districts_named([asked.city, *asked.districts])
    whole = _city(asked, named, cities)
    if whole is None:
        return None
    city = places.city(whole)
    shown, unknown = _places(asked, named, city)
    lines = measures_held(shown)
    measures, unknown_measures = _measures(asked.indicators, lines)
    held = years_of(lines, measures)
    years = tuple(asked.years) or default_years(lines, measures)
    return Chosen(
        city=city,
        cities=tuple(cities),
        places=shown,
        all_places=shown == city.places,
        lines=tuple(lines),
        measures=measures,
        years=years,
        years_held=held,
        unknown_places=unknown,
        unknown_measures=unknown_measures,
    )


def _city(asked: Asked, named: dict[str, District], cities: Sequence[District]) -> District | None:
    """The city asked for, else the one of the first district, else the one with the most reports."""
    first = [named[word] for word in (asked.city, *asked.districts) if word in named]
    return places.city_of(first[0]) if first else next(iter(cities), None)


def _places(asked: Asked, named: dict[str, District], city: City) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    """In the city's own order, places of other cities after it. The city alone, or nobody, means all of it."""
    unknown = tuple(word for word in asked.districts if word not in named)
    ids = {named[word].pk for word in asked.districts if word in named}
    own = tuple(place for place in city.places if place.ids & ids)
    others = [district for district in _distinct(named, asked.districts) if not _in(city, district)]
    if (asked.city and not own) or (not others and (not own or own == (city.whole,))):
        return city.places, unknown
    return (*own, *(places.place_of(district) for district in others)), unknown


def _distinct(named: dict[str, District], words: Iterable[str]) -> list[District]:
    return list({named[word].pk: named[word] for word in words if word in named}.values())


def _in(city: City, district: District) -> bool:
    return any(district.pk in place.ids for place in city.places)


def _measures(words: Iterable[str], lines: Sequence[MeasureLine]) -> tuple[tuple[Measure, ...], tuple[str, ...]]:
    """Measures by name; a list parted by 、 or commas is taken apart. Without any words, the best known ones."""
    given = list(words)
    if not given:
        return _first_measures(lines), ()
    known = measure_names(lines)
    found: list[Measure] = []
    unknown: list[str] = []
    for word in given:
        whole = known.find(word)
        for part in [word] if whole else SEPARATORS.split(word):
            measure = whole or known.find(part)
            if measure:
                found.append(measure)
            elif part.strip():
                unknown.append(part.strip())
    return tuple({measure.part: measure for measure in found}.values())[:MOST_MEASURES], tuple(dict.fromkeys(unknown))


def _first_measures(lines: Sequence[MeasureLine]) -> tuple[Measure, ...]:
    """Those with the most filled cells, in the order of the list."""
    whole = [line for line in lines if not line.measure.qualifier]
    fullest = sorted(whole, key=lambda line: -len(line.filled))[:FIRST_MEASURES]
    return tuple(line.measure for line in whole if line in fullest)


def years_of(lines: Iterable[MeasureLine], measures: Iterable[Measure]) -> tuple[int, ...]:
    """From the first to the last year that any of the measures has: gaps stay visible."""
    parts = {measure.part for measure in measures}
    held = {year for line in lines if line.measure.part in parts for year in line.years}
    return tuple(range(min(held), max(held) + 1)) if held else ()


def default_years(lines: Sequence[MeasureLine], measures: Sequence[Measure]) -> tuple[int, ...]:
    """All years of a single measure, the last ones where they are many; of several the one with the most numbers."""
    held = years_of(lines, measures)
    if len(measures) == 1:
        return held[-MOST_YEARS:]
    parts = {measure.part for measure in measures}
    weight = Counter(year for line in lines if line.measure.part in parts for _place, year in line.filled)
    return (max(held, key=lambda year: (weight[year], year)),) if held else ()
