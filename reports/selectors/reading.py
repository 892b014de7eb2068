"""What the page of one report shows beside its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.access import Visitor, published, visible_to
from reports.models import Metric, Report, Section


@dataclass(frozen=True, slots=True)
class Opened:
    """A report with its sections and numbers in order; for ``pending`` numbers nobody vouches."""

    report: Report
    sections: Sequence[Section]
    numbers: Sequence[Metric]
    pending: Sequence[Metric]

    @property
    def confirmed(self) -> int:
        return sum(number.review == Metric.Review.CONFIRMED for number in self.numbers)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The same place's report of another year; ``report_id`` is None where there is none."""

    year: int
    report_id: int | None
    current: bool = False


def opened(report_id: int, user: Visitor) -> Opened | None:
    """The report, if ``user`` may open it. Seven queries, however long it is."""
    related = ("issuer", "source", "source__uploaded_by", "published_by")
    report = visible_to(user).select_related(*related).filter(pk=report_id).first()
    if report is None:
        return None
    sections = list(report.sections.filter(archived=False).prefetch_related("district").order_by("index"))
    numbers = list(
        report.metrics.filter(archived=False)
        .exclude(review=Metric.Review.REJECTED)
        .prefetch_related("indicator", "district")
        .order_by("start")
    )
    shown = set(Metric.objects.shown().filter(report=report).values_list("pk", flat=True))
    return Opened(
        report,
        sections,
        [number for number in numbers if number.pk in shown],
        [number for number in numbers if number.pk not in shown and number.duplicate_of_id is None],
    )


def number_of(metric_id: int, user: Visitor) -> Metric | None:
    """One number that ``user`` may see, with its report, section and district."""
    related = ("report", "section", "district", "indicator")
    found = Metric.objects.filter(pk=metric_id, archived=False, report__in=visible_to(user))
    return found.exclude(review=Metric.Review.REJECTED).select_related(*related).first()


def neighbours(report: Report, around: int = 3) -> list[Neighbour]:
    """Published reports of the same place, topic and kind in the years around; gaps between them stay visible."""
    if report.issuer_id is None or report.period_end is None:
        return []
    here = report.period_end
    rows = (
        published()
        .filter(issuer_id=report.issuer_id, topic=report.topic, kind=report.kind, half=report.half)
        .filter(period_end__gte=here - around, period_end__lte=here + around)
        .order_by("pk")
        .values_list("period_end", "pk")
    )
    by_year = {year or here: pk for year, pk in rows}
    by_year[here] = report.pk
    years = range(min(by_year), max(by_year) + 1)
    return [Neighbour(year, by_year.get(year), year == here) for year in years] if len(by_year) > 1 else []
