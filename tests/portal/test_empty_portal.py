"""A portal that holds nothing says so, and leads those who may upload to the upload page."""

from __future__ import annotations

import pytest

from tests.portal import rows

pytestmark = pytest.mark.django_db
PAGES = (
    "/",
    "/reports/",
    "/districts/",
    "/coverage/",
    "/followup/",
    "/checks/",
    "/compare/",
    "/indicators/",
    "/search/?q=学前教育",
)


@pytest.mark.parametrize("page", PAGES)
def test_editors_are_led_to_the_first_upload(person, page):
    text = person("编辑").get(page).content.decode()
    assert '还没有已发布的报告。<a href="/upload/">上传第一批</a>' in text
    assert "0</b> 件事" not in text


@pytest.mark.parametrize("page", PAGES)
def test_readers_are_told_alone(reader, page):
    text = reader.get(page).content.decode()
    assert "还没有已发布的报告。" in text
    assert "上传第一批" not in text


def test_a_district_without_reports_leads_to_its_upload(reader, person):
    rows.district("990502", "江川区")
    assert "有稿可上传" not in reader.get("/districts/990502/").content.decode()
    assert (
        '<a href="/upload/?district=990502">有稿可上传</a>' in person("编辑").get("/districts/990502/").content.decode()
    )


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("query", ["q=没有这个词", "year=1950", "kind=speech"])
def test_filters_that_leave_nothing_are_told_apart(reader, query):
    text = reader.get(f"/reports/?{query}").content.decode()
    assert "没有符合条件的报告。" in text
    assert "还没有已发布的报告。" not in text
