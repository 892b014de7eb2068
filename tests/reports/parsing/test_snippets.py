"""A preview's numbered pieces become one text again; a report's own list stays."""

from __future__ import annotations

import pytest

from reports.parsing.clean import mended
from reports.parsing.snippets import numbered_pieces

SENTENCE = "全区新建幼儿园两所，改扩建五所，新增学位六百个。"


def piece(number: int, end: str) -> str:
    return f"{number}、" + SENTENCE * 6 + end


def test_pieces_are_joined_where_they_were_cut() -> None:
    text = f"{piece(1, '学前三年毛入')}\n{piece(2, '园率上升；教')}\n3、师培训如期完成。"
    assert (
        mended(numbered_pieces, text)
        == SENTENCE * 6 + "学前三年毛入" + SENTENCE * 6 + "园率上升；教" + "师培训如期完成。"
    )


def test_empty_lines_between_pieces_go_too() -> None:
    assert mended(numbered_pieces, f"{piece(1, '毛入')}\n\n2、园率上升。\n\n相关资源") == (
        SENTENCE * 6 + "毛入园率上升。\n\n相关资源"
    )


@pytest.mark.parametrize(
    "text",
    [
        f"{piece(1, '成效明显。')}\n{piece(2, '成效明显。')}\n3、其他。",
        "1、控辍保学\n2、学前教育\n3、职业教育",
        f"{piece(1, '毛入')}\n{piece(3, '园率')}",
        f"{piece(1, '毛入')}",
        f"一、学前\n{piece(1, '做好以下工作：')}\n（1）新建\n{piece(2, '如下')}",
    ],
)
def test_a_list_of_the_report_stays(text: str) -> None:
    assert mended(numbered_pieces, text) == text
