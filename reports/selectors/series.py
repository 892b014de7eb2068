"""Indicators over years and places. A cell holds one value, or says that reports disagree; gaps stay gaps.

Only numbers of ``published_metrics`` count, and of those only plain ones: of the whole district (no qualifier, no
single project, no single school's report), of one whole year, in the indicator's own unit.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Count, F, QuerySet

from reports.access import published_metrics
from reports.models import Indicator, Metric, Report
from reports.selectors.places import Place

DECIMALS = re.compile(r"\d\.(\d+)")
PLANS = (Metric.Status.PLANNED, Metric.Status.TARGET)
COLUMNS = (
    "pk", "indicator_id", "district_id", "period_end", "status", "value", "base_value", "base_unit", "comparator",
    "printed", "sentence", "review", "report_id", "report__title", "indicator__unit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """One number as printed. ``base_value`` has 万/亿 multiplied out; ``step`` is what its last place is worth."""

    metric_id: int
    report_id: int
    report_title: str
    printed: str
    sentence: str
    base_value: Decimal
    base_unit: str
    step: Decimal
    comparator: str
    confirmed: bool

    @property
    def exact(self) -> bool:
        return self.comparator == "="

    @property
    def url(self) -> str:
        return f"/reports/{self.report_id}/#n{self.metric_id}"


@dataclass(frozen=True, slots=True)
class Cell:
    """What reports say of one indicator, place and year: ``readings`` is never empty, the best one first.

    ``agreed`` is that one, or None where they contradict each other.
    """

    readings: tuple[Reading, ...]
    agreed: Reading | None


@dataclass(frozen=True, slots=True)
class Key:
    """Where a cell stands. ``plan`` tells plans and targets from what was reached."""

    indicator: int
    place: int
    year: int
    plan: bool = False


def cells(indicators: Iterable[Indicator], places: Sequence[Place]) -> dict[Key, Cell]:
    """Every cell that any report fills. One query."""
    place_by_id = {district_id: place.id for place in places for district_id in place.ids}
    found = plain_metrics().filter(indicator__in=list(indicators), district_id__in=list(place_by_id))
    readings: dict[Key, list[Reading]] = defaultdict(list)
    for row in found.order_by("report_id", "start").values(*COLUMNS):
        if unit_fits(row["base_unit"], row["indicator__unit"]):
            place_id = place_by_id[row["district_id"]]
            plan = row["status"] in PLANS
            readings[Key(row["indicator_id"], place_id, row["period_end"], plan)].append(Reading(**reading_fields(row)))
    return {key: _cell(group) for key, group in readings.items()}


def plain_metrics() -> QuerySet[Metric]:
    """Shown numbers that speak of a whole place and one whole year."""
    return of_whole_years(published_metrics()).filter(qualifier="")


def of_whole_years(metrics: QuerySet[Metric]) -> QuerySet[Metric]:
    """Of these, the single values of one whole year, of no single project or school. Qualifiers may stand."""
    return metrics.filter(
        project="", change="", half__isnull=True, period_start=F("period_end"), value_high__isnull=True
    ).exclude(report__kind=Report.Kind.SCHOOL)


def unit_fits(base_unit: str, unit: str) -> bool:
    """Whether a number can stand under an indicator: a rate under a rate, never a share under a count.

    >>> unit_fits("%", "%"), unit_fits("人", "%"), unit_fits("人", "名"), unit_fits("人", "")
    (True, False, True, True)
    """
    return not unit or (base_unit == "%") == (unit in ("%", "‰"))


def reading_fields(row: dict[str, Any]) -> dict[str, Any]:
    """What a ``Reading`` is made of, from a row of ``COLUMNS``."""
    value, base_value = Decimal(str(row["value"])), Decimal(str(row["base_value"]))
    return {
        "metric_id": row["pk"],
        "report_id": row["report_id"],
        "report_title": row["report__title"],
        "printed": row["printed"],
        "sentence": row["sentence"],
        "base_value": base_value,
        "base_unit": row["base_unit"],
        "step": step_of(row["printed"], value, base_value),
        "comparator": row["comparator"],
        "confirmed": row["review"] == Metric.Review.CONFIRMED,
    }


def step_of(printed: str, value: Decimal, base_value: Decimal) -> Decimal:
    """What one unit of the last printed place is worth: 1.83亿元 is known to 100 万.

    >>> step_of("1.83亿元", Decimal("1.83"), Decimal("183000000"))
    Decimal('1000000.000000')
    >>> step_of("92.0%", Decimal("92"), Decimal("92"))
    Decimal('0.100000')
    """
    decimals = DECIMALS.search(unicodedata.normalize("NFKC", printed))
    places = Decimal(1).scaleb(-len(decimals.group(1)) if decimals else 0)
    scale = base_value / value if value else Decimal(1)
    return abs((places * scale).quantize(Decimal("0.000001")))


def _cell(readings: Sequence[Reading]) -> Cell:
    ordered, agreed = settle(readings)
    return Cell(ordered, ordered[0] if agreed else None)


R = TypeVar("R", bound=Reading)


def settle(readings: Sequence[R]) -> tuple[tuple[R, ...], bool]:
    """The readings, the one that stands first, and whether it stands uncontradicted.

    Confirmed numbers outweigh others, exact ones 近 and 余; of those that agree the finest one stands. Behind it come
    those that contradict it, so that two that stand side by side differ.
    """
    best = [each for each in readings if each.confirmed] or [each for each in readings if each.exact] or list(readings)
    finest = min(best, key=lambda each: (each.step, each.metric_id))
    against = [each for each in best if not agree(finest, each)]
    rest = [each for each in readings if each is not finest and each not in against]
    return (finest, *against, *rest), not against


def agree(one: Reading, other: Reading) -> bool:
    """Whether two numbers can be the same one, rounded differently."""
    return one.base_unit == other.base_unit and abs(one.base_value - other.base_value) * 2 <= max(one.step, other.step)


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator with how much of it is held."""

    indicator: Indicator
    numbers: int
    places: int
    first: int
    last: int


def indicators_held(places: Sequence[Place] = ()) -> list[IndicatorLine]:
    """Indicators that have numbers, the fullest first; with places, those of these places. Two queries."""
    found = plain_metrics().filter(indicator__isnull=False)
    if places:
        found = found.filter(district_id__in=[district_id for place in places for district_id in place.ids])
    years: dict[int, set[int]] = defaultdict(set)
    districts: dict[int, set[int]] = defaultdict(set)
    numbers: dict[int, int] = defaultdict(int)
    grouped = found.order_by().values_list("indicator_id", "district_id", "period_end").annotate(held=Count("pk"))
    for indicator_id, district_id, year, held in grouped:
        years[indicator_id].add(year)
        districts[indicator_id].add(district_id)
        numbers[indicator_id] += held
    lines = [
        IndicatorLine(each, numbers[each.pk], len(districts[each.pk]), min(years[each.pk]), max(years[each.pk]))
        for each in Indicator.objects.filter(pk__in=numbers)
    ]
    return sorted(lines, key=lambda line: (-line.numbers, line.indicator.name))


def key_first(lines: Iterable[IndicatorLine]) -> list[IndicatorLine]:
    """Those that staff chose for the home page first, in their order; then as they came."""
    return sorted(lines, key=lambda line: key_first_order(line.indicator))


def key_first_order(indicator: Indicator) -> int:
    """Staff's order of the indicators on the home page; the others come after."""
    return 10**6 if indicator.key_order is None else indicator.key_order
