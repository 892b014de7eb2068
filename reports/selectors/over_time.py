"""What reports said of one place on one topic, year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from reports.access import published
from reports.models import Section
from reports.selectors.coverage import about, years_of
from reports.selectors.places import Place

MOST_SECTIONS = 400


@dataclass(frozen=True, slots=True)
class YearOfTopic:
    """A year with its sections, in the order of their reports."""

    year: int
    sections: Sequence[Section]


def counted_years(place: Place, topic: str) -> dict[int, int]:
    """How many sections each year has. One query."""
    counts: dict[int, int] = defaultdict(int)
    found = _sections(place, topic).order_by().values_list("report__period_start", "report__period_end")
    for start, end in found:
        for year in years_of(start, end):
            counts[year] += 1
    return dict(counts)


def years_of_topic(place: Place, topic: str, years: Sequence[int]) -> list[YearOfTopic]:
    """The sections of the chosen years. One query."""
    if not years:
        return []
    wanted = _sections(place, topic).filter(report__period_start__lte=max(years), report__period_end__gte=min(years))
    by_year: dict[int, list[Section]] = defaultdict(list)
    chosen = wanted.select_related("report").defer("report__text").order_by("report_id", "index")[:MOST_SECTIONS]
    for section in chosen:
        for year in years_of(section.report.period_start, section.report.period_end):
            by_year[year].append(section)
    return [YearOfTopic(year, by_year[year]) for year in years if by_year[year]]


def _sections(place: Place, topic: str) -> QuerySet[Section]:
    on_topic = Q(topic=topic) | Q(topic="", report__topic=topic)
    return Section.objects.filter(about(place), on_topic, archived=False, report__in=published())
