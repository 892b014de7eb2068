"""A table of years as a file: as it is seen, and each number as a line with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from portal.pages import figures
from portal.pages.tables import Figure, TableRow, YearCell, YearTable
from reports.exports.table import Cell, Column, Export, Mark, Row, Table, cells

NOTES = (
    "只取已发布报告里确认过的、或把握很大的全年数；不同口径分列。",
    "“—”为没有报告写到，不是 0；两个数并列为各报告说法不一，没有代选。",
)


def of_years(table: YearTable, title: str, lead: str, base: str) -> Export:
    """``lead`` names what stands in the first column; ``base`` is the portal's own address, put before every link."""
    lines = (
        Column("name", lead, 20), Column("year", "年度", 8), Column("status", "状态", 8),
        Column("printed", "原文数值", 14), Column("value", "折合数值", 16), Column("unit", "折合单位", 10),
        Column("review", "核实", 14), Column("sentence", "原句", 60), Column("report", "报告", 40),
        Column("url", "链接", 36),
    )  # fmt: skip
    return Export(
        name=title,
        title=title,
        lines=Table("逐数出处", lines, _lines(table, base)),
        grid=_grid(table, lead, base),
        notes=NOTES,
    )


def _lines(table: YearTable, base: str) -> Iterator[Row]:
    for row in table.rows:
        for year, cell in zip(table.years, row.cells, strict=True):
            for figure in cell.figures:
                yield Row(cells(row.label, year, *_line(figure), base + figure.url))


def _line(figure: Figure) -> tuple[str | Decimal, ...]:
    each = figure.reading
    review = "说法不一" if figure.doubt else "已确认" if each.confirmed else "把握较大，未经人确认"
    status = "计划" if figure.plan else "实际"
    return (status, each.printed, each.base_value.normalize(), each.base_unit, review, each.sentence, each.report_title)


def _grid(table: YearTable, lead: str, base: str) -> Table:
    """As on the page; a year with plans has a column of its own for them."""
    planned = [any(figure.plan for row in table.rows for figure in row.cells[at].figures) for at in _across(table)]
    columns = [Column("name", lead, 24), Column("unit", "单位", 10)]
    for year, has_plans in zip(table.years, planned, strict=True):
        columns.append(Column(str(year), f"{year}年", 14))
        if has_plans:
            columns.append(Column(f"{year}-plan", f"{year}年计划", 14))
    return Table("逐年表", tuple(columns), [_grid_row(row, planned, base) for row in table.rows])


def _across(table: YearTable) -> range:
    return range(len(table.years))


def _grid_row(row: TableRow, planned: list[bool], base: str) -> Row:
    made = [Cell(row.label), Cell(row.unit)]
    for cell, has_plans in zip(row.cells, planned, strict=True):
        made.append(_grid_cell(cell, base, plan=False))
        if has_plans:
            made.append(_grid_cell(cell, base, plan=True))
    return Row(tuple(made))


def _grid_cell(cell: YearCell, base: str, *, plan: bool) -> Cell:
    shown = [figure for figure in cell.figures if figure.plan is plan]
    if not shown:
        return Cell("—", mark="none")
    mark: Mark = "doubt" if shown[0].doubt else "plan" if plan else ""
    note = "\n".join(figure.title for figure in shown)
    return Cell(figures.for_spreadsheet([figure.text for figure in shown]), note, base + shown[0].url, mark)
