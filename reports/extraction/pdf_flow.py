"""Pages of lines and tables → one running text; for pdf pages and recognised pictures alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from reports.extraction.assembly import TextAssembler
from reports.extraction.pdf_furniture import find_furniture
from reports.extraction.pdf_lines import Line
from reports.extraction.pdf_long_tables import LongTable, join_tables
from reports.extraction.pdf_notes import Notes, take_notes
from reports.extraction.pdf_order import Region, page_gutters, reading_order
from reports.extraction.pdf_paragraphs import Habits, Paragraph, Placed, habits, is_styled, join_lines, usual_size
from reports.extraction.pdf_tables import PageTable

HANGING = re.compile(r"[，。；：、！？）》」』”’,.;:!?)]+$")


@dataclass(frozen=True, slots=True)
class Page:
    """What was read from a page. ``is_scan``: a picture in place of text."""

    lines: list[Line]
    tables: list[PageTable]
    height: float
    is_scan: bool = False


def write_pages(pages: list[Page], out: TextAssembler) -> None:
    """All pages into one text: furniture put aside, columns and tables in their order, lines joined."""
    furniture = find_furniture([page.lines for page in pages], [page.height for page in pages])
    if all(len(marked) == len(page.lines) and not page.tables for page, marked in zip(pages, furniture, strict=True)):
        furniture = [set() for _ in pages]  # nothing but lines that repeat: then they are the text
    for page, marked in zip(pages, furniture, strict=True):
        for index in sorted(marked):
            out.put_aside(page.lines[index].text)
    bodies = [[line for i, line in enumerate(p.lines) if i not in m] for p, m in zip(pages, furniture, strict=True)]
    size = usual_size(line for body in bodies for line in body)
    notes = Notes()
    contents: list[Region] = []
    for page, body in zip(pages, bodies, strict=True):
        lines, found = take_notes(body, page.height, size)
        notes.hang(lines, found)
        contents.append([*lines, *page.tables])
    flow = list(join_tables(_flow(contents)))
    placed = _common_margins([item for item in flow if isinstance(item, Placed)])
    _write_flow(flow, placed, habits(placed), notes, out)
    for note in notes.rest():
        out.line(note)


def _flow(pages: list[Region]) -> Iterator[Placed | tuple[int, PageTable]]:
    """Lines with their places and tables with their page, in reading order."""
    count = 0
    for number, (page, gutter) in enumerate(zip(pages, page_gutters(pages), strict=True)):
        for region in reading_order(page, gutter):
            count += 1
            left, right = _margins(region)
            is_left = gutter is not None and right <= gutter
            for item in region:
                yield (
                    (number, item) if isinstance(item, PageTable) else Placed(item, number, count, left, right, is_left)
                )


def _margins(region: Region) -> tuple[float, float]:
    lines = [item for item in region if isinstance(item, Line)] or region
    return min(line.x0 for line in lines), max(_reach(line) for line in lines)


def _reach(line: Line | PageTable) -> float:
    """Where a line ends; closing punctuation may hang over the margin."""
    hanging = HANGING.search(line.text) if isinstance(line, Line) else None
    if hanging is None or not isinstance(line, Line):
        return line.x1
    return line.x1 - sum(0.5 if char.isascii() else 1.0 for char in hanging[0]) * line.size


def _common_margins(placed: list[Placed]) -> list[Placed]:
    """Columns that begin at the same place on different pages share their margins: a page may hold short lines only."""
    widest: dict[tuple[int, bool], tuple[float, float]] = {}
    for item in placed:
        left, right = widest.get(_column(item), (item.left, item.right))
        widest[_column(item)] = (min(left, item.left), max(right, item.right))
    return [Placed(i.line, i.page, i.region, *widest[_column(i)], i.is_left) for i in placed]


def _column(item: Placed) -> tuple[int, bool]:
    """A left column begins where undivided text does and ends elsewhere."""
    return round(item.left / 40), item.is_left


def _write_flow(
    flow: list[Placed | LongTable], placed: list[Placed], habit: Habits, notes: Notes, out: TextAssembler
) -> None:
    """Tables part paragraphs; everything else is joined where it goes on."""
    ready = iter(placed)
    run: list[Placed] = []
    for item in flow:
        if isinstance(item, Placed):
            run.append(next(ready))
            continue
        _write_paragraphs(join_lines(run, habit), habit, notes, out)
        run = []
        _write_table(item, out)
    _write_paragraphs(join_lines(run, habit), habit, notes, out)


def _write_table(table: LongTable, out: TextAssembler) -> None:
    start, before = out.length, len(out.parts)
    out.table(table.shown, table.full)
    rows = [0, *accumulate(len(row) for row in out.parts[before:])]
    for page, row in table.starts:
        _begin_pages(out, page, start + rows[min(row, len(rows) - 1)])


def _write_paragraphs(paragraphs: list[Paragraph], habit: Habits, notes: Notes, out: TextAssembler) -> None:
    for paragraph in paragraphs:
        start = out.length
        _begin_pages(out, paragraph.lines[0].page, start)
        for page, offset in paragraph.page_starts:
            _begin_pages(out, page, start + offset)
        out.line(paragraph.text, styled=is_styled(paragraph, habit))
        for note in notes.of(item.line for item in paragraph.lines):
            out.line(note)


def _begin_pages(out: TextAssembler, page: int, offset: int) -> None:
    """Pages up to ``page`` (from 0) begin at ``offset`` at the latest; pages without text begin where the next does."""
    while len(out.pages) <= page:
        out.pages.append(offset)
