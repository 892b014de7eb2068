"""What staff come for: find a sentence, read a district's years, hand a file in."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from reports.ingest import process
from reports.models import IngestRun
from search import outbox
from tests.browser.conftest import DESKTOP, PHONE
from tests.portal import rows
from tests.portal.rows import Number, Part

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


@pytest.fixture
def city(transactional_db):
    whole, counties = rows.city(3)
    rate = rows.indicator("九年义务教育巩固率", key_order=1)
    for index, county in enumerate(counties):
        for year in range(2011, 2015):
            if (index, year) == (1, 2013):
                continue
            value = f"{90 + index + (year - 2010) / 2}"
            text = f"落实控辍保学责任制，关爱留守儿童，九年义务教育巩固率达到{value}%。"
            part = Part("狠抓控辍保学", text, [Number(f"{value}%", rate, value, "%")])
            rows.report(f"{county.name}{year}年义务教育工作总结", county, year, [part])
    outbox.rebuild()
    return whole, counties


def count(page) -> int:
    return int(re.sub(r"\D", "", page.locator("#main .wl-bar h1").inner_text()))


def test_find_a_sentence_narrow_it_and_come_back(visit, city):
    here = visit()
    page = here.page
    here.go("/")
    page.fill("#q", "控辍保学")
    page.press("#q", "Enter")
    expect(page.locator("main mark").first).to_have_text("控辍保学")
    assert count(page) == 11
    page.check("#f-district-990503")
    expect(page.locator("#main .wl-bar h1")).to_have_text("共 3 条")
    assert "district=990503" in page.url
    bookmark = page.url
    page.fill("#year-from", "2011")
    page.fill("#year-to", "2012")
    page.press("#year-to", "Tab")
    expect(page.locator("#main .wl-bar h1")).to_have_text("共 2 条")
    page.go_back()
    expect(page.locator("#main .wl-bar h1")).to_have_text("共 3 条")
    expect(page.locator("#f-district-990503")).to_be_checked()
    other = visit()
    other.page.goto(bookmark)
    assert count(other.page) == 3
    other.page.click(".wl-hit h2 a >> nth=0")
    expect(other.page.locator(".wl-doc mark").first).to_have_text("控辍保学")


def test_without_script_the_filters_still_narrow(visit, city):
    here = visit(java_script_enabled=False)
    here.go("/search/?q=控辍保学")
    here.page.check("#f-district-990503")
    here.page.click("text=应用筛选")
    assert count(here.page) == 3


def test_phone_opens_the_filters_as_a_sheet(visit, city):
    here = visit(PHONE)
    here.go("/search/?q=控辍保学")
    expect(here.page.locator("#filters")).to_be_hidden()
    here.page.click("a[href='#filters']")
    expect(here.page.locator("#filters")).to_be_visible()
    here.page.check("#f-district-990503")
    expect(here.page.locator("#filters .wl-sheet-f")).to_contain_text("看 3 条结果")
    here.page.click(".wl-sheet-f .is-main")
    expect(here.page.locator("#filters")).to_be_hidden()


def test_composing_does_not_submit(visit, city):
    here = visit()
    here.go("/search/?q=控辍保学")
    here.page.focus("#q")
    here.page.evaluate(
        """() => { const box = document.getElementById('q');
        box.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true})); }"""
    )
    before = here.page.url
    here.page.keyboard.type("liu")
    here.page.keyboard.press("Enter")
    here.page.wait_for_timeout(300)
    assert here.page.url == before


def test_completions_by_initials_and_keyboard(visit, city):
    here = visit()
    here.go("/search/")
    here.page.click("#q")
    here.page.keyboard.type("江川", delay=20)
    expect(here.page.locator("[role=option]").first).to_contain_text("江川区")
    here.page.keyboard.press("ArrowDown")
    here.page.keyboard.press("Enter")
    here.page.wait_for_url(re.compile("/districts/990502/"))


@SIZES
def test_district_page_shows_years_gaps_and_leads_to_the_sentence(visit, city, size):
    here = visit(size)
    here.go("/districts/")
    here.page.click("main table a:has-text('临泉区')")
    expect(here.page.locator("h1")).to_have_text("临泉区")
    expect(here.page.locator(".wl-cov td.c0").first).to_have_text("缺")
    expect(here.page.locator(".wl-flag").first).to_contain_text("缺 2013")
    assert here.page.locator(".wl-chart .act").first.get_attribute("d").count("M") == 2
    here.page.click("a.wl-figure:has-text('91.5')")
    expect(here.page.locator(".wl-doc .wl-num:target")).to_have_text("91.5%")


def test_upload_receives_one_and_refuses_another(visit, city, log_in, tmp_path, data_dir):
    good, bad = tmp_path / "江川区2015年总结.txt", tmp_path / "空白.docx"
    good.write_text("江川区2015年义务教育工作总结\n\n一、巩固成果\n2015年，全区新建学校3所。\n", encoding="utf-8")
    bad.write_bytes(b"")
    here = visit()
    log_in(here, "编辑")
    here.go("/upload/")
    here.page.set_input_files("input[type=file] >> nth=0", [good, bad])
    here.page.wait_for_url(re.compile("batch="))
    expect(here.page.locator(".wl-flag").first).to_have_text("未收：")
    expect(here.page.locator("#runs")).to_contain_text("排队")
    process(IngestRun.objects.get(state=IngestRun.State.QUEUED))
    expect(here.page.locator("#runs")).to_contain_text("待审核")
    here.page.reload()
    expect(here.page.locator("#runs")).to_contain_text("江川区2015年")


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_scrolls_sideways_or_complains(visit, city, size, scheme):
    here = visit(size, color_scheme=scheme)
    for address in (
        "/", "/search/?q=控辍保学", "/search/?q=没有的词", "/reports/", "/districts/", "/districts/990502/",
        "/coverage/", "/indicators/", "/indicators/九年义务教育巩固率/", "/help/", "/login/",
    ):  # fmt: skip
        here.go(address)
        assert here.sideways() <= 0, address


@pytest.mark.parametrize("width", [1024, 800, 320])
def test_narrow_and_middle_widths(visit, city, width):
    here = visit({"width": width, "height": 800})
    rate = "/indicators/九年义务教育巩固率/"
    for address in ("/", "/search/?q=控辍保学", "/districts/990502/", "/reports/", "/coverage/", "/compare/", rate):
        here.go(address)
        assert here.sideways() <= 0, address
