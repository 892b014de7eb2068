"""Who has handed in what, as a file: the table as it is seen, and what is missing as a list to send round."""

from __future__ import annotations

from collections.abc import Iterator

from portal.pages.matrix import Matrix, MatrixCell
from reports.exports.table import Cell, Column, Export, Row, Table, cells, row

LINES = (Column("district", "区县", 16), Column("year", "年度", 8), Column("state", "情况", 8),
         Column("reports", "报告份数", 10))  # fmt: skip


def of_matrix(matrix: Matrix, title: str) -> Export:
    columns = (
        Column("district", matrix.lead, 16),
        *(Column(str(year), f"{year}年", 9) for year in matrix.years),
        Column("total", "合计", 9),
    )
    rows = [Row((*cells(line.label), *map(_cell, line.cells), *cells(line.total))) for line in matrix.rows]
    lacking = [row(line.label, year) for year, gaps in matrix.missing_by_year for line, _cell in gaps]
    return Export(
        name=title,
        title=title,
        lines=Table("逐格", LINES, _lines(matrix)),
        grid=Table("报送情况", columns, rows),
        more=(Table("缺报", LINES[:2], lacking),) if lacking else (),
        notes=("每格为报告份数；“缺”为库中没有，“—”为不要求。",),
    )


def _cell(cell: MatrixCell) -> Cell:
    if cell.missing:
        return Cell(cell.text, mark="gap")
    return Cell(cell.count) if cell.count else Cell(cell.text, mark="none")


def _lines(matrix: Matrix) -> Iterator[Row]:
    for line in matrix.rows:
        for year, cell in zip(matrix.years, line.cells, strict=True):
            state = "缺" if cell.missing else "有" if cell.count else "不要求"
            yield row(line.label, year, state, cell.count)
