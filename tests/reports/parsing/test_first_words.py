"""How reports begin: every row of the tables, what begins otherwise, and what only comes first."""

from __future__ import annotations

import re

import pytest

from reports.parsing.first_words import BEGINNINGS, LEADS, begins_report, is_first_strange, is_late_lead
from reports.parsing.folding import fold

STRANGE = "教师的培训经费不足，全年培训一百人次，效果不明显。"


@pytest.mark.parametrize("name", BEGINNINGS)
def test_every_beginning_knows_its_example(name: str) -> None:
    pattern, example = BEGINNINGS[name]
    assert re.match(pattern, fold(example))
    assert not is_first_strange([example])


@pytest.mark.parametrize("name", LEADS)
def test_every_lead_knows_its_example(name: str) -> None:
    pattern, example = LEADS[name]
    assert re.match(pattern, fold(example))
    assert is_late_lead(example)


@pytest.mark.parametrize(
    "texts",
    [
        [STRANGE],
        ["某某", STRANGE],
        ["先进单位，受到市委表彰，学生家长满意。", "一、甲"],
        ["建设得到加强。"],
    ],
)
def test_no_report_begins_so(texts: list[str]) -> None:
    assert is_first_strange(texts)


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["一、甲", STRANGE],
        ["一是新建园两所，改造校舍五处，全部投入使用。"],
        ["甲县教育局", "二00九年，新建园两所。"],
        ["在縣委的領導下，我局辦了五件事。"],
        ["检查组组长、各位专家：", STRANGE],
        ["某某"] * 9,
        ["每到开学，老师们都到村口迎接新生，多年来从不间断。"],
        ["一路走来，全校师生同心协力。现将工作总结如下。"],
    ],
)
def test_reports_begin_so(texts: list[str]) -> None:
    assert not is_first_strange(texts)


@pytest.mark.parametrize(
    "paragraph",
    [
        "2013年，我们将在县委的领导下，紧紧围绕目标，再创佳绩。",
        "为办好明年的学校，我们要再接再厉。",
        "新建园两所。",
        "",
    ],
)
def test_no_lead_stands_late(paragraph: str) -> None:
    assert not is_late_lead(paragraph)


def test_a_lead_tells_under_whom() -> None:
    assert begins_report("学校在县教育局的领导下，成绩很好。")
    assert not begins_report("为加强学校管理工作，我局办了三件事。")
