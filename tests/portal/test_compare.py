"""Compare: measures by places, planned and actual apart, gaps as gaps; topics side by side; every export of it."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from portal.pages.compare_address import Asked, chosen
from reports.models import Metric
from tests.portal import rows
from tests.portal.rows import Number, Part

pytestmark = pytest.mark.django_db

RATE = "九年义务教育巩固率"
HOSTILE = (
    "<script>alert(1)</script>", "'\"><img src=x onerror=alert(1)>", "\x00", "；DROP TABLE--", "9" * 40, "-1", "%s%n",
    "=1+1", "𝒳" * 300,
)  # fmt: skip
PARAMETERS = (
    "city", "district", "indicator", "year", "year_from", "year_to", "topic", "plan", "pending", "format",
)  # fmt: skip


def body(response) -> str:
    data = b"".join(response.streaming_content) if response.streaming else response.content
    return data.decode()


def download(client, url: str) -> bytes:
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    return b"".join(response.streaming_content)


def queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def table_of(client, url: str) -> dict[str, list[str]]:
    """Label of each row → the words of its cells, with what the csv says."""
    found: dict[str, list[str]] = {}
    for line in csv.DictReader(io.StringIO(download(client, url).decode("utf-8-sig"))):
        found.setdefault(line["区县"], []).append(line["原文数值"])
    return found


@pytest.fixture
def filled(city):
    """The second district plans for 2012; a third measure is a part of the first; one number is not sure."""
    whole, counties = city
    rate, funds = rows.indicator(RATE), rows.indicator("财政性教育经费", "元")
    numbers = [
        Number("92.5%", rate, "92.5", "%", status="planned"),
        Number("1.83亿元", funds, "1.83", "亿元", review="confirmed"),
        Number("66%", rate, "66", "%", confidence=0.4),
    ]
    text = "计划巩固率达到92.5%。财政性教育经费1.83亿元。另有66%。"
    rows.report("临泉区2012年工作要点", counties[1], 2012, [Part("打算", text, numbers)])
    return whole, counties


def test_it_opens_with_and_without_reports(reader, db):
    assert "还没有已发布的报告" in body(reader.get("/compare/"))


def test_all_places_of_the_city_in_its_own_order(reader, filled):
    lines = table_of(reader, f"/compare/?indicator={RATE}&year=2012&format=csv")
    assert list(lines) == ["云江市", "江川区", "临泉区", "梧桐区"]
    assert lines["江川区"] == ["91.0%"]
    assert lines["云江市"] == ["缺"]
    assert lines["梧桐区"] == ["缺"]


def test_each_number_leads_to_its_sentence(reader, filled):
    number = Metric.objects.get(printed="91.0%")
    text = body(reader.get(f"/compare/?indicator={RATE}&year=2012"))
    assert f'href="/reports/{number.report_id}/#n{number.pk}"' in text
    assert "控辍保学，九年义务教育巩固率达到91.0%。" in text
    assert "合计，报告所载" in text


def test_planned_and_actual_stand_apart(reader, filled):
    both = f"/compare/?indicator={RATE}&year=2012"
    text = body(reader.get(both))
    assert text.count("<small>计划</small>") == 1
    assert "92.5" not in body(reader.get(f"{both}&plan=actual"))
    assert "91.0" not in body(reader.get(f"{both}&plan=planned"))
    columns = openpyxl.load_workbook(io.BytesIO(download(reader, f"{both}&format=xlsx"))).active
    heads = [cell.value for cell in columns[5]]
    assert heads == ["区县", "2012年", "2012年计划"]


def test_a_part_is_never_mixed_with_the_whole(reader, filled):
    Metric.objects.filter(printed="91.0%").update(qualifier="小学")
    assert table_of(reader, f"/compare/?indicator={RATE}&year=2012&format=csv")["江川区"] == ["—"]
    assert table_of(reader, f"/compare/?indicator=小学{RATE}&year=2012&format=csv")["江川区"] == ["91.0%"]
    assert table_of(reader, f"/compare/?indicator={RATE}（小学）&year=2012&format=csv")["江川区"] == ["91.0%"]


def test_doubtful_numbers_are_one_click_away(reader, filled):
    url = f"/compare/?indicator={RATE}&year=2012"
    text = body(reader.get(url))
    assert "另有 1 个数待核" in text
    assert ">66<" not in text
    assert ">66<" in body(reader.get(f"{url}&pending=1"))
    assert ",66%," not in download(reader, f"{url}&format=csv").decode()


def test_contradictions_show_both_numbers(reader, filled):
    _whole, counties = filled
    part = Part("又一说", "巩固率为89.5%。", [Number("89.5%", rows.indicator(RATE), "89.5", "%")])
    rows.report("江川区2012年专题", counties[0], 2012, [part])
    text = body(reader.get(f"/compare/?indicator={RATE}&year=2012"))
    assert text.count("is-doubt") == 2
    lines = table_of(reader, f"/compare/?indicator={RATE}&year=2012&format=csv")
    assert sorted(lines["江川区"]) == ["89.5%", "91.0%"]


def test_years_reach_from_the_first_to_the_last_and_gaps_stay(reader, filled):
    text = body(reader.get(f"/compare/?indicator={RATE}"))
    assert all(f'<th scope="col" class="n">{year}</th>' in text for year in (2011, 2012, 2013, 2014))


def test_places_years_and_measures_are_chosen_by_the_address(reader, filled):
    places = "district=990503&district=江川区"
    url = f"/compare/?{places}&indicator={RATE}、财政性教育经费&year_from=2011&year_to=2012&format=csv"
    lines = table_of(reader, url)
    assert list(lines) == ["江川区", "临泉区"]
    assert lines["临泉区"] == ["缺", "92.5%", "缺", "1.83亿元"]


def test_unknown_names_are_told_and_the_rest_is_shown(reader, filled):
    text = body(reader.get(f"/compare/?district=火星区&district=990502&indicator=幸福指数&indicator={RATE}"))
    assert "没有叫“火星区”的区县" in text
    assert "指标表里没有“幸福指数”" in text
    assert RATE in text


def test_the_city_alone_means_all_of_it_and_another_city_drops_the_ticks(filled):
    whole, _counties = filled
    assert chosen(Asked(districts=("990500",))).all_places
    assert [place.code for place in chosen(Asked(districts=("990500", "990502"))).places] == ["990500", "990502"]
    assert chosen(Asked(city=whole.code, districts=("430702",))).all_places


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_addresses_never_break_it(reader, filled, hostile):
    for keys in (PARAMETERS, *([key] for key in PARAMETERS)):
        response = reader.get("/compare/", dict.fromkeys(keys, hostile))
        assert response.status_code == 200
        text = body(response)
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_hostile_reports_are_shown_as_text_and_exported_as_text(reader, filled):
    _whole, counties = filled
    evil = "=<script>alert(1)</script>"
    rate = rows.indicator(RATE)
    rows.report(
        evil, counties[2], 2012, [Part(evil, f"{evil}95.5%。", [Number("95.5%", rate, "95.5", "%")], topic="恶")]
    )
    for url in (f"/compare/?indicator={RATE}&year=2012", "/compare/?topic=恶"):
        text = body(reader.get(url))
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text
        book = openpyxl.load_workbook(io.BytesIO(download(reader, f"{url}&format=xlsx")))
        cells = [cell for sheet in book.worksheets for line in sheet.iter_rows() for cell in line]
        assert all(cell.data_type != "f" for cell in cells)


def test_drafts_are_nowhere(reader, person, filled):
    _whole, counties = filled
    part = Part("机密", "巩固率77.7%。", [Number("77.7%", rows.indicator(RATE), "77.7", "%")], topic="机密")
    rows.report("梧桐区2012年草稿", counties[2], 2012, [part], state="draft")
    for client in (reader, person("编辑")):
        for url in ("/compare/?year=2012", "/compare/?topic=机密", "/compare/?pending=1&year=2012"):
            for form in ("", "&format=csv", "&format=json"):
                text = body(client.get(f"{url}{form}"))
                assert "77.7" not in text
                assert "2012年草稿" not in text


def test_every_format_of_the_table(reader, filled):
    url = f"/compare/?indicator={RATE}&indicator=财政性教育经费&year=2012"
    assert json.loads(download(reader, f"{url}&format=json"))["rows"][0]["district"] == "云江市"
    book = openpyxl.load_workbook(io.BytesIO(download(reader, f"{url}&format=xlsx")))
    assert book.sheetnames == ["对比表", "逐数出处", "缺数", "参考文献"]
    notes = [cell.comment.text for line in book.active.iter_rows() for cell in line if cell.comment]
    assert any("实际，已确认" in note and "1.83亿元" in note for note in notes)
    word = Document(io.BytesIO(download(reader, f"{url}&format=docx")))
    assert any("临泉区教育局. 临泉区2012年工作要点[R]. 2012." in paragraph.text for paragraph in word.paragraphs)
    assert "1.83" in [cell.text for row in word.tables[0].rows for cell in row.cells]


def test_topics_stand_side_by_side(reader, filled):
    _whole, counties = filled
    rows.report("江川区2013年控辍总结", counties[0], 2013, [Part("控辍", "劝返学生。" * 300, topic="控辍保学")])
    rows.report("临泉区2013年控辍总结", counties[1], 2013, [Part("控辍", "建立台账。", topic="控辍保学")])
    rows.report("梧桐区2013年其他", counties[2], 2013, [Part("其他", "别的事。", topic="其他")])
    text = body(reader.get("/compare/?topic=控辍保学"))
    assert "2013 年</h3>" in text
    assert text.index("江川区2013年控辍总结") < text.index("临泉区2013年控辍总结")
    assert "读全文" in text
    silent = text[text.index("有报告，没有写到这个主题：") :]
    assert silent.index("梧桐区") < 300
    exported = download(reader, "/compare/?topic=控辍保学&format=csv").decode()
    assert exported.count("劝返学生。") == 300
    assert "江川区教育局. 江川区2013年控辍总结[R]. 2013." in exported


def test_a_topic_nobody_has(reader, filled):
    assert "没有写到“天文”的节" in body(reader.get("/compare/?topic=天文"))


@pytest.mark.parametrize("url", [f"/compare/?indicator={RATE}", "/compare/", "/compare/?topic=义务教育"])
def test_queries_do_not_grow_with_rows(reader, filled, url):
    _whole, counties = filled
    reader.get(url)
    few = queries(reader, url)
    rate = rows.indicator(RATE)
    for year in range(1995, 2011):
        for county in counties:
            value = f"{year / 100}"
            part = Part("一小节", f"巩固率达到{value}%。", [Number(f"{value}%", rate, value, "%")])
            rows.report(f"{county.name}{year}年总结", county, year, [part])
    assert queries(reader, url) == few
    assert queries(reader, f"{url}{'&' if '?' in url else '?'}format=csv") <= few
