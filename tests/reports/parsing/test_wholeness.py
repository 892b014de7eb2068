"""A text put together is whole, or it is not taken."""

from __future__ import annotations

import pytest

from reports.parsing.lines import full_lines
from reports.parsing.wholeness import Joints, is_whole

JOINTS = Joints(by_words=True, broken=frozenset(), lost=0, counted=frozenset(), titled=False, torn=True)


def whole(text: str, **others: object) -> bool:
    return is_whole(full_lines(text), JOINTS._replace(**others))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "一、甲\n好。\n二、乙\n好。",
        "一、甲\n好。\n加强领导\n好。",
        "一、甲\n好。\n甲县教育局\n2011年12月1日",
        "年份\t人数\n2011\t12\n好。",
    ],
)
def test_whole(text: str) -> None:
    assert whole(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("一、甲\n二、乙\n好。", "a heading without text"),
        ("一、甲\n好。\n三、丙\n好。", "a number skipped"),
        ("一、甲\n好。\n新建幼儿园两所，培训骨干教师一百多名，开展送\n好。", "a sentence left open"),
        ("一、甲\n好。\n各校加强管理\n的报告；好。", "a line that begins inside a sentence"),
        ("一、甲\n好。\n加强领导\n党员中深入\n好。", "two open lines in a row"),
        ("一、甲\n如下：\n2、好。\n3、好。", "a list without its first number"),
        ("一、甲\n好。\n信息化统揽全局", "no end"),
    ],
)
def test_not_whole(text: str, fault: str) -> None:
    assert not whole(text), fault


def test_under_a_title_author_and_number_may_stand() -> None:
    text = "甲教〔2011〕5号\n县教育局某某\n2011年，成绩很好。\n一、甲\n好。"
    assert whole(text, titled=True, by_words=False)
    assert not whole(text, titled=False, by_words=False)
