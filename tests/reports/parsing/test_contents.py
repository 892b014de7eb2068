"""Tables of contents go; a report's own lists and open ends stay."""

import pytest

from reports.parsing.clean import clean
from reports.parsing.contents import contents_lines
from reports.parsing.traced import Traced

BODY = "一、甲县\n全县新建幼儿园两所。\n二、乙县\n全县招聘教师三十名。\n三、丙区\n全区无辍学学生。"
DOTTED = "一、甲县…………………………（1）\n二、乙县…………………………（4）\n三、丙区…………………………（9）"


def without(text: str) -> str:
    return Traced.of(text).edit(contents_lines(text)).text


@pytest.mark.parametrize(
    "contents",
    [
        f"目　　录\n{DOTTED}",
        DOTTED,
        "目录\n一、甲县 .............. 1\n二、乙县 .............. 4\n三、丙区 .............. 9",
        "【目录】\n一、甲县\t1\n二、乙县\t4\n三、丙区\t9",
        "目 录\n一、甲县 1\n二、乙县 4\n三、丙区 9",
        "目录\n一、甲县\n二、乙县\n三、丙区",
        "一、甲县\n二、乙县\n三、丙区",
        "CONTENTS\n一、甲县（1）\n二、乙县（4）\n三、丙区（9）",
        "目次\n一、甲县·········1\n二、乙县·········4\n三、丙区·········9",
    ],
)
def test_contents_above_the_text_go(contents: str) -> None:
    assert without(f"某市各县区教育工作总结\n{contents}\n{BODY}") == f"某市各县区教育工作总结\n{BODY}"


def test_names_alone_that_stand_again_above_their_parts_go() -> None:
    body = "甲县\n全县新建幼儿园两所。\n乙县\n全县招聘教师三十名。\n丙区\n全区无辍学学生。"
    assert without(f"某市各县区教育工作总结\n甲县\n乙县\n丙区\n各地情况如下。\n{body}") == (
        f"某市各县区教育工作总结\n各地情况如下。\n{body}"
    )


@pytest.mark.parametrize("index", ["甲县 | 乙县 | 丙区", "甲县｜乙县｜丙区", "甲县 · 乙县 · 丙区"])
def test_a_line_of_links_to_the_parts_goes(index: str) -> None:
    body = "甲县\n全县新建幼儿园两所。\n乙县\n全县招聘教师三十名。\n丙区\n全区无辍学学生。"
    assert without(f"某市各县区教育工作总结\n{index}\n{body}") == f"某市各县区教育工作总结\n{body}"
    assert without(f"某市教育工作总结\n{index}\n全市无辍学学生。") == f"某市教育工作总结\n{index}\n全市无辍学学生。"


def test_the_list_of_a_letters_attachments_goes_where_they_follow() -> None:
    listed = "附件：1.甲县2012年教育工作总结\n2.乙县2012年教育工作总结"
    body = "附件1\n甲县2012年教育工作总结\n全县新建园两所。\n附件2\n乙县2012年教育工作总结\n全县招聘教师三十名。"
    assert without(f"各县教育局：\n现将总结印发。\n{listed}\n{body}") == f"各县教育局：\n现将总结印发。\n{body}"
    assert without(f"各县教育局：\n现将总结印发。\n{listed}") == f"各县教育局：\n现将总结印发。\n{listed}"


def test_titles_with_the_office_behind_them_go() -> None:
    body = "灯下的书信\n——甲县教育局\n全县新建园两所。\n放学以后\n——乙县教育局\n全县招聘教师三十名。"
    listed = "目录\n1.灯下的书信　甲县教育局\n2.放学以后　乙县教育局"
    assert without(f"某市经验材料汇编\n{listed}\n{body}") == f"某市经验材料汇编\n{body}"


def test_a_foreword_that_the_contents_name_stays() -> None:
    text = f"目录\n前言………………1\n{DOTTED}\n前言\n现将各地情况编印成册，供大家参阅。\n{BODY}"
    assert without(text) == f"前言\n现将各地情况编印成册，供大家参阅。\n{BODY}"


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "一、校园绿化了……\n二、教室亮堂了……\n三、老师安心了……\n大家都说变化真大。",
        "目录\n本局编印的学校名录另发。\n一、甲县\n全县新建幼儿园两所。",
        "工作分为三块：\n一、招生\n二、教学\n三、安全\n上述三块都有专人负责。",
        "学校档案目录\n甲县中学 12\n乙县中学 15\n各校均已建档。",
        "目录\n",
        "",
    ],
)
def test_a_reports_own_lines_stay(text: str) -> None:
    assert without(text) == text


def test_contents_are_listed_apart_from_a_sites_lines() -> None:
    cleaned = clean(Traced.of(f"搜索\n某市各县区教育工作总结\n目录\n{DOTTED}\n{BODY}"))
    assert cleaned.text.text == f"某市各县区教育工作总结\n{BODY}"
    assert cleaned.boilerplate == ("搜索",)
    assert cleaned.contents == (f"目录\n{DOTTED}",)
