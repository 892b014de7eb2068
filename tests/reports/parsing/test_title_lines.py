"""Titles of two lines become one; other neighbours stay apart."""

from __future__ import annotations

import pytest

from reports.parsing.lines import full_lines
from reports.parsing.title_lines import with_whole_titles


def lines(*texts: str) -> list[str]:
    return [line.text for line in with_whole_titles(full_lines("\n".join(texts)))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("在全县义务教育现场会议上的", "发言材料"),
        ("关于乡镇中心幼儿园建设“回头看", "”工作的自查报告"),
        ("丙县“十二五”特殊教育提升行动", "计划实施方案"),
        ("丙县教育局关于", "2012年学前教育工作的情况报告"),
        ("丙县教育局2012年工作总结", "及2013年工作要点"),
        ("丙县人民政府教育局", "工作总结"),
        ("关于任期内履行职责情况的", "述职报告"),
        ("2010年各县（市、区）教育工作总结", "汇编"),
        ("丙市关爱留守学生工作交流材料", "（经验材料汇编）"),
    ],
)
def test_two_lines_of_one_title(first: str, second: str) -> None:
    assert lines(first, second, "全县新建幼儿园两所。") == [first + second, "全县新建幼儿园两所。"]


def test_a_title_that_the_page_printed_whole_above() -> None:
    whole = "县石桥中学校长2012年开学典礼讲话"
    assert lines(whole, whole[:6], whole[6:], "同学们：") == [whole, whole, "同学们："]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("丙县教育局", "2012年工作总结"),
        ("江阳区", "工作情况"),
        ("丙县教育局2012年工作总结", "丙县教育局2013年工作总结"),
        ("丙县学前教育工作小结", "——全县现场会上的发言"),
        ("一、丙县教育局关于", "2012年工作的报告"),
        ("各乡镇中心学校共同努力，", "完成了全年工作计划"),
        ("全县新建幼儿园两所，做法如下：", "学前教育情况"),
    ],
)
def test_other_neighbours_stay_apart(first: str, second: str) -> None:
    assert lines(first, second) == [first, second]
