"""数据核对 as the page shows it: findings of a city, filtered and counted, with the numbers that do not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Count, QuerySet

from reports.access import published_metrics
from reports.models import Finding, Metric

ORDER: Final = ("-latest", "kind", "pk")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters; empty ones are off. ``district_ids``: a place with what came before it."""

    city_id: int
    district_ids: frozenset[int] = frozenset()
    kinds: tuple[str, ...] = ()
    state: str = ""
    page: int = 1
    per_page: int = 20


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding with its numbers; one that readers may no longer see all numbers of is not shown."""

    finding: Finding
    numbers: tuple[Metric, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that are alike in all that the page filters by."""

    kind: str
    district: int | None
    state: str
    number: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of each, every facet counted under the other filters."""

    all: int
    kinds: Mapping[str, int]
    districts: Mapping[int | None, int]
    states: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Page:
    lines: tuple[Checked, ...]
    counts: Counts
    total: int
    page: int
    pages: int


def page(wanted: Wanted) -> Page:
    """Three queries, however many there are."""
    groups = _groups(wanted.city_id)
    total = sum(group.number for group in groups if fits(group, wanted))
    pages = max(1, -(-total // wanted.per_page))
    number = min(wanted.page, pages)
    start = (number - 1) * wanted.per_page
    rows = _found(wanted)[start : start + wanted.per_page]
    return Page(tuple(_with_numbers(rows)), count(groups, wanted), total, number, pages)


def every(wanted: Wanted) -> Iterable[Checked]:
    """All that fit, for an export; read in batches."""
    rows = list(_found(wanted).values_list("pk", flat=True))
    for at in range(0, len(rows), 500):
        yield from _with_numbers(_found(wanted).filter(pk__in=rows[at : at + 500]))


def _groups(city_id: int) -> list[Group]:
    rows = Finding.objects.filter(city_id=city_id).order_by().values_list("kind", "district_id", "state")
    return [Group(*row) for row in rows.annotate(number=Count("pk"))]


def fits(group: Group, wanted: Wanted) -> bool:
    """Whether a group is among those wanted.

    >>> fits(Group("sum", 7, "open", 2), Wanted(1, kinds=("sum", "range"), state="open"))
    True
    """
    return (
        (not wanted.kinds or group.kind in wanted.kinds)
        and (not wanted.district_ids or group.district in wanted.district_ids)
        and (not wanted.state or group.state == wanted.state)
    )


def count(groups: Sequence[Group], wanted: Wanted) -> Counts:
    """Each facet under the other filters.

    >>> groups = [Group("sum", 7, "open", 2), Group("range", 8, "open", 1)]
    >>> dict(count(groups, Wanted(1, kinds=("sum",))).kinds), dict(count(groups, Wanted(1, kinds=("sum",))).districts)
    ({'sum': 2, 'range': 1}, {7: 2})
    """
    kinds: Counter[str] = Counter()
    districts: Counter[int | None] = Counter()
    states: Counter[str] = Counter()
    for group in groups:
        if fits(group, replace(wanted, kinds=())):
            kinds[group.kind] += group.number
        if fits(group, replace(wanted, district_ids=frozenset())):
            districts[group.district] += group.number
        if fits(group, replace(wanted, state="")):
            states[group.state] += group.number
    return Counts(sum(group.number for group in groups), kinds, districts, states)


def _found(wanted: Wanted) -> QuerySet[Finding]:
    found = Finding.objects.filter(city_id=wanted.city_id)
    if wanted.district_ids:
        found = found.filter(district_id__in=wanted.district_ids)
    if wanted.kinds:
        found = found.filter(kind__in=wanted.kinds)
    if wanted.state:
        found = found.filter(state=wanted.state)
    return found.select_related("district", "decided_by").order_by(*ORDER)


def _with_numbers(rows: Iterable[Finding]) -> Iterable[Checked]:
    """With all of their numbers; a finding that lost one (withdrawn a moment ago) is left out. One query."""
    listed = list(rows)
    ids = {pk for row in listed for pk in row.numbers}
    found = published_metrics().filter(pk__in=ids).select_related("report__issuer", "section").defer("report__text")
    seen = {number.pk: number for number in found} if ids else {}
    for row in listed:
        if all(pk in seen for pk in row.numbers):
            yield Checked(row, tuple(seen[pk] for pk in row.numbers))
