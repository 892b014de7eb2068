"""Tables cut by the end of a page."""

from __future__ import annotations

from pathlib import Path

from reports.extraction import extract
from tests.reports.extraction.pdf_files import Page, write_pdf

HEAD = ("县（市、区）", "学校数（所）", "在校生（人）")


def table_page(top: float, *rows: tuple[str, ...], width: float = 140) -> Page:
    page = Page(y=top - 25 * len(rows) - 30)
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            x, y = 90 + place * width, top - 25 * (number + 1)
            page.box(x, y, x + width, y + 25)
            page.text(cell, x + 5, y + 8, 10)
    return page


def numbered(*pages: Page) -> list[Page]:
    for number, page in enumerate(pages, 1):
        page.text("云江市教育事业统计公报", 220, 805, 9)
        page.text(f"— {number} —", 280, 40, 9)
    return list(pages)


def test_the_repeated_header_is_taken_out_once(tmp_path: Path) -> None:
    first = table_page(300, HEAD, ("临江区", "42", "18216"), ("安和县", "67", "23508"))
    second = table_page(770, HEAD, ("青溪县", "58", "20134"))
    third = table_page(770, ("白塔县", "31", "9027"), ("合计", "198", "70885"))
    third.paragraph("以上数据由各县（市、区）教育局填报，市教育局审核。")
    found = extract(write_pdf(tmp_path / "a.pdf", numbered(first, second, third)))
    (table,) = found.tables
    assert table.rows == (
        HEAD,
        ("临江区", "42", "18216"),
        ("安和县", "67", "23508"),
        ("青溪县", "58", "20134"),
        ("白塔县", "31", "9027"),
        ("合计", "198", "70885"),
    )
    assert [found.text[page:].split("\t")[0] for page in found.pages] == ["县（市、区）", "青溪县", "白塔县"]


def test_text_between_keeps_tables_apart(tmp_path: Path) -> None:
    first = table_page(700, HEAD, ("临江区", "42", "18216"))
    first.paragraph("下表为2013年情况。")
    second = table_page(770, HEAD, ("临江区", "43", "18301"))
    assert len(extract(write_pdf(tmp_path / "a.pdf", numbered(first, second))).tables) == 2


def test_other_columns_another_header_or_the_same_sheet_again_are_other_tables(tmp_path: Path) -> None:
    first = table_page(300, HEAD, ("临江区", "42", "18216"))
    for name, second in {
        "columns": table_page(770, ("临江区", "42", "18216"), ("安和县", "67", "23508"), width=120),
        "header": table_page(770, ("单位", "园所", "幼儿"), ("临江区", "42", "18216")),
        "again": table_page(770, HEAD, ("临江区", "42", "18216")),
    }.items():
        found = extract(write_pdf(tmp_path / f"{name}.pdf", numbered(first, second)))
        assert len(found.tables) == 2, name
