"""The beginning of a page whose first line is torn is found by its lead, and only where nothing else could be it."""

from __future__ import annotations

import pytest

from reports.parsing.lines import full_lines
from reports.parsing.stitch import UNCLEAR, stitch
from reports.parsing.traced import Traced
from reports.parsing.true_starts import true_start

TORN = "育部门办园两所，共招生一百人。"
LED = "2013年，在县委的领导下，我局办了五件事。支持民办教"
TITLE = "甲县教育局2013年工作总结"


def found(text: str) -> str:
    at = true_start(text, full_lines(text))
    return text[at : at + 4] if at else ""


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        (f"{TORN}\n{LED}", "2013"),
        (f"{TORN}\n我局在县委的领导下，办了五件事。支持民办教", "我局在县"),
        (f"{TORN}\n同志们：\n{LED}", "同志们："),
        (f"{TORN}\n——在全县教育工作会议上的讲话\n{LED}", "——在全"),
        ("绩显著，受到县委、县政府表彰。\n2013年，在县委的领导下，我局办了五件事。教育取得成", "2013"),
    ],
)
def test_a_lead_tells_where_the_text_begins(text: str, begins: str) -> None:
    assert found(text) == begins


@pytest.mark.parametrize(
    "text",
    [
        f"{LED}\n{TORN}",
        f"一、甲\n{TORN}\n{LED}",
        f"同志们：\n{TORN}\n{LED}",
        f"全县新建园两所，共招生一百人。\n{LED}",
        f"{TORN}\n{LED}\n{TORN}\n2014年，在县委的领导下，我局办了六件事。",
        f"{TORN}\n甲县教育局\n{LED}",
        f"{TORN}\n2014年，我们将在县委的领导下办好学校。",
    ],
)
def test_elsewhere_nothing_is_sure(text: str) -> None:
    assert found(text) == ""


def test_a_page_with_its_title_on_top_is_put_together() -> None:
    whole = (
        "2013年，在县委的领导下，我局办了五件事。教育事业取得成绩，受到表彰。\n"
        "一、新建园舍\n新建幼儿园两所，招生一百人。\n二、培训教师\n培训骨干教师一百名，效果良好。"
    )
    first, second = whole[:29], whole[29:]
    assert first.endswith("成")
    result = stitch(Traced.of(f"{second}\n{first}"), title=TITLE)
    assert result.text.text == whole
    assert any("词语或书名号相接" in repair for repair in result.repairs)


def test_what_is_left_over_is_no_proof_without_a_title_in_the_middle() -> None:
    page = "育部门的支持下完成任务，受到表彰。\n一、甲\n好。\n2013年，在县委的领导下，我局办了五件事。在各"
    result = stitch(Traced.of(page), title=TITLE)
    assert result.text.text == page
    assert UNCLEAR in result.repairs
