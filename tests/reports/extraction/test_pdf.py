"""Pdf pages: paragraphs in reading order, without what belongs to the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.extraction.pdf import extract
from reports.extraction.types import RefusedFile
from tests.reports.extraction.pdf_files import CHARACTERS, LEADING, LEFT, SIZE, Page, write_pdf

LONG = (
    "全市教育系统认真落实各项部署，新建幼儿园十二所，招聘教师一百二十名，学前三年毛入园率继续提高，"
    "留守儿童关爱工作取得新的进展，群众满意度不断上升。"
)


def lines(path: Path) -> list[str]:
    return extract(path).text.strip().split("\n")


def test_wrapped_lines_become_the_paragraphs_they_were(tmp_path: Path) -> None:
    page = Page()
    page.line("云江市教育局2012年工作总结", size=22, centred=True)
    page.paragraph("一、学前教育")
    page.paragraph(LONG)
    page.paragraph("短的一段。")
    page.paragraph("（一）扩大资源")
    page.paragraph(LONG)
    assert lines(write_pdf(tmp_path / "a.pdf", [page])) == [
        "云江市教育局2012年工作总结", "一、学前教育", LONG, "短的一段。", "（一）扩大资源", LONG,
    ]  # fmt: skip


def test_a_sentence_that_ends_at_the_margin_of_an_indented_text_goes_on(tmp_path: Path) -> None:
    first = "甲" * (CHARACTERS - 3) + "。"
    page = Page()
    page.paragraph(first + "后面还有一句话。")
    page.paragraph(LONG)
    assert lines(write_pdf(tmp_path / "a.pdf", [page])) == [first + "后面还有一句话。", LONG]


def test_text_without_indents_is_parted_by_sentence_ends_and_marks(tmp_path: Path) -> None:
    page = Page()
    page.paragraph("一、学前教育", indent=0)
    page.paragraph("乙" * CHARACTERS + "，还有半句。", indent=0)
    page.paragraph("丙" * (CHARACTERS - 1) + "。", indent=0)
    page.paragraph("丁" * (CHARACTERS - 1) + "，", indent=0)
    page.paragraph("1．规范办园行为", indent=0)
    assert lines(write_pdf(tmp_path / "a.pdf", [page])) == [
        "一、学前教育",
        "乙" * CHARACTERS + "，还有半句。",
        "丙" * (CHARACTERS - 1) + "。",
        "丁" * (CHARACTERS - 1) + "，",
        "1．规范办园行为",
    ]  # fmt: skip


def test_a_paragraph_runs_over_the_page_and_pages_say_where_they_begin(tmp_path: Path) -> None:
    first, second = Page(), Page()
    first.paragraph("第一段。")
    first.line(LONG[: CHARACTERS - 2], LEFT + 2 * SIZE)
    second.line(LONG[CHARACTERS - 2 : 2 * CHARACTERS - 2])
    second.line(LONG[2 * CHARACTERS - 2 :])
    second.paragraph("第三段。")
    found = extract(write_pdf(tmp_path / "a.pdf", [first, second]))
    assert found.text.strip().split("\n") == ["第一段。", LONG, "第三段。"]
    assert found.pages[0] == 0
    assert found.text[found.pages[1] :].startswith(LONG[CHARACTERS - 2 :][:10])


def test_headers_footers_and_page_numbers_are_put_aside(tmp_path: Path) -> None:
    pages = []
    for number in range(1, 6):
        page = Page()
        page.text("云江市教育局文件汇编", 200, 800, 10)
        page.paragraph(f"本页讲第{number}件事，各处情况不同。" + LONG)
        page.text(f"— {number} —", 280, 40, 10)
        pages.append(page)
    found = extract(write_pdf(tmp_path / "a.pdf", pages))
    assert found.text.count("\n") == 5
    assert "汇编" not in found.text
    assert "—" not in found.text
    assert found.boilerplate == ("云江市教育局文件汇编", "— 1 —", "— 2 —", "— 3 —", "— 4 —", "— 5 —")


def test_a_browsers_header_with_the_date_in_front(tmp_path: Path) -> None:
    pages = []
    for number in range(1, 5):
        page = Page()
        page.text("11/22/2026 工作总结", 90, 810, 8)
        page.paragraph(f"第{number}段，" + LONG)
        page.text(f"{number}/4", 500, 20, 8)
        pages.append(page)
    found = extract(write_pdf(tmp_path / "a.pdf", pages))
    assert found.text.count("\n") == 4
    assert found.boilerplate == ("11/22/2026 工作总结", "1/4", "2/4", "3/4", "4/4")


def test_headings_with_rising_numbers_are_no_furniture(tmp_path: Path) -> None:
    pages = []
    for number in range(1, 5):
        page = Page(y=800)
        page.line(f"附件{number}")
        page.paragraph(LONG)
        page.text(f"云江市教育局 {number + 4}", 200, 40, 10)
        pages.append(page)
    found = extract(write_pdf(tmp_path / "a.pdf", pages))
    assert [line for line in found.text.split("\n") if len(line) < 5] == ["附件1", "附件2", "附件3", "附件4", ""]
    assert found.boilerplate == tuple(f"云江市教育局 {number}" for number in range(5, 9))


def test_page_numbers_of_one_page_and_figures_in_the_text(tmp_path: Path) -> None:
    page = Page()
    page.text("12", 300, 500)
    page.paragraph(LONG)
    page.text("第 1 页 共 1 页", 250, 40, 10)
    found = extract(write_pdf(tmp_path / "a.pdf", [page]))
    assert found.boilerplate == ("第 1 页 共 1 页",)
    assert "12" in found.text.split("\n")


def test_like_sentences_at_the_top_of_pages_stay(tmp_path: Path) -> None:
    pages = []
    for number in range(1, 5):
        page = Page(y=800)
        page.paragraph(f"第{number}所学校新建完成，")
        page.paragraph(LONG)
        pages.append(page)
    found = extract(write_pdf(tmp_path / "a.pdf", pages))
    assert all(f"第{number}所学校新建完成，" in found.text for number in range(1, 5))


@pytest.mark.parametrize("row_by_row", [False, True])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, row_by_row: bool) -> None:
    width = 14
    left = [LONG[i : i + width] for i in range(0, 70, width)]
    right = [("右栏" + LONG)[i : i + width] for i in range(0, 70, width)]
    page = Page()
    page.line("云江市教育工作简报", size=22, centred=True)
    placed = [(LEFT, n, text) for n, text in enumerate(left)] + [
        (LEFT + 16 * SIZE, n, text) for n, text in enumerate(right)
    ]
    for x, n, text in sorted(placed, key=lambda item: (item[1], item[0])) if row_by_row else placed:
        page.text(text, x, 700 - n * LEADING)
    assert lines(write_pdf(tmp_path / "a.pdf", [page])) == ["云江市教育工作简报", LONG[:70] + ("右栏" + LONG)[:70]]


def ruled(page: Page, rows: list[list[str]], top: float = 600, *, merged: bool = False) -> None:
    """A grid of boxes; with ``merged`` the first cell of the first column covers the two below the head."""
    high, wide = 30, 100
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            covers = merged and x == 0 and y == 1
            if merged and x == 0 and y == 2:
                continue
            low = top - (y + (2 if covers else 1)) * high
            page.box(LEFT + x * wide, low, LEFT + (x + 1) * wide, top - y * high)
            page.text(text, LEFT + x * wide + 5, top - y * high - 20, 12)
    page.y = top - len(rows) * high - 30


def test_ruled_tables_keep_their_place_and_cells(tmp_path: Path) -> None:
    page = Page()
    page.paragraph("上面的文字。")
    ruled(page, [["指标", "单位", "2012年"], ["在校生", "人", "38216"], ["", "万人", "3.8"]], merged=True)
    page.paragraph("下面的文字。")
    found = extract(write_pdf(tmp_path / "a.pdf", [page]))
    assert found.text == "上面的文字。\n指标\t单位\t2012年\n在校生\t人\t38216\n\t万人\t3.8\n下面的文字。\n"
    assert found.tables[0].rows == (("指标", "单位", "2012年"), ("在校生", "人", "38216"), ("在校生", "万人", "3.8"))
    assert found.text[found.tables[0].start : found.tables[0].end].startswith("指标\t")


def test_a_frame_round_the_text_is_no_table(tmp_path: Path) -> None:
    page = Page()
    page.box(80, 100, 520, 800)
    page.paragraph(LONG)
    found = extract(write_pdf(tmp_path / "a.pdf", [page]))
    assert (found.text, found.tables) == (LONG + "\n", ())


def test_large_lines_are_styled(tmp_path: Path) -> None:
    page = Page()
    page.line("二〇一二年工作", size=22, centred=True)
    page.line("总结", size=22, centred=True)
    page.paragraph(LONG)
    found = extract(write_pdf(tmp_path / "a.pdf", [page]))
    (styled,) = found.styled_lines
    assert (found.text[styled.start : styled.end], styled.level) == ("二〇一二年工作总结", None)


def test_text_printed_twice_for_boldness_counts_once(tmp_path: Path) -> None:
    page = Page()
    for shift in (0.0, 0.3):
        page.text("一、学前教育", LEFT + shift, 700)
    page.y = 650
    page.paragraph(LONG)
    assert lines(write_pdf(tmp_path / "a.pdf", [page])) == ["一、学前教育", LONG]


def test_a_password_is_told(tmp_path: Path) -> None:
    key = b"<" + b"5a" * 32 + b">"
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O %s /U %s /P -4 >> /ID [<00> <00>]" % (key, key)
    with pytest.raises(RefusedFile, match="密码") as refused:
        extract(write_pdf(tmp_path / "a.pdf", [Page()], extra=lock))
    assert refused.value.code == "encrypted"


def test_refusals(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing here")
    empty = write_pdf(tmp_path / "empty.pdf", [Page()])
    for path, code in ((tmp_path / "broken.pdf", "corrupt"), (empty, "no_text")):
        with pytest.raises(RefusedFile) as refused:
            extract(path)
        assert refused.value.code == code
