"""Excel workbooks: every visible sheet as tables, merged cells as they are shown."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from reports.extraction.assembly import TextAssembler
from reports.extraction.opc import Package, open_package
from reports.extraction.refusals import corrupt
from reports.extraction.spreadsheets import (
    COLUMNS,
    EMPTY,
    HIDDEN_SHEET,
    ROWS,
    SHEET_ROWS,
    TOO_LONG,
    Merge,
    shown,
    trim,
    write_sheets,
)
from reports.extraction.types import RefusedFile
from reports.parsing.types import ExtractedText

KIND = "Excel 表格"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MERGES = 50_000
# A formula without the value it had when the file was saved.
UNCOMPUTED = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>|<f[^>]*/>\s*</c>")
MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})([1-9]\d{0,6}):([A-Z]{1,3})([1-9]\d{0,6})"')
BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    OSError,
    EOFError,
    zlib.error,
)


def extract(path: Path) -> ExtractedText:
    """A workbook's values. Raises RefusedFile: corrupt, encrypted, too_complex, empty."""
    out = TextAssembler()
    with open_package(path, KIND) as archive:
        sheets = _sheet_parts(Package(archive, KIND))
        merges = {title: _merges(archive, part, out) for title, part in sheets.items()}
    try:
        # Row by row: a sheet with one cell in its last corner would otherwise be built in full.
        # From bytes: a path would be judged by its suffix, and kept originals have none.
        content = io.BytesIO(path.read_bytes())
        workbook = openpyxl.load_workbook(content, read_only=True, data_only=True, keep_links=False)
    except BROKEN:
        raise corrupt(KIND) from None
    with closing(workbook), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's remarks on styles that no text depends on
        _write_workbook(workbook, merges, out)
        if not out.length:
            raise RefusedFile("empty", EMPTY)
        return out.finish("xlsx", title=workbook.properties.title)


def _sheet_parts(package: Package) -> dict[str, str]:
    """Sheet title → name of its part."""
    main = next((name for kind, name in package.related("").values() if kind == "officeDocument"), "xl/workbook.xml")
    root, related = package.part(main), package.related(main)
    if root is None:
        raise corrupt(KIND)
    named = {node.get("name", ""): related.get(node.get(RELATION, "")) for node in root.iter(MAIN + "sheet")}
    return {title: target[1] for title, target in named.items() if target}


def _merges(archive: zipfile.ZipFile, part: str, out: TextAssembler) -> list[Merge]:
    """A sheet's merged ranges; notes formulas whose values were not saved."""
    try:
        data = archive.read(part)
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError):
        raise corrupt(KIND) from None
    if UNCOMPUTED.search(data):
        out.warn("表格里有公式没有保存计算结果，这些单元格读作空白。请用 Excel 或 WPS 打开，保存后重新上传。")
    return [
        (column_index_from_string(left), int(top), column_index_from_string(right), int(bottom))
        for left, top, right, bottom in (
            (part.decode("ascii") for part in match.groups()) for match in islice(MERGE.finditer(data), MERGES)
        )
    ]


def _write_workbook(workbook: Workbook, merges: dict[str, list[Merge]], out: TextAssembler) -> None:
    read = []
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            out.warn(HIDDEN_SHEET)
            continue
        sheet.reset_dimensions()  # what the file claims of its size may be wrong either way
        try:
            rows = _rows(sheet.iter_rows(max_col=COLUMNS))
        except (*BROKEN, etree.XMLSyntaxError):
            raise corrupt(KIND) from None
        if rows:
            read.append((sheet.title, rows))
    write_sheets(out, [(title, rows, merges.get(title, [])) for title, rows in read])


def _rows(source: Iterable[Iterable[Any]]) -> list[list[str]]:
    rows: list[list[str]] = []
    blank: object = None
    for count, row in enumerate(source):
        if count > SHEET_ROWS:
            raise RefusedFile("too_complex", TOO_LONG)
        if row is blank:  # a stray cell far below makes a million of these, all one object
            continue
        cells = [shown(cell.value, cell.number_format or "") if cell.value is not None else "" for cell in row]
        if not any(cells):
            blank = row
        else:
            # Empty rows are kept where something follows: they part tables, and merged ranges count them.
            rows.extend([""] for _ in range(min(count, ROWS + 1) - len(rows)))
            rows.append(cells)
        if len(rows) > ROWS:
            raise RefusedFile("too_complex", TOO_LONG)
    return trim(rows)
