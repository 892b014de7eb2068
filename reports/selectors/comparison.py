"""Numbers of several measures, places and years next to each other, planned and actual ones apart.

A measure is an indicator, or the part of it that a qualifier names (小学 of 招生人数): two measures are never mixed.
Only published reports speak here, whoever asks: what is shown can be handed on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from reports.access import published, published_metrics
from reports.models import SHOWN_CONFIDENCE, Indicator, Metric
from reports.selectors import series
from reports.selectors.places import Place
from reports.selectors.series import PLANS, Reading, key_first_order, of_whole_years, reading_fields, settle, unit_fits

COLUMNS = (
    *series.COLUMNS, "qualifier", "unit", "confidence",
    "report__institution", "report__issuer__name", "report__period_end",
)  # fmt: skip


class Part(NamedTuple):
    """What identifies a measure: the indicator's id and the qualifier, empty for the whole."""

    indicator: int
    qualifier: str = ""


class At(NamedTuple):
    """Where a number stands. ``plan`` tells plans and targets from what was reached."""

    part: Part
    place: int
    year: int
    plan: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """One 口径: an indicator, whole or of the part that ``qualifier`` names."""

    indicator: Indicator
    qualifier: str = ""

    @property
    def part(self) -> Part:
        return Part(self.indicator.pk, self.qualifier)

    @property
    def name(self) -> str:
        return f"{self.qualifier}{self.indicator.name}"


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure with how much of it is held. ``filled`` are the (place, year) pairs that have a number."""

    measure: Measure
    numbers: int
    filled: frozenset[tuple[int, int]]

    @property
    def places(self) -> int:
        return len({place for place, _year in self.filled})

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({year for _place, year in self.filled}))


@dataclass(frozen=True, slots=True)
class CitedReading(Reading):
    """A number with everything that a citation of it needs. ``report_year`` is the report's, not the number's."""

    value: Decimal
    unit: str
    status: str
    confidence: float
    institution: str
    issuer: str
    report_year: int | None

    @property
    def plan(self) -> bool:
        return self.status in PLANS

    @property
    def pending(self) -> bool:
        """Nobody confirmed it, and it is not sure enough to be passed on as a fact."""
        return not self.confirmed and self.confidence < SHOWN_CONFIDENCE


@dataclass(frozen=True, slots=True)
class Told:
    """What reports say in one place of the table, the best statement first; ``agreed`` unless they contradict it."""

    statements: tuple[CitedReading, ...]
    agreed: bool

    @property
    def best(self) -> CitedReading:
        return self.statements[0]


def told(
    measures: Sequence[Measure], places: Sequence[Place], years: Iterable[int], *, pending: bool = False
) -> dict[At, Told]:
    """Every filled place of the table. One query. ``pending`` also takes what nobody vouches for."""
    place_by_id = {district_id: place.id for place in places for district_id in place.ids}
    parts = {measure.part for measure in measures}
    found = _asked(pending_metrics() if pending else published_metrics(), parts, place_by_id, years)
    groups: dict[At, list[CitedReading]] = defaultdict(list)
    for row in found.order_by("report_id", "start").values(*COLUMNS):
        part = Part(row["indicator_id"], row["qualifier"])
        if part in parts and unit_fits(row["base_unit"], row["indicator__unit"]):
            reading = _cited(row)
            groups[At(part, place_by_id[row["district_id"]], row["period_end"], reading.plan)].append(reading)
    return {at: Told(*settle(_vouched_first(group))) for at, group in groups.items()}


def pending_count(measures: Sequence[Measure], places: Sequence[Place], years: Iterable[int]) -> int:
    """How many numbers of the table nobody vouches for yet. One query."""
    place_by_id = {district_id: place.id for place in places for district_id in place.ids}
    parts = {measure.part for measure in measures}
    open_ones = pending_metrics().filter(review=Metric.Review.OPEN, confidence__lt=SHOWN_CONFIDENCE)
    found = _asked(open_ones, parts, place_by_id, years).values_list("indicator_id", "qualifier")
    return sum(Part(indicator, qualifier) in parts for indicator, qualifier in found)


def pending_metrics() -> QuerySet[Metric]:
    """Numbers of published reports that nobody rejected, sure or not."""
    found = Metric.objects.filter(report__in=published(), archived=False, duplicate_of__isnull=True)
    return found.exclude(review=Metric.Review.REJECTED)


def _asked(
    metrics: QuerySet[Metric], parts: Iterable[Part], district_ids: Iterable[int], years: Iterable[int]
) -> QuerySet[Metric]:
    return of_whole_years(metrics).filter(
        indicator_id__in={part.indicator for part in parts},
        qualifier__in={part.qualifier for part in parts},
        district_id__in=list(district_ids),
        period_end__in=list(years),
    )


def _vouched_first(group: list[CitedReading]) -> list[CitedReading]:
    """A number that is pending never outweighs or contradicts one that is not."""
    return [each for each in group if not each.pending] or group


def _cited(row: dict[str, Any]) -> CitedReading:
    return CitedReading(
        **reading_fields(row),
        value=Decimal(str(row["value"])),
        unit=row["unit"],
        status=row["status"],
        confidence=row["confidence"],
        institution=row["report__institution"] or "",
        issuer=row["report__issuer__name"] or "",
        report_year=row["report__period_end"],
    )


def measures_held(places: Sequence[Place]) -> list[MeasureLine]:
    """Measures with numbers of these places: those staff chose for the home page first, then the fullest.
    Two queries."""
    place_by_id = {district_id: place.id for place in places for district_id in place.ids}
    found = of_whole_years(published_metrics()).filter(indicator__isnull=False, district_id__in=list(place_by_id))
    held: dict[Part, list[tuple[int, int, int]]] = defaultdict(list)
    grouped = found.order_by().values_list("indicator_id", "qualifier", "district_id", "period_end")
    for indicator_id, qualifier, district_id, year, count in grouped.annotate(held=Count("pk")):
        held[Part(indicator_id, qualifier)].append((place_by_id[district_id], year, count))
    indicators = Indicator.objects.in_bulk({part.indicator for part in held})
    lines = [_line(Measure(indicators[part.indicator], part.qualifier), rows) for part, rows in held.items()]
    lines.sort(key=lambda line: (-line.numbers, line.measure.name))
    return sorted(lines, key=lambda line: (bool(line.measure.qualifier), key_first_order(line.measure.indicator)))


def _line(measure: Measure, rows: Sequence[tuple[int, int, int]]) -> MeasureLine:
    return MeasureLine(
        measure,
        sum(count for _place, _year, count in rows),
        frozenset((place, year) for place, year, _count in rows),
    )
