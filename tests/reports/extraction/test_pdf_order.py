"""Columns over all pages of a file, with tables inside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.extraction import extract
from tests.reports.extraction.pdf_files import Page, write_pdf

LEFT, RIGHT, COLUMN = 60.0, 320.0, 15
FIRST = "全县教育系统围绕办好人民满意的教育这一目标真抓实干各项工作都有新的进展和提高"
SECOND = "义务教育学校标准化建设稳步推进全年新建改扩建校舍并添置了教学仪器和图书若干"


def column(page: Page, text: str, left: float, top: float) -> None:
    page.y = top
    page.paragraph(text, left=left, characters=COLUMN)


def two_columns() -> Page:
    page = Page()
    for place in range(3):
        column(page, FIRST + f"甲{place}。", LEFT, 700 - place * 120)
        column(page, SECOND + f"乙{place}。", RIGHT, 700 - place * 120)
    return page


def test_a_last_page_with_a_few_lines_keeps_the_columns(tmp_path: Path) -> None:
    last = Page()
    column(last, FIRST + "丙一。", LEFT, 700)
    column(last, SECOND + "丙二。", LEFT, 580)
    column(last, SECOND[:20] + "丙三。", RIGHT, 700)
    found = extract(write_pdf(tmp_path / "a.pdf", [two_columns(), last])).text.split("\n")
    assert found[-4:] == [FIRST + "丙一。", SECOND + "丙二。", SECOND[:20] + "丙三。", ""]


def test_a_short_page_without_columns_borrows_none(tmp_path: Path) -> None:
    last = Page()
    last.y = 700
    last.paragraph(
        "下一步，我们将继续深化教育领域综合改革，推动各级各类教育协调发展，为全县经济社会发展提供人才支撑。", left=LEFT
    )
    found = extract(write_pdf(tmp_path / "a.pdf", [two_columns(), last])).text
    assert found.endswith(
        "\n下一步，我们将继续深化教育领域综合改革，推动各级各类教育协调发展，为全县经济社会发展提供人才支撑。\n"
    )


def test_a_table_stands_in_its_column(tmp_path: Path) -> None:
    page = two_columns()
    column(page, FIRST + "表前。", LEFT, 340)
    for row, cells in enumerate((("学段", "人数"), ("小学", "512"))):
        for place, cell in enumerate(cells):
            x, y = LEFT + place * 100, 220 - row * 25
            page.box(x, y, x + 100, y + 25)
            page.text(cell, x + 5, y + 8, 10)
    column(page, SECOND + "表后。", LEFT, 160)
    column(page, FIRST + "右栏。", RIGHT, 340)
    found = extract(write_pdf(tmp_path / "a.pdf", [page]))
    places = [found.text.index(mark) for mark in ("甲2。", "表前。", "小学\t512", "表后。", "乙0。", "右栏。")]
    assert places == sorted(places)
    assert found.tables[0].rows == (("学段", "人数"), ("小学", "512"))


def test_figures_set_in_columns_without_ruled_lines_keep_their_cells(tmp_path: Path) -> None:
    page = Page(y=700)
    page.paragraph("各学段情况如下表：", left=LEFT)
    rows = [("学段", "学校数（所）", "在校生（人）"), ("小学", "486", "82164"), ("初中", "39", "43927")]
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            page.text(cell, LEFT + 150 * place, page.y - 24 * number)
    page.y -= 24 * len(rows)
    page.paragraph("其中寄宿生占三成以上，比上年有所增加。", left=LEFT)
    assert extract(write_pdf(tmp_path / "a.pdf", [page])).text.split("\n")[:-1] == [
        "各学段情况如下表：",
        *("\t".join(row) for row in rows),
        "其中寄宿生占三成以上，比上年有所增加。",
    ]


@pytest.mark.parametrize("one_by_one", [False, True])
def test_lines_set_wide_are_words_and_numbers(tmp_path: Path, one_by_one: bool) -> None:
    text = "全县新建幼儿园12所，招聘教师80名，毛入园率达到85%。"
    page = Page()
    for number, start in enumerate(range(0, len(text), 14)):
        piece, y = text[start : start + 14], 700 - number * 24
        if one_by_one:
            for place, char in enumerate(piece):
                page.text(char, 90 + 28 * place, y)
        else:
            page.text(" ".join(piece), 90, y)
    assert extract(write_pdf(tmp_path / "a.pdf", [page])).text == text + "\n"
