"""A row of the upload table by mouse and by keys: another file for it, and out with it."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from reports.ingest import process
from reports.models import AuditEntry, IngestRun, Report
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import violations
from tests.browser.test_review_together import run_of
from tests.reports.brought import TEXT


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_another_file_and_out(visit, transactional_db, data_dir, log_in, size):
    here = visit(size)
    log_in(here, "编辑")
    user = User.objects.get(groups__name="编辑").get_username()
    old = run_of(TEXT, "初稿.txt", user)
    assert violations(here, "/upload/?batch=all") == []
    here.page.get_by_role("link", name="换一份：初稿.txt").click()
    expect(here.page.get_by_role("heading", level=1)).to_have_text("换一份")
    assert violations(here, f"/upload/{old.pk}/another/") == []
    assert here.sideways() <= 0
    content = TEXT.replace("94名", "98名").encode()
    here.page.set_input_files("#files", {"name": "定稿.txt", "mimeType": "text/plain", "buffer": content})
    here.page.get_by_role("button", name="换上").click()
    expect(here.page.locator(".wl-up")).to_contain_text("定稿.txt")
    process(IngestRun.objects.get(file_name="定稿.txt"))
    here.go("/upload/?batch=all")
    expect(here.page.locator(".wl-up")).not_to_contain_text("初稿.txt")
    out = here.page.get_by_role("button", name="移除：定稿.txt")
    out.focus()
    here.page.keyboard.press("Enter")
    here.page.wait_for_url(re.compile("/upload/"))
    expect(here.page.get_by_text("已移除“定稿.txt”")).to_be_visible()
    expect(here.page.locator(".wl-up")).to_have_count(0)
    assert set(Report.objects.values_list("state", flat=True)) == {"archived"}


def test_a_double_click_takes_out_once(visit, transactional_db, data_dir, log_in):
    here = visit()
    log_in(here, "编辑")
    run_of(TEXT, "初稿.txt", User.objects.get(groups__name="编辑").get_username())
    here.go("/upload/?batch=all")
    here.page.get_by_role("button", name="移除：初稿.txt").dblclick()
    expect(here.page.locator(".wl-up")).to_have_count(0)
    assert IngestRun.objects.get().state == "removed"
    assert AuditEntry.objects.filter(act="take_out", report=None).count() == 1
