"""Footnotes of pdf pages: after the paragraph that refers to them, never in the middle of a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.extraction import extract
from reports.extraction.pdf_lines import Line
from reports.extraction.pdf_notes import take_notes
from tests.reports.extraction.pdf_files import CHARACTERS, LEFT, SIZE, Page, write_pdf


def line(text: str, bottom: float, size: float = 12.0) -> Line:
    return Line(text, 90, 90 + len(text) * size, bottom, bottom + size, size, bold=False)


TEXT = [
    line("全县新建幼儿园12²所，招聘教师80名，", 700),
    line("毛入园率提高3个百分点。", 680),
    line("二是保障投入。", 660),
]


@pytest.mark.parametrize(
    ("text", "notes", "found"),
    [
        (TEXT, [line("²含改扩建3所。", 80, 9)], {0: ["含改扩建3所。"]}),
        (TEXT, [line("2 含改扩建3所，", 92, 9), line("不含移交的5所。", 80, 9)], {0: ["含改扩建3所，不含移交的5所。"]}),
        ([line("新建12所[1]，招聘80名[2]。", 700)], [line("[1] 甲", 92), line("[2] 乙", 80)], {0: ["甲", "乙"]}),
        ([line("新建12所①，", 700)], [line("①甲", 80, 9)], {0: ["甲"]}),
        ([line("做到①规范②安全，", 700)], [line("①甲", 80, 12)], {}),  # items, in the size of the text
        (TEXT, [line("1 含改扩建3所。", 80, 9)], {}),  # nothing refers to it
        (TEXT, [line("2013年工作打算。", 80, 9)], {}),
        ([line("面积800m²，", 700)], [line("总计120间。", 80)], {}),
    ],
)
def test_notes_need_both_ends(text: list[Line], notes: list[Line], found: dict[int, list[str]]) -> None:
    body, taken = take_notes([*text, *notes], 842, 12)
    assert taken == found
    assert len(body) == len(text) + (0 if found else len(notes))
    assert not found or not any(sign in body[0].text for sign in ("²", "[1]", "[2]", "①"))


def test_a_sentence_over_the_page_end_goes_on_past_the_note(tmp_path: Path) -> None:
    first, second = Page(), Page()
    first.line("教育局工作总结", centred=True, size=22)
    for _ in range(11):
        first.paragraph("甲" * 40 + "。")
    begun, rest = "全县新建幼儿园十二所", "乙" * (CHARACTERS - 13)
    first.text(begun, LEFT + 2 * SIZE, first.y)
    first.text("1", LEFT + 12 * SIZE + 1, first.y + 6, 6)
    first.text(rest, LEFT + 12 * SIZE + 5, first.y)
    first.text("1 含改扩建三所。", LEFT, 80, 9)
    first.text("- 1 -", 280, 40, 10)
    second.line("招聘教师八十名。")
    second.paragraph("丙" * 40 + "。")
    second.text("- 2 -", 280, 40, 10)
    text = extract(write_pdf(tmp_path / "a.pdf", [first, second])).text
    assert f"{begun}{rest}招聘教师八十名。\n〔注1〕含改扩建三所。\n" in text


def test_raised_figures_make_no_other_number(tmp_path: Path) -> None:
    page = Page()
    page.text("新建12", LEFT, 700)
    page.text("3", LEFT + 4 * SIZE + 1, 706, 6)
    page.text("所，面积800平方米。", LEFT + 4 * SIZE + 5, 700)
    assert extract(write_pdf(tmp_path / "a.pdf", [page])).text == "新建12³所，面积800平方米。\n"


def test_figures_in_smaller_type_are_no_raised_ones(tmp_path: Path) -> None:
    page = Page()
    page.text("全", LEFT, 700, 28)
    page.text("县新建幼儿园12所，", 120, 700)
    page.text("合计", LEFT, 660, 16)
    page.text("35", 125, 662, 11)
    page.text("万元，", 140, 660, 16)
    page.text("共", LEFT, 620, 16)
    page.text("2013", 107, 626, 8)
    page.text("所。", 125, 620, 16)
    found = extract(write_pdf(tmp_path / "a.pdf", [page]))
    assert found.text.split() == ["全县新建幼儿园12所，", "合计35万元，", "共2013所。"]


def test_a_note_whose_end_stands_before_its_sign_is_left_in_place() -> None:
    """Two pieces on one baseline, the second first in the file: nothing says what belongs to which note."""
    body = Line("全市新建幼儿园12所①，招聘教师80名。", 90, 400, 700, 714, 14, bold=False)
    end = Line("不含民办园。", 260, 320, 90, 99, 9, bold=False)
    note = Line("①含改扩建三所，", 90, 200, 90, 99, 9, bold=False)
    assert take_notes([body, end, note], 842, 14) == ([body, end, note], {})
