"""Indicators over years, or over places, as a table whose every number leads to its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from portal.pages import figures
from portal.pages.charts import Chart, Mark, line_chart
from portal.pages.figures import Scale
from reports.models import Indicator
from reports.selectors import series
from reports.selectors.places import Place
from reports.selectors.series import Cell, Key, Reading


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as it is shown. ``title`` is its sentence, ``css`` its status."""

    text: str
    reading: Reading
    plan: bool
    doubt: bool = False

    @property
    def url(self) -> str:
        return self.reading.url

    @property
    def title(self) -> str:
        return sentence_of(self.reading)

    @property
    def css(self) -> str:
        marks = ("is-plan" if self.plan else "", "is-ok" if self.reading.confirmed else "",
                 "is-doubt" if self.doubt else "")  # fmt: skip
        return " ".join(("wl-num", *filter(None, marks)))


@dataclass(frozen=True, slots=True)
class YearCell:
    """What is told of one year: reached first, then planned; several where reports contradict each other.

    Empty is a gap. ``step`` is the depth of the heat map, 1 to 4.
    """

    figures: tuple[Figure, ...] = ()
    step: int = 0


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line, and the undisputed values of it that can be drawn or ranked."""

    label: str
    url: str
    unit: str
    cells: tuple[YearCell, ...]
    actual: dict[int, Mark]
    planned: dict[int, Mark]


@dataclass(frozen=True, slots=True)
class YearTable:
    """``years`` rise, but need not follow each other: a plan may reach far ahead."""

    years: Sequence[int]
    rows: tuple[TableRow, ...]


MOST_YEARS = 16
MOST_DOUBTS = 3
STEPS = 4


def over_years(indicators: Sequence[Indicator], place: Place, years: Sequence[int]) -> YearTable:
    """Indicators down, years across, for one place; also years of which only later reports or plans speak."""
    cells = series.cells(indicators, [place])
    told = {*years, *(key.year for key in cells if not key.plan)}
    known = {*(range(min(told), max(told) + 1) if told else ()), *(key.year for key in cells)}
    shown = sorted(known)[-MOST_YEARS:]
    rows = [_row(each.name, each.get_absolute_url(), _of(cells, each.pk, place.id), shown) for each in indicators]
    return YearTable(shown, tuple(row for row in rows if row))


def over_places(indicator: Indicator, places: Sequence[Place], years: Sequence[int]) -> YearTable:
    """Places down, years across, for one indicator; one unit for all. A place without numbers keeps its row."""
    cells = {key: cell for key, cell in series.cells([indicator], places).items() if key.year in years}
    scale = _scale(list(cells.values()))
    rows = [
        _row(place.name, place.url, _of(cells, indicator.pk, place.id), years, scale)
        or TableRow(place.name, place.url, scale.unit, tuple(YearCell() for _year in years), {}, {})
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
    by_year = {(key.year, key.plan): cell for key, cell in cells.items() if key.year in years}
    return TableRow(
        label,
        url,
        scale.unit,
        tuple(year_cell(by_year.get((year, False)), by_year.get((year, True)), scale) for year in years),
        {year: _mark(cell, scale) for (year, plan), cell in by_year.items() if not plan and _drawn(cell, scale)},
        {year: _mark(cell, scale) for (year, plan), cell in by_year.items() if plan and _drawn(cell, scale)},
    )


def year_cell(actual: Cell | None, planned: Cell | None, scale: Scale) -> YearCell:
    return YearCell((*_figures(actual, scale, plan=False), *_figures(planned, scale, plan=True)))


def _figures(cell: Cell | None, scale: Scale, *, plan: bool) -> tuple[Figure, ...]:
    """The number agreed on, or those that contradict each other, each value once."""
    if cell is None:
        return ()
    if cell.agreed:
        return (Figure(_text(cell.agreed, scale), cell.agreed, plan),)
    distinct = {(each.base_value, each.base_unit): each for each in reversed(cell.readings)}
    ordered = sorted(distinct.values(), key=cell.readings.index)
    return tuple(Figure(_text(each, scale), each, plan, doubt=True) for each in ordered[:MOST_DOUBTS])


def _drawn(cell: Cell, scale: Scale) -> bool:
    """A chart holds what reports agree on, in one unit."""
    return cell.agreed is not None and cell.agreed.base_unit == _plain_unit(scale)


def _plain_unit(scale: Scale) -> str:
    return scale.unit.lstrip("万亿")


def _text(reading: Reading, scale: Scale) -> str:
    """In the table's unit; a reading in another one names it."""
    if reading.base_unit != _plain_unit(scale):
        return figures.signed(reading.comparator, f"{figures.grouped(reading.base_value)} {reading.base_unit}")
    return figures.signed(reading.comparator, scale.show(reading.base_value, reading.step))


def sentence_of(reading: Reading) -> str:
    return f"{reading.printed}。《{reading.report_title}》：{reading.sentence}"[:300]


def _mark(cell: Cell, scale: Scale) -> Mark:
    reading = cell.readings[0]
    value = (reading.base_value / scale.divisor).normalize()
    return Mark(Decimal(value), _text(reading, scale), sentence_of(reading), reading.url)


def charts(table: YearTable, missing: frozenset[int] = frozenset()) -> list[Chart]:
    """A chart for each row that has values of two years or more, over the table's own years."""
    years = range(table.years[0], table.years[-1] + 1) if table.years else range(0)
    drawn = [
        line_chart(row.label, row.unit, years, row.actual, row.planned, missing)
        for row in table.rows
        if len(row.actual) > 1
    ]
    return [chart for chart in drawn if chart]


def heat(table: YearTable, first: int = 0) -> YearTable:
    """The table with depths by value, light to dark in equal steps; rows before ``first`` (a total) stay plain."""
    values = [mark.value for row in table.rows[first:] for mark in row.actual.values()]
    if not values:
        return table
    low, span = min(values), max(values) - min(values)

    def step(row: TableRow, year: int) -> int:
        if year not in row.actual or not span:
            return 0
        return min(STEPS, 1 + int((row.actual[year].value - low) / span * STEPS))

    def shaded(row: TableRow) -> TableRow:
        cells = zip(table.years, row.cells, strict=True)
        return replace(row, cells=tuple(replace(cell, step=step(row, year)) for year, cell in cells))

    return replace(table, rows=(*table.rows[:first], *(shaded(row) for row in table.rows[first:])))
