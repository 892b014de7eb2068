"""取数: a blank table comes back filled, each number with its state and source, each gap told."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl.styles import Font, PatternFill

from portal import filled_tables
from tests.portal import rows
from tests.portal.rows import Number, Part

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(city, data_dir):
    """Two districts with numbers of 2012; the third has no report; one number is only planned."""
    whole, counties = city
    funds = rows.indicator("财政性教育经费", "元")
    teachers = rows.indicator("招聘教师数", "人")
    text = "财政性教育经费1.83亿元。2012年计划招聘教师60人。"
    numbers = [
        Number("1.83亿元", funds, "1.83", "亿元", review="confirmed"),
        Number("60人", teachers, "60", "人", status="planned"),
    ]
    rows.report("江川区2012年教育工作总结", counties[0], 2012, [Part("经费", text, numbers)])
    rows.report(
        "云江市2012年工作总结", whole, 2012, [Part("概况", "招聘教师300人。", [Number("300人", teachers, "300", "人")])]
    )
    return whole, counties


def blank(*lines, build=None) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(list(line))
    if build:
        build(book.active)
    data = io.BytesIO()
    book.save(data)
    return SimpleUploadedFile("空表.xlsx", data.getvalue())


def send(client: Client, table, **fields):
    return client.post("/compare/fill/", {"table": table, **fields})


def fetch(client: Client, response):
    token = response.context["token"]
    answer = client.get(f"/compare/filled/{token}/")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return openpyxl.load_workbook(io.BytesIO(answer.getvalue()))


FORM = (
    ["2012年教育情况统计表"],
    ["区县", "九年义务教育巩固率（%）", "财政性教育经费（万元）", "招聘教师数"],
    ["合计"],
    ["江川区"],
    ["临泉区"],
    ["梧桐区"],
)


def test_a_form_comes_back_filled(reader, held):
    def build(sheet):
        sheet["C4"].fill = PatternFill("solid", fgColor="FFFF00")
        sheet["B4"].font = Font(name="仿宋", size=16)
        sheet["B4"].number_format = "0.00%"
        sheet.column_dimensions["C"].width = 33

    response = send(reader, blank(*FORM, build=build))
    assert response.status_code == 200
    sheet = fetch(reader, response).active
    assert sheet["B4"].value == pytest.approx(0.91)
    assert sheet["C4"].value == 18300
    assert sheet["D3"].value == 300
    assert "实际，已确认" in sheet["C4"].comment.text
    assert "财政性教育经费1.83亿元" in sheet["C4"].comment.text
    assert "江川区教育局. 江川区2012年教育工作总结[R]. 2012." in sheet["C4"].comment.text
    assert "把握 97%" in sheet["B4"].comment.text
    assert "http://testserver/reports/" in sheet["C4"].comment.text
    assert sheet["C4"].fill.fgColor.rgb == "00FFFF00"
    assert sheet["B4"].font.name == "仿宋"
    assert sheet.column_dimensions["C"].width == 33


def test_gaps_are_marked_and_listed_with_their_reason(reader, held):
    response = send(reader, blank(*FORM))
    book = fetch(reader, response)
    sheet, listed = book.active, book["取数说明"]
    assert [sheet["D4"].value, sheet["B5"].value, sheet["B6"].value] == ["缺", "缺", "缺"]
    reasons = {row[1].value: row[5].value for row in listed.iter_rows(min_row=2) if row[1].value}
    assert reasons["D4"] == "缺：只有另一种状态的数，没有代填"
    assert reasons["B5"] == "缺：有报告，没有写到这个数"
    assert reasons["B6"] == "缺：库中没有这一年的报告"
    assert reasons["C4"] == "已填"
    assert "计划" in sheet["D4"].comment.text
    assert "60" in sheet["D4"].comment.text
    text = response.content.decode()
    assert "填入 <b>3</b>" in text
    assert "库中没有这一年的报告" in text


def test_planned_columns_take_plans(reader, held):
    form = (["区县", "2012年招聘教师数（计划）"], ["江川区"], ["云江市"])
    sheet = fetch(reader, send(reader, blank(*form))).active
    assert (sheet["B2"].value, sheet["B3"].value) == (60, "缺")
    assert sheet["B2"].comment.text.startswith("计划")


def test_contradictions_are_not_decided(reader, held):
    _whole, counties = held
    rate = rows.indicator("九年义务教育巩固率")
    part = Part("又一说", "巩固率为89.5%。", [Number("89.5%", rate, "89.5", "%")])
    rows.report("江川区2012年义务教育专题", counties[0], 2012, [part])
    sheet = fetch(reader, send(reader, blank(*FORM))).active
    assert sheet["B4"].value == "待核"
    assert "89.5%" in sheet["B4"].comment.text
    assert "91.0%" in sheet["B4"].comment.text


def test_pending_numbers_are_never_filled_in(reader, held):
    _whole, counties = held
    rate = rows.indicator("九年义务教育巩固率")
    part = Part("不清", "巩固率约55%。", [Number("55%", rate, "55", "%", confidence=0.5)])
    rows.report("梧桐区2012年总结", counties[2], 2012, [part])
    draft = Part("草稿", "巩固率77%。", [Number("77%", rate, "77", "%")])
    rows.report("临泉区2012年草稿", counties[1], 2012, [draft], state="draft")
    book = fetch(reader, send(reader, blank(*FORM)))
    assert [book.active["B5"].value, book.active["B6"].value] == ["缺", "缺"]
    assert "77" not in "".join(str(cell.value) for row in book["取数说明"].iter_rows() for cell in row)


def test_no_formula_is_ever_written(reader, held):
    _whole, counties = held
    evil = "=cmd|' /C calc'!A0"
    rate = rows.indicator("小学入学率")
    rows.report(evil, counties[1], 2012, [Part(evil, f"{evil}达到99%。", [Number("99%", rate, "99", "%")])])

    def build(sheet):
        sheet["B3"] = "=SUM(B4:B9)"
        sheet["E4"] = '=HYPERLINK("http://x")'

    book = fetch(
        reader, send(reader, blank(["2012年"], ["区县", "小学入学率", evil], ["合计"], ["临泉区"], [evil], build=build))
    )
    assert book.active["B4"].value == 99
    assert book.active["B3"].value == "缺"
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type != "f"
                if sheet.title == "取数说明":
                    assert not str(cell.value or "").startswith(("=", "+", "@"))
    listed = [row[5].value for row in book["取数说明"].iter_rows() if row[5].value]
    assert listed.count("公式已去掉") == 4


def test_what_stood_there_is_kept(reader, held):
    sheet = fetch(reader, send(reader, blank(["2012年"], ["区县", "招聘教师数"], ["云江市", 7]))).active
    assert sheet["B3"].value == 7


def test_strange_names_are_told_in_clear_words(reader, held):
    response = send(reader, blank(["2012年"], ["区县", "招聘教师数", "幸福指数"], ["云江市"], ["火星区"]))
    text = response.content.decode()
    assert "“火星区”不在库里有报告的区县之中" in text
    assert "“幸福指数”不是已知的指标或口径" in text


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ((["名称", "数量"], ["桌子", 3]), "没有找到区县"),
        ((["区县", "幸福指数"], ["江川区"]), "幸福指数"),
        ((["区县", "招聘教师数"], ["江川区"]), "没有写年度"),
        ((["2011年、2012年情况"], ["区县", "招聘教师数"], ["江川区"]), "几个年度"),
    ],
)
def test_what_cannot_be_filled_is_said_in_one_sentence(reader, held, form, words):
    response = send(reader, blank(*form))
    assert response.status_code == 400
    assert words in response.content.decode()


def test_the_year_may_come_from_the_page(reader, held):
    form = (["区县", "招聘教师数"], ["云江市"])
    assert fetch(reader, send(reader, blank(*form), year="２０１２")).active["B2"].value == 300
    assert "读不懂" in send(reader, blank(*form), year="去年").content.decode()


def test_no_file_and_other_files(reader, held):
    assert "没有选文件" in reader.post("/compare/fill/").content.decode()
    response = send(reader, SimpleUploadedFile("总结.docx", b"%PDF-1.4"))
    assert response.status_code == 400
    assert "只收 Excel" in response.content.decode()
    assert reader.get("/compare/fill/").status_code == 405


def test_a_filled_table_is_for_its_own_session(reader, held):
    token = send(reader, blank(*FORM)).context["token"]
    assert Client().get(f"/compare/filled/{token}/").status_code == 404
    assert reader.get("/compare/filled/../settings/").status_code == 404
    assert reader.get(f"/compare/filled/{token}/").status_code == 200
    filled_tables.path_of(token).unlink()
    assert reader.get(f"/compare/filled/{token}/").status_code == 404


def test_without_reports_it_says_so(reader, db):
    assert "没有已发布的报告" in send(reader, blank(*FORM)).content.decode()


def test_filling_asks_as_much_for_many_cells_as_for_few(reader, held):
    def count(table) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert send(reader, blank(*table)).status_code == 200
        return len(captured)

    few = (["2012年"], ["区县", "招聘教师数"], ["云江市"])
    heads = ["区县", *["招聘教师数", "九年义务教育巩固率"] * 20]
    many = (["2012年"], heads, *([["江川区"], ["临泉区"], ["云江市"]] * 20))
    count(few)
    assert count(few) == count(many)
