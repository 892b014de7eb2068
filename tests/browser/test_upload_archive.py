"""An archive in the upload table, opened and shut by keys and by mouse, with and without script."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from reports.ingest import process
from reports.models import IngestRun
from reports.receiving import Arrival, receive
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import violations
from tests.reports.brought import TEXT


def bring_archive(user: str) -> IngestRun:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        zipped.writestr("空白.txt", "")
        for place in ("泸县", "合江县"):
            zipped.writestr(f"{place}/总结.txt", TEXT.replace("泸县", place))
    run = receive(io.BytesIO(packed.getvalue()), "历年汇总.zip", Arrival(user=User.objects.get(username=user)))
    for member in process(run):
        process(member)
    return run


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_opened_by_a_key_and_narrowed_to_what_needs_a_person(visit, transactional_db, data_dir, log_in, size):
    here = visit(size)
    page = here.page
    log_in(here, "编辑")
    bring_archive("王老师")
    names = page.locator(".wl-up .name")
    assert violations(here, "/upload/?batch=all") == []
    expect(names).to_have_text(["历年汇总.zip", "空白.txt"])
    page.get_by_role("link", name="展开：历年汇总.zip").focus()
    page.keyboard.press("Enter")
    expect(names).to_have_text(["历年汇总.zip", "空白.txt", "泸县/总结.txt", "合江县/总结.txt"])
    shut = page.get_by_role("link", name="收起：历年汇总.zip")
    expect(shut).to_be_focused()
    assert here.sideways() <= 0
    opened = page.url.removeprefix(here.base)
    page.reload()
    expect(names).to_have_count(4)
    assert violations(here, opened) == []
    page.get_by_role("link", name="收起：历年汇总.zip").click()
    expect(names).to_have_count(2)
    page.get_by_role("link", name="只看要处理的").click()
    expect(names).to_have_text(["历年汇总.zip!/空白.txt"])
    page.get_by_role("button", name=re.compile("移除")).click()
    expect(page.get_by_text("没有要处理的文件了")).to_be_visible()


def test_opened_without_script(visit, transactional_db, data_dir, log_in):
    here = visit(java_script_enabled=False)
    log_in(here, "编辑")
    bring_archive("王老师")
    here.go("/upload/?batch=all")
    here.page.get_by_role("link", name="展开：历年汇总.zip").click()
    expect(here.page.locator(".wl-up .name")).to_have_count(4)
