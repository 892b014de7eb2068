"""Every page for readers: it opens, shows what is published, survives hostile addresses, and asks few questions."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import Report
from tests.portal import rows
from tests.portal.rows import Number, Part
from tests.reports.brought import TEXT, bring_report

pytestmark = pytest.mark.django_db

PAGES = (
    "/",
    "/search/",
    "/reports/",
    "/districts/",
    "/districts/990502/",
    "/coverage/",
    "/indicators/",
    "/help/",
    "/districts/990502/topics/?topic=义务教育",
)
HOSTILE = (
    "<script>alert(1)</script>", "'\"><img src=x onerror=alert(1)>", "%00", "\x00\x01", "𝒳" * 500, "；DROP TABLE--",
    "999999999999999999999999", "-1", "1e9", "../../etc/passwd", "{{7*7}}", "%s%n",
    "\u202e反转", "年：2011..", "((((", "*",
)  # fmt: skip
MISSING = (
    "/districts/nowhere/", "/districts/%00/", "/indicators/none/", "/reports/0/", "/numbers/1000000000/",
    "/reports/99999999999999999999999999/", "/nothing-here/",
)  # fmt: skip
PARAMETERS = (
    "q", "page", "year", "year_from", "year_to", "district", "topic", "kind", "stage", "scope", "sort", "state", "not",
    "within", "per", "metrics", "expand", "batch", "pending",
)  # fmt: skip


def queries(client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("url", PAGES)
def test_a_page_opens_with_and_without_reports(reader, url, request):
    if "9905" not in url:
        assert reader.get(url).status_code == 200
    request.getfixturevalue("city")
    response = reader.get(url)
    assert response.status_code == 200
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    text = response.content.decode()
    assert " style=" not in text
    assert "onclick" not in text


def test_without_an_account_everything_asks_for_a_login(client, settings, city):
    settings.OPEN_READING = False
    for url in (*PAGES, f"/reports/{Report.objects.first().pk}/"):
        assert client.get(url)["Location"].startswith("/login/?next=")


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("url", ["/search/", "/reports/", "/districts/", "/coverage/", "/indicators/"])
def test_hostile_addresses_never_break_a_page(reader, city, url, hostile):
    response = reader.get(url, dict.fromkeys(PARAMETERS, hostile))
    assert response.status_code == 200
    assert b"<script>alert" not in response.content
    assert b"<img src=x" not in response.content


@pytest.mark.parametrize("url", MISSING)
def test_what_does_not_exist_is_a_plain_404_with_a_way_on(reader, city, url):
    response = reader.get(url)
    assert response.status_code == 404
    assert "没有这一页" in response.content.decode()
    assert 'action="/search/"' in response.content.decode()


def test_hostile_report_is_shown_as_text(reader, city):
    _whole, counties = city
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    report = rows.report(evil, counties[0], 2012, [Part(evil, f"javascript:alert(3) {evil}")])
    for url in ("/", "/reports/", report.get_absolute_url(), "/districts/990502/"):
        text = reader.get(url).content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "&lt;script&gt;" in text


def test_drafts_are_nowhere_for_readers_and_marked_for_editors(reader, person, city):
    _whole, counties = city
    rate = rows.indicator("秘密指标")
    part = Part("机密小标题", "入园率77.7%。", [Number("77.7%", rate, "77.7", "%")])
    draft = rows.report("江川区2013年未发布总结", counties[0], 2013, [part], state="draft")
    number = draft.metrics.get()
    for url in (*PAGES, "/reports/?state=draft", "/reports/?year=2013", "/indicators/秘密指标/"):
        text = reader.get(url).content.decode()
        assert "未发布总结" not in text, url
        assert "77.7" not in text, url
    assert "2013" in reader.get("/districts/990502/").content.decode()
    for url in (f"/reports/{draft.pk}/", f"/reports/{draft.pk}/original/", f"/numbers/{number.pk}/"):
        assert reader.get(url).status_code == 404
    assert "读者看不到这份报告" in person("编辑").get(f"/reports/{draft.pk}/").content.decode()


@pytest.mark.parametrize("url", ["/", "/reports/", "/districts/", "/districts/990502/", "/coverage/", "/indicators/"])
def test_queries_do_not_grow_with_rows(reader, city, url):
    reader.get(url)
    few = queries(reader, url)
    _whole, counties = city
    rate = rows.indicator("九年义务教育巩固率")
    for year in range(1991, 2011):
        part = Part("一小节", f"巩固率达到{year / 100}%。", [Number(f"{year / 100}%", rate, str(year / 100), "%")])
        rows.report(f"梧桐区{year}年总结", counties[2], year, [part])
        rows.report(f"江川区{year}年总结", counties[0], year, [part])
    assert queries(reader, url) == few


def test_report_page_asks_the_same_number_of_questions_for_long_reports(reader, city):
    _whole, counties = city
    rate = rows.indicator("九年义务教育巩固率")
    part = Part("小节", "巩固率达到95.5%。", [Number("95.5%", rate, "95.5", "%")])
    short = rows.report("江川区2001年短", counties[0], 2001, [part])
    long = rows.report("江川区2003年长", counties[0], 2003, [part] * 40)
    assert queries(reader, short.get_absolute_url()) == queries(reader, long.get_absolute_url())


def test_coverage_shows_gaps_and_leads_editors_to_the_upload(reader, person, city):
    assert "缺" in reader.get("/coverage/").content.decode()
    assert "/upload/?" not in reader.get("/coverage/").content.decode()
    assert "/upload/?district=990503&amp;year=2011" in person("编辑").get("/coverage/").content.decode()


def test_district_of_old_leads_to_its_successor(reader, city):
    whole, counties = city
    rows.district("990521", "临泉县", whole, valid_to=2012, successor=counties[1])
    assert reader.get("/districts/990521/")["Location"] == "/districts/990503/"
    assert reader.get("/districts/临泉区/")["Location"] == "/districts/990503/"


def test_page_numbers_far_beyond_the_end_give_the_last_page(reader, city):
    text = reader.get("/reports/?page=1000000000").content.decode()
    assert "江川区2014年" in text


def test_number_note_is_a_page_and_a_fragment(reader, city):
    number = Report.objects.get(title__contains="2014").metrics.get()
    page = reader.get(f"/numbers/{number.pk}/").content.decode()
    assert "九年义务教育巩固率达到93.7%。" in page
    note = reader.get(f"/numbers/{number.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in note
    assert "93.7%" in note


def test_readers_see_no_telephone_number_in_a_files_name(reader, person, data_dir):
    report = bring_report(name="泸县总结（联系张老师13800001111）.txt", publish=True)
    page, original = f"/reports/{report.pk}/", f"/reports/{report.pk}/original/"
    staff = person("审核员")
    assert "联系张老师＊＊＊" in reader.get(page).content.decode()
    assert "13800001111" in staff.get(page).content.decode()
    for client, name in ((reader, f"泸县总结（联系张老师{'＊' * 11}）.txt"), (staff, report.source.name)):
        answer = client.get(original)
        assert unquote(answer["Content-Disposition"]).endswith(name)
        assert b"13800001111" not in b"".join(answer.streaming_content)
    assert "13800001111" not in reader.get(page).content.decode()


def test_original_is_given_byte_for_byte(reader, city, data_dir):
    report = Report.objects.get(title__contains="2014")
    place = data_dir / "files" / report.source.sha256[:2] / report.source.sha256
    assert reader.get(f"/reports/{report.pk}/original/").status_code == 404
    place.parent.mkdir(parents=True)
    place.write_bytes(b"\xff\x00raw")
    response = reader.get(f"/reports/{report.pk}/original/")
    assert b"".join(response.streaming_content) == b"\xff\x00raw"
    assert response["Content-Disposition"].startswith("attachment")


def test_of_a_masked_file_readers_get_the_text_alone(reader, person, data_dir):
    report = bring_report(TEXT + "联系人电话13800001111。\n", publish=True)
    url, page = f"/reports/{report.pk}/original/", f"/reports/{report.pk}/"
    assert b"13800001111" in b"".join(reader.get(url).streaming_content)
    person("审核员").post(f"/review/{report.pk}/mask/", {})
    answer = reader.get(url)
    text = answer.content.decode("utf-8-sig")
    assert "薄弱学校改造23所" in text
    assert "13800001111" not in text
    assert answer["Content-Disposition"].endswith(".txt")
    assert "可下载公开部分的文本" in reader.get(page).content.decode()
    mine = person("编辑")
    assert b"13800001111" in b"".join(mine.get(url).streaming_content)
    assert "可下载公开部分的文本" not in mine.get(page).content.decode()


def test_publishing_needs_the_right(person, city):
    _whole, counties = city
    draft = rows.report("江川区2015年总结", counties[0], 2015, [Part("小节", "文字。")], state="draft")
    url = f"/reports/{draft.pk}/publish/"
    assert person("编辑").post(url).status_code == 403
    reviewer = person("审核员")
    assert reviewer.get(url).status_code == 405
    assert reviewer.post(url, {"do": "publish"}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == Report.State.PUBLISHED
    reviewer.post(url, {"do": "withdraw"})
    draft.refresh_from_db()
    assert draft.state == Report.State.PUBLISHED
    reviewer.post(url, {"do": "withdraw", "reason": "数据有误"})
    draft.refresh_from_db()
    assert draft.state == Report.State.WITHDRAWN


def test_samples_wear_a_banner_and_only_administrators_remove_them(reader, person, city):
    assert "示例数据" not in reader.get("/reports/").content.decode()
    rows.source("示例.txt", b"sample", is_sample=True)
    assert "示例数据" in reader.get("/reports/").content.decode()
    assert reader.get("/samples/remove/").status_code == 403
    assert person("编辑").post("/samples/remove/").status_code == 403
    administrator = person("管理员")
    assert "移除" in administrator.get("/samples/remove/").content.decode()
    assert administrator.post("/samples/remove/").status_code == 302
    assert "示例数据</b>" not in reader.get("/reports/").content.decode()
