"""What administrators do in the admin: words, synonyms, districts, indicators, accounts, the record of acts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from portal.management.commands.work import update_index
from reports import publishing
from reports.models import AuditEntry, District
from search import outbox
from search.models import QueryLog
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import AXE
from tests.portal import rows
from tests.reports.brought import TEXT, bring_report

OURS = """async () => {
    const found = await axe.run(document, {runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa']},
        rules: {'color-contrast': {enabled: true}}});
    return found.violations.filter(rule => rule.id === 'color-contrast' || rule.impact === 'critical')
        .map(rule => rule.id + ': ' + rule.nodes.map(node => node.target.join(' ')).join(' | '));
}"""
"""Django's own pages have best-practice findings that are not ours to mend; colours are ours, and nothing critical."""
PAGES = (
    "/admin/", "/admin/search/word/", "/admin/search/synonym/add/", "/admin/search/querylog/",
    "/admin/reports/district/", "/admin/reports/indicator/proposals/", "/admin/reports/auditentry/",
    "/admin/auth/user/", "/admin/auth/user/add/",
)  # fmt: skip


@pytest.fixture
def report(transactional_db, data_dir):
    made = bring_report(TEXT.replace("规范招生行为", "云江模式推广"), publish=True)
    outbox.drain()
    return made


def test_a_word_and_a_synonym_are_added_and_the_index_follows_with_progress(visit, report, log_in):
    here = visit()
    page = here.page
    log_in(here, "管理员")
    here.go("/admin/search/word/add/")
    page.fill("#id_word", "云江模式")
    page.get_by_role("button", name="保存", exact=True).first.click()
    expect(page.locator(".messagelist")).to_contain_text("后台随即重建索引")
    expect(page.locator("p[role=status]")).not_to_contain_text("索引已按现有词典建立")
    here.go("/state/")
    expect(page.locator("#state [role=status]")).to_be_visible()
    update_index(rules_due=True)
    expect(page.locator("#state [role=status]")).to_have_count(0)
    here.go("/admin/search/word/")
    expect(page.locator("p[role=status]")).to_contain_text("索引已按现有词典建立")
    here.go("/admin/search/synonym/add/")
    page.fill("#id_words", "云江模式 云江办法")
    page.get_by_role("button", name="保存", exact=True).first.click()
    update_index(rules_due=True)
    here.go("/search/?q=云江办法")
    expect(page.locator(f"#main a[href*='/reports/{report.pk}/']").first).to_be_visible()


def test_failed_searches_stand_most_asked_first(visit, report, log_in):
    QueryLog.objects.create(query="智慧校园", day="2026-11-20", times=2, total=0)
    QueryLog.objects.create(query="营养午餐", day="2026-11-20", times=9, total=0)
    here = visit()
    log_in(here, "管理员")
    here.go("/state/")
    here.page.get_by_text("没有命中的检索词").click()
    expect(here.page.locator("h2", has_text="没有命中的检索词")).to_be_visible()


def test_two_rows_of_one_place_become_one(visit, report, log_in):
    keep = District.objects.get(code="510521")
    twin = rows.district("510599", "泸县新区", keep.parent)
    other = bring_report(TEXT.replace("泸县", "泸县新区"), name="新区.txt")
    other.issuer = twin
    other.save()
    publishing.publish([other], None)
    here = visit()
    page = here.page
    log_in(here, "管理员")
    here.go("/admin/reports/district/?q=泸县")
    for row in (keep, twin):
        page.locator(f"input[name=_selected_action][value='{row.pk}']").check()
    page.select_option("select[name=action]", "merge_selected")
    page.get_by_role("button", name="执行").click()
    expect(page.locator("#content")).to_contain_text("此操作不能撤销")
    page.locator(f"input[name=into][value='{keep.code}']").check()
    page.get_by_role("button", name="合并").click()
    expect(page.locator(".messagelist")).to_contain_text("已并入泸县")
    outbox.drain()
    here.go(f"/districts/{keep.code}/")
    expect(page.locator(f"#main a[href^='/reports/{other.pk}/']").first).to_be_visible()
    assert AuditEntry.objects.filter(act="merge", who__username="王老师").count() == 1


def test_an_account_is_made_given_a_role_and_recorded(visit, report, log_in):
    here = visit()
    page = here.page
    log_in(here, "管理员")
    here.go("/admin/auth/user/add/")
    page.fill("#id_username", "李老师")
    page.fill("#id_password1", "云江-晨光-2031-kestrel")
    page.fill("#id_password2", "云江-晨光-2031-kestrel")
    page.get_by_role("button", name="保存", exact=True).first.click()
    page.wait_for_url(re.compile(r"/admin/auth/user/\d+/change/"))
    page.locator("#id_groups_from option", has_text="编辑").dblclick()
    page.get_by_role("button", name="保存", exact=True).first.click()
    here.go("/admin/reports/auditentry/")
    table = page.locator("#result_list")
    expect(table).to_contain_text("新建账号")
    expect(table).to_contain_text("无 → 编辑")
    theirs = visit()
    theirs.go("/login/")
    theirs.page.fill("#id_username", "李老师")
    theirs.page.fill("#id_password", "云江-晨光-2031-kestrel")
    theirs.page.click("main button[type=submit]")
    theirs.page.wait_for_url(f"{theirs.base}/password/")
    expect(theirs.page.locator("main")).to_contain_text("请先换成自己的密码")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_admin_in_our_colours_can_be_read(visit, report, log_in, size, scheme):
    here = visit(size, color_scheme=scheme)
    log_in(here, "管理员")
    found = []
    for address in PAGES:
        here.go(address)
        said = list(here.complaints)
        here.page.evaluate(AXE.read_text(encoding="utf-8"))
        found += [f"{address} {each}" for each in here.page.evaluate(OURS)]
        here.complaints[:] = said  # What the tool itself tries on these pages is no fault of theirs.
    assert found == []
