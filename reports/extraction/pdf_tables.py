"""Ruled tables of pdf pages: the page's strokes → pdfplumber's cells → the characters that stand in them.

pdfplumber reads a page in 0.1–0.3 s; its search for cells alone, given the strokes that pdfium has already read, takes
a few milliseconds.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
from pdfplumber.table import Table as RuledTable
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from reports.extraction.pdf_lines import Line, read_lines
from reports.extraction.pdf_strokes import Stroke, read_strokes
from reports.extraction.pdf_turns import Turn
from reports.extraction.pdf_weave import Character

SECONDS = 8.0
"""Time for the tables of one file; those found later stay lines, and the reader is told."""
STROKES = (4, 3000)
TOLERANCE = 3
Box = tuple[float, float, float, float]
"""left, bottom, right, top in points"""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on a page. ``shown`` has covered cells empty, ``full`` has them repeated."""

    box: Box
    shown: list[list[str]]
    full: list[list[str]]

    @property
    def x0(self) -> float:
        return self.box[0]

    @property
    def bottom(self) -> float:
        return self.box[1]

    @property
    def x1(self) -> float:
        return self.box[2]

    @property
    def top(self) -> float:
        return self.box[3]


@dataclass
class TableFinder:
    """Finds tables page by page, within one budget of time for the file."""

    spent: float = 0.0
    skipped: list[int] = field(default_factory=list)
    """Page numbers, from 1."""

    def find(
        self,
        page: pypdfium2.PdfPage,
        textpage: pypdfium2.PdfTextPage,
        characters: Sequence[Character | None],
        turn: Turn,
    ) -> list[PageTable]:
        """The tables of a page; ``characters`` have been turned already."""
        begun = time.monotonic()
        strokes = [turn.stroke(stroke) for stroke in read_strokes(page)]
        if not STROKES[0] <= len(strokes) <= STROKES[1]:
            return []
        chars = [char for char in characters if char is not None]
        found = [table for grid in _grids(strokes) if (table := _table(grid, textpage, chars, turn.angle)) is not None]
        self.spent += time.monotonic() - begun
        return found


def _grids(strokes: Sequence[Stroke]) -> Iterator[list[list[Box | None]]]:
    """Cells by row, from the top; None where a cell is covered by another."""
    edges = merge_edges([_edge(stroke) for stroke in strokes], TOLERANCE, TOLERANCE, TOLERANCE, TOLERANCE)
    cells = intersections_to_cells(edges_to_intersections(edges, TOLERANCE, TOLERANCE))
    for table in cells_to_tables(cells):
        rows = RuledTable(None, table).rows  # type: ignore[arg-type] # its page is for text, which is ours
        yield [[(cell[0], -cell[3], cell[2], -cell[1]) if cell else None for cell in row.cells] for row in rows]


def _edge(stroke: Stroke) -> dict[str, Any]:
    """In pdfplumber's words. It measures from the top: here simply downwards from zero."""
    return {
        "x0": stroke.x0,
        "x1": stroke.x1,
        "top": -stroke.y1,
        "bottom": -stroke.y0,
        "width": stroke.x1 - stroke.x0,
        "height": stroke.y1 - stroke.y0,
        "orientation": "h" if stroke.level else "v",
        "object_type": "line",
    }


def _table(
    grid: list[list[Box | None]], textpage: pypdfium2.PdfTextPage, characters: list[Character], angle: float
) -> PageTable | None:
    boxes = [box for row in grid for box in row if box]
    if len(grid) < 2 or max(map(len, grid)) < 2 or len(boxes) < 3:
        return None
    outer = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    inside = [char for char in characters if _contains(outer, char)]
    texts = {box: _text(textpage, [char for char in inside if _contains(box, char)], angle) for box in boxes}
    if sum(1 for text in texts.values() if text) < 2:
        return None
    shown = [[texts[box] if box else "" for box in row] for row in grid]
    full = [
        [texts[box] if box else _covering_text(grid, y, x, texts) for x, box in enumerate(row)]
        for y, row in enumerate(grid)
    ]
    return PageTable(outer, shown, full)


def _covering_text(grid: list[list[Box | None]], y: int, x: int, texts: dict[Box, str]) -> str:
    """The text of the cell around the crossing of row ``y`` and column ``x``."""
    row = next((box for box in grid[y] if box), None)
    column = next((line[x] for line in grid if x < len(line) and line[x]), None)
    if row is None or column is None:
        return ""
    # Just inside the row's top and the column's left edge: every cell that covers the place covers this point.
    across, up = column[0] + TOLERANCE / 2, row[3] - TOLERANCE / 2
    return next((text for box, text in texts.items() if box[0] < across < box[2] and box[1] < up < box[3]), "")


def _contains(box: Box, char: Character) -> bool:
    return box[0] <= (char.x0 + char.x1) / 2 <= box[2] and box[1] <= (char.bottom + char.top) / 2 <= box[3]


def _text(textpage: pypdfium2.PdfTextPage, characters: list[Character], angle: float) -> str:
    return "".join(_spaced(read_lines(textpage, list(characters), angle)))


def _spaced(lines: list[Line]) -> Iterator[str]:
    """Lines of a cell were broken by its width: Chinese goes on, Latin words and numbers keep a space."""
    for index, line in enumerate(lines):
        if index and lines[index - 1].text[-1:].isascii() and line.text[:1].isascii():
            yield " "
        yield line.text
