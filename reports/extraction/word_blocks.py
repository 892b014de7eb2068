"""Paragraphs of old Word formats, one after the other, as the nested blocks of a docx: tables, rows, cells, columns.

In doc and rtf a table is only a run of paragraphs that say how deep they stand in tables and which cell or row they
end. Cells' edges are measures; columns of a docx are counted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

TOLERANCE = 40
"""Edges closer than this, in twentieths of a point, are one: Word draws them so."""
TABLES_DEEP = 16
"""Deeper nested tables are read as if they were not nested any further."""


@dataclass(frozen=True, slots=True)
class CellShape:
    """How a cell is merged, in the writer's words: writers disagree on which cell of a row's merged ones is first."""

    sideways: bool = False
    below_first: bool = False
    below: bool = False


PLAIN = CellShape()


@dataclass(frozen=True, slots=True)
class RowShape:
    """A row's definition: cells' edges in twentieths of a point, one more than cells, and their merging."""

    edges: Sequence[int] = ()
    cells: Sequence[CellShape] = ()
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A paragraph with what its end says. ``row``: it ends a row and has no text of its own."""

    xml: str
    depth: int = 0
    ends_cell: bool = False
    row: RowShape | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    cells: Sequence[str]
    shape: RowShape


def write_blocks(marks: Sequence[Mark], depth: int = 0) -> Iterator[str]:
    """The blocks of marks that stand ``depth`` tables deep or deeper.

    >>> "".join(write_blocks([Mark("<w:p/>", 1, ends_cell=True), Mark("", 1, row=RowShape())]))
    '<w:tbl><w:tr><w:tc><w:tcPr></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    """
    at = 0
    while at < len(marks):
        if marks[at].depth <= depth:
            yield marks[at].xml
            at += 1
            continue
        until = at
        while until < len(marks) and marks[until].depth > depth:
            until += 1
        yield _table(list(_rows(marks[at:until], depth + 1)))
        at = until


def _rows(marks: Sequence[Mark], depth: int) -> Iterator[_Row]:
    cells: list[str] = []
    pending: list[Mark] = []

    def end_cell() -> None:
        cells.append("".join(write_blocks(pending, depth)))
        pending.clear()

    for mark in marks:
        if mark.depth == depth and mark.row is not None:
            if pending:
                end_cell()
            if cells:
                yield _Row(list(cells), mark.row)
            cells.clear()
            continue
        pending.append(mark)
        if mark.depth == depth and mark.ends_cell:
            end_cell()
    if pending:
        end_cell()
    if cells:
        yield _Row(cells, RowShape())


def _table(rows: Sequence[_Row]) -> str:
    layouts = [_layout(row) for row in rows]
    grid = _grid(edge for edges, _ in layouts for edge in edges)
    written = (_written(row, edges, shapes, grid) for row, (edges, shapes) in zip(rows, layouts, strict=True))
    return f"<w:tbl>{''.join(written)}</w:tbl>"


def _layout(row: _Row) -> tuple[Sequence[int], Sequence[CellShape]]:
    """Edges and shapes, where the definition is one of as many cells; shapes missing at the end are plain."""
    count, edges = len(row.cells), row.shape.edges
    shapes = [*row.shape.cells[:count], *[PLAIN] * (count - len(row.shape.cells))]
    fits = len(edges) == count + 1 and all(edges[n] <= edges[n + 1] for n in range(count))
    return (edges, shapes) if fits else ((), shapes if len(edges) == count + 1 else [PLAIN] * count)


def _grid(edges: Iterable[int]) -> list[int]:
    grid: list[int] = []
    for edge in sorted(set(edges)):
        if not grid or edge - grid[-1] > TOLERANCE:
            grid.append(edge)
    return grid


def _column(grid: Sequence[int], edge: int) -> int:
    return max(0, bisect_left(grid, edge + 1) - 1)


def _written(row: _Row, edges: Sequence[int], shapes: Sequence[CellShape], grid: Sequence[int]) -> str:
    head = "<w:del/>" if row.shape.deleted else ""
    if edges and (before := _column(grid, edges[0])):
        head = f'<w:gridBefore w:val="{before}"/>' + head
    written = []
    for index, cell in enumerate(row.cells):
        span = _column(grid, edges[index + 1]) - _column(grid, edges[index]) if edges else 1
        properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        properties += _merge(row.cells, shapes, index)
        written.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{cell}</w:tc>")
    return f"<w:tr>{f'<w:trPr>{head}</w:trPr>' if head else ''}{''.join(written)}</w:tr>"


def _merge(cells: Sequence[str], shapes: Sequence[CellShape], index: int) -> str:
    """A cell with text of its own is shown, whatever its shape says."""
    shape = shapes[index]
    if shape.below_first:
        return '<w:vMerge w:val="restart"/>'
    if "<w:t" in cells[index]:
        return ""
    if shape.below:
        return "<w:vMerge/>"
    return '<w:hMerge w:val="continue"/>' if index and shape.sideways and shapes[index - 1].sideways else ""
