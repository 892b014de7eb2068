"""The blank table that the portal hands out is one that it can fill."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

pytestmark = pytest.mark.django_db


def blank(reader, query: str) -> bytes:
    response = reader.get(f"/compare/?{query}&format=blank")
    assert response.status_code == 200
    assert "%E7%A9%BA%E8%A1%A8" in response["Content-Disposition"]
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(
    ("query", "head", "filled"),
    [("indicator=九年义务教育巩固率&year=2012", "九年义务教育巩固率（%）", {"江川区": 91}),
     ("indicator=九年义务教育巩固率&year=2011&year=2014", "2011年九年义务教育巩固率（%）", {"江川区": 90.1})],
)  # fmt: skip
def test_what_is_handed_out_can_be_filled(reader, city, data_dir, query, head, filled):
    given = blank(reader, query)
    sheet = openpyxl.load_workbook(io.BytesIO(given)).active
    assert sheet["B2"].value == head
    assert [sheet[f"A{row}"].value for row in range(3, 7)] == ["云江市", "江川区", "临泉区", "梧桐区"]
    assert all(sheet[f"B{row}"].value is None for row in range(3, 7))
    page = reader.post("/compare/fill/", {"table": SimpleUploadedFile("空表.xlsx", given)}).content.decode()
    assert "填好了" in page
    assert "不认识的名称" not in page
    url = page.partition('href="/compare/filled/')[2].partition('"')[0]
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(reader.get(f"/compare/filled/{url}").streaming_content))).active
    found = {sheet[f"A{row}"].value: sheet[f"B{row}"].value for row in range(3, 7)}
    assert filled.items() <= found.items()
    assert found["梧桐区"] == "缺"


def test_without_numbers_there_is_no_blank_form_to_offer(reader, db):
    assert "format=blank" not in reader.get("/compare/").content.decode()
