"""Charts tell their sentences to the mouse, the finger and the keys, and can be taken away as pictures and tables."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path
from typing import cast

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.portal import rows
from tests.portal.rows import Number, Part

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
PAGE = "/districts/990502/"


@pytest.fixture
def county(transactional_db):
    _whole, counties = rows.city(2)
    rate = rows.indicator("九年义务教育巩固率", key_order=1)
    for index, county in enumerate(counties):
        for year in (2011, 2012, 2014):
            value, plan = f"{year - 1920 - index}.5", f"{year - 1919}"
            numbers = [Number(f"{value}%", rate, value, "%"), Number(f"{plan}%", rate, plan, "%", "planned", year + 1)]
            part = Part("巩固成果", f"巩固率达到{value}%，明年力争{plan}%。", numbers)
            rows.report(f"{county.name}{year}年义务教育工作总结", county, year, [part])
    return counties[0]


def test_hover_shows_the_sentence_and_escape_hides_it(visit, county):
    here = visit()
    here.go(PAGE)
    tip = here.page.locator(".wl-tip")
    expect(tip).to_be_hidden()
    here.page.locator("a.wl-dot:has(.dot)").nth(1).hover()
    expect(tip).to_contain_text("2012 实际 92.5 %")
    expect(tip).to_contain_text("巩固率达到92.5%，明年力争93%。")
    tip.hover()
    here.page.wait_for_timeout(400)
    expect(tip).to_be_visible()
    here.page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_keys_walk_from_value_to_value_and_lead_to_the_sentence(visit, county):
    here = visit()
    here.go(PAGE)
    tip = here.page.locator(".wl-tip")
    stops = here.page.locator(".wl-charts figure >> nth=0 >> a.wl-dot[tabindex='0']")
    expect(stops).to_have_count(1)
    stops.focus()
    expect(tip).to_contain_text("2015 计划 95 %")
    here.page.keyboard.press("Home")
    expect(tip).to_contain_text("2011 实际 91.5 %")
    here.page.keyboard.press("ArrowRight")
    expect(tip).to_contain_text("2012")
    here.page.keyboard.press("Enter")
    expect(here.page.locator(".wl-doc .wl-num:target")).to_be_visible()


def test_the_first_touch_tells_and_does_not_leave(visit, county):
    here = visit(PHONE, has_touch=True)
    here.go(PAGE)
    here.page.locator("a.wl-dot:has(.dot)").first.tap()
    expect(here.page.locator(".wl-tip")).to_contain_text("2011 实际 91.5 %")
    assert here.page.url.endswith(PAGE)
    here.page.locator(".wl-tip a").tap()
    expect(here.page.locator(".wl-doc .wl-num:target")).to_have_text("91.5%")


def test_without_script_every_value_is_a_link_with_its_sentence(visit, county):
    here = visit(java_script_enabled=False)
    here.go(PAGE)
    dot = here.page.locator("a.wl-dot:has(.dot)").first
    assert "巩固率达到91.5%" in dot.locator("title").text_content()
    expect(here.page.locator("[data-png]").first).to_be_hidden()
    dot.focus()
    here.page.keyboard.press("Enter")
    expect(here.page.locator(".wl-doc .wl-num:target")).to_have_text("91.5%")


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_is_kept_as_a_picture(visit, county, size, scheme):
    here = visit(size, color_scheme=scheme)
    here.go(PAGE)
    with here.page.expect_download() as download:
        here.page.locator("[data-png]").first.click()
    assert download.value.suggested_filename == "江川区 九年义务教育巩固率.png"
    picture = Image.open(io.BytesIO(Path(download.value.path()).read_bytes())).convert("RGB")
    assert picture.size == (1080, 756)
    counts = Counter(picture.get_flattened_data())
    ground = cast(tuple[int, int, int], counts.most_common(1)[0][0])
    line = (10, 90, 102) if scheme == "light" else (116, 200, 207)
    assert (min(ground) > 200) == (scheme == "light")
    assert counts[line] > 500, "the actual line is drawn in the page's own colour"


def test_the_table_beneath_holds_what_the_chart_draws_and_goes_to_excel(visit, county, tmp_path):
    here = visit()
    here.go(PAGE)
    drawn = here.page.locator("a.wl-dot").evaluate_all("dots => dots.map(dot => dot.getAttribute('href')).sort()")
    cells = ".wl-yeartable a.wl-figure"
    told = here.page.locator(cells).evaluate_all("cells => cells.map(cell => cell.getAttribute('href')).sort()")
    assert drawn == told
    here.page.click(".wl-drop-down summary")
    with here.page.expect_download() as download:
        here.page.click(".wl-drop-down a:has-text('Excel')")
    download.value.save_as(tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    table = [row for row in sheet.iter_rows(values_only=True) if row[0] in ("指标", "九年义务教育巩固率")]
    found = dict(zip(*table, strict=True))
    assert found["2012年"] == 92.5
    assert found["2012年计划"] == 92
    assert found["2013年"] == "—"


@SIZES
def test_the_heat_map_shades_the_table_and_keeps_the_numbers(visit, county, size):
    here = visit(size)
    here.go("/indicators/九年义务教育巩固率/")
    here.page.click("text=热力图")
    depths = here.page.locator(".wl-yeartable td[class*=heat-]")
    assert depths.count() == 6
    expect(here.page.locator(".heat-4").first).to_contain_text("94.5")
    expect(here.page.locator(".heat-1").first).to_contain_text("90.5")
    assert here.sideways() <= 0
    here.page.click("text=数表")
    expect(depths).to_have_count(0)
