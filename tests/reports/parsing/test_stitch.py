"""Shuffled pieces come back into order, or the report says that it could not tell. Never silently wrong."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.parsing.stitch import UNCLEAR, stitch
from reports.parsing.traced import Traced

PARTS = (
    "一、江阳区\n1、规范招生。坚持就近入学，小学招生九千余人。\n2、关爱留守儿童。建立留守儿童之家二十个，结对帮扶留守儿童三百名。",
    "二、龙马潭区\n1、学前教育。新建民办幼儿园两所，评估民办幼儿园十二所。\n2、教师培训。培训骨干教师一百五十名，选派骨干教师支教。",
    "三、纳溪区\n（一）控辍保学。签订控辍保学目标责任书，落实控辍保学措施。\n（二）校舍安全。改造校舍一万平方米，排查校舍隐患四十处。",
    "四、泸县\n1、课堂教学改革。确定课堂教学改革试点学校七所，总结课堂教学改革经验。\n2、寄宿制学校。新建寄宿制学校三所，完善寄宿制学校管理。",
    "五、合江县\n（一）职业教育。中等职业学校招生两千人，中等职业学校就业率达标。\n（二）经费投入。教育经费投入十二亿元，教育经费投入逐年增长。",
)
REPORT = "\n".join(PARTS)
WORDS = (
    "留守儿童三百",
    "民办幼儿园十二",
    "骨干教师支教",
    "控辍保学措施",
    "课堂教学改革经验",
    "寄宿制学校管理",
    "中等职业学校就业",
)


def stitched(text: str, border: int = 0) -> tuple[str, tuple[str, ...]]:
    result = stitch(Traced.of(text), border)
    return re.sub(r"\n+", "\n", result.text.text), result.repairs


def squeezed(text: str) -> str:
    return text.replace("\n", "")


def test_an_intact_report_is_left_alone() -> None:
    assert stitched(REPORT) == (REPORT, ())


@given(st.permutations(PARTS))
def test_whole_parts_in_any_order_come_back_or_are_reported(parts: list[str]) -> None:
    text, repairs = stitched("\n".join(parts))
    printed = "\n".join(parts)
    assert text == REPORT or (text == printed and (UNCLEAR in repairs or printed == REPORT))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2, unique=True), st.randoms(use_true_random=False))
def test_pieces_cut_inside_words_come_back_or_are_reported(words: list[str], random: object) -> None:
    cuts = sorted(REPORT.index(word) + 3 for word in words)
    borders = [0, *cuts, len(REPORT)]
    pieces = [REPORT[start:end] for start, end in pairwise(borders)]
    random.shuffle(pieces)  # type: ignore[attr-defined]
    before = pieces.index(REPORT[: cuts[0]])
    printed = "\n".join(pieces)
    border = printed.index(REPORT[: cuts[0]]) if before else 0
    text, repairs = stitched(printed, border)
    assert text == printed or squeezed(text) == squeezed(REPORT)
    assert squeezed(text) == squeezed(REPORT) or UNCLEAR in repairs


def test_a_title_cut_in_its_quotation_marks_is_joined() -> None:
    first = "一、江阳区\n新建园两所。\n二、泸县\n1、规划。制定了《泸县普及"
    rest = "学前三年教育规划》，各镇落实规划。\n2、管理。加强民办园管理。"
    text, repairs = stitched(f"{rest}\n{first}", len(rest) + 1)
    assert text == first + rest
    assert "相接" in repairs[0]


def test_pieces_that_match_nowhere_stay_and_are_reported() -> None:
    torn = "建筑面积三百平方米。\n7、其他。完成其他工作。"
    body = "一、江阳区\n新建园两所。\n二、泸县\n加强管理。"
    text, repairs = stitched(f"{torn}\n{body}", len(torn) + 1)
    assert text == f"{torn}\n{body}"
    assert repairs == (UNCLEAR,)


def test_lists_that_start_again_are_no_disorder() -> None:
    text = "一、甲\n1、好。\n2、好。\n二、乙\n1、好。\n2、好。\n一、下步打算\n1、好。"
    assert stitched(text) == (text, ())


def test_a_paragraph_without_its_last_stop_is_no_disorder() -> None:
    text = "一、甲\n新建园两所。各校加强管理\n二、乙\n培训教师。落实责任\n三、丙\n完成任务。"
    assert stitched(text) == (text, ())


def test_a_skipped_number_is_told_and_is_no_disorder() -> None:
    text = "一、甲\n好。\n三、丙\n好。\n四、丁\n好。"
    assert stitched(text) == (text, ("编号从“一”跳到“三”，可能漏排或错位",))


def test_an_open_end_is_told_and_is_no_disorder() -> None:
    text = "一、甲\n好。\n二、乙\n新建园两所。教师培训"
    assert stitched(text) == (text, ("文末不完整：原文到“…新建园两所。教师培训”为止，下文可能缺失，未作补写",))
    assert stitched("新建园两所。教师培训")[1][0].startswith("文末不完整")


def test_a_letter_above_the_title_is_no_disorder() -> None:
    letter = "各学校：\n现将总结印发给你们。\n"
    assert stitched(letter + REPORT, len(letter)) == (letter + REPORT, ())


def test_what_is_lost_is_marked_and_not_made_up() -> None:
    text = "一、甲\n印发了《全县教育系统\n二、乙\n完成任务。"
    kept, repairs = stitched(text)
    assert kept == text
    assert repairs == ("原文在“…印发了《全县教育系统”处中断，下文缺失，未作补写",)


def test_a_sentence_cut_by_a_page_is_joined() -> None:
    text, repairs = stitched("一、甲\n新建园两所。教师队伍建设取得成\n绩，受到表彰。\n二、乙\n好。")
    assert "取得成绩，受到表彰" in text
    assert len(repairs) == 1
