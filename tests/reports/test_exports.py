"""Every format: what goes in comes out, nothing becomes a formula, Word is dressed as official papers are."""

from __future__ import annotations

import csv
import doctest
import importlib
import io
import json
from decimal import Decimal

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.exports import FORMATS
from reports.exports.table import Cell, Column, Export, Row, Table, inert, row

MODULES = (
    "reports.exports.table", "reports.exports.citations", "reports.selectors.names", "reports.selectors.topics",
    "reports.selectors.passages", "reports.quoting", "reports.filling.labels", "portal.downloads",
    "portal.pages.basket_export",
)  # fmt: skip
HOSTILE = (
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1＋1", "  =HYPERLINK(\"http://x\")",
    "<script>alert(1)</script>", "a\x00b\x0bc", "\ud800",
)  # fmt: skip
COLUMNS = (
    Column("title", "标题", role="heading"),
    Column("text", "原文", role="body"),
    Column("value", "数值"),
    Column("source", "出处", role="source"),
)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    failed, tried = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert tried
    assert not failed


def passages(*rows: Row) -> Export:
    return Export("导出", "控辍保学材料", Table("材料", COLUMNS, iter(rows)), notes=("一条说明。",))


def written(export: Export, name: str) -> bytes:
    return b"".join(FORMATS[name].stream(export))


ONE = row("一、江川区", "招聘教师49人。\n其中特岗教师30人。", Decimal("92.0"), "江川区教育局. 总结[R]. 2012.")


def test_csv_opens_in_excel_and_keeps_digits():
    lines = list(csv.reader(io.StringIO(written(passages(ONE), "csv").decode("utf-8-sig"))))
    assert lines[0] == ["标题", "原文", "数值", "出处"]
    assert lines[1] == ["一、江川区", "招聘教师49人。\n其中特岗教师30人。", "92.0", "江川区教育局. 总结[R]. 2012."]
    assert written(passages(), "csv").startswith(b"\xef\xbb\xbf")


def test_json_has_an_object_a_row():
    found = json.loads(written(passages(ONE, ONE), "json"))
    assert found["title"] == "控辍保学材料"
    assert [each["value"] for each in found["rows"]] == [92, 92]


def test_workbook_has_numbers_notes_and_links():
    cell = Cell(Decimal("91.90"), "实际，已确认\n原句", "http://portal/reports/1/#n2")
    grid = Table(
        "对比", (Column("a", "区县"), Column("b", "率")), (Row((Cell("江川区"), cell)),), heads=(("", 1), ("巩固率", 1))
    )
    made = openpyxl.load_workbook(io.BytesIO(written(Export("x", "题", Table("逐数", COLUMNS, [ONE]), grid), "xlsx")))
    assert made.sheetnames == ["对比", "逐数"]
    found = made["对比"]["B4"]
    assert (found.value, found.number_format) == (91.9, "#,##0.00")
    assert "已确认" in found.comment.text
    assert found.hyperlink.target == "http://portal/reports/1/"
    assert found.hyperlink.location == "n2"


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("name", list(FORMATS))
def test_nothing_becomes_a_formula_or_breaks_a_file(hostile, name):
    export = Export(hostile, hostile, Table(hostile, COLUMNS, [row(hostile, hostile, 1, hostile)]), notes=(hostile,))
    data = written(export, name)
    if name == "xlsx":
        for each in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows():
            assert all(cell.data_type != "f" for cell in each)
            assert not any(str(cell.value).lstrip().startswith(("=", "+", "-", "@", "＝")) for cell in each)
    if name == "csv":
        cells = [cell for line in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in line]
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "＝")) for cell in cells)


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_inert_text_never_begins_a_formula(text):
    made = inert(text)
    assert not made.lstrip().startswith(("=", "+", "-", "@"))
    assert "\x00" not in made


def test_word_is_dressed_after_the_standard():
    made = Document(io.BytesIO(written(passages(ONE), "docx")))
    section = made.sections[0]
    assert [round(side.mm) for side in (section.top_margin, section.bottom_margin)] == [37, 35]
    assert [round(side.mm) for side in (section.left_margin, section.right_margin)] == [28, 26]
    assert abs(section.page_width - Mm(210)) < 1000
    expected = {"Title": ("方正小标宋简体", 22), "Heading 1": ("黑体", 16), "Heading 2": ("楷体_GB2312", 16),
                "Normal": ("仿宋_GB2312", 16)}  # fmt: skip
    for name, (typeface, size) in expected.items():
        style = made.styles[name]
        assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == typeface
        assert style.font.size == Pt(size)
    assert "PAGE" in section.footer._element.xml
    assert "PAGE" in section.even_page_footer._element.xml


def test_word_gives_the_same_source_one_number():
    other = row("一、江川区", "又一句。", None, "江川区教育局. 总结[R]. 2012.")
    made = Document(io.BytesIO(written(passages(ONE, other), "docx")))
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert texts.count("一、江川区") == 1
    assert texts[texts.index("其中特岗教师30人。[1]") + 1] == "又一句。[1]"
    assert texts[-1] == "[1] 江川区教育局. 总结[R]. 2012."


def test_wide_tables_lie_on_their_side_in_word():
    columns = tuple(Column(f"c{index}", f"列{index}") for index in range(8))
    made = Document(io.BytesIO(written(Export("x", "题", Table("表", columns, [row(*range(8))])), "docx")))
    assert abs(made.sections[0].page_width - Mm(297)) < 1000
    assert [cell.text for cell in made.tables[0].rows[1].cells] == [str(index) for index in range(8)]


@pytest.mark.parametrize("name", list(FORMATS))
def test_an_export_without_rows_is_a_sound_file(name):
    data = written(passages(), name)
    if name == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(data)).active["A1"].value == "控辍保学材料"
    if name == "docx":
        assert Document(io.BytesIO(data)).paragraphs[0].text == "控辍保学材料"
    if name == "json":
        assert json.loads(data)["rows"] == []


def test_sheets_never_share_a_name_or_bear_a_forbidden_one():
    more = tuple(Table("数/据[1]" * 9, COLUMNS, [ONE]) for _ in range(3))
    names = openpyxl.load_workbook(io.BytesIO(written(Export("x", "题", more[0], more=more[1:]), "xlsx"))).sheetnames
    assert len(set(names)) == 3
    assert all(len(name) <= 31 for name in names)
