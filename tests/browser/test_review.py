"""A reviewer's day: by keyboard, by mouse, without script, on a phone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, expect

from reports.models import Metric, Report, Section
from search import outbox
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import violations
from tests.reports.brought import TEXT, bring_report

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


@pytest.fixture
def report(transactional_db, data_dir):
    return bring_report()


@pytest.fixture
def second(report):
    return bring_report(TEXT.replace("泸县", "合江县"), name="合江县2012年教育工作总结.txt")


def review_of(printed):
    return Metric.objects.get(printed=printed, archived=False, report__source__name__startswith="泸县").review


def chosen(page: Page) -> Locator:
    return page.locator("tr[data-row].is-at")


def test_numbers_are_decided_with_one_key_each(visit, report, second, log_in):
    here = visit()
    page = here.page
    log_in(here, "审核员")
    here.go(f"/review/{report.pk}/?order=text")
    page.keyboard.press("j")
    expect(chosen(page)).to_contain_text("7所")
    page.keyboard.press(" ")
    expect(page.locator("tr[data-row=number]").first.locator("svg[aria-label^='已确认']")).to_be_visible()
    expect(chosen(page)).to_contain_text("68.4%")
    page.keyboard.press("x")
    expect(chosen(page)).to_contain_text("8460万元")
    page.keyboard.press("k")
    expect(chosen(page)).to_contain_text("68.4%")
    assert (review_of("7所"), review_of("68.4%")) == ("confirmed", "rejected")
    page.keyboard.press("u")
    expect(page.locator("body > [role=status]")).to_contain_text("已撤销")
    assert review_of("68.4%") == "open"
    page.keyboard.press("p")
    page.wait_for_url(f"{here.base}/review/{second.pk}/")
    assert Report.objects.get(pk=report.pk).state == "published"


def test_a_moved_border_and_a_corrected_number_reach_every_page(visit, report, log_in):
    here = visit()
    page = here.page
    log_in(here, "审核员")
    here.go(f"/review/{report.pk}/")
    section = Section.objects.get(heading="教师队伍", archived=False)
    page.locator("tr[data-row=section]", has_text="教师队伍").locator("th a").click()
    page.get_by_label("小标题").fill("教师队伍建设提速")
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.locator("tr[data-row=section]", has_text="教师队伍建设提速")).to_be_visible()
    page.locator(".ln", has_text="公开招聘教师94名").locator("i a").click()
    page.get_by_label("从行中某处分").fill("培训教师")
    page.get_by_role("button", name="从此行起另分一节").click()
    expect(page.locator(".ln.is-head", has_text="培训教师3120人次")).to_be_visible()
    page.locator("tr[data-row=number]", has_text="68.4%").locator("[data-edit]").click()
    page.locator("input[form=change][name=value]").fill("69.4")
    page.get_by_role("button", name="保存并确认").click()
    expect(page.locator("tr[data-row=number]", has_text="68.4%").locator("svg[aria-label^='已确认']")).to_be_visible()
    page.locator("#publish button").click()
    page.wait_for_url(f"{here.base}/review/")
    outbox.drain()
    number = Metric.objects.get(printed="68.4%", archived=False)
    part = Section.objects.get(archived=False, text__startswith="培训教师3120人次")
    here.go("/search/?q=教师队伍建设提速")
    expect(page.locator("#main")).to_contain_text("共 1 条")
    here.go("/search/?q=培训教师")
    expect(page.locator(f"#main a[href*='#s{part.pk}']").first).to_be_visible()
    here.go("/districts/510521/")
    expect(page.locator("#main")).to_contain_text("69.4")
    here.go(f"/indicators/{number.indicator.slug}/?district=510521")
    expect(page.locator("#main")).to_contain_text("69.4")
    assert (number.base_value, number.value) == (Decimal("69.4"), Decimal("69.4"))
    assert Section.objects.get(pk=section.pk).heading == "教师队伍建设提速"


def test_a_border_is_dragged_to_another_line(visit, report, log_in):
    here = visit()
    page = here.page
    log_in(here, "编辑")
    here.go(f"/review/{report.pk}/")
    line = page.locator(".ln", has_text="公开招聘教师94名")
    page.locator(".ln.is-head", has_text="三、教师队伍").locator("p").drag_to(line.locator("p"))
    expect(page.locator(".ln.is-head", has_text="公开招聘教师94名")).to_be_visible()
    moved = Section.objects.get(archived=False, heading="教师队伍")
    assert report.text[moved.start : moved.end].startswith("公开招聘")
    page.keyboard.press("u")
    expect(page.locator(".ln.is-head", has_text="公开招聘教师94名")).to_have_count(0)


def test_everything_works_without_script(visit, report, log_in):
    here = visit(java_script_enabled=False)
    page = here.page
    log_in(here, "审核员")
    here.go(f"/review/{report.pk}/")
    page.locator("tr[data-row=number]", has_text="94名").get_by_role("button", name="确认").click()
    assert review_of("94名") == "confirmed"
    page.locator(".ln", has_text="公开招聘教师94名").locator("i a").click()
    page.get_by_role("button", name="从此行起另分一节").click()
    assert Section.objects.filter(archived=False, text__startswith="公开招聘").exists()
    page.get_by_role("button", name="撤销我的上一步").click()
    page.get_by_text("退回", exact=True).first.click()
    page.get_by_label("退回的理由").fill("缺附表")
    page.locator("form[action$='/return/'] button").click()
    assert Report.objects.get().state == "returned"


def test_two_reviewers_learn_of_each_other(visit, report, log_in, django_user_model):
    from reports import correcting

    here = visit()
    page = here.page
    log_in(here, "审核员")
    here.go(f"/review/{report.pk}/")
    other = django_user_model.objects.create_user("李老师")
    from tests.reports.test_correcting import title

    correcting.record(report.source, other, [title(report, "李老师的题名")])
    page.locator("tr[data-row=number]", has_text="94名").get_by_role("button", name="确认").click()
    expect(page.locator("body > [role=status]")).to_contain_text("李老师 刚刚改过这份报告")
    assert review_of("94名") == "open"
    expect(page.locator("#f-title")).to_have_value("李老师的题名")


@SIZES
def test_the_screen_fits_and_complains_of_nothing(visit, report, log_in, size):
    here = visit(size)
    log_in(here, "审核员")
    number, section = report.metrics.first(), report.sections.last()
    for address in ("/review/", f"/review/{report.pk}/?number={number.pk}&section={section.pk}&at=40"):
        here.go(address)
        assert here.sideways() <= 0
    here.go(f"/review/{report.pk}/versions/")
    assert here.sideways() <= 0


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_violation(visit, report, log_in, size, scheme):
    here = visit(size, color_scheme=scheme)
    log_in(here, "审核员")
    number, section = report.metrics.first(), report.sections.last()
    addresses = (
        "/review/",
        f"/review/{report.pk}/?number={number.pk}&section={section.pk}&at=40",
        f"/review/{report.pk}/versions/",
    )
    assert [each for address in addresses for each in violations(here, address)] == []


def test_the_queue_fits_a_phone(visit, report, second, log_in):
    here = visit(PHONE)
    log_in(here, "审核员")
    here.go("/review/")
    table = here.page.locator(".wl-queue")
    assert table.evaluate("each => each.scrollWidth - each.parentElement.clientWidth") <= 0
    assert here.sideways() <= 0
    expect(table.locator("tbody tr").first).to_contain_text("泸县")
    for words in ("节", "数", "存疑"):
        assert (
            table.locator(f"td[data-k={words}]").first.evaluate("cell => getComputedStyle(cell, '::before').content")
            != "none"
        )
    assert violations(here, "/review/") == []


def test_numbers_and_tabs_fit_a_phone(visit, report, log_in):
    here = visit(PHONE)
    page = here.page
    log_in(here, "审核员")
    here.go(f"/review/{report.pk}/?order=text")
    row = page.locator("tr[data-row=number]").first
    value, confirm = row.locator(".wl-num"), row.get_by_role("button", name="确认")
    assert value.bounding_box()["y"] < confirm.bounding_box()["y"]
    assert row.bounding_box()["height"] < 120
    assert here.sideways() <= 0
    weight = "tab => getComputedStyle(tab).fontWeight"
    tabs = page.locator(".wl-tabs a")
    assert [tabs.nth(n).evaluate(weight) for n in (0, 1)] == ["400", "600"]
    tabs.first.click()
    expect(page.locator("#understood")).to_be_hidden()
    assert [tabs.nth(n).evaluate(weight) for n in (0, 1)] == ["600", "400"]
    tabs.last.click()
    confirm.click()
    expect(row.locator("svg[aria-label^='已确认']")).to_be_visible()
    assert violations(here, f"/review/{report.pk}/") == []
