"""Sentences at a wrong place are found; at their own place they are no sign."""

from __future__ import annotations

import pytest

from reports.parsing.lines import full_lines
from reports.parsing.positions import misplaced

TOLD = "全县各级各类学校新建校舍五处，培训骨干教师一百名。"
LED = "2012年，在县委的领导下，我局办了五件事。"


def found(text: str) -> list[str]:
    return list(misplaced(full_lines(text)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"新建园两所。\n一、甲\n好。\n{LED}", ["late", "opening"]),
        (f"为加强管理，我局开展检查。\n一、甲\n好。\n{LED}", ["late"]),
        (f"{TOLD}\n——在全县教育工作会议上的讲话\n好。", ["letterhead"]),
        (f"{TOLD}\n甲教〔2012〕5号\n好。", ["letterhead"]),
        ("局的正确领导下，新建园两所。", ["beginning"]),
        ("新建园两所。\n甲县地处江边，辖十个村。", ["late"]),
        (f"某某\n新建园两所。\n某某\n某某\n某某\n（2012年12月5日）\n{TOLD}\n{TOLD}", ["dated"]),
        ("新建园两所。\n一、甲\n好。\n现将有关情况汇报如下：", ["late", "promise", "opening"]),
        ("一、甲\n新建园两所。\n二、乙\n现将有关情况汇报如下。\n新建园两所。", ["opening"]),
        ("一、德育工作\n新建园，现汇报如下：\n1、好。", ["opening"]),
        ("综上，成绩很好。", ["dependent"]),
        ("一、甲\n三是新建园两所。\n二、乙\n一是培训教师。二是组织检查。", ["series"]),
        ("一是培训教师。二是组织检查。\n二、乙\n三是新建园两所。", ["series"]),
        ("新建园两所。\n按照统一部署，我局成立三个检查组，深入全县各校督", ["lead"]),
        ("育部门的支持下，办了五件事。全县各级各类学校落实规划，教师队伍建设取得成", ["beginning"]),
    ],
)
def test_sentences_at_a_wrong_place(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        f"{LED}\n一、甲\n好。",
        f"同志们：\n{LED}\n一、甲\n好。",
        f"——甲县教育局的做法\n某某\n{LED}\n一、甲\n好。",
        f"一、甲县\n{LED}\n二、乙县\n{LED}",
        f"为加强管理，我局开展检查。\n一、甲\n好。\n{LED}\n二、乙\n好。",
        f"学校在县教育局的领导下，成绩很好。\n{TOLD}\n{LED}",
        f"——在全县教育工作会议上的讲话\n甲教〔2012〕5号\n{TOLD}",
        "一、甲\n好。\n2013年，我们将在县委的领导下办好学校。",
        f"一、总体情况\n{LED}\n1、新建园。",
        f"某某\n（2012年12月5日）\n{TOLD}\n{TOLD}",
        f"{TOLD}\n{TOLD}\n好。\n好。\n好。\n甲县教育局\n2012年12月5日",
        "甲县地处江边，辖十个村。\n乙镇位于山边，辖五个村。",
        "?同志们：新建园两所。",
        "一、甲县\n好。\n二、乙县\n现将有关情况汇报如下。\n好。",
        "一、甲\n一是培训教师。三是组织检查。\n二、乙\n一是新建园。",
        "一、甲\n一是培训教师。\n1、新建园。\n二是组织检查。",
        "新建园两所。\n按照统一部署，我局开展检查。",
        "",
    ],
)
def test_sentences_at_their_own_place(text: str) -> None:
    assert found(text) == []
