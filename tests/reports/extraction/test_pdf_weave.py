"""Text that a file writes out of the order in which it stands on the page."""

from __future__ import annotations

from pathlib import Path

from reports.extraction import extract
from reports.extraction.pdf_weave import GENERATED, Character, weave
from tests.reports.extraction.pdf_files import LEFT, SIZE, Page, write_pdf


def run(text: str, x: float, bottom: float = 700.0, size: float = 14.0) -> list[Character]:
    return [
        Character(char, x + i * size, x + (i + 1) * size, bottom, bottom + size, i)
        for i, char in enumerate(text)
        if char != "_"
    ]


def texts(runs: list[list[Character]]) -> list[str]:
    return ["".join(char.code for char in found) for found in weave(runs)]


def test_marks_written_after_their_sentence_go_back_into_its_gaps() -> None:
    assert texts([run("实行_县管校用_制度", 100), run("“", 128), run("”", 198)]) == ["实行“县管校用”制度"]


def test_a_number_between_two_runs_joins_them() -> None:
    assert texts([run("投入", 100), run("万元", 184), run("8962", 128, size=14)]) == ["投入8962万元"]


def test_what_another_column_says_beside_it_changes_nothing() -> None:
    beside = run("另一栏的一行字", 300, bottom=694)
    assert texts([beside, run("校舍_亮_起来", 100), run("“", 128, 699), run("”", 156, 699)]) == [
        "另一栏的一行字",
        "校舍“亮”起来",
    ]


def test_an_inferred_space_that_is_filled_is_none() -> None:
    gap = Character(GENERATED, 128, 128, 700, 714, 9)
    assert texts([[*run("小学", 100), gap, *run("为主", 142)], run("均", 128)]) == ["小学均为主"]


def test_runs_that_lie_over_each_other_stay_apart() -> None:
    assert texts([run("全县教育工作", 100), run("内部资料", 107)]) == ["全县教育工作", "内部资料"]
    assert texts([run("全县_教育", 100), run("密", 110, size=40)]) == ["全县教育", "密"]


def test_a_page_whose_quotation_marks_come_last(tmp_path: Path) -> None:
    page = Page()
    page.text("认真落实", LEFT, 700)
    page.text("两免一补", LEFT + 5 * SIZE, 700)
    page.text("政策。", LEFT + 10 * SIZE, 700)
    page.text("“", LEFT + 4 * SIZE, 700)
    page.text("”", LEFT + 9 * SIZE, 700)
    assert extract(write_pdf(tmp_path / "a.pdf", [page])).text == "认真落实“两免一补”政策。\n"
