"""Places as pages show them: a district together with the districts it grew out of, and the city it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q

from reports.access import published
from reports.models import District, Section

SHOWN_MATCHES = 30


@dataclass(frozen=True, slots=True)
class Place:
    """A district of today with its predecessors (安县 under 安州区): ``ids`` holds all of them.

    ``since`` is the first year in which it, or a predecessor, existed; None where that is not known.
    """

    id: int
    code: str
    name: str
    level: str
    ids: frozenset[int] = field(default_factory=frozenset)
    since: int | None = None

    @property
    def url(self) -> str:
        return f"/districts/{self.code}/"


@dataclass(frozen=True, slots=True)
class City:
    """A prefecture that reports speak of (``whole``), and the places in it in the city's own order."""

    whole: Place
    districts: tuple[Place, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        return (self.whole, *self.districts)


def city_of(district: District) -> District:
    """The prefecture a district stands under; for provinces, and counties without one, the district itself.

    ``parent`` should be loaded along with the district.
    """
    parent = district.parent
    if district.level in (District.Level.PREFECTURE, District.Level.PROVINCE) or parent is None:
        return district
    return parent if parent.level == District.Level.PREFECTURE else district


def cities_held() -> list[District]:
    """Cities that published reports speak of, the one with the most reports first."""
    spoken: Counter[int] = Counter(
        published().filter(issuer__isnull=False).order_by().values_list("issuer_id", flat=True)
    )
    about = Section.objects.filter(archived=False, report__in=published(), district__isnull=False)
    counted = about.order_by().values_list("district_id").annotate(reports=Count("report_id", distinct=True))
    spoken.update(dict(counted))
    weight: Counter[District] = Counter()
    for district in District.objects.filter(pk__in=spoken).select_related("parent"):
        weight[city_of(district)] += spoken[district.pk]
    return sorted(weight, key=lambda city: (city.level == District.Level.PROVINCE, -weight[city], city.code))


def city_chosen(held: Sequence[District], asked: District | None) -> District | None:
    """Of the cities held the one that ``asked`` is or lies in; else the first. None while nothing is held."""
    wanted = city_of(asked) if asked else None
    return next((city for city in held if city == wanted), held[0] if held else None)


def city(whole: District) -> City:
    """The city with its districts of today, each holding what came before it."""
    members = list(District.objects.filter(parent=whole).order_by("order", "code"))
    return City(whole=place(whole, []), districts=tuple(places(members)))


def places(districts: Iterable[District]) -> list[Place]:
    """One place for every district that still exists, predecessors folded in; order kept."""
    known = list(districts)
    by_successor: dict[int, list[District]] = {}
    for district in known:
        if district.successor_id:
            by_successor.setdefault(district.successor_id, []).append(district)
    return [
        place(district, predecessors(district, by_successor))
        for district in known
        if district.successor_id is None and district.valid_to is None
    ]


def predecessors(district: District, by_successor: dict[int, list[District]]) -> list[District]:
    found: list[District] = []
    queue = [district.pk]
    while queue:
        for earlier in by_successor.get(queue.pop(), []):
            if earlier not in found and earlier.pk != district.pk:
                found.append(earlier)
                queue.append(earlier.pk)
    return found


def place(district: District, earlier: Iterable[District]) -> Place:
    whole = [district, *earlier]
    starts = [each.valid_from for each in whole]
    return Place(
        id=district.pk,
        code=district.code,
        name=district.name,
        level=district.level,
        ids=frozenset(each.pk for each in whole),
        since=min(start for start in starts if start is not None) if None not in starts else None,
    )


def place_of(district: District) -> Place:
    """A single district with its predecessors."""
    siblings = District.objects.filter(successor__isnull=False, parent_id=district.parent_id)
    by_successor: dict[int, list[District]] = {}
    for each in siblings:
        by_successor.setdefault(each.successor_id or 0, []).append(each)
    return place(district, predecessors(district, by_successor))


def district_by_code(code: str) -> District | None:
    return District.objects.select_related("parent__parent", "successor").filter(code=code[:12]).first()


def district_given(words: str) -> District | None:
    """A code, or a name; of several districts of that name the only one in a city that is held, else None."""
    if not words:
        return None
    if found := district_by_code(words):
        return found
    of_today = District.objects.filter(valid_to__isnull=True).select_related("parent__parent", "successor")
    matches = list(of_today.filter(Q(name=words) | Q(names__name=words)).distinct()[:SHOWN_MATCHES])
    if len(matches) > 1:
        held = {city.pk for city in cities_held()}
        matches = [match for match in matches if city_of(match).pk in held]
    return matches[0] if len(matches) == 1 else None


def find_districts(words: str) -> list[District]:
    """Districts by part of the name, pinyin, initials or code, at most ``SHOWN_MATCHES``, shorter names first."""
    if not words:
        return []
    low = words.lower().replace(" ", "")
    wanted = (
        Q(name__contains=words)
        | Q(names__name__contains=words)
        | Q(code__startswith=words)
        | Q(initials__startswith=low)
        | Q(pinyin__startswith=low)
    )
    found = District.objects.filter(wanted).select_related("parent__parent").distinct()[: 4 * SHOWN_MATCHES]
    return sorted(found, key=lambda district: (len(district.name), district.code))[:SHOWN_MATCHES]
