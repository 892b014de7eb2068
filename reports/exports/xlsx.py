"""Workbooks: numbers as numbers, notes as comments, sources as links; text is never taken for a formula."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import xlsxwriter

from reports.exports.table import Cell, Export, Table, decimals, inert

CHUNK = 1 << 16
A4 = 9
LONGEST_TEXT = 32_000
LONGEST_NOTE = 2_000
LONGEST_LINK = 2_000
PLAIN = -1
"""No number format: years and counts as they are."""
SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
MARKS: dict[str, dict[str, object]] = {
    "": {},
    "plan": {"italic": True, "font_color": "#42525A"},
    "doubt": {"font_color": "#A5301C"},
    "gap": {"font_color": "#A5301C", "bg_color": "#F2F5F5", "align": "right"},
    "none": {"align": "right"},
}
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def stream(export: Export) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        with xlsxwriter.Workbook(file, OPTIONS) as book:
            _Book(book).write(export)
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


class _Book:
    """A workbook with its cell formats, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.formats: dict[tuple[str, int], Any] = {}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})

    def write(self, export: Export) -> None:
        first, *others = [table for table in (export.grid, export.lines) if table is not None]
        self._sheet(first, export.title, export.notes)
        for table in (*others, *export.more):
            self._sheet(table, "", ())
        if export.references:
            sheet = self.book.add_worksheet(self._name("参考文献"))
            for down, reference in enumerate(export.references):
                sheet.write_string(down, 0, inert(reference)[:LONGEST_TEXT])

    def _sheet(self, table: Table, title: str, notes: tuple[str, ...]) -> None:
        sheet = self.book.add_worksheet(self._name(table.name))
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        top = 0
        if title:
            sheet.write_string(0, 0, inert(title), self.title)
            top = 1
        for note in notes:
            sheet.write_string(top, 0, inert(note)[:LONGEST_TEXT])
            top += 1
        top = self._heads(sheet, table, top)
        for across, column in enumerate(table.columns):
            sheet.write_string(top, across, inert(column.label), self.head)
            sheet.set_column(across, across, column.width)
        sheet.freeze_panes(top + 1, 1)
        for down, row in enumerate(table.rows, top + 1):
            for across, cell in enumerate(row.cells):
                self._cell(sheet, down, across, cell)

    def _heads(self, sheet: Any, table: Table, top: int) -> int:
        across = 0
        for words, covered in table.heads:
            if covered > 1:
                sheet.merge_range(top, across, top, across + covered - 1, inert(words), self.head)
            else:
                sheet.write_string(top, across, inert(words), self.head)
            across += covered
        return top + 1 if table.heads else top

    def _cell(self, sheet: Any, down: int, across: int, cell: Cell) -> None:
        if cell.url and len(cell.url) <= LONGEST_LINK:
            sheet.write_url(down, across, cell.url, None, "→")
        if isinstance(cell.value, (int, Decimal)):
            places = decimals(cell.value) if isinstance(cell.value, Decimal) else PLAIN
            sheet.write_number(down, across, float(cell.value), self._format(cell.mark, places))
        elif cell.value:
            sheet.write_string(down, across, inert(cell.value)[:LONGEST_TEXT], self._format(cell.mark, PLAIN))
        if cell.note:
            sheet.write_comment(down, across, inert(cell.note)[:LONGEST_NOTE], {"x_scale": 2.5, "y_scale": 1.5})

    def _format(self, mark: str, places: int) -> Any:
        key = (mark, places)
        if key not in self.formats:
            number = "General" if places == PLAIN else "#,##0" + (f".{'0' * places}" if places else "")
            self.formats[key] = self.book.add_format(
                {"valign": "top", "text_wrap": True, "num_format": number, **MARKS[mark]}
            )
        return self.formats[key]

    def _name(self, words: str) -> str:
        """A name no other sheet has, without what Excel forbids."""
        plain = SHEET_NAME.sub(" ", inert(words)).strip()[:28] or "表"
        taken = {sheet.get_name().lower() for sheet in self.book.worksheets()}
        tries = [plain, *(f"{plain}{number}" for number in range(2, 99))]
        return next(name for name in tries if name.lower() not in taken)
