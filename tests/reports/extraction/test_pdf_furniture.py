"""What belongs to a page and not to the text."""

from __future__ import annotations

from pathlib import Path

from reports.extraction import extract
from tests.reports.extraction.pdf_files import Page, write_pdf

BODY = "全县教育系统认真贯彻上级部署，深化改革，规范管理，各项工作取得新的成绩。"
TITLE = "青溪县教育局2013年工作总结"


def page(*paragraphs: str) -> Page:
    made = Page(y=700)
    for paragraph in paragraphs:
        made.paragraph(paragraph)
    return made


def test_a_title_that_later_pages_repeat_in_small_type_is_text(tmp_path: Path) -> None:
    first, second = page(BODY + "一。"), page(BODY + "二。")
    first.text(TITLE, 150, 780, 20)
    second.text(TITLE, 200, 800, 8)
    found = extract(write_pdf(tmp_path / "a.pdf", [first, second]))
    assert found.text.startswith(TITLE + "\n")
    assert found.text.count(TITLE) == 1
    assert found.boilerplate == (TITLE,)


def test_what_a_browser_prints_around_a_single_page(tmp_path: Path) -> None:
    only = page(BODY, BODY)
    only.text("2019/3/1 下午3:25", 30, 820, 8)
    only.text(TITLE, 220, 820, 8)
    only.text("https://jyj.qingxi.example/zwgk/201903/t1.html", 30, 20, 8)
    only.text("1/1", 550, 20, 8)
    found = extract(write_pdf(tmp_path / "a.pdf", [only]))
    assert found.text == f"{BODY}\n{BODY}\n"
    assert len(found.boilerplate) == 4


def test_the_header_of_a_single_page_with_a_page_number(tmp_path: Path) -> None:
    numbered, bare = page(BODY, BODY, BODY), page(BODY, BODY, BODY)
    for made in (numbered, bare):
        made.text("全市教育工作会议材料", 220, 800, 10)
    numbered.text("— 1 —", 280, 40, 10)
    found = extract(write_pdf(tmp_path / "a.pdf", [numbered]))
    assert found.boilerplate == ("全市教育工作会议材料", "— 1 —")
    assert extract(write_pdf(tmp_path / "b.pdf", [bare])).text.startswith("全市教育工作会议材料\n")


def test_a_title_at_the_top_of_a_single_page_is_no_header(tmp_path: Path) -> None:
    made = page(BODY, BODY, BODY)
    made.text(TITLE, 180, 800, 18)
    made.text("1", 290, 40, 10)
    assert extract(write_pdf(tmp_path / "a.pdf", [made])).text.startswith(TITLE)
    annex = page(BODY, BODY, BODY)
    annex.text("附件2", 90, 800, 14)
    annex.text("1", 290, 40, 10)
    assert extract(write_pdf(tmp_path / "b.pdf", [annex])).text.startswith("附件2")
