"""Text with citations as a Word document in the layout of official papers (GB/T 9704): 小标宋 title, 仿宋 body."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reports.exports.tables import Table, safe

TITLE_FONT, HEADING_FONT, BODY_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"
TITLE_SIZE, BODY_SIZE, NOTE_SIZE = Pt(22), Pt(16), Pt(10.5)
LINE = Pt(28)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a report with the reference it is cited by. ``remark`` is the collector's own note."""

    heading: str
    text: str
    citation: str
    remark: str = ""


def passages_to_docx(title: str, passages: Sequence[Passage], notes: Sequence[str] = ()) -> bytes:
    """Each passage with a number in square brackets; the references stand at the end under these numbers."""
    document = _document(title, notes)
    for number, passage in enumerate(passages, 1):
        if passage.heading:
            _paragraph(document, passage.heading, HEADING_FONT, BODY_SIZE, indent=True)
        for line in passage.text.split("\n"):
            if line.strip():
                _paragraph(document, line.strip(), BODY_FONT, BODY_SIZE, indent=True)
        if passage.remark:
            _paragraph(document, f"（批注：{passage.remark}）", "楷体_GB2312", BODY_SIZE, indent=True)
        document.paragraphs[-1].add_run(f"[{number}]").font.superscript = True
    if passages:
        _paragraph(document, "参考文献", HEADING_FONT, BODY_SIZE)
    for number, passage in enumerate(passages, 1):
        _paragraph(document, f"[{number}] {passage.citation}", BODY_FONT, NOTE_SIZE)
    return _bytes(document)


def table_to_docx(table: Table) -> bytes:
    document = _document(table.title, table.notes)
    grid = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, text in zip(grid.rows[0].cells, table.columns, strict=True):
        cell.text = safe(text)
    for row in table.rows:
        line = grid.add_row().cells
        for cell, value in zip(line, row, strict=True):
            cell.text = safe(value.text)
    for row in grid.rows:
        for cell in row.cells:
            for run in cell.paragraphs[0].runs:
                _dress(run, BODY_FONT, NOTE_SIZE)
    return _bytes(document)


def _document(title: str, notes: Sequence[str]) -> docx.document.Document:
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    heading = _paragraph(document, title, TITLE_FONT, TITLE_SIZE)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for note in notes:
        _paragraph(document, note, BODY_FONT, NOTE_SIZE)
    return document


def _paragraph(
    document: docx.document.Document, text: str, font: str, size: Pt, *, indent: bool = False
) -> docx.text.paragraph.Paragraph:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    if size != NOTE_SIZE:
        paragraph.paragraph_format.line_spacing = LINE
    if indent:
        paragraph.paragraph_format.first_line_indent = 2 * size
    _dress(paragraph.add_run(safe(text)), font, size)
    return paragraph


def _dress(run: docx.text.run.Run, font: str, size: Pt) -> None:
    run.font.name, run.font.size = font, size
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)  # noqa: SLF001 - python-docx offers no other way


def _bytes(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
