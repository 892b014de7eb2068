"""Workbooks of strangers: bombs, broken ones, locked ones and other formats end in one sentence, in time."""

from __future__ import annotations

import io
import time
import zipfile

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from reports.extraction.types import RefusedFile
from reports.filling.opening import open_form

SHEET = "xl/worksheets/sheet1.xml"


def workbook(tmp_path, build=None):
    book = openpyxl.Workbook()
    book.active["A1"] = "区县"
    if build:
        build(book)
    path = tmp_path / "form.xlsx"
    book.save(path)
    return path


def with_part(path, name, data):
    """The same package with one part exchanged."""
    parts = {}
    with zipfile.ZipFile(path) as package:
        parts = {each: package.read(each) for each in package.namelist()}
    parts[name] = data
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for each, content in parts.items():
            package.writestr(each, content)
    return path


def sheet_with(xml: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData/>{xml}</worksheet>'.encode()


def refusal(path, name="form.xlsx") -> str:
    begun = time.monotonic()
    with pytest.raises(RefusedFile) as refused:
        open_form(path, name)
    assert time.monotonic() - begun < 5
    assert refused.value.message.endswith("。")
    return refused.value.message


def test_a_plain_form_opens(tmp_path):
    assert open_form(workbook(tmp_path), "form.xlsx").active["A1"].value == "区县"


@pytest.mark.parametrize(
    "xml",
    [
        '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
        "".join(f'<mergeCells><mergeCell ref="A{n}:KN{n + 2990}"/></mergeCells>' for n in range(1, 9)),
    ],
)
def test_ranges_that_unfold_into_millions_of_cells(tmp_path, xml):
    assert "表格太大" in refusal(with_part(workbook(tmp_path), SHEET, sheet_with(xml)))


def test_a_cell_in_the_last_corner(tmp_path):
    path = workbook(tmp_path, lambda book: book.active.cell(1_048_576, 16_384, "x"))
    assert "表格太大" in refusal(path)


def test_a_zip_bomb(tmp_path):
    path = with_part(workbook(tmp_path), SHEET, sheet_with("<!-- " + " " * 40_000_000 + "-->"))
    assert "压缩炸弹" in refusal(path)


def test_entities_are_refused(tmp_path):
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    assert "外部定义" in refusal(with_part(workbook(tmp_path), SHEET, evil))
    assert "外部定义" in refusal(with_part(workbook(tmp_path), "xl/styles.xml", evil.decode().encode("utf-16")))


@pytest.mark.parametrize(
    "data", [b"<worksheet", b"", b"\x00" * 50, sheet_with('<mergeCells><mergeCell ref="??"/></mergeCells>')]
)
def test_broken_parts(tmp_path, data):
    refusal(with_part(workbook(tmp_path), SHEET, data))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (b"PK\x03\x04broken", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "Workbook".encode("utf-16-le"), "另存为 xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"%PDF-1.4\n", "只收 Excel"),
        ("区县,招生人数\n".encode(), "只收 Excel"),
    ],
)
def test_other_files(tmp_path, data, words):
    path = tmp_path / "upload"
    path.write_bytes(data)
    message = refusal(path)
    assert words in message or "只收 Excel" in message


def test_a_file_beyond_the_limit(tmp_path):
    path = tmp_path / "big.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(4 * 1024 * 1024))
    assert "表格太大" in refusal(path)


def test_names_and_checks_that_act_are_taken_out(tmp_path):
    def build(book):
        book.defined_names["evil"] = DefinedName("evil", attr_text="cmd|'/C calc'!A0")
        book.defined_names["plain"] = DefinedName("plain", attr_text="Sheet!$A$1:$B$2")
        for formula in ('INDIRECT("x")', '"甲,乙"'):
            check = DataValidation(type="list", formula1=formula)
            check.add("B2")
            book.active.add_data_validation(check)

    opened = open_form(workbook(tmp_path, build), "form.xlsx")
    assert list(opened.defined_names) == ["plain"]
    assert [check.formula1 for check in opened.active.data_validations.dataValidation] == ['"甲,乙"']
    opened.save(io.BytesIO())
