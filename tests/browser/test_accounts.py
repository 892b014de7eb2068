"""One's own password, a lock-out, a session that ends, the state of the system: in the browser, and for everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import violations
from tests.reports.brought import bring_report

NEW = "云江-晨光-2031-kestrel"
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


@pytest.fixture(autouse=True)
def own_data(transactional_db, data_dir):
    return data_dir


def change(page, old: str, new: str, again: str) -> None:
    page.get_by_label("现用密码").fill(old)
    page.get_by_label("新密码", exact=True).fill(new)
    page.get_by_label("再输一遍新密码").fill(again)
    page.get_by_role("button", name="更换密码").click()


@SIZES
def test_a_reader_finds_the_way_to_another_password(visit, log_in, size):
    here = visit(size)
    page = here.page
    log_in(here, "读者")
    if size == PHONE:
        page.get_by_text("菜单").first.click()
    page.locator("a[href='/password/']:visible").first.click()
    page.wait_for_url(f"{here.base}/password/")
    change(page, "wrong", NEW, NEW)
    expect(page.locator("main")).to_contain_text("现用密码不对")
    change(page, "long-password-1", "12345678", "12345678")
    expect(page.locator("main [id$=error]").first).to_be_visible()
    change(page, "long-password-1", NEW, "another")
    expect(page.locator("main")).to_contain_text("两次输入的新密码不一样")
    assert here.sideways() <= 0
    change(page, "long-password-1", NEW, NEW)
    page.wait_for_url(f"{here.base}/")
    expect(page.locator("body > [role=status]")).to_contain_text("密码已更换")


@SIZES
@SCHEMES
def test_no_accessibility_violation(visit, log_in, size, scheme):
    here = visit(size, color_scheme=scheme)
    log_in(here, "管理员")
    found = [each for address in ("/password/", "/state/", "/upload/") for each in violations(here, address)]
    here.go("/password/")
    change(here.page, "wrong", "1", "2")
    here.page.wait_for_selector("[aria-invalid]")
    assert found == []
    assert here.sideways() <= 0


def test_a_lock_out_says_how_long(visit, log_in, settings):
    other = visit()
    log_in(other, "读者")
    here = visit()
    for _number in range(settings.AXES_FAILURE_LIMIT):
        here.go("/login/")
        here.page.fill("#id_username", "王老师")
        here.page.fill("#id_password", "wrong")
        here.page.click("main button[type=submit]")
    expect(here.page.locator("main")).to_contain_text("暂停登录十五分钟")
    from tests.browser.test_accessibility import AXE, RUN

    here.page.evaluate(AXE.read_text(encoding="utf-8"))
    assert here.page.evaluate(RUN) == []
    here.complaints = [each for each in here.complaints if "429" not in each]
    assert other.go("/password/").status == 200


def test_a_session_ends_and_the_way_leads_back(visit, log_in):
    report = bring_report()
    here = visit()
    page = here.page
    log_in(here, "审核员")
    here.go(f"/review/{report.pk}/")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    page.locator("tr[data-row=number]", has_text="94名").get_by_role("button", name="确认").click()
    page.wait_for_url(lambda url: "/login/" in url)
    assert report.metrics.get(printed="94名", archived=False).review == "open"
    page.fill("#id_username", "王老师")
    page.fill("#id_password", "long-password-1")
    page.click("main button[type=submit]")
    page.wait_for_url(f"{here.base}/review/{report.pk}/")
    here.complaints = [each for each in here.complaints if "403" not in each]
