"""Sheets (xlsx), old Word files (doc, by LibreOffice) and archives whose member names are in GBK."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from samples.building.page_order import printed_lines
from samples.building.source import Line, Source
from samples.building.word import EPOCH, docx_bytes

CONVERT_SECONDS = 120
UTF8_NAMES = 0x800


def xlsx_bytes(source: Source) -> bytes:
    """A sheet for each ``[sheet]`` line: paragraphs are merged over all columns, numbers stay numbers."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.set_properties({"author": "示例", "created": datetime(2024, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
    style = book.add_format({"text_wrap": True, "align": "center"})
    for name, lines in sheets(source):
        sheet = book.add_worksheet(name)
        width = max(len(line.text.split("\t")) for line in lines)
        for row, line in enumerate(lines):
            if line.kind == "row":
                write_cells(sheet, row, line, style)
            else:
                sheet.merge_range(row, 0, row, max(width - 1, 1), line.text, style)
    book.close()
    return target.getvalue()


def sheets(source: Source) -> list[tuple[str, list[Line]]]:
    """The lines of each sheet; what stands before the first ``[sheet]`` line is on a sheet named by the head."""
    parts: list[tuple[str, list[Line]]] = [(source.head.get("sheet", "表1"), [])]
    for line in printed_lines(source.reports[0]):
        if line.kind == "sheet":
            parts.append((line.text, []))
        else:
            parts[-1][1].append(line)
    return [part for part in parts if part[1]]


def write_cells(sheet: xlsxwriter.worksheet.Worksheet, row: int, line: Line, style: object) -> None:
    """Numbers as numbers, a percentage as text: both are met in bureaus' sheets."""
    for column, text in enumerate(line.text.split("\t")):
        if text.replace(".", "", 1).isdigit():
            sheet.write_number(row, column, float(text), style)
        else:
            sheet.write_string(row, column, text, style)


def doc_bytes(source: Source) -> bytes:
    """The Word file in the binary format of Word 97. Raises FileNotFoundError where LibreOffice is missing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.docx")
        path.write_bytes(docx_bytes(source))
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to"]
        command += ["doc:MS Word 97", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, timeout=CONVERT_SECONDS, capture_output=True)  # noqa: S603
        return path.with_suffix(".doc").read_bytes()


class GbkMember(zipfile.ZipInfo):
    """A member whose name is stored in GBK and not flagged as UTF-8, as Chinese Windows writes it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 (the name of the method it replaces)
        return self.filename.encode("gbk"), self.flag_bits & ~UTF8_NAMES


def zip_bytes(members: dict[str, bytes]) -> bytes:
    """An archive of the members, by name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            member = GbkMember(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, data)
    return target.getvalue()
