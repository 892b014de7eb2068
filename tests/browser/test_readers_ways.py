"""What readers come for, from the first page to what they take away, on a desk and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_journeys import city  # noqa: F401 - a fixture
from tests.portal import rows

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
pytestmark = pytest.mark.usefixtures("city")
EVERY = (
    "/", "/search/?q=控辍保学", "/reports/", "/districts/", "/districts/990502/", "/districts/990502/topics/",
    "/followup/", "/checks/", "/coverage/", "/indicators/", "/indicators/九年义务教育巩固率/", "/compare/", "/help/",
    "/nothing/",
)  # fmt: skip


@SIZES
def test_find_a_sentence_and_cite_it(visit, size):
    here = visit(size, permissions=["clipboard-read", "clipboard-write"])
    page = here.page
    here.go("/")
    page.fill("#q", "“关爱留守儿童” 区县:临泉区 年:2012")
    page.press("#q", "Enter")
    expect(page.locator(".wl-hit")).to_have_count(1)
    page.click(".wl-hit h2 a")
    sentence = page.locator(".wl-doc p", has_text="九年义务教育巩固率达到92.0%")
    expect(sentence.locator("mark").first).to_have_text("关爱留守儿童")
    paragraph = page.locator(".wl-doc a.pn").first.get_attribute("href")
    assert re.fullmatch(r"#[ps]\d+", paragraph)
    page.click("a[href='#cite']")
    page.click("[data-copy=citation]")
    expect(page.locator("[data-copy=citation]")).to_have_text("已复制")
    cited = page.evaluate("navigator.clipboard.readText()")
    assert re.match(r"临泉区教育局[.．]\s*临泉区2012年义务教育工作总结\[R\]", cited), cited
    assert here.sideways() <= 0


@SIZES
def test_which_districts_lack_a_report_of_2013(visit, size):
    here = visit(size)
    page = here.page
    here.go("/")
    if size is PHONE:
        page.click(".wl-menu summary")
        page.click(".wl-menu a:has-text('报送情况')")
    else:
        page.click(".wl-nav a:has-text('报送情况')")
    line = page.locator("tr#y2013 td").first
    expect(line).to_have_text("云江市、临泉区")
    expect(page.locator("td.c0 [title='临泉区 2013 年，缺']")).to_be_visible()
    assert here.sideways() <= 0


@pytest.mark.parametrize("address", EVERY)
def test_the_keyboard_reaches_everything_and_is_seen(visit, address):
    """Tab goes once through the page, in order, without a trap; whatever has the focus shows it and has a name."""
    here = visit()
    here.go(address)
    here.complaints = [each for each in here.complaints if "404" not in each]
    seen, steps = [], here.page.evaluate(FOCUSABLE)
    for _step in range(min(steps + 5, 150)):
        here.page.keyboard.press("Tab")
        focus = here.page.evaluate(FOCUSED)
        if focus is None:
            break
        seen.append(focus)
        assert focus["shown"], f"{address}: nothing shows that {focus['what']} has the focus"
        assert focus["name"], f"{address}: {focus['what']} has no name"
    assert len(seen) > 8
    assert seen[0]["what"].startswith("A.wl-skip")
    stops = [each["at"] for each in seen]
    assert len(set(stops)) == len(stops), "the focus went round before it had been everywhere"
    assert (steps < 150 and len(seen) >= steps) or len(seen) >= 145


FOCUSABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter(each => !each.disabled && each.tabIndex >= 0 && each.type !== 'hidden'
        && each.checkVisibility({visibilityProperty: true}) && !(each.type === 'radio' && !each.checked)).length"""
FOCUSED = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) { return null; }
    window.walked = window.walked || [];
    if (!window.walked.includes(at)) { window.walked.push(at); } else { return null; }
    const style = getComputedStyle(at), ring = getComputedStyle(at.closest('.wl-search, .wl-btn, label') || at);
    const hit = at.querySelector && at.querySelector('.hit');
    const lit = each => each.outlineStyle !== 'none' || each.boxShadow !== 'none';
    const name = at.getAttribute('aria-label') || at.textContent.trim() || at.title || at.value
        || (at.labels && at.labels[0] && at.labels[0].textContent.trim());
    return {what: at.tagName + '.' + (at.getAttribute('class') || ''), at: window.walked.length, name: !!name,
        shown: lit(style) || lit(ring) || !!(hit && getComputedStyle(hit).stroke !== 'none')};
}"""


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_long_names_and_empty_pages_fit_the_screen(visit, size, scheme):
    whole = rows.district("990500", "云江市")
    name = "云江高新技术产业开发区暨国家级教育综合改革试验示范先行先试管理区"
    place = rows.district("990577", name, whole)
    title = "关于印发《云江高新技术产业开发区二〇一二年度" + "义务教育均衡发展暨控辍保学" * 8 + "工作总结》的通知"
    rate = rows.indicator("建档立卡贫困家庭适龄残疾儿童少年接受义务教育送教上门服务覆盖比例")
    part = rows.Part("推进" * 40, "覆盖比例达到91.5%。", [rows.Number("91.5%", rate, "91.5", "%")])
    report = rows.report(title, place, 2012, [part], topic="义务教育均衡发展与控辍保学工作")
    empty = rows.district("990578", "空白区", whole)
    here = visit(size, color_scheme=scheme)
    for address in (
        "/", "/reports/", f"/reports/{report.pk}/", "/districts/", f"/districts/{place.code}/", "/coverage/",
        f"/districts/{empty.code}/", f"/indicators/{rate.slug}/", f"/compare/?indicator={rate.name}", "/indicators/",
        "/compare/?topic=义务教育均衡发展与控辍保学工作", f"/districts/{place.code}/topics/", "/reports/?year=1950",
    ):  # fmt: skip
        here.go(address)
        assert here.sideways() <= 0, address
