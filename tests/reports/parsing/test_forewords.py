"""Text that rightly stands above a title, and pieces that do not."""

from __future__ import annotations

import pytest

from reports.parsing.forewords import is_foreword

BODY = "一、强化管理\n全县新建幼儿园六所，招聘教师九十名。\n二、下步打算\n继续努力。"
RIGHTLY = (
    "各乡镇中心校：\n请结合实际抓好落实。",
    "现将《云江县校园安全三年规划》印发给你们，请认真执行。\n云江县教育局\n2012年3月1日",
    "2012年，全县教育系统围绕中心工作，真抓实干，取得明显成效。",
    "强化管理 全县新建幼儿园六所，招聘教师九十名。二、下步打算",
)
MOVED = (
    "2012年，我们将围绕中心工作，真抓实干，力争取得更大成效。",
    "三、存在的问题\n教师不足。",
    "三年规划》，各镇落实，取得明显成效。",
    "同志们，任务还很艰巨，让我们共同努力。",
    "",
)


@pytest.mark.parametrize("above", RIGHTLY)
def test_forewords(above: str) -> None:
    assert is_foreword(above, BODY)


@pytest.mark.parametrize("above", MOVED)
def test_moved_pieces(above: str) -> None:
    assert not is_foreword(above, BODY)


def test_a_whole_speech_is_no_letter() -> None:
    assert not is_foreword("各位同志：\n一、甲\n好。\n二、乙\n好。", BODY)


def test_opening_words_stand_above_a_first_heading_only() -> None:
    assert not is_foreword(RIGHTLY[2], "二、乙\n好。")
