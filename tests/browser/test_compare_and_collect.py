"""What requests ask for: all districts next to each other, a blank table filled, pieces collected and taken away."""

from __future__ import annotations

import re

import openpyxl
import pytest
from docx import Document
from playwright.sync_api import expect

from search import outbox
from tests.browser.conftest import DESKTOP, PHONE
from tests.portal import rows
from tests.portal.rows import Number, Part

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


@pytest.fixture
def city(transactional_db, data_dir):
    whole, counties = rows.city(3)
    pupils = rows.indicator("招生人数", "人")
    for index, county in enumerate(counties):
        county.names.create(name=county.name[:2], kind="short")
        for year in range(2011, 2015):
            if (index, year) == (1, 2013):
                continue
            value = f"{4000 + 100 * index + year}"
            text = f"落实控辍保学责任制，全年招生{value}人。家校签订责任书{year}份。"
            part = Part("狠抓控辍保学", text, [Number(f"{value}人", pupils, value, "人")])
            rows.report(f"{county.name}{year}年义务教育工作总结", county, year, [part])
    outbox.rebuild()
    return whole, counties


@SIZES
def test_enrolment_of_all_districts_over_the_years(visit, city, size, tmp_path):
    here = visit(size)
    page = here.page
    here.go("/compare/?indicator=招生人数")
    lines = page.locator(".wl-compare tbody tr")
    expect(lines).to_have_count(4)
    assert [text.split()[0] for text in lines.locator("th").all_inner_texts()] == [
        "云江市",
        "江川区",
        "临泉区",
        "梧桐区",
    ]
    expect(lines.nth(2).locator("td").nth(2)).to_have_text("缺")
    expect(lines.nth(1).locator("td").nth(0)).to_have_text("6,011")
    assert here.sideways() <= 0
    page.click(".wl-drop-down summary")
    with page.expect_download() as download:
        page.click(".wl-drop-down a:has-text('Excel')")
    path = tmp_path / "out.xlsx"
    download.value.save_as(path)
    assert openpyxl.load_workbook(path).sheetnames[0] == "对比表"
    page.click("a.wl-figure:has-text('6,014')")
    expect(page.locator(".wl-doc .wl-num:target")).to_have_text("6014人")


def test_filters_narrow_and_back_restores_them(visit, city):
    here = visit()
    page = here.page
    here.go("/compare/?indicator=招生人数")
    page.check("#d-990503")
    expect(page.locator(".wl-compare tbody tr")).to_have_count(1)
    page.wait_for_url(re.compile("district=990503"))
    page.check("#d-990502")
    expect(page.locator(".wl-compare tbody tr")).to_have_count(2)
    page.go_back()
    expect(page.locator(".wl-compare tbody tr")).to_have_count(1)
    bookmark = page.url
    other = visit(java_script_enabled=False)
    other.page.goto(bookmark)
    expect(other.page.locator(".wl-compare tbody th")).to_have_text(re.compile("临泉区"))
    other.page.check("#d-990504")
    other.page.click("text=查看 >> nth=0")
    expect(other.page.locator(".wl-compare tbody tr")).to_have_count(2)


@SIZES
@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_blank_table_comes_back_filled(visit, city, size, script, tmp_path):
    book = openpyxl.Workbook()
    for line in (["2012年招生情况"], ["区县", "招生人数（人）"], ["江川"], ["临泉"], ["梧桐区"], ["火星区"]):
        book.active.append(line)
    book.save(tmp_path / "空表.xlsx")
    here = visit(size, java_script_enabled=script)
    here.go("/compare/")
    here.page.set_input_files("#table", tmp_path / "空表.xlsx")
    here.page.click("#fill button")
    expect(here.page.locator("h1")).to_have_text("填好了")
    expect(here.page.locator(".wl-note")).to_contain_text("火星区")
    with here.page.expect_download() as download:
        here.page.click("text=下载填好的表")
    assert download.value.suggested_filename == "空表-已填.xlsx"
    download.value.save_as(tmp_path / "filled.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "filled.xlsx").active
    assert [sheet[f"B{row}"].value for row in (3, 4, 5)] == [6012, 6112, 6212]
    assert "全年招生6012人" in sheet["B3"].comment.text
    assert here.sideways() <= 0


@SIZES
def test_collect_five_and_take_them_to_word(visit, city, log_in, size, tmp_path):
    here = visit(size)
    page = here.page
    log_in(here, "读者")
    here.go("/search/?q=控辍保学")
    for index in range(3):
        button = page.locator(".wl-hit").nth(index).locator(".wl-collect")
        button.click()
        expect(page.locator(".wl-hit").nth(index).locator(".wl-collected")).to_be_visible()
    page.click(".wl-hit h2 a >> nth=5")
    page.locator(".wl-numbers .wl-collect").first.click()
    expect(page.locator("#basket-said")).to_contain_text("共 4 件")
    page.evaluate(
        """() => { const line = document.querySelector('.wl-doc p'), range = document.createRange();
        range.selectNodeContents(line); getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    page.click("#pick-sentence button")
    expect(page.locator("#basket-said")).to_contain_text("共 5 件")
    page.click("#basket-said a")
    expect(page.locator(".wl-basket > li")).to_have_count(5)
    last = page.locator(".wl-basket > li").nth(4).locator(".wl-quote").first.inner_text()
    page.locator(".wl-basket > li").nth(4).locator("[value=up]").click()
    expect(page.locator(".wl-basket > li").nth(3).locator(".wl-quote").first).to_have_text(last)
    with page.expect_download() as download:
        page.click("text=Word")
    download.value.save_as(tmp_path / "out.docx")
    texts = [paragraph.text for paragraph in Document(tmp_path / "out.docx").paragraphs]
    assert sum(bool(re.match("[一二三四五]、.+区20", text)) for text in texts) == 5
    assert any(text.startswith("[1] ") and "[R]. 20" in text for text in texts)
    assert here.sideways() <= 0


def test_without_script_buttons_and_sentences_work_too(visit, city, log_in):
    here = visit(java_script_enabled=False)
    page = here.page
    log_in(here, "读者")
    here.go("/search/?q=控辍保学")
    page.locator(".wl-hit .wl-collect").first.click()
    expect(page.locator("[role=status] .wl-note")).to_contain_text("已收入素材篮")
    assert "/search/?q=" in page.url
    page.click(".wl-hit h2 a >> nth=0")
    page.click("text=摘句")
    page.fill("#quote", "家校签订责任书")
    page.click(".wl-pick .is-main")
    expect(page.locator(".wl-basket > li")).to_have_count(2)


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_scrolls_sideways_or_complains(visit, city, log_in, size, scheme):
    here = visit(size, color_scheme=scheme)
    log_in(here, "读者")
    addresses = (
        "/compare/", "/compare/?indicator=招生人数", "/compare/?topic=义务教育", "/basket/",
        "/compare/?indicator=没有&district=没有",
    )  # fmt: skip
    for address in addresses:
        here.go(address)
        assert here.sideways() <= 0, address
