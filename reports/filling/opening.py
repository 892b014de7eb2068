"""A stranger's workbook, opened for filling: small, sound, free of bombs, and stripped of everything that acts."""

from __future__ import annotations

import re
import warnings
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import CellCoordinatesException
from openpyxl.workbook import Workbook

from reports.extraction.detect import detect_format
from reports.extraction.opc import open_package, too_packed
from reports.extraction.refusals import corrupt, refusal
from reports.extraction.types import RefusedFile
from reports.extraction.xlsx import BROKEN
from reports.extraction.xml_safety import parse_xml

KIND = "Excel 表格"
FILE_BYTES = 3 * 1024 * 1024
UNPACKED_BYTES = 24 * 1024 * 1024
CELLS = 60_000
LAST_ROW, LAST_COLUMN = 3_000, 300
AREA = 200_000
"""Rows times columns of all sheets: reading a sheet makes a cell for every one of them."""
SHEETS = 30
XLS = "这是旧版 Excel 表格（xls）。取数要保留格式，请用 Excel 或 WPS 另存为 xlsx 后再上传。"
NOT_A_TABLE = "取数只收 Excel 表格（xlsx）。请把空表另存为 xlsx 后再上传。"
TOO_LARGE = (
    f"表格太大。空表请不超过 {FILE_BYTES // 1024 // 1024} MB、{LAST_ROW} 行、{LAST_COLUMN} 列，"
    "删去不需要的部分后再上传。"
)
SPREADSHEET_PART = re.compile(r"^xl/(?:worksheets|chartsheets)/[^/]+\.xml$", re.IGNORECASE)
SIMPLE_NAME = re.compile(r"^(?:'?[^'!|\[\]()]+'?!)?\$?[A-Z]{1,3}\$?\d*(?::\$?[A-Z]{1,3}\$?\d*)?$")
CELL_NUMBER = re.compile(r"^([A-Z]{1,3})?(\d{1,7})?$")


def open_form(path: Path, name: str) -> Workbook:
    """The workbook with its formats. Raises RefusedFile: one sentence that says what to do."""
    if path.stat().st_size > FILE_BYTES:
        raise RefusedFile("too_large", TOO_LARGE)
    _check_format(path, name)
    with open_package(path, KIND) as package:
        if sum(member.file_size for member in package.infolist()) > UNPACKED_BYTES:
            raise too_packed(KIND)
        for member in package.namelist():
            _check_part(package, member)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's remarks on what it does not keep
            workbook = openpyxl.load_workbook(path, keep_vba=False, keep_links=False)
    except (*BROKEN, IndexError, etree.XMLSyntaxError, CellCoordinatesException):
        raise corrupt(KIND) from None
    if not workbook.worksheets or len(workbook.worksheets) > SHEETS:
        raise RefusedFile("too_complex", TOO_LARGE)
    if sum(sheet.max_row * sheet.max_column for sheet in workbook.worksheets) > AREA:
        raise RefusedFile("too_complex", TOO_LARGE)
    _disarm(workbook)
    return workbook


def _check_format(path: Path, name: str) -> None:
    found = detect_format(path, name)
    if found == "xlsx":
        return
    if found in ("empty", "encrypted", "et"):
        raise refusal(found)
    raise RefusedFile("unsupported", XLS if found == "xls" else NOT_A_TABLE)


def _check_part(package: zipfile.ZipFile, member: str) -> None:
    """Broken XML and documents with a document type are refused; sheets are counted before anything is built."""
    if not member.lower().endswith((".xml", ".rels", ".vml")):
        return
    try:
        data = package.read(member)
    except RuntimeError:
        raise refusal("encrypted") from None
    except (*BROKEN, zipfile.BadZipFile, EOFError, NotImplementedError):
        raise corrupt(KIND) from None
    if member.lower().endswith(".vml"):
        return  # drawn shapes: often no proper XML, and never kept
    root = parse_xml(data)
    if SPREADSHEET_PART.match(member):
        _check_sheet(root)


def _check_sheet(root: Any) -> None:
    """How far a sheet reaches and what ranges it would be unfolded into; real forms are small."""
    cells = 0
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        kind = etree.QName(node).localname
        if kind == "c":
            cells += 1
            _reach(node.get("r", ""))
        elif kind in ("mergeCell", "hyperlink"):
            cells += _area(node.get("ref", ""))
        if cells > CELLS:
            raise RefusedFile("too_complex", TOO_LARGE)


def _reach(reference: str) -> None:
    if reference and (not CELL_NUMBER.match(reference) or _area(f"A1:{reference}") > LAST_ROW * LAST_COLUMN):
        raise RefusedFile("too_complex", TOO_LARGE)


def _area(reference: str) -> int:
    """Cells of a range such as A1:B3. A range beyond the bounds is refused."""
    try:
        left, top, right, bottom = (int(str(each)) for each in range_boundaries(reference))
    except (ValueError, TypeError):
        raise corrupt(KIND) from None
    if bottom > LAST_ROW or right > LAST_COLUMN:
        raise RefusedFile("too_complex", TOO_LARGE)
    return max(0, right - left + 1) * max(0, bottom - top + 1)


def _disarm(workbook: Workbook) -> None:
    """Takes out what could compute, call or point outside: names and list checks that are more than a plain range."""
    for names in (workbook.defined_names, *(sheet.defined_names for sheet in workbook.worksheets)):
        for name in [name for name, defined in names.items() if not SIMPLE_NAME.match(str(defined.value or ""))]:
            del names[name]
    for sheet in workbook.worksheets:
        checks = sheet.data_validations
        checks.dataValidation = [
            check
            for check in checks.dataValidation
            if all(_is_plain(formula) for formula in (check.formula1, check.formula2))
        ]


def _is_plain(formula: str | None) -> bool:
    text = str(formula or "")
    return not text or text.startswith('"') or text.replace(".", "", 1).isdigit() or bool(SIMPLE_NAME.match(text))
