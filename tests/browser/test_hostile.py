"""A city whose reports are full of tricks, on every page: nothing runs, nothing leaves the host, nothing is refused
by the policy, because nothing of it ever becomes markup."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from reports.models import Report
from search import outbox
from tests.browser.conftest import DESKTOP, PHONE
from tests.portal import hostile
from tests.reports.brought import bring_report

READERS = (
    "/", "/search/?q=控辍保学", "/reports/", "/districts/", "/districts/?q=x", "/districts/990502/",
    "/districts/990502/topics/", "/followup/", "/checks/", "/coverage/", "/indicators/", "/indicators/hostile/",
    "/indicators/hostile/?heat=1", "/compare/", "/help/", "/nothing/",
)  # fmt: skip
STAFF = ("/basket/", "/upload/", "/review/", "/state/", "/admin/reports/report/", "/admin/reports/sourcefile/")

BROUGHT = f"""江川区2015年教育工作总结{hostile.IMAGE}
一、{hostile.SCRIPT}
2015年，全区招聘教师94名{hostile.LINK}。{hostile.CLOSING}
二、{hostile.TEMPLATE}{hostile.TURNED}
{hostile.FORMULA}，学前三年毛入园率达到82.5%。{hostile.IMAGE}
"""


@pytest.fixture
def report(transactional_db, data_dir) -> Report:
    _county, report = hostile.city()
    Report.objects.exclude(pk=report.pk).filter(issuer=report.issuer).update(state="draft")
    outbox.rebuild()
    return report


def open_unharmed(here, address: str) -> None:
    here.go(address)
    assert here.page.evaluate("window.broken") is None, address
    assert here.page.locator("main script, main img[src=x], [onerror], [onload], a[href^='javascript:']").count() == 0


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_readers_pages(visit, report, size):
    here = visit(size)
    here.page.on("dialog", lambda dialog: here.complaints.append(f"dialog: {dialog.message}"))
    number = report.metrics.first()
    assert number is not None
    compared = f"/compare/?{urlencode({'indicator': number.indicator_name})}"
    topic = f"/compare/?{urlencode({'topic': report.sections.first().topic})}"
    addresses = (*READERS, f"/reports/{report.pk}/?q=控辍保学", f"/numbers/{number.pk}/", compared, topic)
    for address in (*addresses, *map(searched, (*hostile.FORMULAS[:3], *hostile.ADDRESS_VALUES[:7]))):
        open_unharmed(here, address)
        assert here.sideways() <= 0, address
    here.go(f"/districts/{report.issuer.code}/")
    here.page.locator("a.wl-dot").first.focus()
    expect(here.page.locator(".wl-tip")).to_contain_text("<script>")
    here.go(f"/reports/{report.pk}/")
    here.page.locator(".wl-doc .wl-num").first.hover()
    here.page.wait_for_timeout(500)
    assert here.page.evaluate("window.broken") is None
    here.complaints = [each for each in here.complaints if "404" not in each]


def searched(words: str) -> str:
    return f"/search/?{urlencode(dict.fromkeys(('q', 'district', 'topic', 'sort'), words))}"


def test_staff_pages(visit, report, log_in):
    here = visit()
    log_in(here, "管理员")
    draft = bring_report(text=BROUGHT)
    here.go(f"/reports/{report.pk}/")
    here.page.locator(".wl-numbers .wl-collect").first.click()
    expect(here.page.locator("#basket-said")).to_contain_text("共 1 件")
    for address in (*STAFF, f"/review/{draft.pk}/", f"/reports/{draft.pk}/"):
        open_unharmed(here, address)
