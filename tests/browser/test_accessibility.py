"""axe-core finds nothing against WCAG 2.2 AA on any page, light and dark, wide and narrow."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.models import Report
from search import outbox
from tests.browser.conftest import DESKTOP, PHONE
from tests.portal import rows
from tests.portal.rows import Number, Part

AXE = Path(__file__).parent / "vendor" / "axe-core-4.14" / "axe.min.js"
RUN = """async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}});
    const told = node => node.target.join(' ') + ' ' + node.failureSummary;
    return found.violations.map(rule => rule.id + ': ' + rule.nodes.map(told).join(' | '));
}"""


@pytest.fixture
def pages(transactional_db):
    _whole, counties = rows.city(3)
    rate = rows.indicator("九年义务教育巩固率", key_order=1)
    for year in (2011, 2012, 2014):
        value, plan = f"{year - 1920}.5", f"{year - 1919}"
        numbers = [Number(f"{value}%", rate, value, "%"), Number(f"{plan}%", rate, plan, "%", "planned", year + 1)]
        text = f"落实控辍保学，九年义务教育巩固率达到{value}%，明年力争{plan}%。"
        part = Part("狠抓控辍保学", text, numbers, district=counties[0])
        problems = Part("存在的问题", "不少。", mark="（一）", level=2)
        rows.report(
            f"江川区{year}年义务教育工作总结",
            counties[0],
            year,
            [part, problems],
        )
    rows.report("临泉区2012年总结", counties[1], 2012, [part], state="draft")
    rows.source("示例.txt", is_sample=True)
    outbox.rebuild()
    report = Report.objects.filter(state="published").first()
    assert report is not None
    return (
        "/", "/search/?q=控辍保学&year_from=2011&year_to=2012&not=kind:plan", "/search/?q=没有的词&year=2012",
        "/reports/",
        f"/reports/{report.pk}/?q=控辍保学", f"/numbers/{report.metrics.first().pk}/", "/districts/?q=江川",
        "/districts/990502/", "/followup/", "/checks/", "/coverage/", "/indicators/",
        "/indicators/九年义务教育巩固率/", "/help/",
        "/login/", "/nothing-here/",
    )  # fmt: skip


def violations(here, address: str) -> list[str]:
    here.go(address)
    # The tool is put in by the test runner; the pages' own policy stays as it is for everything the page does.
    here.page.evaluate(AXE.read_text(encoding="utf-8"))
    return [f"{address} {each}" for each in here.page.evaluate(RUN)]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_readers_pages(visit, pages, size, scheme):
    here = visit(size, color_scheme=scheme)
    found = [each for address in pages for each in violations(here, address)]
    here.complaints = [each for each in here.complaints if "404" not in each]
    assert found == []


def test_editors_pages(visit, pages, log_in, data_dir):
    here = visit()
    log_in(here, "管理员")
    draft = Report.objects.get(state="draft")
    addresses = ("/", "/upload/", f"/reports/{draft.pk}/", "/reports/?state=draft", "/samples/remove/")
    assert [each for address in addresses for each in violations(here, address)] == []


def test_the_keyboard_alone_reaches_a_hit(visit, pages):
    here = visit()
    here.go("/")
    here.page.keyboard.press("Tab")
    assert here.page.evaluate("document.activeElement.className") == "wl-skip"
    here.page.keyboard.press("Enter")
    here.page.keyboard.press("/")
    here.page.keyboard.type("控辍保学")
    here.page.keyboard.press("Enter")
    here.page.wait_for_url("**/search/**")
    for _step in range(80):
        here.page.keyboard.press("Tab")
        if here.page.evaluate("!!document.activeElement.closest('.wl-hit h2')"):
            break
    here.page.keyboard.press("Enter")
    here.page.wait_for_url("**/reports/**")
    assert here.page.locator(".wl-doc mark").count() > 0
