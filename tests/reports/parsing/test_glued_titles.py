"""Titles without a line of their own get one; a sentence is left whole."""

from __future__ import annotations

import pytest

from reports.parsing.clean import mended
from reports.parsing.glued_titles import glued_title, items_in_line, known_title, numbered_titles

REST = "全县教育系统扎实工作，新建幼儿园两所，改扩建五所，新增学位六百个，入园率比上年提高三个百分点。"


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (f"丙县教育局工作总结2014年，{REST}", ["丙县教育局工作总结"]),
        (f"丙县学前教育情况调研报告范本_年，{REST}", ["丙县学前教育情况调研报告范本"]),
        (f"丙县教育工作小结 丙县教育工作小结 {REST}", ["丙县教育工作小结", "丙县教育工作小结"]),
        (
            f"教育会议讲话材料(精选2篇)\n教育会议讲话材料(精选2篇)教育会议讲话材料篇1同志们:{REST}",
            ["教育会议讲话材料(精选2篇)", "教育会议讲话材料(精选2篇)", "教育会议讲话材料篇1"],
        ),
        (f"丙县教育局2012年总结及2013年工作安排一、今年工作{REST}", ["丙县教育局2012年总结及2013年工作安排"]),
        (f"丙县教育局2012年工作总结范文范例1.新建校舍。{REST}", ["丙县教育局2012年工作总结范文范例"]),
        (f"2012丙县教育局工作总结丙县教育局工作总结一年来，{REST}", ["2012丙县教育局工作总结", "丙县教育局工作总结"]),
        (f"丙县教育汇报材料丙县教育汇报材料石桥学区:李某{REST}", ["丙县教育汇报材料", "丙县教育汇报材料"]),
        (f"在全区教育会议上的讲话(2011年3月5日)王某某同志们:{REST}", ["在全区教育会议上的讲话(2011年3月5日)"]),
        (f"丙县教育扶贫总结7篇第1篇示例:丙县教育扶贫总结近年来，{REST}", ["丙县教育扶贫总结", "丙县教育扶贫总结"]),
        (f"丙县教育局2012上半年工作总结我局(甲市丙县教育局){REST}", ["丙县教育局2012上半年工作总结"]),
    ],
)
def test_a_title_gets_its_line(text: str, titles: list[str]) -> None:
    assert mended(glued_title, text).split("\n")[:-1] == titles


def test_a_title_in_brackets_above_tells_where_its_copy_ends() -> None:
    text = f"{REST}\n[丙县教育局上半年总结和下半年工作重点]\n丙县教育局上半年总结和下半年工作重点二中{REST}"
    assert mended(glued_title, text).split("\n")[2:] == ["丙县教育局上半年总结和下半年工作重点", f"二中{REST}"]


def test_a_blank_behind_the_title_hides_no_repetition() -> None:
    text = f"丙县政务公开工作总结 政务公开保障知情权，{REST}"
    assert mended(glued_title, text).split("\n")[0] == "丙县政务公开工作总结"


@pytest.mark.parametrize("text", [f"现将工作总结如下：{REST}", f"各校要认真总结2014年的工作，{REST}", REST, "丙县"])
def test_a_sentence_stays_whole(text: str) -> None:
    assert mended(glued_title, text) == text


def test_numbered_titles_in_the_middle_of_a_line() -> None:
    text = f"丁区教育工作汇报精选3篇\n丁区教育工作汇报篇一{REST}丁区教育工作汇报篇二{REST}丁区教育工作汇报篇三{REST}"
    lines = mended(numbered_titles, text).split("\n")
    assert lines[1::2] == [f"丁区教育工作汇报篇{number}" for number in "一二三"]
    assert lines[2::2] == [REST] * 3


@pytest.mark.parametrize("marks", ["13", "2", "1"])
def test_numbers_that_do_not_count_from_one_part_nothing(marks: str) -> None:
    text = "丁区教育工作汇报\n" + "".join(f"丁区教育工作汇报{mark}{REST}" for mark in marks)
    assert mended(numbered_titles, text) == text


def test_texts_of_a_collection_in_one_line() -> None:
    text = f"丙县总结\n丙县总结 篇一:甲校自查 {REST} 篇二:乙校小结 {REST} 篇三:丙校小结 {REST}"
    lines = mended(items_in_line, text).split("\n")
    assert lines[2::2] == ["篇一:甲校自查", "篇二:乙校小结", "篇三:丙校小结"]
    assert mended(items_in_line, text.replace("篇三", "篇四")) == text.replace("篇三", "篇四")


def test_a_known_title_is_found_though_the_line_has_blanks() -> None:
    line = "丙镇教育小结 干部小结为办好学校，" + "全镇努力。" * 10
    assert mended(lambda text: known_title(text, ["丙镇教育小结干部小结"]), line).startswith(
        "丙镇教育小结 干部小结\n为办"
    )


def test_the_only_text_of_a_collection_in_a_line_has_its_title_twice() -> None:
    text = f"学校创建总结 篇一: 丙校创建小结 丙校创建小结 {REST}"
    assert mended(items_in_line, text).split("\n")[:2] == ["学校创建总结", "篇一: 丙校创建小结"]
