"""Pages of lines and tables → one running text; for pdf pages and recognised pictures alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.extraction.assembly import TextAssembler
from reports.extraction.pdf_furniture import find_furniture
from reports.extraction.pdf_lines import Line
from reports.extraction.pdf_order import reading_order
from reports.extraction.pdf_paragraphs import Habits, Paragraph, Placed, habits, is_styled, join_lines
from reports.extraction.pdf_tables import PageTable


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
    flow: list[Placed | tuple[int, PageTable]] = []
    region = 0
    for number, (page, marked) in enumerate(zip(pages, furniture, strict=True)):
        for index in sorted(marked):
            out.put_aside(page.lines[index].text)
        text = [line for index, line in enumerate(page.lines) if index not in marked]
        for item in _with_tables(text, page.tables):
            if isinstance(item, PageTable):
                flow.append((number, item))
                continue
            region += 1
            flow.extend(Placed(line, number, region, *_margins(item)) for line in item)
    placed = _common_margins([item for item in flow if isinstance(item, Placed)])
    _write_flow(flow, placed, habits(placed), out)


def _with_tables(lines: list[Line], tables: list[PageTable]) -> Iterator[list[Line] | PageTable]:
    """Regions and tables of a page from top to bottom; text beside a table goes with what is below it."""
    rest = lines
    for table in sorted(tables, key=lambda table: -table.box[3]):
        above = [line for line in rest if line.bottom >= table.box[3] - 2]
        rest = [line for line in rest if line.bottom < table.box[3] - 2]
        yield from reading_order(above)
        yield table
    yield from reading_order(rest)


def _margins(region: list[Line]) -> tuple[float, float]:
    return min(line.x0 for line in region), max(line.x1 for line in region)


def _common_margins(placed: list[Placed]) -> list[Placed]:
    """Columns that begin at the same place on different pages share their margins: a page may hold short lines only."""
    widest: dict[int, tuple[float, float]] = {}
    for item in placed:
        key = round(item.left / 40)
        left, right = widest.get(key, (item.left, item.right))
        widest[key] = (min(left, item.left), max(right, item.right))
    return [Placed(i.line, i.page, i.region, *widest[round(i.left / 40)]) for i in placed]


def _write_flow(
    flow: list[Placed | tuple[int, PageTable]], placed: list[Placed], habit: Habits, out: TextAssembler
) -> None:
    """Tables part paragraphs; everything else is joined where it goes on."""
    ready = iter(placed)
    run: list[Placed] = []
    for item in flow:
        if isinstance(item, Placed):
            run.append(next(ready))
            continue
        _write_paragraphs(join_lines(run, habit), habit, out)
        run = []
        _begin_pages(out, item[0], out.length)
        out.table(item[1].shown, item[1].full)
    _write_paragraphs(join_lines(run, habit), habit, out)


def _write_paragraphs(paragraphs: list[Paragraph], habit: Habits, out: TextAssembler) -> None:
    for paragraph in paragraphs:
        start = out.length
        _begin_pages(out, paragraph.lines[0].page, start)
        for page, offset in paragraph.page_starts:
            _begin_pages(out, page, start + offset)
        out.line(paragraph.text, styled=is_styled(paragraph, habit))


def _begin_pages(out: TextAssembler, page: int, offset: int) -> None:
    """Pages up to ``page`` (from 0) begin at ``offset`` at the latest; pages without text begin where the next does."""
    while len(out.pages) <= page:
        out.pages.append(offset)
