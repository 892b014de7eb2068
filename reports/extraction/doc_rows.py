"""Rows of a Word 97–2003 table as rows of a docx: columns by the cells' edges, merged cells as such.

[MS-DOC] 2.9.315 (TDefTableOperand), 2.9.310 (TC80).
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

TOLERANCE = 40
"""Edges closer than this, in twentieths of a point, are one: Word draws them so."""
SIDEWAYS, BELOW, BELOW_FIRST = 0x03, 0x20, 0x40
CELL_BYTES = 20


@dataclass(frozen=True, slots=True)
class Row:
    """``cells`` hold blocks; ``definition`` is the operand of the row's definition, empty where it is missing."""

    cells: Sequence[str]
    definition: bytes
    deleted: bool


def write_table(rows: Sequence[Row]) -> str:
    """
    >>> write_table([Row(["<w:p/>"], b"", False)])
    '<w:tbl><w:tr><w:tc><w:tcPr></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    """
    layouts = [_layout(row) for row in rows]
    grid = _grid(edge for edges, _ in layouts for edge in edges)
    written = (_row(row, edges, flags, grid) for row, (edges, flags) in zip(rows, layouts, strict=True))
    return f"<w:tbl>{''.join(written)}</w:tbl>"


def _layout(row: Row) -> tuple[tuple[int, ...], list[int]]:
    """The cells' edges and flags; none where the definition is missing or of another number of cells."""
    data, count = row.definition, len(row.cells)
    if len(data) < 3 or data[2] != count or len(data) < 3 + 2 * (count + 1):
        return (), [0] * count
    edges = struct.unpack_from(f"<{count + 1}h", data, 3)
    flags = []
    for index in range(count):
        at = 3 + 2 * (count + 1) + index * CELL_BYTES
        # Cells at the end may be left out: they are as they come.
        flags.append(struct.unpack_from("<H", data, at)[0] if at + 2 <= len(data) else 0)
    ordered = all(left <= right for left, right in pairwise(edges))
    return (edges if ordered else ()), flags


def _grid(edges: Iterable[int]) -> list[int]:
    grid: list[int] = []
    for edge in sorted(set(edges)):
        if not grid or edge - grid[-1] > TOLERANCE:
            grid.append(edge)
    return grid


def _column(grid: Sequence[int], edge: int) -> int:
    return max(0, bisect_left(grid, edge + 1) - 1)


def _row(row: Row, edges: Sequence[int], flags: Sequence[int], grid: Sequence[int]) -> str:
    shape = "<w:del/>" if row.deleted else ""
    if edges and (before := _column(grid, edges[0])):
        shape = f'<w:gridBefore w:val="{before}"/>' + shape
    written = []
    for index, cell in enumerate(row.cells):
        properties = ""
        if edges:
            span = _column(grid, edges[index + 1]) - _column(grid, edges[index])
            properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        properties += _merge(row.cells, flags, index)
        written.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{cell}</w:tc>")
    head = f"<w:trPr>{shape}</w:trPr>" if shape else ""
    return f"<w:tr>{head}{''.join(written)}</w:tr>"


def _merge(cells: Sequence[str], flags: Sequence[int], index: int) -> str:
    """A cell with text of its own is shown, whatever the flags say: writers disagree on which one is the first."""
    flag = flags[index]
    if flag & BELOW_FIRST:
        return '<w:vMerge w:val="restart"/>'
    if "<w:t" in cells[index]:
        return ""
    if flag & BELOW:
        return "<w:vMerge/>"
    sideways = index and flag & SIDEWAYS and flags[index - 1] & SIDEWAYS
    return '<w:hMerge w:val="continue"/>' if sideways else ""
