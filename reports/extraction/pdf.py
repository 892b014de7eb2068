"""Pdf files: text in reading order, in paragraphs, without what belongs to the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy
import pypdfium2
import pypdfium2.raw as pdfium

from reports.extraction.assembly import TextAssembler
from reports.extraction.ocr import DOTS_PER_POINT, HOW_TO_READ, PIXELS, Progress, ReadPicture, ScansFound, page_words
from reports.extraction.pdf_flow import Page, write_pages
from reports.extraction.pdf_legible import UNKNOWN, is_invisible, is_legible, lost_characters
from reports.extraction.pdf_lines import Line, read_characters, read_lines
from reports.extraction.pdf_tables import SECONDS, PageTable, TableFinder
from reports.extraction.pdf_turns import Turn, turn_of
from reports.extraction.pdf_watermarks import part_watermarks
from reports.extraction.pdf_weave import Character
from reports.extraction.refusals import corrupt
from reports.extraction.types import RefusedFile
from reports.parsing.types import ExtractedText

PAGES = 10_000
SCAN_CHARACTERS = 30
"""A scanning program's stamp or a page number over the picture has fewer characters; a page of text has more."""
SCAN_SHARE = 0.5
"""A scan covers at least this share of its page."""
GARBLED = f"{{where}}所用的字体没有编码表，只能显示、读不出文字。{HOW_TO_READ}"


def extract(path: Path, read: ReadPicture | None = None, progress: Progress | None = None) -> ExtractedText:
    """The text of a pdf; with a reader of pictures also that of scanned pages.

    Raises RefusedFile: encrypted, corrupt, too_complex, no_text; ScansFound where pages are pictures and none can read.
    """
    document = open_pdf(path)
    try:
        reading = _Reading(document)
        pages = reading.pages()
        scans = [number for number, page in enumerate(pages, 1) if page.is_scan]
        if read is not None:
            for done, number in enumerate(scans, 1):
                pages[number - 1] = reading.read_scan(number - 1, read)
                if progress:
                    progress(done, len(scans))
        title = str(document.get_metadata_value("Title") or "")
    except pypdfium2.PdfiumError:
        raise corrupt("PDF") from None
    finally:
        document.close()
    return _finish(pages, scans, reading, title, recognised=read is not None)


def open_pdf(path: Path) -> pypdfium2.PdfDocument:
    """Raises RefusedFile: encrypted, corrupt."""
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise RefusedFile(
                "encrypted", "PDF 设有密码，无法打开。请输入密码打开后另存为不加密的 PDF，再重新上传。"
            ) from None
        raise corrupt("PDF") from None


def _finish(pages: list[Page], scans: list[int], reading: _Reading, title: str, *, recognised: bool) -> ExtractedText:
    out = TextAssembler()
    write_pages(pages, out)
    if reading.finder.skipped:
        out.warn(f"表格很多，第{reading.finder.skipped[0]}页起的表格只按文字行读取。")
    if reading.lost:
        count, where = sum(reading.lost.values()), page_words(sorted(reading.lost))
        out.warn(f"{where}有{count}个字没有编码，读不出来，已用“{UNKNOWN}”标出，请对照原件。")
    if reading.layered:
        out.warn(f"{page_words(reading.layered)}是扫描件，文字是扫描软件识别的，可能有错字，请对照原件。")
    if scans and recognised:
        out.warn(f"{page_words(scans)}为文字识别结果，可能有错字，请对照原件。")
    elif scans and not out.length:
        raise ScansFound(scans, message=GARBLED.format(where="文件") if reading.garbled else "")
    elif scans:
        _warn_of_unread(scans, reading.garbled, out)
    found = out.finish("pdf", title=title)
    if scans and not recognised:
        raise ScansFound(scans, found)
    return found


def _warn_of_unread(scans: list[int], garbled: list[int], out: TextAssembler) -> None:
    pictures = [number for number in scans if number not in garbled]
    if pictures:
        out.warn(f"{page_words(pictures)}是图片，没有读出文字。{HOW_TO_READ}")
    if garbled:
        out.warn(GARBLED.format(where=page_words(garbled)))


@dataclass
class _Reading:
    document: pypdfium2.PdfDocument
    finder: TableFinder = field(default_factory=TableFinder)
    garbled: list[int] = field(default_factory=list)
    """Numbers, from 1, of pages whose characters are unknown; they are read as pictures."""
    layered: list[int] = field(default_factory=list)
    """Numbers of scanned pages under whose picture the scanning program has put the text that it recognised."""
    lost: dict[int, int] = field(default_factory=dict)
    """Page number → how many characters on it are unknown."""

    def pages(self) -> list[Page]:
        count = len(self.document)
        if count > PAGES:
            raise RefusedFile("too_complex", f"PDF 有{count}页，超过{PAGES}页的上限。请拆成几个文件后再上传。")
        return [self._read_page(number) for number in range(count)]

    def _read_page(self, number: int) -> Page:
        page = self.document[number]
        textpage = page.get_textpage()
        try:
            characters = read_characters(textpage)
            if len(characters) < SCAN_CHARACTERS and _is_picture(page):
                return Page([], [], page.get_height(), is_scan=True)
            if not is_legible(characters):
                self.garbled.append(number + 1)
                return Page([], [], page.get_height(), is_scan=True)
            if lost := lost_characters(characters):
                self.lost[number + 1] = lost
            if is_invisible(textpage, characters) and _is_picture(page):
                self.layered.append(number + 1)
            turn = turn_of(page, textpage, characters)
            if turn.changes:
                characters = [turn.character(char) for char in characters]
            text, marks = part_watermarks(textpage, characters, turn.angle)
            tables = self._find_tables(number, page, textpage, text, turn) if text else []
            lines = [
                line for line in read_lines(textpage, text, turn.angle) if not any(_inside(line, t) for t in tables)
            ]
            for mark in read_lines(textpage, marks, turn.angle):
                # Behind a table too it is none of the text.
                mark.slanted = mark.slanted or any(_inside(mark, table) for table in tables)
                lines.append(mark)
            return Page(lines, tables, turn.height)
        finally:
            textpage.close()
            page.close()

    def read_scan(self, number: int, read: ReadPicture) -> Page:
        """A page drawn as a picture and read."""
        page = self.document[number]
        try:
            width, height = page.get_size()
            scale = min(DOTS_PER_POINT, (PIXELS / max(width * height, 1.0)) ** 0.5)
            picture = numpy.ascontiguousarray(page.render(scale=scale).to_numpy()[:, :, :3])
            return Page(read(picture, scale), [], height, is_scan=True)
        finally:
            page.close()

    def _find_tables(
        self,
        number: int,
        page: pypdfium2.PdfPage,
        textpage: pypdfium2.PdfTextPage,
        characters: list[Character | None],
        turn: Turn,
    ) -> list[PageTable]:
        if self.finder.spent > SECONDS:
            self.finder.skipped.append(number + 1)
            return []
        return self.finder.find(page, textpage, characters, turn)


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    width, height = page.get_size()
    covered = 0.0
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered >= SCAN_SHARE * width * height)


def _inside(line: Line, table: PageTable) -> bool:
    left, bottom, right, top = table.box
    return bottom <= (line.bottom + line.top) / 2 <= top and left - 2 <= line.x0 and line.x1 <= right + 2
