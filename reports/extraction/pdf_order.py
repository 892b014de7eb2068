"""The reading order of a page: from top to bottom, in columns one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reports.extraction.encoding import CJK
from reports.extraction.pdf_lines import Line
from reports.extraction.pdf_tables import PageTable

COLUMN_LINES = 4
"""A column has at least so many lines, and as many stand beside lines of the other column."""
FILLED = 0.6
"""Lines of running text fill their column; cells and forms do not."""
SPANNING_SHARE = 0.4
"""At most this share of lines (titles, tables' captions) may run across the gap between columns."""
DEPTH = 4
CELLS = 3
# A gap before a stop is no space.
LOOSE_STOP = re.compile(r"(?<=[一-龥”》）]) (?=[。，；：、？！])")
SET_APART, UNEVEN = 4, 0.2
"""So many characters, and distances that differ by no more than this share, are a line set wide."""

Item = Line | PageTable
Region = list[Item]


def page_gutters(pages: Sequence[Region]) -> list[float | None]:
    """For every page the x of the gap between its columns, or None.

    A page too short to show columns of its own takes the gap of another page, where it runs free here too: the last
    page of a document in columns may hold a few lines only.
    """
    own = [_gutter(page) for page in pages]
    known = sorted({round(x) for x in own if x is not None}, key=lambda x: -sum(1 for y in own if y and abs(x - y) < 1))
    return [
        x if x is not None else next((float(k) for k in known if _runs_free(k, page)), None)
        for x, page in zip(own, pages, strict=True)
    ]


def reading_order(items: Region, gutter: float | None, depth: int = DEPTH) -> list[Region]:
    """Lines and tables in regions; a region is a column, or what stands across several. Lines on one baseline become
    one."""
    if gutter is None:
        return [_merge_rows(items)] if items else []
    spanning = sorted((item for item in items if item.x0 < gutter < item.x1), key=lambda item: -item.top)
    regions: list[Region] = []
    upper = float("inf")
    for lower in [*(item.bottom for item in spanning), float("-inf")]:
        band = [item for item in items if not item.x0 < gutter < item.x1 and lower <= item.bottom < upper]
        for side in ([item for item in band if item.x1 <= gutter], [item for item in band if item.x0 >= gutter]):
            regions.extend(reading_order(side, _gutter(side) if depth > 1 else None, depth - 1))
        across = [item for item in spanning if item.bottom == lower]
        if across:
            regions.append(across)
        upper = lower
    return regions


def _gutter(items: Region) -> float | None:
    """The x of a gap with a column of running text on either side, or None."""
    lines = [item for item in items if isinstance(item, Line)]
    if len(lines) < 2 * COLUMN_LINES:
        return None
    candidates = sorted({round(line.x0, 0) - 0.5 for line in lines})[1:]
    best, fewest = None, SPANNING_SHARE * len(lines)
    for x in candidates[:60]:
        left = [line for line in lines if line.x1 <= x]
        right = [line for line in lines if line.x0 >= x]
        spanning = len(lines) - len(left) - len(right)
        if spanning < fewest and _are_columns(left, right):
            best, fewest = x, spanning
    return best


def _are_columns(left: list[Line], right: list[Line]) -> bool:
    if min(len(left), len(right)) < COLUMN_LINES:
        return False
    return _beside(left, right) >= COLUMN_LINES and all(_filled(side) for side in (left, right))


def _beside(left: Sequence[Item], right: Sequence[Item]) -> int:
    return sum(1 for item in left if any(min(item.top, o.top) > max(item.bottom, o.bottom) for o in right))


def _runs_free(gutter: float, items: Region) -> bool:
    left = [item for item in items if item.x1 <= gutter]
    right = [item for item in items if item.x0 >= gutter]
    return len(items) - len(left) - len(right) <= SPANNING_SHARE * len(items) and _beside(left, right) > 0


def _filled(side: list[Line]) -> bool:
    width = max(line.x1 for line in side) - min(line.x0 for line in side)
    lengths = sorted(line.x1 - line.x0 for line in side)
    return lengths[len(lengths) // 2] >= FILLED * width and sorted(len(line.text) for line in side)[len(side) // 2] >= 8


def _merge_rows(items: Region) -> Region:
    """From top to bottom; pieces on one baseline are one line, parted by a space. Text beside a table follows it."""
    rows: list[list[Line]] = []
    merged: Region = []
    for item in sorted(items, key=_height_of_reading):
        if isinstance(item, PageTable):
            merged += [*_joined_rows(rows), item]
            rows = []
        elif rows and _same_row(rows[-1][0], item):
            rows[-1].append(item)
        else:
            rows.append([item])
    return [*merged, *_joined_rows(rows)]


def _height_of_reading(item: Item) -> float:
    return -2 * item.top if isinstance(item, PageTable) else -(item.bottom + item.top)


def _same_row(first: Line, line: Line) -> bool:
    shared = min(first.top, line.top) - max(first.bottom, line.bottom)
    return shared > 0.6 * min(first.height, line.height) and (line.x0 >= first.x1 - 1 or line.x1 <= first.x0 + 1)


def _joined_rows(rows: list[list[Line]]) -> list[Line]:
    """Rows of like many pieces below each other are a table without ruled lines: its cells are parted by tabs."""
    pieces = [0, *map(len, rows), 0]
    return [
        _joined(row, "\t" if len(row) >= CELLS and len(row) in (above, below) else " ")
        for row, above, below in zip(rows, pieces, pieces[2:], strict=False)
    ]


def _set_apart(row: list[Line]) -> bool:
    """Characters of one line that a program has placed one by one, at even distances."""
    if len(row) < SET_APART or any(len(line.text) > 1 for line in row):
        return False
    steps = sorted(right.x0 - left.x0 for left, right in pairwise(row))
    even = steps[-1] - steps[0] < UNEVEN * steps[0]
    return even and sum(1 for line in row if CJK.match(line.text)) * 2 > len(row)


def _joined(row: list[Line], gap: str) -> Line:
    row.sort(key=lambda line: line.x0)
    first = row[0]
    if len(row) == 1:
        return first
    if _set_apart(row):
        gap = ""
    text = gap.join(line.text for line in row)
    return Line(
        text if gap == "\t" else LOOSE_STOP.sub("", text),
        first.x0,
        max(line.x1 for line in row),
        min(line.bottom for line in row),
        max(line.top for line in row),
        max(line.size for line in row),
        all(line.bold for line in row),
    )
