"""A table as a workbook: numbers as numbers, sources as comments, nothing ever as a formula."""

from __future__ import annotations

import io
import re

import xlsxwriter

from reports.exports.tables import Cell, Table, safe

WIDEST = 60
SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


def to_xlsx(table: Table) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(SHEET_NAME.sub("", safe(table.title))[:31] or "Sheet1")
        bold, head = book.add_format({"bold": True, "font_size": 14}), book.add_format({"bold": True, "bottom": 1})
        body = book.add_format({"valign": "top", "text_wrap": True})
        sheet.write_string(0, 0, safe(table.title), bold)
        for offset, note in enumerate(table.notes):
            sheet.write_string(1 + offset, 0, safe(note))
        top = 2 + len(table.notes)
        for column, title in enumerate(table.columns):
            sheet.write_string(top, column, safe(title), head)
            sheet.set_column(column, column, _width(table, column))
        for down, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                _write(sheet, top + 1 + down, column, cell, body)
        sheet.freeze_panes(top + 1, 1)
    return file.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, down: int, across: int, cell: Cell, style: object) -> None:
    if cell.number is not None:
        sheet.write_number(down, across, float(cell.number), style)
    else:
        sheet.write_string(down, across, safe(cell.text), style)
    if cell.note:
        sheet.write_comment(down, across, safe(cell.note)[:2000], {"x_scale": 2.5, "y_scale": 1.5})


def _width(table: Table, column: int) -> int:
    """Room for the longest of the first rows; a Chinese character takes two."""
    texts = [table.columns[column], *(row[column].text for row in table.rows[:200] if column < len(row))]
    return min(WIDEST, 2 + max(sum(2 if ord(char) > 0x2E80 else 1 for char in text) for text in texts))
