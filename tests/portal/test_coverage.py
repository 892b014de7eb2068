"""Who lacks what: on the page in words, and as a list to send round."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

pytestmark = pytest.mark.django_db


def test_the_districts_without_a_report_of_a_year_are_named(reader, city):
    text = reader.get("/coverage/").content.decode()
    line = text.partition('id="y2012"')[2].partition("</tr>")[0]
    assert "云江市、梧桐区" in line
    assert "江川区" not in line
    assert "临泉区" not in line


def test_editors_are_led_to_the_upload_from_each_name(person, city):
    text = person("编辑").get("/coverage/?topic=义务教育").content.decode()
    assert 'href="/upload/?district=990504&amp;year=2012&amp;topic=' in text.partition('id="y2012"')[2]


def test_the_table_and_the_gaps_go_to_excel_and_csv(reader, city):
    book = openpyxl.load_workbook(io.BytesIO(b"".join(reader.get("/coverage/?format=xlsx").streaming_content)))
    assert book.sheetnames == ["报送情况", "逐格", "缺报"]
    missing = list(book["缺报"].iter_rows(values_only=True))
    assert ("梧桐区", 2012) in missing
    assert ("江川区", 2012) not in missing
    told = b"".join(reader.get("/coverage/?format=csv").streaming_content).decode("utf-8-sig")
    lines = {(line["区县"], line["年度"]): line for line in csv.DictReader(io.StringIO(told))}
    assert lines["江川区", "2012"]["情况"] == "有"
    assert lines["梧桐区", "2012"]["情况"] == "缺"


def test_nothing_held_offers_no_file(reader, db):
    text = reader.get("/coverage/?format=xlsx").content.decode()
    assert "还没有已发布的报告" in text
    assert "导出" not in text
