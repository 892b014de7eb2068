"""Typesetting loses nothing and invents nothing."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from portal.pages.typeset import contents, occurrences, typeset


@dataclass
class Piece:
    pk: int
    start: int
    end: int
    level: int = 1
    mark: str = "一、"
    heading: str = "标题"
    style: str = "line"


def read_again(blocks) -> str:
    lines = []
    for block in blocks:
        if block.kind == "table":
            lines += ["\t".join("".join(piece.text for piece in cell) for cell in row) for row in block.rows]
        else:
            lines.append("".join(piece.text for piece in block.pieces))
    return "".join("".join(lines).split())


@given(
    st.text(alphabet="一、二甲乙丙9.5%\n\t 。", max_size=120),
    st.lists(st.tuples(st.integers(0, 119), st.integers(1, 9))),
)
def test_all_text_is_kept_whatever_the_spans(text, spans):
    numbers = [Piece(index, start, start + length) for index, (start, length) in enumerate(spans)]
    marked = occurrences(text, ["甲乙", "丙"])
    assert read_again(typeset(text, [], numbers, marked)) == "".join(text.split())


def test_headings_paragraphs_and_the_title_left_out():
    text = "某区总结\n一、标题\n正文一。\n正文二。"
    section = Piece(7, text.index("一、"), len(text))
    blocks = typeset(text, [section], title="某区总结")
    assert [(block.kind, block.anchor) for block in blocks] == [
        ("heading", "s7"),
        ("paragraph", "p1"),
        ("paragraph", "p2"),
    ]
    assert contents(blocks, [section])[0].label == "一、标题"


def test_a_heading_that_runs_into_its_paragraph_is_bold_only_so_far():
    text = "一、加强领导。我们成立了领导小组。"
    blocks = typeset(text, [Piece(1, 0, len(text), heading="加强领导", style="run_in")])
    assert [(piece.text, piece.strong) for piece in blocks[0].pieces] == [
        ("一、加强领导。", True), ("我们成立了领导小组。", False)
    ]  # fmt: skip


def test_a_number_that_is_also_a_hit_and_overlapping_numbers():
    text = "巩固率93.7%。"
    blocks = typeset(text, [], [Piece(1, 3, 8), Piece(2, 3, 7)], occurrences(text, ["巩固率93"]))
    pieces = [(piece.text, piece.number and piece.number.pk, piece.marked) for piece in blocks[0].pieces]
    assert pieces == [("巩固率", None, True), ("93", 1, True), (".7%", 1, False), ("。", None, False)]
    assert [piece.opens_number for piece in blocks[0].pieces if piece.number] == [True, False]


def test_rows_with_tabs_become_one_table():
    blocks = typeset("指标\t2012年\n学生\t38216\n文字。", [], [Piece(1, 11, 16)])
    assert [block.kind for block in blocks] == ["table", "paragraph"]
    assert blocks[0].rows[1][1][0].number is not None


def test_longer_words_win():
    assert occurrences("留守儿童", ["留守", "留守儿童"]) == [(0, 4)]
