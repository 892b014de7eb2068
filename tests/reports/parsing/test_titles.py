"""Titles are told from sentences, headings and list lines."""

from __future__ import annotations

import pytest

from reports.parsing.titles import is_title, item_title, same_title, title_before_text, title_in_blurb


@pytest.mark.parametrize(
    "line",
    [
        "江阳区教育局2011年工作总结",
        "2014年XX县区教育局特殊教育工作小结",
        "教育局2013年工作总结和2014年工作思路",
        "关于报送2012年义务教育均衡发展情况的报告",
        "在全县教育工作会议上的讲话",
        "二〇一二年教育工作总结",
        "20**年区教育局教育工作年度总结",
        "臨湘市教育體育局2017年工作計劃",
        "县教育局2014年工作总结（二）",
        "泸县教育局上半年工作总结暨下半年工作安排",
        "全县教育大会主持词",
        "教育局局长年度报告多篇",
        "骨干校长交流会上的发言",
        "教务工作总结简短(12篇)",
        "丙县两基工作自查报告",
        "年级组长述职报告怎么写",
    ],
)
def test_a_title(line: str) -> None:
    assert is_title(line)


@pytest.mark.parametrize(
    "line",
    [
        "一、2011年工作总结",
        "现将有关工作情况总结如下：",
        "各校要认真总结经验，提出工作计划",
        "（一）工作总结",
        "新建幼儿园两所。",
        "学校基本情况、经费情况、师资情况、自评结论等。",
        "我局教育工作总结",
        "指标\t2011年教育总结",
        "总结",
    ],
)
def test_no_title(line: str) -> None:
    assert not is_title(line)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("第二篇：县教育局工作总结", "县教育局工作总结"),
        ("【篇三】", ""),
        ("2023教育局年度工作总结篇1", "2023教育局年度工作总结"),
        ("教育局工作总结（篇二）", "教育局工作总结"),
        ("篇一:《教育局工作总结》", "教育局工作总结"),
        ("第2篇 某区教育局工作总结 1700字", "某区教育局工作总结"),
        ("某区开学自查报告范文(二)", "某区开学自查报告"),
    ],
)
def test_lines_that_part_a_collection(line: str, words: str) -> None:
    assert item_title(line) == words


@pytest.mark.parametrize("line", ["写好三篇文章", "做好第一篇章的工作。", "发表论文10篇", "第三篇幅较长，从略。"])
def test_other_lines_part_nothing(line: str) -> None:
    assert item_title(line) is None


def test_the_same_report_announced_twice() -> None:
    assert same_title("XX县教育局工作总结", "2011年XX县教育局工作总结")
    assert not same_title("2011年江阳区教育工作总结", "2012年江阳区教育工作总结")
    assert not same_title("江阳区工作总结", "龙马潭区工作总结")


def test_a_title_glued_to_its_text() -> None:
    assert title_before_text("县教育局2014年工作总结2014年，全县教育系统") == len("县教育局2014年工作总结")
    assert title_before_text("泸县教育局二○一四年工作总结二○一四年，全县教育系统") == len("泸县教育局二○一四年工作总结")
    assert title_before_text("泸县教育局工作总结回顾过去的一年，全县") == len("泸县教育局工作总结")
    assert title_before_text("为做好2014年工作总结，现将") == 0
    assert title_before_text("乙市教育局党建工作总结乙市教育局党委紧扣") == len("乙市教育局党建工作总结")
    assert title_before_text("丁镇小学教育信息化自评报告教育信息化是趋势") == len("丁镇小学教育信息化自评报告")
    assert title_before_text("2012年镇教育工作汇报xx镇位于西北") == len("2012年镇教育工作汇报")
    assert title_before_text("教育局上半年工作总结范文稿2020年，全区") == len("教育局上半年工作总结范文稿")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("下面是小编为大家整理的某区教育局年度工作总结，供大家参考。", "某区教育局年度工作总结"),
        ("某区教育局2012年工作总结.docx", "某区教育局2012年工作总结"),
        ("某区教育局2012年工作总结_第3页", "某区教育局2012年工作总结"),
        ("标 题: 某区教育局2012年工作总结", "某区教育局2012年工作总结"),
        ("标题:某区召开教育工作会议", "某区召开教育工作会议"),
        ("《某区校园安全计划(共20页).docx》由会员分享，可在线阅读", "某区校园安全计划"),
        ("某区教育局2012年工作总结", ""),
        ("整理的好词好句，供大家参考", ""),
    ],
)
def test_a_page_tells_a_title_that_stands_nowhere_else(words: str, title: str) -> None:
    assert title_in_blurb(words) == title


@pytest.mark.parametrize(
    ("line", "length"),
    [
        ("丙乡小学安全管理考核评估自查报告根据考核办法，我校开展自查。", 16),
        ("丙县校园安全活动总结丙县第三小学二〇一二年六月三十日安全无小事。", 10),
    ],
)
def test_a_title_glued_to_its_text_ends_with_its_last_word(line: str, length: int) -> None:
    assert title_before_text(line) == length


def test_brackets_around_the_line_that_parts_a_collection_are_not_the_titles() -> None:
    assert item_title("【第2篇 2007年丙区教育宣传工作总结】") == "2007年丙区教育宣传工作总结"


@pytest.mark.parametrize(
    "text", ["丙县教师大会讲话稿今天我们相聚，共同庆祝。", "丙镇学校推普周活动总结9月14日是推普周，我校开展活动。"]
)
def test_days_open_sentences_behind_titles(text: str) -> None:
    assert title_before_text(text) == text.index("今天" if "今天" in text else "9月")


def test_a_sentence_with_a_plan_in_it_is_no_title() -> None:
    assert not is_title("认真执行教学计划和作息制度，减轻学生过重的负担。")
    assert is_title("丙县教育局2012年工作总结和2013年工作思路")
