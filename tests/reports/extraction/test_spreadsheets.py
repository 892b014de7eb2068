"""Workbooks and csv files: tables as they are shown, titles and notes as lines."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from reports.extraction import csv, xlsx
from reports.extraction.types import RefusedFile


@pytest.fixture
def book() -> openpyxl.Workbook:
    return openpyxl.Workbook()


def test_titles_merged_cells_and_number_formats(tmp_path: Path, book: openpyxl.Workbook) -> None:
    sheet = book.active
    assert sheet is not None
    for row in (
        ["云江市教育统计表"],
        ["指标", None, "2012年"],
        ["小学", "在校生", 38216],
        [None, "入学率", 0.6693],
        ["注：不含民办"],
    ):
        sheet.append(row)
    sheet.append([])
    sheet.append(["学校", "所"])
    sheet.append(["小学", 12.5])
    sheet["C4"].number_format = "0.00%"
    for merged in ("A1:C1", "A2:B2", "A3:A4"):
        sheet.merge_cells(merged)
    book.properties.title = "统计"
    book.save(tmp_path / "a.xlsx")
    found = xlsx.extract(tmp_path / "a.xlsx")
    assert found.text == (
        "云江市教育统计表\n指标\t\t2012年\n小学\t在校生\t38216\n\t入学率\t66.93%\n注：不含民办\n学校\t所\t\n小学\t12.5\t\n"
    )
    assert found.tables[0].rows == (
        ("指标", "指标", "2012年"),
        ("小学", "在校生", "38216"),
        ("小学", "入学率", "66.93%"),
    )
    assert found.title == "统计"


def test_sheets_have_their_names_and_hidden_ones_are_told(tmp_path: Path, book: openpyxl.Workbook) -> None:
    for title in ("江阳区", "泸县", "底稿"):
        sheet = book.create_sheet(title)
        sheet.append(["在校生", 1])
        sheet.append(["日期", date(2012, 12, 31)])
    book["底稿"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    found = xlsx.extract(tmp_path / "a.xlsx")
    assert found.text == "江阳区\n在校生\t1\n日期\t2012-12-31\n泸县\n在校生\t1\n日期\t2012-12-31\n"
    assert [found.text[s.start : s.end] for s in found.styled_lines] == ["江阳区", "泸县"]
    assert any("隐藏" in warning for warning in found.warnings)


def test_formulas_without_saved_values_are_told(tmp_path: Path, book: openpyxl.Workbook) -> None:
    sheet = book.active
    assert sheet is not None
    sheet.append(["合计", "数"])
    sheet.append(["在校生", "=1+1"])
    book.save(tmp_path / "a.xlsx")
    assert any("公式" in warning for warning in xlsx.extract(tmp_path / "a.xlsx").warnings)


def test_a_cell_in_the_last_corner_and_a_merge_over_everything(tmp_path: Path, book: openpyxl.Workbook) -> None:
    sheet = book.active
    assert sheet is not None
    sheet.append(["指标", "值"])
    sheet.append(["在校生", 12])
    sheet["XFD1048576"].number_format = "0.00"
    book.save(tmp_path / "a.xlsx")
    assert xlsx.extract(tmp_path / "a.xlsx").text == "指标\t值\n在校生\t12\n"
    rewritten = tmp_path / "b.xlsx"
    with zipfile.ZipFile(tmp_path / "a.xlsx") as source, zipfile.ZipFile(rewritten, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            target.writestr(name, data.replace(b"</sheetData>", merge))
    assert xlsx.extract(rewritten).tables[0].rows == (("指标", "指标"), ("指标", "指标"))


@pytest.mark.parametrize("fill", [False, True])
def test_workbooks_that_hold_nothing_or_too_much(tmp_path: Path, book: openpyxl.Workbook, fill: bool) -> None:
    sheet = book.active
    assert sheet is not None
    if fill:
        sheet["A50002"] = 1
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(RefusedFile) as refused:
        xlsx.extract(tmp_path / "a.xlsx")
    assert refused.value.code == ("too_complex" if fill else "empty")


@pytest.mark.parametrize(("separator", "codec"), [(",", "gb18030"), ("\t", "utf-8"), (";", "utf-16")])
def test_csv(tmp_path: Path, separator: str, codec: str) -> None:
    rows = [["指标", "单位", "2012年"], ["在校生", "人", "38216"], ["说明", '"含民办，\n下同"', ""]]
    (tmp_path / "a.csv").write_bytes("\r\n".join(separator.join(row) for row in rows).encode(codec))
    found = csv.extract(tmp_path / "a.csv")
    assert found.text == "指标\t单位\t2012年\n在校生\t人\t38216\n说明\t含民办， 下同\t\n"
    assert found.tables[0].rows[2] == ("说明", "含民办， 下同", "")
    assert found.encoding == codec
