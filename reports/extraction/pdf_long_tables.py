"""Tables that a page end has cut: joined again, the header row that each page repeats taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.extraction.pdf_paragraphs import Placed
from reports.extraction.pdf_tables import PageTable

SAME_EDGE = 4.0
"""Points by which the edges of a table differ from page to page."""


@dataclass(slots=True)
class LongTable:
    """A table over one page or several. ``starts``: the page (from 0) and the row with which its part begins."""

    starts: list[tuple[int, int]]
    last: PageTable
    shown: list[list[str]]
    full: list[list[str]]


def join_tables(flow: Iterable[Placed | tuple[int, PageTable]]) -> Iterator[Placed | LongTable]:
    """The flow with tables joined where nothing but the page's end stands between two parts."""
    open_table: LongTable | None = None
    for item in flow:
        if isinstance(item, Placed):
            if open_table:
                yield open_table
                open_table = None
            yield item
            continue
        page, table = item
        if open_table and page == open_table.starts[-1][0] + 1 and _goes_on(open_table, table):
            _append(open_table, page, table)
            continue
        if open_table:
            yield open_table
        open_table = LongTable([(page, 0)], table, list(table.shown), list(table.full))
    if open_table:
        yield open_table


def _goes_on(above: LongTable, below: PageTable) -> bool:
    """Same columns, and either the same header again or a row of figures first."""
    last = above.last
    same_width = abs(last.x0 - below.x0) < SAME_EDGE and abs(last.x1 - below.x1) < SAME_EDGE
    if not same_width or len(last.shown[0]) != len(below.shown[0]):
        return False
    repeated = _repeated(above, below)
    if repeated:
        return repeated < len(below.shown)  # the same table printed twice is no continuation
    return any(char.isdigit() for cell in below.shown[0] for char in cell)


def _repeated(above: LongTable, below: PageTable) -> int:
    """How many of the first rows are those with which the table began."""
    pairs = zip(above.shown, below.shown, strict=False)
    return next((count for count, (first, second) in enumerate(pairs) if first != second), len(below.shown))


def _append(above: LongTable, page: int, below: PageTable) -> None:
    repeated = _repeated(above, below)
    above.starts.append((page, len(above.shown)))
    above.shown += below.shown[repeated:]
    above.full += below.full[repeated:]
    above.last = below
