"""Indicators over years, or over places, as a table whose every number leads to its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.pages import figures
from portal.pages.charts import Chart, Mark, line_chart
from portal.pages.figures import Scale
from reports.models import Indicator
from reports.selectors import series
from reports.selectors.places import Place
from reports.selectors.series import Cell, Key, Reading


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell. ``text`` is — without a number; ``css`` dresses the link; ``choices`` lists contradicting numbers."""

    text: str
    url: str = ""
    title: str = ""
    css: str = ""
    choices: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line. ``plans`` are the planned values of the same years, shown where any is."""

    label: str
    url: str
    unit: str
    figures: tuple[Figure, ...]
    actual: dict[int, Mark]
    planned: dict[int, Mark]


@dataclass(frozen=True, slots=True)
class YearTable:
    years: Sequence[int]
    rows: tuple[TableRow, ...]


NOTHING = Figure("—")
MOST_YEARS = 16


def over_years(indicators: Sequence[Indicator], place: Place, years: Sequence[int]) -> YearTable:
    """Indicators down, years across, for one place; also years of which only later reports speak."""
    cells = series.cells(indicators, [place])
    known = [*years, *(key.year for key in cells if not key.plan)]
    years = range(min(known), max(known) + 1)[-MOST_YEARS:] if known else range(0)
    rows = [_row(each.name, each.get_absolute_url(), _of(cells, each.pk, place.id), years) for each in indicators]
    return YearTable(years, tuple(row for row in rows if row))


def over_places(indicator: Indicator, places: Sequence[Place], years: Sequence[int]) -> YearTable:
    """Places down, years across, for one indicator; one unit for all. A place without numbers keeps its row."""
    cells = series.cells([indicator], places)
    scale = _scale(list(cells.values()))
    rows = [
        _row(place.name, place.url, _of(cells, indicator.pk, place.id), years, scale)
        or TableRow(place.name, place.url, scale.unit, tuple(NOTHING for _year in years), {}, {})
        for place in places
    ]
    return YearTable(years, tuple(rows))


def _of(cells: dict[Key, Cell], indicator: int, place: int) -> dict[Key, Cell]:
    return {key: cell for key, cell in cells.items() if key.indicator == indicator and key.place == place}


def _scale(cells: Sequence[Cell]) -> Scale:
    readings = [cell.readings[0] for cell in cells]
    unit = readings[0].base_unit if readings else ""
    return figures.scale_for([each.base_value for each in readings], unit)


def _row(
    label: str, url: str, cells: dict[Key, Cell], years: Sequence[int], scale: Scale | None = None
) -> TableRow | None:
    if not cells:
        return None
    scale = scale or _scale(list(cells.values()))
    by_year = {(key.year, key.plan): cell for key, cell in cells.items()}
    return TableRow(
        label,
        url,
        scale.unit,
        tuple(figure(by_year.get((year, False)), by_year.get((year, True)), scale) for year in years),
        _marks(cells, scale, plan=False),
        _marks(cells, scale, plan=True),
    )


def _marks(cells: dict[Key, Cell], scale: Scale, *, plan: bool) -> dict[int, Mark]:
    """What a chart can draw: values in the one unit that reports agree on."""
    unit = scale.unit.lstrip("万亿")
    return {
        key.year: mark(cell.agreed, scale)
        for key, cell in cells.items()
        if key.plan is plan and cell.agreed and cell.agreed.base_unit == unit
    }


def figure(actual: Cell | None, planned: Cell | None, scale: Scale) -> Figure:
    """What was reached; where only a plan is known, the plan, dressed as one; contradictions side by side."""
    cell = actual or planned
    if cell is None:
        return NOTHING
    plan = "is-plan" if actual is None else ""
    if cell.agreed is None:
        text = " / ".join(_text(each, scale) for each in cell.readings[:2])
        return Figure(
            text, cell.readings[0].url, _("各报告说法不一，请打开核对"), f"wl-num is-doubt {plan}", cell.readings
        )
    reading = cell.agreed
    css = " ".join(part for part in ("wl-num", plan, "is-ok" if reading.confirmed else "") if part)
    return Figure(_text(reading, scale), reading.url, sentence_of(reading), css)


def _text(reading: Reading, scale: Scale) -> str:
    """In the table's unit; a reading in another one names it."""
    if scale.unit.lstrip("万亿") != reading.base_unit:
        return figures.signed(reading.comparator, f"{figures.grouped(reading.base_value)} {reading.base_unit}")
    return figures.signed(reading.comparator, scale.show(reading.base_value, reading.step))


def sentence_of(reading: Reading) -> str:
    return f"{reading.printed}。《{reading.report_title}》：{reading.sentence}"[:300]


def mark(reading: Reading, scale: Scale) -> Mark:
    value = (reading.base_value / scale.divisor).normalize()
    return Mark(Decimal(value), sentence_of(reading), reading.url)


def _with_plans(years: Sequence[int], row: TableRow) -> Sequence[int]:
    """A plan may reach beyond the last report, a number before the first."""
    known = [*years, *row.actual, *row.planned]
    return range(min(known), max(known) + 1)


def charts(table: YearTable, missing: frozenset[int] = frozenset()) -> list[Chart]:
    """A chart for each row that has values of two years or more."""
    drawn = [
        line_chart(row.label, row.unit, _with_plans(table.years, row), row.actual, row.planned, missing)
        for row in table.rows
        if len(row.actual) > 1
    ]
    return [chart for chart in drawn if chart]
