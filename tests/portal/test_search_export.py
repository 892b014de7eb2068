"""All hits of a search as a file: every page of them, whole sections, references; nothing that readers may not see."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from docx import Document

from portal.pages import search_export
from reports.models import Report
from search import outbox
from tests.portal import rows
from tests.portal.rows import Part

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed(city, monkeypatch):
    _whole, counties = city
    monkeypatch.setattr(search_export, "LARGEST_PAGE", 3)
    for year in range(2001, 2009):
        rows.report(f"临泉区{year}年总结", counties[1], year, [Part("防溺水", f"{year}年开展防溺水教育。")])
    outbox.rebuild()
    return city


def download(client, form: str, query: str = "防溺水") -> bytes:
    response = client.get("/search/", {"q": query, "format": form})
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    return b"".join(response.streaming_content)


def test_all_hits_and_not_just_a_page(reader, indexed):
    lines = list(csv.DictReader(io.StringIO(download(reader, "csv").decode("utf-8-sig"))))
    assert sorted(int(line["年度"]) for line in lines) == list(range(2001, 2009))
    assert lines[0]["原文"].endswith("年开展防溺水教育。")
    assert lines[0]["出处"].startswith("临泉区教育局. 临泉区")
    assert lines[0]["链接"].startswith("http://testserver/reports/")


def test_every_format(reader, indexed):
    assert len(json.loads(download(reader, "json"))["rows"]) == 8
    sheet = openpyxl.load_workbook(io.BytesIO(download(reader, "xlsx"))).active
    assert sheet["A1"].value == "检索“防溺水”"
    texts = [paragraph.text for paragraph in Document(io.BytesIO(download(reader, "docx"))).paragraphs]
    assert sum("[R]. 200" in text for text in texts) == 8


def test_filters_hold_for_the_file_too(reader, indexed):
    response = reader.get("/search/", {"q": "防溺水", "year_from": "2003", "year_to": "2004", "format": "json"})
    found = json.loads(b"".join(response.streaming_content))
    assert sorted(each["year"] for each in found["rows"]) == [2003, 2004]


def test_withdrawn_reports_leave_the_file_at_once(reader, indexed):
    Report.objects.filter(title__contains="2003").update(state=Report.State.WITHDRAWN)
    assert "2003" not in download(reader, "csv").decode()


def test_no_hits_is_a_file_with_its_heads(reader, indexed):
    assert download(reader, "csv", "没有的词").decode("utf-8-sig").strip().startswith("报告,小标题")


def test_the_bound_is_told(reader, indexed, monkeypatch):
    monkeypatch.setattr(search_export, "MOST_HITS", 6)
    found = json.loads(download(reader, "json"))
    assert len(found["rows"]) == 6
    assert "只导出前 6 条，请缩小范围后再导出。" in found["notes"]


def test_the_page_links_every_format_and_an_unknown_one_is_the_page(reader, indexed):
    text = reader.get("/search/?q=防溺水&year_from=2003").content.decode()
    for name in ("csv", "xlsx", "docx", "json"):
        assert f"year_from=2003&amp;format={name}" in text
    assert "共 8 条" in reader.get("/search/?q=防溺水&format=exe").content.decode()
