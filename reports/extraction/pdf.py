"""Pdf files: text in reading order, in paragraphs, without what belongs to the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from reports.extraction.assembly import TextAssembler
from reports.extraction.pdf_furniture import find_furniture
from reports.extraction.pdf_lines import Character, Line, read_characters, read_lines
from reports.extraction.pdf_order import reading_order
from reports.extraction.pdf_paragraphs import Habits, Paragraph, Placed, habits, is_styled, join_lines
from reports.extraction.pdf_tables import SECONDS, PageTable, TableFinder
from reports.extraction.refusals import corrupt
from reports.extraction.types import RefusedFile
from reports.parsing.types import ExtractedText

PAGES = 10_000
ENCRYPTED = RefusedFile("encrypted", "PDF 设有密码，无法打开。请输入密码打开后另存为不加密的 PDF，再重新上传。")


@dataclass(frozen=True, slots=True)
class Page:
    lines: list[Line]
    tables: list[PageTable]
    height: float


def extract(path: Path) -> ExtractedText:
    """Raises RefusedFile: encrypted, corrupt, too_complex, no_text."""
    document = open_pdf(path)
    try:
        count = len(document)
        if count > PAGES:
            raise RefusedFile("too_complex", f"PDF 有{count}页，超过{PAGES}页的上限。请拆成几个文件后再上传。")
        finder = TableFinder()
        pages = [_read_page(document, number, finder) for number in range(count)]
        title = str(document.get_metadata_value("Title") or "")
    except pypdfium2.PdfiumError:
        raise corrupt("PDF") from None
    finally:
        document.close()
    out = TextAssembler()
    _write(pages, out)
    if finder.skipped:
        out.warn(f"表格很多，第{finder.skipped[0]}页起的表格只按文字行读取。")
    return out.finish("pdf", title=title)


def open_pdf(path: Path) -> pypdfium2.PdfDocument:
    """Raises RefusedFile: encrypted, corrupt."""
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ENCRYPTED from None
        raise corrupt("PDF") from None


def _read_page(document: pypdfium2.PdfDocument, number: int, finder: TableFinder) -> Page:
    page = document[number]
    textpage = page.get_textpage()
    try:
        characters = read_characters(textpage)
        if not characters:
            return Page([], [], page.get_height())
        tables = _find_tables(finder, number, page, textpage, characters)
        lines = [line for line in read_lines(textpage, characters) if not any(_inside(line, table) for table in tables)]
        return Page(lines, tables, page.get_height())
    finally:
        textpage.close()
        page.close()


def _find_tables(
    finder: TableFinder,
    number: int,
    page: pypdfium2.PdfPage,
    textpage: pypdfium2.PdfTextPage,
    characters: list[Character | None],
) -> list[PageTable]:
    if finder.spent > SECONDS:
        finder.skipped.append(number + 1)
        return []
    return finder.find(page, textpage, characters)


def _inside(line: Line, table: PageTable) -> bool:
    left, bottom, right, top = table.box
    return bottom <= (line.bottom + line.top) / 2 <= top and left - 2 <= line.x0 and line.x1 <= right + 2


def _write(pages: list[Page], out: TextAssembler) -> None:
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
