"""Word tables as grids: spans and vertical merges resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reports.extraction.docx_numbering import W, value_of, whole

COLUMNS = 200
"""Word allows 63; more is an attack on memory."""
ROW_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the grid: where it stands, its element, and whether one above or beside covers it."""

    column: int
    span: int
    node: etree._Element
    covered: bool


def grid_rows(table: etree._Element) -> Iterator[list[Cell]]:
    """The rows of a table, tracked deletions left out."""
    for row in _wrapped(table, W + "tr"):
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            continue
        column = min(whole(value_of(properties, "gridBefore"), 0), COLUMNS)
        cells: list[Cell] = []
        for node in _wrapped(row, W + "tc"):
            cell = _cell(node, max(column, 0))
            if cell.column >= COLUMNS:
                break
            cells.append(cell)
            column = cell.column + cell.span
        yield cells


def _cell(node: etree._Element, column: int) -> Cell:
    properties = node.find(W + "tcPr")
    span = max(1, min(whole(value_of(properties, "gridSpan"), 1), COLUMNS - column))
    covered = any(
        (merge := properties.find(W + name)) is not None and merge.get(W + "val", "continue") == "continue"
        for name in ("vMerge", "hMerge")
        if properties is not None
    )
    return Cell(column, span, node, covered)


def _wrapped(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in ROW_WRAPPERS:
            yield from _wrapped(child, tag)


def fill_grid(rows: list[list[Cell]], texts: list[list[str]]) -> tuple[list[list[str]], list[list[str]]]:
    """Cells and their texts → the grid as shown (covered places empty) and in full (covered places repeated)."""
    width = max((cell.column + cell.span for row in rows for cell in row), default=0)
    shown: list[list[str]] = []
    full: list[list[str]] = []
    for cells, words in zip(rows, texts, strict=True):
        seen, repeated = [""] * width, [""] * width
        for cell, text in zip(cells, words, strict=True):
            if cell.covered:
                text = _covering(cell, repeated, full)
            else:
                seen[cell.column] = text
            repeated[cell.column : cell.column + cell.span] = [text] * cell.span
        shown.append(seen)
        full.append(repeated)
    return shown, full


def _covering(cell: Cell, row: list[str], above: list[list[str]]) -> str:
    properties = cell.node.find(W + "tcPr")
    sideways = properties is not None and properties.find(W + "vMerge") is None
    if sideways:
        return row[cell.column - 1] if cell.column else ""
    return above[-1][cell.column] if above else ""
