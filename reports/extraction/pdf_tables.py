"""Ruled tables of pdf pages: pdfplumber finds the cells, the characters come from pdfium like all other text."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium

from reports.extraction.pdf_lines import Character, Line, read_lines

# Its remarks on fonts are for nobody: the characters do not come from it.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

SECONDS = 8.0
"""pdfplumber needs 0.1–0.3 s a page; tables found later than this stay lines, and the reader is told."""
PATHS = (4, 4000)
"""A grid has at least four strokes; drawings have thousands."""
THIN = 3.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on a page; ``box`` is left, bottom, right, top in points."""

    box: Box
    shown: list[list[str]]
    full: list[list[str]]


@dataclass
class TableFinder:
    """Finds tables page by page, within one budget of time for the file."""

    path: Path
    spent: float = 0.0
    skipped: list[int] = field(default_factory=list)

    def find(
        self, number: int, page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, characters: list[Character | None]
    ) -> list[PageTable]:
        """The tables of page ``number`` (from 0)."""
        if not has_grid(page):
            return []
        if self.spent > SECONDS:
            self.skipped.append(number + 1)
            return []
        begun = time.monotonic()
        try:
            with pdfplumber.open(self.path, pages=[number + 1]) as plumbed:
                grids = [_cells(table, plumbed.pages[0].height) for table in plumbed.pages[0].find_tables()]
        except (ValueError, KeyError, TypeError, IndexError, AttributeError):
            return []  # pdfminer is stricter than pdfium: then the table's text stays in lines
        finally:
            self.spent += time.monotonic() - begun
        chars = [char for char in characters if char is not None]
        return [table for grid in grids if (table := _table(grid, textpage, chars)) is not None]


def has_grid(page: pypdfium2.PdfPage) -> bool:
    """Whether the page has strokes both ways, or boxes, as a ruled table needs."""
    level = upright = seen = 0
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        wide, high = right - left, top - bottom
        level += wide > 10
        upright += high > 8
        seen += 1
        if seen > PATHS[1]:
            return False
    return seen >= PATHS[0] and level >= 2 and upright >= 2


def _cells(table: pdfplumber.table.Table, height: float) -> list[list[Box | None]]:
    """Boxes by row, turned from pdfplumber's top-down measure to points from below."""
    return [
        [(cell[0], height - cell[3], cell[2], height - cell[1]) if cell else None for cell in row.cells]
        for row in table.rows
    ]


def _table(
    grid: list[list[Box | None]], textpage: pypdfium2.PdfTextPage, characters: list[Character]
) -> PageTable | None:
    boxes = [box for row in grid for box in row if box]
    columns = max((len(row) for row in grid), default=0)
    if len(grid) < 2 or columns < 2 or not boxes:
        return None
    outer = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    inside = [char for char in characters if _contains(outer, char)]
    texts = {box: _text(textpage, [char for char in inside if _contains(box, char)]) for box in boxes}
    if not any(texts.values()):
        return None
    shown = [[texts[box] if box else "" for box in row] for row in grid]
    full = [
        [texts[box] if box else texts.get(_cover(grid, y, x, boxes), "") for x, box in enumerate(row)]
        for y, row in enumerate(grid)
    ]
    return PageTable(outer, shown, full)


def _cover(grid: list[list[Box | None]], y: int, x: int, boxes: list[Box]) -> Box | None:
    """The cell that covers place (y, x) of the grid: the one around the crossing of its row and column."""
    row = next((box for box in grid[y] if box), None)
    column = next((line[x] for line in grid if x < len(line) and line[x]), None)
    if row is None or column is None:
        return None
    across, up = (column[0] + column[2]) / 2, (row[1] + row[3]) / 2
    return next((box for box in boxes if box[0] < across < box[2] and box[1] < up < box[3]), None)


def _contains(box: Box, char: Character) -> bool:
    return box[0] <= (char.x0 + char.x1) / 2 <= box[2] and box[1] <= (char.bottom + char.top) / 2 <= box[3]


def _text(textpage: pypdfium2.PdfTextPage, characters: list[Character]) -> str:
    return "".join(_spaced(read_lines(textpage, list(characters))))


def _spaced(lines: list[Line]) -> Iterator[str]:
    """Lines of a cell were broken by its width: Chinese goes on, Latin words keep a space."""
    for index, line in enumerate(lines):
        if index and lines[index - 1].text[-1:].isascii() and line.text[:1].isascii():
            yield " "
        yield line.text
