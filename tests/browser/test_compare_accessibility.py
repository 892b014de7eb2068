"""Compare, the filled table and the basket keep the accessibility rules, light and dark, wide and narrow."""

from __future__ import annotations

import openpyxl
import pytest

from reports.models import BasketItem, Report
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import AXE, RUN, violations
from tests.browser.test_compare_and_collect import city  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("city")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_compare_and_basket(visit, log_in, size, scheme, tmp_path):
    here = visit(size, color_scheme=scheme)
    log_in(here, "读者")
    found = violations(here, "/basket/")
    here.go("/search/?q=控辍保学")
    for index in range(2):
        here.page.locator(".wl-hit").nth(index).locator(".wl-collect").click()
        here.page.locator(".wl-hit").nth(index).locator(".wl-collected").wait_for()
    hidden = BasketItem.objects.order_by("pk").first().report
    hidden.state = "withdrawn"
    hidden.save()
    shown = Report.objects.filter(state="published").last()
    for address in (
        "/basket/", f"/basket/?report={shown.pk}", f"/reports/{shown.pk}/", "/search/?q=控辍保学",
        "/compare/?indicator=招生人数", "/compare/?topic=义务教育&indicator=没有",
    ):  # fmt: skip
        found += violations(here, address)
    book = openpyxl.Workbook()
    for line in (["2012年"], ["区县", "招生人数"], ["江川"], ["火星区"]):
        book.active.append(line)
    book.save(tmp_path / "空表.xlsx")
    here.go("/compare/")
    here.page.set_input_files("#table", tmp_path / "空表.xlsx")
    here.page.click("#fill button")
    here.page.wait_for_url("**/compare/fill/")
    here.page.evaluate(AXE.read_text(encoding="utf-8"))
    found += here.page.evaluate(RUN)
    assert found == []
