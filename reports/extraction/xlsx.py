"""Excel workbooks: every visible sheet as tables, merged cells as they are shown."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from reports.extraction.assembly import TextAssembler
from reports.extraction.opc import open_package
from reports.extraction.refusals import corrupt
from reports.extraction.spreadsheets import COLUMNS, ROWS, shown, trim, write_sheet
from reports.extraction.types import RefusedFile
from reports.parsing.types import ExtractedText

KIND = "Excel 表格"
SHEETS_BYTES = 60 * 1024 * 1024
"""openpyxl needs some ten times a sheet's size in memory."""
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
# A formula without the value it had when the file was saved.
UNCOMPUTED = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>|<f[^>]*/>\s*</c>")


def extract(path: Path) -> ExtractedText:
    """A workbook's values. Raises RefusedFile: corrupt, encrypted, too_complex, empty."""
    out = TextAssembler()
    with open_package(path, KIND) as package:
        if _has_uncomputed(package):
            out.warn("表格里有公式没有保存计算结果，这些单元格读作空白。请用 Excel 或 WPS 打开，保存后重新上传。")
    try:
        with path.open("rb") as stream:  # a path would be judged by its suffix, and kept originals have none
            workbook = openpyxl.load_workbook(stream, data_only=True, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, SyntaxError):
        raise corrupt(KIND) from None
    visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    if len(visible) < len(workbook.worksheets):
        out.warn("隐藏的工作表没有读取；如需收录请取消隐藏后重新上传。")
    filled = [sheet for sheet in visible if any(cell.value is not None for row in sheet.iter_rows() for cell in row)]
    for sheet in filled:
        if len(filled) > 1:
            out.line(sheet.title, styled=True)
        _write(sheet, out)
    if not filled:
        raise RefusedFile("empty", "表格是空的，里面没有内容。请检查后重新上传。")
    return out.finish("xlsx", title=workbook.properties.title)


def _has_uncomputed(package: zipfile.ZipFile) -> bool:
    found, total = False, 0
    for member in package.infolist():
        if SHEET.match(member.filename):
            total += member.file_size
            if total > SHEETS_BYTES:
                raise RefusedFile(
                    "too_complex", "表格内容过多，无法读取。请删去不需要的工作表，或拆成几个文件后再上传。"
                )
            try:
                found = found or bool(UNCOMPUTED.search(package.read(member)))
            except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError):
                raise corrupt(KIND) from None
    return found


def _write(sheet: Worksheet, out: TextAssembler) -> None:
    if sheet.max_row > ROWS:
        raise RefusedFile("too_complex", f"工作表超过{ROWS}行。请删去不需要的行，或拆成几个文件后再上传。")
    rows = trim([[shown(c.value, c.number_format) for c in row] for row in sheet.iter_rows(max_col=COLUMNS)])
    full = [list(row) for row in rows]
    width = len(rows[0]) if rows else 0
    for merged in sheet.merged_cells.ranges:
        text = _at(rows, merged.min_row - 1, merged.min_col - 1)
        for y in _within(merged.min_row, merged.max_row, len(rows)):
            for x in _within(merged.min_col, merged.max_col, width):
                full[y][x] = text
    write_sheet(out, rows, full)


def _at(rows: list[list[str]], y: int, x: int) -> str:
    return rows[y][x] if y < len(rows) and x < len(rows[y]) else ""


def _within(first: int, last: int, size: int) -> Iterable[int]:
    """Positions from 0 of a merged range, cut to the filled part of the sheet: a merge may cover a million rows."""
    return range(first - 1, min(last, size))
