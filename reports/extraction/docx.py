"""Word documents: what the page shows, in reading order, with tables, text boxes, notes and automatic numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from reports.extraction.assembly import TextAssembler
from reports.extraction.docx_chunks import read_chunk
from reports.extraction.docx_numbering import Numbering, W
from reports.extraction.docx_paragraphs import MC, Paragraph, ParagraphReader
from reports.extraction.docx_pictures import NO_ORNAMENT, RELATION, WHOLE_PAGE, PictureShelf
from reports.extraction.docx_styles import Styles
from reports.extraction.docx_tables import Cell, fill_grid, grid_rows
from reports.extraction.ocr import Progress, ReadPicture, ScansFound
from reports.extraction.opc import Package, open_package
from reports.extraction.refusals import corrupt
from reports.extraction.types import RefusedFile
from reports.extraction.xml_safety import children
from reports.parsing.types import ExtractedText

KIND = "Word 文档"
BLOCK_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
BLOCKS = frozenset((W + "p", W + "tbl", W + "altChunk", MC + "AlternateContent")) | BLOCK_WRAPPERS
EMPTY = "文档是空的，里面没有文字。请检查后重新上传。"
ONLY_DRAWINGS = "文档里只有图片，没有文字。请上传文字版，或把扫描件导出为 PDF 后上传以便识别。"
EMBEDDED = "文档里嵌有另一份文件（如表格），其内容没有读取；如需收录请单独上传。"
TEXT_CELL_PARAGRAPHS = 4
TEXT_CELL_CHARACTERS = 300
NUMBERED_CELL_CHARACTERS = 120
NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])")
"""A cell with numbered headings holds a passage, though a shorter one."""
NOTE_WORDS = {"footnote": "注", "endnote": "尾注"}
DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def extract(path: Path, read: ReadPicture | None = None, progress: Progress | None = None) -> ExtractedText:
    """A docx (or docm, dotx); with a reader of pictures also the scanned pages pasted into it.

    Raises RefusedFile: corrupt, too_complex, empty, no_text; ScansFound where pages are pictures and none can read.
    """
    with open_package(path, KIND) as archive:
        package = Package(archive, KIND)
        main = next(
            (name for kind, name in package.related("").values() if kind == "officeDocument"), "word/document.xml"
        )
        document = _Document(package, main, PictureShelf(package, package.related(main)))
        document.read()
        shelf = document.pictures
        shelf.least = WHOLE_PAGE if document.out.length else NO_ORNAMENT
        scans = shelf.scans(shelf.least)
        if scans and read is not None:
            shelf = PictureShelf(package, document.related, read, progress, shelf.least, scans)
            document = _Document(package, main, shelf)
            document.read()
        return document.finish(scans)


class _Document:
    def __init__(self, package: Package, main: str, pictures: PictureShelf) -> None:
        self.package = package
        self.main = main
        self.pictures = pictures
        self.related = package.related(main)
        self.styles = Styles(self._part("styles"))
        self.numbering = Numbering(self._part("numbering"))
        self.paragraphs = ParagraphReader(self.styles, self.numbering)
        self.notes = {kind: self._notes(kind) for kind in NOTE_WORDS}
        self.note_counts = dict.fromkeys(NOTE_WORDS, 0)
        self.out = TextAssembler()
        self.has_drawing = False

    def read(self) -> None:
        data = self.package.data(self.main)
        if data is None or b"body" not in data:
            raise corrupt(KIND)
        self._blocks(children(data, W + "body", BLOCKS))
        self.pictures.flush(self.out)
        for kind in ("header", "footer"):
            for part in self._parts(kind):
                self._furniture(part)

    def finish(self, scans: int) -> ExtractedText:
        """The text; ``scans`` is how many pages of it are pictures."""
        unread = scans and self.pictures.read is None
        if unread and not self.out.length:
            raise ScansFound(range(scans))
        if not self.out.length:
            raise RefusedFile("no_text", ONLY_DRAWINGS) if self.has_drawing else RefusedFile("empty", EMPTY)
        if scans:
            self.pictures.warn(self.out)
        core = self.package.part("docProps/core.xml")
        found = self.out.finish("docx", title=core.findtext(DC_TITLE) if core is not None else None)
        if unread:
            raise ScansFound(range(scans), found)
        return found

    def _blocks(self, blocks: Iterable[etree._Element], *, aside: bool = False) -> None:
        for child in blocks:
            tag = child.tag
            if tag == W + "p":
                self._write(self.paragraphs.read(child), aside=aside)
            elif tag == W + "tbl":
                self._write(self.paragraphs.rest(), aside=aside)
                self._table(child)
            elif tag in BLOCK_WRAPPERS:
                self._blocks(child, aside=aside or _is_contents(child))
            elif tag == MC + "AlternateContent":
                chosen = next((part for part in child if len(part)), None)
                if chosen is not None:
                    self._blocks(chosen, aside=aside)
            elif tag == W + "altChunk":
                self._chunk(self.related.get(child.get(RELATION + "id", "")))
        self._write(self.paragraphs.rest(), aside=aside)

    def _write(self, paragraph: Paragraph | None, *, aside: bool) -> None:
        if paragraph is None:
            return
        if aside or paragraph.in_contents:
            self.out.put_aside(paragraph.text)
        else:
            if paragraph.text:
                self.pictures.flush(self.out)
            self.out.line(paragraph.text, styled=paragraph.styled, level=paragraph.outline)
        self._hanging(paragraph)

    def _chunk(self, related: tuple[str, str] | None) -> None:
        data = self.package.data(related[1]) if related else None
        found = read_chunk(data) if data is not None else None
        if found is not None:
            self.out.take(found)
        else:
            self.out.warn(EMBEDDED)

    def _hanging(self, paragraph: Paragraph) -> None:
        """Pictures, text boxes and notes of a paragraph, after it."""
        self.has_drawing = self.has_drawing or paragraph.has_drawing
        for picture in paragraph.pictures:
            self.pictures.add(picture)
        if paragraph.embeds:
            self.out.warn(EMBEDDED)
        for box in paragraph.boxes:
            self._blocks(box)
        for kind, note_id in paragraph.notes:
            self.note_counts[kind] += 1
            text = self.notes[kind].get(note_id, "")
            if text:
                self.out.line(f"〔{NOTE_WORDS[kind]}{self.note_counts[kind]}〕{text}")

    def _table(self, table: etree._Element) -> None:
        """Rows of figures stay a table; a row that frames whole passages (a form's 总结 field) is read as passages."""
        rows: list[list[Cell]] = []
        texts: list[list[str]] = []
        pending: list[Paragraph] = []
        nested: list[etree._Element] = []
        everything = list(grid_rows(table))
        single = sum(len(row) for row in everything) == 1
        for row in everything:
            if single or any(_is_passage(cell.node) for cell in row):
                self._flush(rows, texts, pending, nested)
                for cell in row:
                    if not cell.covered:
                        self._blocks(cell.node)
                continue
            rows.append(row)
            texts.append([self._cell(cell, pending, nested) for cell in row])
        self._flush(rows, texts, pending, nested)

    def _flush(
        self, rows: list[list[Cell]], texts: list[list[str]], pending: list[Paragraph], nested: list[etree._Element]
    ) -> None:
        if rows:
            self.pictures.flush(self.out)
        self.out.table(*fill_grid(rows, texts))
        for paragraph in pending:
            self._hanging(paragraph)
        inner = list(nested)
        for collected in (rows, texts, pending, nested):
            collected.clear()
        for table in inner:
            self._table(table)

    def _cell(self, cell: Cell, pending: list[Paragraph], nested: list[etree._Element]) -> str:
        """A cell's own text; what hangs on it and tables inside it come after the table."""
        if cell.covered:
            return ""
        lines = []
        blocks = _cell_blocks(cell.node)
        nested += [node for node in blocks if node.tag == W + "tbl"]
        read = [self.paragraphs.read(node) for node in blocks if node.tag == W + "p"]
        for paragraph in (*read, self.paragraphs.rest()):
            if paragraph is not None:
                # A column of running numbers holds nothing but the automatic ones.
                lines.append(paragraph.text or paragraph.label)
                pending.append(paragraph)
        return " ".join(line for line in lines if line)

    def _notes(self, kind: str) -> dict[str, str]:
        root = self._part(kind + "s")
        notes: dict[str, str] = {}
        for node in root if root is not None else ():
            if isinstance(node.tag, str) and node.get(W + "type", "normal") == "normal":
                notes[node.get(W + "id", "")] = " ".join(filter(None, map(self._plain, node.iter(W + "p"))))
        return notes

    def _furniture(self, root: etree._Element) -> None:
        for node in root.iter(W + "p"):
            if not any(True for _ in node.iterancestors(W + "txbxContent")):
                self.out.put_aside(self._plain(node))

    def _plain(self, node: etree._Element) -> str:
        reader = ParagraphReader(self.styles, Numbering(None))
        paragraph = reader.read(node) or reader.rest()
        return paragraph.text.strip() if paragraph is not None else ""

    def _parts(self, kind: str) -> list[etree._Element]:
        names = sorted(name for found, name in self.related.values() if found == kind)
        return [part for part in map(self.package.part, names) if part is not None]

    def _part(self, kind: str) -> etree._Element | None:
        return next(iter(self._parts(kind)), None)


def _is_contents(wrapper: etree._Element) -> bool:
    """A table of contents that Word made: it repeats the headings with page numbers."""
    galleries = wrapper.findall(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return any(gallery.get(W + "val") == "Table of Contents" for gallery in galleries)


def _is_passage(cell: etree._Element) -> bool:
    paragraphs = ["".join(t.text or "" for t in p.iter(W + "t")) for p in cell.iterfind(W + "p")]
    written = [text for text in paragraphs if text.strip()]
    numbered = sum(NUMBERED.match(text) is not None for text in written) >= 2
    least = NUMBERED_CELL_CHARACTERS if numbered else TEXT_CELL_CHARACTERS
    return len(written) >= TEXT_CELL_PARAGRAPHS and sum(map(len, written)) >= least


def _cell_blocks(cell: etree._Element) -> list[etree._Element]:
    found: list[etree._Element] = []
    for child in cell:
        if child.tag in (W + "p", W + "tbl"):
            found.append(child)
        elif child.tag in BLOCK_WRAPPERS:
            found.extend(_cell_blocks(child))
    return found
