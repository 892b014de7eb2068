"""Watermarks across text and tables: none of their characters stands in a word or a cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.extraction import extract
from tests.reports.extraction.pdf_files import Page, write_pdf

WORDS = "内部资料禁止外传"
CODES = WORDS.encode("utf-16-be").hex()
SLANTED = f"q 0.85 g BT /F1 50 Tf 0.7 0.7 -0.7 0.7 120 480 Tm <{CODES}> Tj ET Q"
PALE = f"q 0.85 g BT /F1 45 Tf 100 560 Td <{CODES}> Tj ET Q"


def table_page(mark: str) -> Page:
    page = Page()
    page.commands.append(mark)
    page.line("基本情况表", centred=True)
    for row in range(5):
        for column, text in enumerate((f"指标{row}", f"{row * 11 + 3}所", f"{row * 7 + 100}人")):
            page.box(90 + column * 140, 660 - row * 40, 230 + column * 140, 700 - row * 40)
            page.text(text, 100 + column * 140, 674 - row * 40)
    return page


@pytest.mark.parametrize("mark", [SLANTED, PALE])
def test_cells_and_titles_keep_their_words(tmp_path: Path, mark: str) -> None:
    found = extract(write_pdf(tmp_path / "a.pdf", [table_page(mark)]))
    rows = [(f"指标{row}", f"{row * 11 + 3}所", f"{row * 7 + 100}人") for row in range(5)]
    assert found.text.split("\n") == ["基本情况表", *("\t".join(row) for row in rows), ""]
    assert found.tables[0].rows == tuple(rows)
    assert found.boilerplate == (WORDS,)


def test_large_pale_type_with_nothing_over_it_is_text(tmp_path: Path) -> None:
    page = Page(y=600)
    page.commands.append("0.7 g")
    page.text("工作总结", 200, 700, 36)
    page.commands.append("0 g")
    page.paragraph("全县新建幼儿园十二所，招聘教师八十名，办学条件明显改善。")
    found = extract(write_pdf(tmp_path / "a.pdf", [page]))
    assert found.text.startswith("工作总结\n")
    assert found.boilerplate == ()
