"""Everything the search page offers, touched in a browser: with and without JavaScript, on a desktop and a phone."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from playwright.sync_api import expect

from search import outbox
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import violations
from tests.portal import rows
from tests.portal.rows import Number, Part

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
TOTAL = "#main .wl-bar h1"


@pytest.fixture
def city(transactional_db):
    """Three districts, 2011 to 2014, one report each of its own topic: twelve sections."""
    whole, counties = rows.city(3)
    rate = rows.indicator("九年义务教育巩固率", key_order=1)
    for index, county in enumerate(counties):
        for year in range(2011, 2015):
            value = f"{90 + index + (year - 2010) / 2}"
            text = f"落实控辍保学责任制，关爱留守儿童。九年义务教育巩固率达到{value}%。控辍保学再部署。"
            part = Part("狠抓控辍保学", text, [Number(f"{value}%", rate, value, "%")] if year % 2 else [])
            kind = "special" if year == 2014 else "annual"
            topic = f"主题{index * 4 + year - 2010:02}"
            rows.report(f"{county.name}{year}年义务教育工作总结", county, year, [part], kind=kind, topic=topic)
    outbox.rebuild()
    return whole, counties


def open_filters(page, size) -> None:
    if size is PHONE:
        page.click("a[href='#filters']")


def tick(page, size, scripts, field, value) -> None:
    """As people do: on the phone in the sheet, without JavaScript with the button below."""
    open_filters(page, size)
    page.check(f"#f-{field}-{value}")
    if not scripts:
        page.click("text=应用筛选")
    elif size is PHONE:
        page.click(".wl-sheet-f .is-main")


def walk(page, way, arrived) -> None:
    """Through the history, past the steps that only opened and closed the sheet of filters."""
    for _ in range(8):
        page.evaluate(f"history.{way}()")
        page.wait_for_timeout(500)
        if arrived(page.url):
            return
    raise AssertionError(f"{way}: {page.url}")


@SIZES
@SCRIPTS
def test_several_values_of_several_facets(visit, city, size, scripts):
    page = (here := visit(size, java_script_enabled=scripts)).page
    here.go("/search/?q=控辍保学")
    tick(page, size, scripts, "district", "990502")
    expect(page.locator(TOTAL)).to_have_text("共 4 条")
    tick(page, size, scripts, "district", "990503")
    expect(page.locator(TOTAL)).to_have_text("共 8 条")
    tick(page, size, scripts, "kind", "special")
    expect(page.locator(TOTAL)).to_have_text("共 2 条")
    assert page.locator(".wl-chips .wl-chip:not(.is-syn)").count() == 3
    assert here.sideways() <= 0
    page.click(".wl-chip:has-text('专项总结') a")
    expect(page.locator(TOTAL)).to_have_text("共 8 条")
    page.click("text=清空 >> visible=true")
    expect(page.locator(TOTAL)).to_have_text("共 12 条")


@SIZES
@SCRIPTS
def test_exclude_and_bring_back(visit, city, size, scripts):
    page = (here := visit(size, java_script_enabled=scripts)).page
    here.go("/search/?q=控辍保学")
    open_filters(page, size)
    page.hover("label:has(#f-kind-special)")
    page.click("[aria-label='排除专项总结']")
    expect(page.locator(TOTAL)).to_have_text("共 9 条")
    assert "not=kind%3Aspecial" in page.url
    open_filters(page, size)
    page.click("[aria-label='恢复专项总结']")
    expect(page.locator(TOTAL)).to_have_text("共 12 条")


@SIZES
def test_years_by_dragging_over_the_bars(visit, city, size):
    page = (here := visit(size)).page
    here.go("/search/?q=控辍保学")
    open_filters(page, size)
    box = page.locator("[data-bars]").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 30)
    page.mouse.up()
    expect(page.locator("#found")).to_have_text("共 6 条")
    assert "year_from=2012" in page.url
    assert "year_to=2013" in page.url
    expect(page.locator("[data-bars] .brush")).to_have_count(1)


def test_years_by_keyboard_and_one_by_one(visit, city):
    page = (here := visit()).page
    here.go("/search/?q=控辍保学")
    page.click("text=逐年选")
    page.check("#f-year-2011")
    expect(page.locator(TOTAL)).to_have_text("共 3 条")
    page.check("#f-year-2014")
    expect(page.locator(TOTAL)).to_have_text("共 6 条")
    expect(page.locator("#f-year-2011")).to_be_checked()


@SIZES
@SCRIPTS
def test_a_long_list_unfolds_stays_open_and_folds(visit, city, size, scripts):
    page = (here := visit(size, java_script_enabled=scripts)).page
    here.go("/search/?q=控辍保学")
    open_filters(page, size)
    topics = page.locator("#facet-topic input[name=topic]")
    assert topics.count() == 9
    page.click("#facet-topic .wl-unfold")
    expect(topics).to_have_count(12)
    if scripts:
        page.fill("#facet-topic [data-narrow]", "题07")
        expect(page.locator("#facet-topic .wl-check:visible")).to_have_count(1)
        page.fill("#facet-topic [data-narrow]", "")
        page.check("#f-topic-主题12")
        expect(page.locator("#found")).to_have_text("共 1 条")
        expect(topics).to_have_count(12)
    open_filters(page, size) if not page.locator("#facet-topic").is_visible() else None
    page.click("#facet-topic .wl-unfold")
    expect(page.locator("#facet-topic .wl-unfold")).to_contain_text("另")


@SIZES
def test_scope_and_search_within(visit, city, size):
    page = (here := visit(size)).page
    here.go("/search/?q=控辍保学")
    page.check("input[name=within]")
    page.fill("#q", "2013年")
    page.press("#q", "Enter")
    page.wait_for_url(re.compile("within="))
    expect(page.locator(".wl-chip:has-text('结果中')")).to_be_visible()
    page.click(".wl-chip:has-text('结果中') a")
    page.check("input[name=scope][value=title]")
    page.fill("#q", "控辍保学")
    page.press("#q", "Enter")
    page.wait_for_url(re.compile("scope=title"))
    expect(page.locator("#main h1")).to_have_text("没有找到“控辍保学”")
    page.click("main tr:has-text('改在全文里找') a")
    expect(page.locator(TOTAL)).to_have_text("共 12 条")


@pytest.mark.parametrize(
    ("typed", "found"), [("jiangchuan", "江川区"), ("lqq", "临泉区"), ("巩固", "九年义务教育巩固率")]
)
def test_completions_by_pinyin_initials_and_words(visit, city, typed, found):
    page = (here := visit()).page
    here.go("/search/")
    page.click("#q")
    page.keyboard.type(typed, delay=15)
    expect(page.locator(f"[role=option]:has-text('{found}')").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".wl-suggest")).to_be_hidden()
    assert page.input_value("#q") == typed


def test_an_input_method_composes_without_sending(visit, city):
    """Through the browser's own input-method entrance, as an editor would: the Enter that ends it sends nothing."""
    page = (here := visit()).page
    here.go("/search/")
    page.click("#q")
    method = page.context.new_cdp_session(page)
    method.send("Input.imeSetComposition", {"text": "kongchuo", "selectionStart": 8, "selectionEnd": 8})
    page.evaluate(
        "document.getElementById('q').dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true}))"
    )
    method.send("Input.insertText", {"text": "控辍保学"})
    page.wait_for_timeout(300)
    assert page.url.endswith("/search/")
    assert page.input_value("#q") == "控辍保学"
    page.press("#q", "Enter")
    page.wait_for_url(re.compile("q="))
    expect(page.locator(TOTAL)).to_have_text("共 12 条")


@SIZES
@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
def test_all_hits_are_taken_away_as_a_file(visit, city, size, form):
    page = (here := visit(size)).page
    here.go("/search/?q=控辍保学&district=990502")
    page.click("summary:has-text('导出')")
    with page.expect_download() as taken:
        page.click(f".wl-drop-down a[href*='format={form}']")
    assert taken.value.suggested_filename.endswith(f".{form}")
    assert taken.value.path().stat().st_size > 500


@SIZES
def test_back_and_forward_restore_filters_and_words(visit, city, size):
    page = (here := visit(size)).page
    here.go("/search/?q=控辍保学")
    tick(page, size, True, "district", "990502")
    expect(page.locator("#found")).to_have_text("共 4 条")
    page.click(".wl-seg a:has-text('旧→新')")
    expect(page.locator(".wl-hit h2").first).to_contain_text("2011")
    page.click(".wl-hit h2 a >> nth=0")
    page.wait_for_url(re.compile("/reports/"))
    page.go_back()
    expect(page.locator(".wl-seg [aria-current]")).to_have_text("旧→新")
    walk(page, "back", lambda url: "sort=" not in url)
    expect(page.locator("#found")).to_have_text("共 4 条")
    expect(page.locator("#f-district-990502")).to_be_checked()
    walk(page, "back", lambda url: "district=" not in url)
    expect(page.locator("#found")).to_have_text("共 12 条")
    expect(page.locator("#f-district-990502")).not_to_be_checked()
    walk(page, "forward", lambda url: "district=" in url)
    expect(page.locator("#f-district-990502")).to_be_checked()


def test_marks_are_walked_through_on_the_report(visit, city):
    page = (here := visit()).page
    here.go("/search/?q=控辍保学&district=990502&year=2011")
    page.click(".wl-hit h2 a >> nth=0")
    marks = page.locator(".wl-doc mark")
    assert marks.count() >= 2
    page.keyboard.press("n")
    expect(marks.nth(0)).to_have_class(re.compile("is-now"))
    page.keyboard.press("n")
    expect(marks.nth(1)).to_have_class(re.compile("is-now"))
    page.keyboard.press("p")
    expect(marks.nth(0)).to_have_class(re.compile("is-now"))


@SIZES
def test_a_search_is_kept_and_followed(visit, city, log_in, size):
    page = (here := visit(size)).page
    log_in(here, "读者")
    here.go("/search/?q=控辍保学&year=2012")
    page.click("text=存为常用")
    expect(page.locator("[role=status]:has-text('已存为常用检索')")).to_be_visible()
    here.go("/search/saved/")
    assert here.sideways() <= 0
    feed = page.locator(".feed a").get_attribute("href")
    answer = page.request.get(feed, headers={"Cookie": ""})
    assert len(ET.fromstring(answer.body()).findall("./channel/item")) == 3  # noqa: S314 - our own answer
    page.click(".wl-saved th[scope=row] >> nth=0 >> a")
    expect(page.locator(TOTAL)).to_have_text("共 3 条")
    here.go("/search/saved/")
    page.get_by_role("button", name=re.compile("删去：.*控辍保学")).click()
    expect(page.locator("main")).to_contain_text("还没有常用检索")


@SIZES
def test_the_empty_state_leads_on(visit, city, size):
    page = (here := visit(size)).page
    here.go("/search/?q=控辍保学&year_from=1999&year_to=2000&not=kind:annual")
    expect(page.locator("main h1")).to_have_text("没有找到“控辍保学”")
    page.click("main tr:has-text('不限年度') a")
    expect(page.locator(TOTAL)).to_have_text("共 3 条")
    here.go("/search/?q=控錯保学")
    expect(page.locator("main")).to_contain_text("控辍保学")


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_unfolded_lists_and_kept_searches_are_accessible(visit, city, log_in, size, scheme):
    here = visit(size, color_scheme=scheme)
    log_in(here, "读者")
    here.go("/search/?q=控辍保学&year=2012")
    here.page.click("text=存为常用")
    addresses = ("/search/saved/", "/search/?q=控辍保学&open=topic", "/search/?q=控辍保学&open=topic#filters")
    assert [each for address in addresses for each in violations(here, address)] == []
