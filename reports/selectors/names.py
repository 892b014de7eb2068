"""What people write, found among districts and measures: a few queries for any number of words."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from reports.models import District, DistrictName, Indicator
from reports.selectors.comparison import Measure, MeasureLine
from reports.selectors.places import City, Place, cities_held, city_of, place_of

WHOLE = ("合计", "全市", "总计", "全市合计", "市合计", "全县", "全区", "全州")
"""What requests call the whole, next to its name."""
DIRECT = ("市本级", "市直", "市直属", "市属", "市直学校", "本级")
MOST_WORDS = 400
BRACKETED = re.compile(r"^(.+?)[（(](.+?)[)）]$")


def squeeze(words: str) -> str:
    """Words without spaces and with half-width forms, as names are compared.

    >>> squeeze(" 江 阳　区（ 全部） ")
    '江阳区(全部)'
    """
    return "".join(unicodedata.normalize("NFKC", words).split())


def districts_named(words: Iterable[str]) -> dict[str, District]:
    """District by code or name. A name that several bear means the one in a city that is held, or none. ≤ 5 queries."""
    asked = list(dict.fromkeys(word for word in words if word))[:MOST_WORDS]
    found: dict[str, list[District]] = defaultdict(list)
    wanted = Q(code__in=asked) | Q(valid_to__isnull=True) & (Q(name__in=asked) | Q(names__name__in=asked))
    related = District.objects.select_related("parent__parent", "successor__parent__parent")
    districts = {district.pk: district for district in related.filter(wanted).distinct()}
    names: dict[int, set[str]] = defaultdict(set)
    for pk, name in DistrictName.objects.filter(district__in=districts, name__in=asked).values_list(
        "district_id", "name"
    ):
        names[pk].add(name)
    for district in districts.values():
        for name in {district.code, district.name, *names[district.pk]}.intersection(asked):
            found[name].append(district)
    crowded = any(len(matches) > 1 for matches in found.values())
    held = {city.pk for city in cities_held()} if crowded else set()
    chosen = {word: _only(matches, held) for word, matches in found.items()}
    return {word: district.successor or district for word, district in chosen.items() if district}


def _only(matches: Sequence[District], held: set[int]) -> District | None:
    if len(matches) > 1:
        matches = [match for match in matches if city_of(match).pk in held]
    return matches[0] if len(matches) == 1 else None


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """The places of one city by every name they bear, and words for its whole and for what it runs itself."""

    by_name: dict[str, Place]

    def find(self, words: str) -> Place | None:
        return self.by_name.get(squeeze(words))


def place_names(city: City) -> PlaceNames:
    """Official and short names and aliases, of predecessors too. A name two places bear finds neither. One query."""
    by_id = {district_id: place for place in city.places for district_id in place.ids}
    found: dict[str, set[Place]] = defaultdict(set)
    for place in city.places:
        found[squeeze(place.name)].add(place)
        found[place.code].add(place)
    for district_id, name in DistrictName.objects.filter(district_id__in=by_id).values_list("district_id", "name"):
        found[squeeze(name)].add(by_id[district_id])
    names = {name: next(iter(places)) for name, places in found.items() if len(places) == 1}
    for word in WHOLE:
        names.setdefault(word, city.whole)
    for place in city.districts:
        if place.level == District.Level.DIRECT:
            names.update({word: place for word in DIRECT if word not in names})
    return PlaceNames(names)


def place_elsewhere(words: str) -> Place | None:
    """A place outside the city, by name or code. A few queries: for the odd one out only."""
    district = districts_named([words]).get(words)
    return place_of(district) if district else None


@dataclass(frozen=True, slots=True)
class MeasureNames:
    """Indicators by name, alias and address, and the qualifiers that reports put before them."""

    indicators: dict[str, Indicator]
    qualifiers: dict[int, dict[str, str]]

    def find(self, words: str) -> Measure | None:
        """小学招生人数, 招生人数（小学） and 招生人数 are told apart; unknown parts find nothing rather than the whole.

        A qualifier counts as known where any report of the places used it.
        """
        plain = squeeze(words)
        if whole := self.indicators.get(plain):
            return Measure(whole)
        bracketed = BRACKETED.match(plain)
        candidates = (plain, f"{bracketed[2]}{bracketed[1]}") if bracketed else (plain,)
        return next((found for each in candidates if (found := self._qualified(each))), None)

    def _qualified(self, plain: str) -> Measure | None:
        for cut in range(1, len(plain)):
            indicator = self.indicators.get(plain[cut:])
            if indicator and (qualifier := self.qualifiers.get(indicator.pk, {}).get(plain[:cut])):
                return Measure(indicator, qualifier)
        return None


def measure_names(lines: Iterable[MeasureLine]) -> MeasureNames:
    """Over all indicators, and the qualifiers of what is held. One query."""
    indicators: dict[str, Indicator] = {}
    known = list(Indicator.objects.all())
    for indicator in known:
        for alias in indicator.aliases:
            indicators.setdefault(squeeze(str(alias)), indicator)
    for indicator in known:
        indicators[squeeze(indicator.name)] = indicator
        indicators.setdefault(indicator.slug, indicator)
    qualifiers: dict[int, dict[str, str]] = defaultdict(dict)
    for line in lines:
        qualifiers[line.measure.indicator.pk][squeeze(line.measure.qualifier)] = line.measure.qualifier
    return MeasureNames(indicators, dict(qualifiers))
