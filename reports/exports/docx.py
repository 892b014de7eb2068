"""Word documents: passages with numbered references, or a table, in the dress of ``reports.exports.official``."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports.exports.official import new_document
from reports.exports.table import Cell, Export, Role, Row, Table, plain, printable

CHUNK = 1 << 16
LEFT, CENTER, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
WIDE = 7
"""From this many columns on a table lies on its side."""
MOST_ROWS = 2_000


def stream(export: Export) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        _document(export).save(file)
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


def _document(export: Export) -> Any:
    if export.grid is None and _columns(export.lines, "body"):
        document = new_document(printable(export.title))
        _notes(document, export.notes)
        references = _passages(document, export.lines)
    else:
        table = export.grid or export.lines
        document = new_document(printable(export.title), landscape=len(table.columns) >= WIDE)
        _notes(document, export.notes)
        _grid(document, table)
        references = list(export.references)
    _references(document, references)
    return document


def _notes(document: Any, notes: Sequence[str]) -> None:
    for note in notes:
        document.add_paragraph(printable(note), style="Caption")


def _columns(table: Table, role: Role) -> list[int]:
    return [index for index, column in enumerate(table.columns) if column.role == role]


def _passages(document: Any, table: Table) -> list[str]:
    """Each row as heading and paragraphs; the same source has one number. Returns the references in order."""
    numbers: dict[str, int] = {}
    headings, bodies, sources = (_columns(table, role) for role in ("heading", "body", "source"))
    last: tuple[str, ...] = ()
    for count, row in enumerate(table.rows):
        if count == MOST_ROWS:
            document.add_paragraph(f"只列出前 {MOST_ROWS} 条，全部请导出为 Excel 或 CSV。", style="Caption")
            break
        path = tuple(text for text in (plain(row.cells[index].value) for index in headings) if text)
        _headings(document, path, last)
        last = path
        source = next((plain(row.cells[index].value) for index in sources), "")
        number = numbers.setdefault(source, len(numbers) + 1) if source else 0
        _body(document, [row.cells[index] for index in bodies], number)
    return list(numbers)


def _headings(document: Any, path: tuple[str, ...], last: tuple[str, ...]) -> None:
    """A heading is printed where it, or one above it, differs from the passage before."""
    for level, words in enumerate(path):
        if path[: level + 1] != last[: level + 1]:
            document.add_paragraph(words, style=f"Heading {min(level, 1) + 1}")


def _body(document: Any, cells: Sequence[Cell], number: int) -> None:
    lines = [line.strip() for cell in cells for line in plain(cell.value).replace("\t", "　").split("\n")]
    lines = [line for line in lines if line]
    for index, line in enumerate(lines):
        paragraph = document.add_paragraph(line)
        if number and index == len(lines) - 1:
            paragraph.add_run(f"[{number}]").font.superscript = True


def _grid(document: Any, table: Table) -> None:
    rows = [row for _index, row in zip(range(MOST_ROWS), table.rows, strict=False)]
    heads = bool(table.heads)
    made = document.add_table(rows=1 + heads, cols=len(table.columns), style="Table Grid")
    _widths(document, made, table)
    if heads:
        _heads(made, table)
    for index, column in enumerate(table.columns):
        _write(made.rows[-1].cells[index], printable(column.label), CENTER)
    for line in made.rows:
        _repeat(line)
    for row in rows:
        _row(made.add_row().cells, row)


def _widths(document: Any, made: Any, table: Table) -> None:
    """The page's width parted as the columns ask; rows that are added later take it over."""
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    asked = sum(column.width for column in table.columns)
    made.autofit = False
    heads = [line.cells for line in made.rows]
    for index, column in enumerate(table.columns):
        width = int(room * column.width / asked)
        made.columns[index].width = width
        for cells in heads:
            cells[index].width = width


def _heads(made: Any, table: Table) -> None:
    at = 0
    for words, covered in table.heads:
        cell = made.rows[0].cells[at]
        if covered > 1:
            cell = cell.merge(made.rows[0].cells[at + covered - 1])
        _write(cell, printable(words), CENTER)
        at += covered


def _row(cells: Sequence[Any], row: Row) -> None:
    for made, cell in zip(cells, row.cells, strict=True):
        side = RIGHT if isinstance(cell.value, Decimal | int) or cell.mark in ("gap", "none") else LEFT
        _write(made, plain(cell.value), side)


def _write(cell: Any, words: str, side: Any) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = "No Spacing"
    paragraph.alignment = side
    paragraph.add_run(words)


def _repeat(line: Any) -> None:
    """Head lines stand again on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    line._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - python-docx offers no other way


def _references(document: Any, references: Sequence[str]) -> None:
    if not references:
        return
    document.add_paragraph("参考文献", style="Heading 1")
    for number, words in enumerate(references, start=1):
        document.add_paragraph(printable(f"[{number}] {words}"), style="Caption")
