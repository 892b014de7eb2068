"""What a text lacks is told; what only looks like it is not."""

from __future__ import annotations

import re

import pytest

from reports.parsing.folding import fold
from reports.parsing.lines import full_lines
from reports.parsing.missing import CLOSINGS, gaps, has_open_end, losses

ENDS = (
    "各校加强管理，效果良好。（通讯员：李明、王强）",
    "各校加强管理，效果良好。（责任编辑：李明）",
    "各校加强管理，效果良好。责任编辑：李明",
    "各校加强管理，效果良好。 云江县教育局 2012年12月5日",
    "各校加强管理，效果良好。二○一二年十二月",
    "各校加强管理，效果良好……",
    "云江县教育局",
    "县名\t所数",
)
OPEN = (
    "各校加强管理，教学效果普遍良好。全年共培训教",
    "各校加强管理，效果良好。新增校舍（含幼儿园",
    "二、下步",
    "（三）加强管理。落实责任，健全制",
)


@pytest.mark.parametrize(("pattern", "example"), CLOSINGS.values())
def test_every_closing_is_seen_in_its_example(pattern: str, example: str) -> None:
    assert re.fullmatch(pattern, fold(example))


@pytest.mark.parametrize("last", ENDS)
def test_ends(last: str) -> None:
    assert not has_open_end(["一、甲", "新建园两所。", last])


@pytest.mark.parametrize("last", OPEN)
def test_open_ends(last: str) -> None:
    assert has_open_end(["一、甲", "新建园两所。", last])


def test_a_list_of_annexes_is_an_end() -> None:
    assert not has_open_end(["新建园两所。", "附件：", "1、教师名册"])
    assert not has_open_end(["附件：1、教师名册", "1、教师名册", "2、校舍清单"])


def lost(text: str) -> list[str]:
    return list(losses(text, full_lines(text)))


def gap(text: str) -> list[str]:
    return list(gaps(full_lines(text)))


def test_an_open_sentence_is_told_with_both_sides() -> None:
    assert lost("新建园两所。全县各乡镇\n培训教师一百名。") == [
        "句子未完：“…新建园两所。全县各乡镇”与下段“培训教师一百名。…”不相接，可能缺字、缺标点或错位"
    ]


def test_print_broken_into_lines_is_another_fault() -> None:
    assert lost("\n".join(f"新建园{n}所。全县各乡镇中心\n校舍已经完工，设施齐备。" for n in range(9))) == []


def test_gaps_are_told() -> None:
    assert gap("一、甲\n二、乙\n四、丁") == ["编号从“二”跳到“四”，可能漏排或错位"]
    assert gap("三、丙\n好。\n四、丁") == ["编号从“三”开始，前面的编号未见，可能漏排或错位"]


@pytest.mark.parametrize(
    "text",
    [
        "一、甲\n好。二、乙好。\n三、丙",
        "1．招生。\n2．2012年招聘教师八名；\n3．新建园两所。",
        "一、甲\n二、乙\n二、丙\n三、丁",
        "一、甲\n1、好。\n二、乙\n2、好。",
    ],
)
def test_numbers_inside_paragraphs_repeats_and_running_numbers_are_no_gaps(text: str) -> None:
    assert gap(text) == []


def test_a_text_full_of_gaps_is_told_three_times() -> None:
    assert len(gap("\n".join(f"{n}、好。" for n in range(1, 90, 3)))) == 3
