"""The reading order of a page: from top to bottom, in columns one after the other."""

from __future__ import annotations

from reports.extraction.pdf_lines import Line

COLUMN_LINES = 4
"""A column has at least so many lines, and as many stand beside lines of the other column."""
FILLED = 0.6
"""Lines of running text fill their column; cells and forms do not."""
SPANNING_SHARE = 0.4
"""At most this share of lines (titles, tables' captions) may run across the gap between columns."""
DEPTH = 4

Region = list[Line]


def reading_order(lines: Region, depth: int = DEPTH) -> list[Region]:
    """Lines in regions; a region is a column, or what stands across several. Lines on one baseline become one."""
    gutter = _gutter(lines) if depth else None
    if gutter is None:
        return [_merge_rows(lines)] if lines else []
    spanning = sorted((line for line in lines if line.x0 < gutter < line.x1), key=lambda line: -line.top)
    regions: list[Region] = []
    upper = float("inf")
    for lower in [*(line.bottom for line in spanning), float("-inf")]:
        band = [line for line in lines if not line.x0 < gutter < line.x1 and lower <= line.bottom < upper]
        for side in ([line for line in band if line.x1 <= gutter], [line for line in band if line.x0 >= gutter]):
            regions.extend(reading_order(side, depth - 1))
        across = [line for line in spanning if line.bottom == lower]
        if across:
            regions.append(across)
        upper = lower
    return regions


def _gutter(lines: Region) -> float | None:
    """The x of a gap with a column of running text on either side, or None."""
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


def _are_columns(left: Region, right: Region) -> bool:
    if min(len(left), len(right)) < COLUMN_LINES:
        return False
    beside = sum(1 for line in left if any(min(line.top, o.top) > max(line.bottom, o.bottom) for o in right))
    return beside >= COLUMN_LINES and all(_filled(side) for side in (left, right))


def _filled(side: Region) -> bool:
    width = max(line.x1 for line in side) - min(line.x0 for line in side)
    lengths = sorted(line.x1 - line.x0 for line in side)
    return lengths[len(lengths) // 2] >= FILLED * width and sorted(len(line.text) for line in side)[len(side) // 2] >= 8


def _merge_rows(lines: Region) -> Region:
    """From top to bottom; pieces on one baseline are one line, parted by a space."""
    rows: list[Region] = []
    for line in sorted(lines, key=lambda line: -(line.bottom + line.top)):
        if rows and _same_row(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_joined(sorted(row, key=lambda line: line.x0)) for row in rows]


def _same_row(first: Line, line: Line) -> bool:
    shared = min(first.top, line.top) - max(first.bottom, line.bottom)
    return shared > 0.6 * min(first.height, line.height) and (line.x0 >= first.x1 - 1 or line.x1 <= first.x0 + 1)


def _joined(row: Region) -> Line:
    first = row[0]
    if len(row) == 1:
        return first
    return Line(
        " ".join(line.text for line in row),
        first.x0,
        max(line.x1 for line in row),
        min(line.bottom for line in row),
        max(line.top for line in row),
        max(line.size for line in row),
        all(line.bold for line in row),
    )
