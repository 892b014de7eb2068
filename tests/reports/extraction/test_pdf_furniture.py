"""What belongs to a page and not to the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.extraction import extract
from tests.reports.extraction.pdf_files import CHARACTERS, Page, write_pdf

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


@pytest.mark.parametrize(
    ("height", "words"),
    [
        (120, ["- 1 -", "- 2 -", "- 3 -"]),  # above the bottom margin of official documents
        (150, ["第 1 页 共 3 页", "第 2 页 共 3 页", "第 3 页 共 3 页"]),
        (30, ["一", "二", "三"]),
        (30, ["教育局 第1页", "教育局 第2页", "教育局 第3页"]),
        (30, ["·8·", "·9·", "·10·"]),
    ],
)
def test_numbers_that_rise_with_the_pages(tmp_path: Path, height: int, words: list[str]) -> None:
    text = "全市教育工作稳步推进办学条件明显改善教师队伍更加优秀学生健康成长群众更加满意" * 8
    lines = [text[start : start + CHARACTERS] for start in range(0, len(text), CHARACTERS)]
    pages = []
    for number, word in enumerate(words):
        page = Page(y=700)
        for line in lines[number * 4 : number * 4 + 4]:
            page.line(line)
        page.text(word, 280, height, 10)
        pages.append(page)
    found = extract(write_pdf(tmp_path / "a.pdf", pages))
    assert found.boilerplate == tuple(words)
    assert found.text == "".join(lines[:12]) + "\n"


def test_figures_that_do_not_rise_with_the_pages_stay(tmp_path: Path) -> None:
    pages = []
    for figure in ("12", "38", "7"):
        page = Page(y=700)
        page.line("新建幼儿园（所）")
        page.text(figure, 280, 180)
        pages.append(page)
    found = extract(write_pdf(tmp_path / "a.pdf", pages))
    assert found.boilerplate == ()
    assert [figure in found.text for figure in ("12", "38", "7")] == [True] * 3


def test_what_changes_beside_a_header_that_returns_is_part_of_it(tmp_path: Path) -> None:
    """Chapter and page number at the right of the report's name: neither returns often enough by itself."""
    pages = [page(f"{BODY}第{number}页。") for number in range(4)]
    for number, (made, chapter) in enumerate(
        zip(pages, ("学前教育", "义务教育", "高中教育", "职业教育"), strict=True), 1
    ):
        made.text(TITLE, 90, 800, 9)
        made.text(chapter, 400, 800, 9)
        made.text(str(number), 500, 800, 9)
    found = extract(write_pdf(tmp_path / "a.pdf", pages))
    assert found.text == "".join(f"{BODY}第{number}页。\n" for number in range(4))
    assert {TITLE, "学前教育", "职业教育", "4"} <= set(found.boilerplate)
