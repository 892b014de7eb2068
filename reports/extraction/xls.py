"""Workbooks of Excel 2003 and older without LibreOffice, by xlrd: values as shown, merged cells, visible sheets."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import xlrd
from xlrd.book import Book
from xlrd.compdoc import CompDocError
from xlrd.sheet import Cell, Sheet

from reports.extraction.assembly import TextAssembler
from reports.extraction.refusals import corrupt, refusal
from reports.extraction.spreadsheets import COLUMNS, EMPTY, HIDDEN_SHEET, ROWS, TOO_LONG, shown, trim, write_sheets
from reports.extraction.types import RefusedFile
from reports.parsing.types import ExtractedText

KIND = "xls 文件"
BROKEN = (
    xlrd.XLRDError,
    CompDocError,
    struct.error,
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
)


def extract(path: Path) -> ExtractedText:
    """A workbook's values. Raises RefusedFile: corrupt, encrypted, too_complex, empty."""
    out = TextAssembler()
    try:
        content = path.read_bytes()
        with xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO()) as book:
            sheets = [_read(book, sheet) for sheet in book.sheets() if sheet.visibility == 0]
            if len(sheets) < book.nsheets:
                out.warn(HIDDEN_SHEET)
    except BROKEN as error:
        raise refusal("encrypted") if "encrypted" in str(error).lower() else corrupt(KIND) from None
    write_sheets(out, [sheet for sheet in sheets if sheet[1]])
    if not out.length:
        raise RefusedFile("empty", EMPTY)
    return out.finish("xls")


def _read(book: Book, sheet: Sheet) -> tuple[str, list[list[str]], list[tuple[int, int, int, int]]]:
    """Title, rows, and merged ranges."""
    if sheet.nrows > ROWS:
        raise RefusedFile("too_complex", TOO_LONG)
    columns = min(sheet.ncols, COLUMNS)
    rows = [[_shown(book, cell) for cell in sheet.row_slice(row, 0, columns)] for row in range(sheet.nrows)]
    merges = [(left + 1, top + 1, right, bottom) for top, bottom, left, right in sheet.merged_cells]
    return sheet.name, trim(rows), merges


def _shown(book: Book, cell: Cell) -> str:
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return shown(xlrd.xldate.xldate_as_datetime(cell.value, book.datemode))
        except (ValueError, OverflowError):
            return shown(cell.value)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        look = book.format_map.get(book.xf_list[cell.xf_index].format_key)
        return shown(cell.value, look.format_str if look else "General")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, ""))
    return str(cell.value)
