"""What is held: reports by place and year, by kind and year, sections by topic and year. Published ones only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from reports.access import published
from reports.models import District, Report, Section
from reports.selectors.places import City, Place

LONGEST_PERIOD = 12
"""Years; a report said to speak of more than this is counted in its last year alone."""

Span = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which reports are counted; empty means all."""

    topic: str = ""
    kind: str = ""


EVERYTHING = Narrowing()


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """``counts`` holds years with at least one; ``total`` counts each thing once, dated or not.

    Nothing is missing before ``since``, nor where none is ``expected``: 市本级 hands in no report of its own.
    """

    key: str
    label: str
    counts: dict[int, int]
    total: int
    since: int | None = None
    expected: bool = True


def years_of(start: int | None, end: int | None) -> range:
    """The years a period covers.

    >>> list(years_of(2011, 2013)), list(years_of(None, None)), list(years_of(1900, 2013))
    ([2011, 2012, 2013], [], [2013])
    """
    if start is None or end is None:
        return range(0)
    return range(end, end + 1) if end - start >= LONGEST_PERIOD else range(start, end + 1)


def _reports(narrowing: Narrowing) -> QuerySet[Report]:
    reports = published()
    return reports.filter(kind=narrowing.kind) if narrowing.kind else reports


def city_coverage(city: City, narrowing: Narrowing = EVERYTHING) -> list[CoverageRow]:
    """One row a place of the city: the reports that it issued or that have a section about it. Two queries."""
    place_by_id = {district_id: place for place in city.places for district_id in place.ids}
    reports: dict[str, dict[int, Span]] = defaultdict(dict)
    for report_id, district_id, start, end in _spoken_of(frozenset(place_by_id), narrowing):
        reports[place_by_id[district_id].code][report_id] = (start, end)
    return [_row(place, reports[place.code]) for place in city.places]


def _spoken_of(ids: frozenset[int], narrowing: Narrowing) -> Iterable[tuple[int, int, int | None, int | None]]:
    issued = _reports(narrowing).filter(issuer_id__in=ids)
    sections = Section.objects.filter(archived=False, report__in=_reports(narrowing), district_id__in=ids)
    if narrowing.topic:
        issued = issued.filter(topic=narrowing.topic)
        sections = sections.filter(Q(topic=narrowing.topic) | Q(report__topic=narrowing.topic))
    yield from issued.order_by().values_list("pk", "issuer_id", "period_start", "period_end")
    yield from (
        sections.order_by()
        .values_list("report_id", "district_id", "report__period_start", "report__period_end")
        .distinct()
    )


def _row(place: Place, reports: dict[int, Span]) -> CoverageRow:
    expected = place.level != District.Level.DIRECT
    return CoverageRow(place.code, place.name, _by_year(reports.values()), len(reports), place.since, expected)


def _by_year(spans: Iterable[Span]) -> dict[int, int]:
    return dict(Counter(year for start, end in spans for year in years_of(start, end)))


def about(place: Place) -> Q:
    """Sections that speak of a place: said to, or of its own report without another district."""
    return Q(district_id__in=place.ids) | Q(district__isnull=True, report__issuer_id__in=place.ids)


def kinds_held(place: Place) -> list[CoverageRow]:
    """Reports that the place issued or that speak of it, by kind and year."""
    own = Q(issuer_id__in=place.ids) | Q(
        pk__in=Section.objects.filter(archived=False, district_id__in=place.ids).values("report_id")
    )
    found = published().filter(own).order_by().values_list("kind", "pk", "period_start", "period_end")
    return _grouped(found, dict(Report.Kind.choices).get)


def topics_held(place: Place) -> list[CoverageRow]:
    """Sections about the place, by topic and year; sections without a topic are left out."""
    found = (
        Section.objects.filter(about(place), archived=False, report__in=published())
        .exclude(topic="")
        .order_by()
        .values_list("topic", "report__period_start", "report__period_end")
        .annotate(held=Count("pk"))
    )
    counts: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    totals: dict[str, int] = defaultdict(int)
    for topic, start, end, held in found:
        totals[topic] += held
        for year in years_of(start, end):
            counts[topic][year] += held
    return [
        CoverageRow(topic, topic, dict(counts[topic]), total)
        for topic, total in sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    ]


def _grouped(
    found: Iterable[tuple[str, int, int | None, int | None]], label: Callable[[str], object]
) -> list[CoverageRow]:
    spans: dict[str, dict[int, Span]] = defaultdict(dict)
    for key, report_id, start, end in found:
        spans[key][report_id] = (start, end)
    rows = [
        CoverageRow(key, str(label(key) or key), _by_year(reports.values()), len(reports))
        for key, reports in spans.items()
    ]
    order = list(Report.Kind.values)
    return sorted(rows, key=lambda row: order.index(row.key) if row.key in order else len(order))


def years_held(rows: Iterable[CoverageRow]) -> range:
    """From the first to the last year that any row holds; empty without any."""
    years = {year for row in rows for year in row.counts}
    return range(min(years), max(years) + 1) if years else range(0)
