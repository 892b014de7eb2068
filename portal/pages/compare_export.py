"""A comparison as a file: the table as it is seen, each number as a line with its sentence, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from portal.pages import figures
from portal.pages.compare_address import Chosen
from portal.pages.comparison_table import Box, Comparison, Head, Line, Shown, state_in_words
from reports.exports.citations import Cited, reference
from reports.exports.table import Cell, Column, Export, Mark, Row, Table, cells, row
from reports.selectors.comparison import CitedReading

LINE_COLUMNS = (
    Column("district", "区县", 14),
    Column("code", "代码", 10),
    Column("indicator", "指标", 24),
    Column("qualifier", "限定", 12),
    Column("year", "年度", 8),
    Column("status", "状态", 8),
    Column("printed", "原文数值", 14),
    Column("value", "折合数值", 16),
    Column("unit", "折合单位", 10),
    Column("review", "核实", 18),
    Column("sentence", "原句", 60, role=""),
    Column("source", "出处", 44),
    Column("url", "链接", 36),
)
GAP_COLUMNS = (Column("district", "区县", 14), Column("indicator", "指标", 26), Column("year", "年度", 8),
               Column("gap", "情况", 30))  # fmt: skip
GAPS = {"缺": "库中没有这一年的报告", "—": "有报告，没有写到这个数"}
NOTES = (
    "只取已发布报告里确认过的、或把握很大的全年数；实际与计划分列，不同口径分列。",
    "合计为报告所载，不是相加得来。“缺”为库中没有该年报告，“—”为报告没有写到。",
)


def of_table(table: Comparison, picked: Chosen, base: str) -> Export:
    """``base`` is the portal's own address, put before every link."""
    years = f"{picked.years[0]}—{picked.years[-1]}" if len(picked.years) > 1 else "".join(map(str, picked.years))
    title = f"{picked.city.whole.name}{years}年教育指标对比"
    return Export(
        name=title,
        title=title,
        lines=Table("逐数出处", LINE_COLUMNS, _lines(table, base)),
        grid=_grid(table, base),
        more=(Table("缺数", GAP_COLUMNS, _gaps(table)),) if table.gaps else (),
        notes=NOTES,
        references=_references(table),
    )


def _grid(table: Comparison, base: str) -> Table:
    """Places down, measures above their years; where a year has plans, they stand in a column of their own."""
    planned = [any(line.boxes[index].planned for line in table.lines) for index in range(len(table.heads))]
    columns = [Column("district", "区县", 26)]
    bands: dict[str, int] = {}
    for head, has_plans in zip(table.heads, planned, strict=True):
        name = f"{head.measure.name}（{head.unit}）" if head.unit else head.measure.name
        for status in ("", "计划") if has_plans else ("",):
            columns.append(Column(f"i{head.measure.indicator.pk}-{head.year}{status}", f"{head.year}年{status}", 15))
            bands[name] = bands.get(name, 0) + 1
    rows = [_grid_row(line, planned, base) for line in table.lines]
    return Table("对比表", tuple(columns), rows, heads=(("", 1), *bands.items()))


def _grid_row(line: Line, planned: list[bool], base: str) -> Row:
    made = [Cell(f"{line.place.name}（合计，报告所载）" if line.is_whole else line.place.name)]
    for box, has_plans in zip(line.boxes, planned, strict=True):
        made.append(_grid_cell(box.actual, box, base))
        if has_plans:
            made.append(_grid_cell(box.planned, box, base))
    return Row(tuple(made))


def _grid_cell(shown: tuple[Shown, ...], box: Box, base: str) -> Cell:
    if not shown:
        return Cell(box.gap or "—", mark="gap" if box.missing else "none")
    note = "\n".join(f"{state_in_words(each.statement)}：{each.statement.sentence}（{_cited(each)}）" for each in shown)
    best = shown[0]
    mark: Mark = "doubt" if "is-doubt" in best.css else "plan" if best.statement.plan else ""
    return Cell(figures.for_spreadsheet([each.text for each in shown]), note, base + best.statement.url, mark)


def _cited(shown: Shown) -> str:
    return reference(cited(shown.statement))


def cited(statement: CitedReading) -> Cited:
    return Cited(
        statement.report_id, statement.report_title, statement.institution, statement.issuer, statement.report_year
    )


def _each(table: Comparison) -> Iterator[tuple[Line, Head, Box]]:
    for line in table.lines:
        for head, box in zip(table.heads, line.boxes, strict=True):
            yield line, head, box


def _lines(table: Comparison, base: str) -> Iterator[Row]:
    """One line a number; what is missing has a line too, so that no place drops out unseen."""
    for line, head, box in _each(table):
        first = (line.place.name, line.place.code, head.measure.indicator.name, head.measure.qualifier, head.year)
        for shown in (*box.actual, *box.planned):
            yield Row((*cells(*first), *_statement(shown, base)))
        if box.gap:
            yield row(*first, "", box.gap, None, "", GAPS[box.gap], "", "", "")


def _statement(shown: Shown, base: str) -> tuple[Cell, ...]:
    each = shown.statement
    kind = "计划" if each.plan else "实际"
    review = "说法不一" if "is-doubt" in shown.css and not each.pending else state_in_words(each).split("，", 1)[1]
    value = each.base_value.normalize()
    return cells(kind, each.printed, value, each.base_unit, review, each.sentence, _cited(shown), base + each.url)


def _gaps(table: Comparison) -> Iterator[Row]:
    for line, head, box in _each(table):
        if box.gap:
            yield row(line.place.name, head.measure.name, head.year, GAPS[box.gap])


def _references(table: Comparison) -> tuple[str, ...]:
    statements = (shown for _line, _head, box in _each(table) for shown in (*box.actual, *box.planned))
    return tuple(dict.fromkeys(_cited(shown) for shown in statements))
