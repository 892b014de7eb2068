"""How much the portal holds, and what came last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from reports.access import published, published_metrics
from reports.models import Metric, Report, Section, SourceFile
from reports.selectors.coverage import about
from reports.selectors.places import Place
from reports.selectors.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Totals:
    """Published reports, their sections, and the numbers that may be shown."""

    reports: int
    sections: int
    numbers: int


@dataclass(frozen=True, slots=True)
class PlaceTotals:
    """What is held about one place. ``latest`` is when its newest report was published."""

    reports: int
    sections: int
    numbers: int
    confirmed: int
    latest: datetime | None

    @property
    def confirmed_percent(self) -> int:
        """Rounded down: all of them is the only 100."""
        return self.confirmed * 100 // self.numbers if self.numbers else 0


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report as lists show it."""

    report: Report
    sections: int
    numbers: int


_a_sample = Prepared(lambda _ids: SourceFile.objects.filter(is_sample=True).values_list("pk")[:1])


def has_samples() -> bool:
    """Every page asks."""
    return bool(_a_sample.rows())


def totals() -> Totals:
    return Totals(
        reports=published().count(),
        sections=Section.objects.filter(archived=False, report__in=published()).count(),
        numbers=published_metrics().count(),
    )


def place_totals(place: Place) -> PlaceTotals:
    sections = Section.objects.filter(about(place), archived=False, report__in=published())
    held = published().filter(Q(issuer_id__in=place.ids) | Q(pk__in=sections.values("report_id")))
    reports = held.aggregate(count=Count("pk"), latest=Max("published_at"))
    numbers = published_metrics().filter(district_id__in=place.ids)
    counted = numbers.aggregate(count=Count("pk"), confirmed=Count("pk", filter=Q(review=Metric.Review.CONFIRMED)))
    return PlaceTotals(reports["count"], sections.count(), counted["count"], counted["confirmed"], reports["latest"])


def newest(limit: int, place: Place | None = None) -> list[ReportLine]:
    """The reports published last; with a place, those of the newest years that it issued or that speak of it."""
    reports = published()
    if place is not None:
        sections = Section.objects.filter(archived=False, district_id__in=place.ids)
        reports = reports.filter(Q(issuer_id__in=place.ids) | Q(pk__in=sections.values("report_id")))
    order = ("-period_end", "-pk") if place else ("-published_at", "-pk")
    return lines(reports.order_by(*order).values_list("pk", flat=True)[:limit])


def lines(report_ids: Iterable[int]) -> list[ReportLine]:
    """Reports in the order given, with the counts of their sections and shown numbers: four queries, however many.

    The caller sorts ids alone: to sort whole rows the database would read every text.
    """
    ids = list(report_ids)
    found = Report.objects.select_related("issuer").defer("text").in_bulk(ids)
    listed = [found[pk] for pk in ids if pk in found]
    sections = dict(
        Section.objects.filter(report_id__in=ids, archived=False)
        .order_by()
        .values_list("report_id")
        .annotate(held=Count("pk"))
    )
    numbers = dict(
        Metric.objects.shown().filter(report_id__in=ids).order_by().values_list("report_id").annotate(held=Count("pk"))
    )
    return [ReportLine(report, sections.get(report.pk, 0), numbers.get(report.pk, 0)) for report in listed]
