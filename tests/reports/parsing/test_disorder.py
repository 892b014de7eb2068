"""What tells of a disorder is reported; what intact reports show as well is not."""

from __future__ import annotations

import pytest

from reports.parsing.disorder import STRONG, WEAK, is_disordered, signs
from reports.parsing.lines import full_lines

INTACT = (
    "一、甲\n好。\n三、丙\n好。",
    "一、甲\n（一）好。\n（二）好。\n二、乙\n（一）好。",
    "一、甲\n新建园两所。各校加强管理\n二、乙\n培训教师。",
    "一、甲\n好。\n甲县教育局\n2011年12月1日",
    "一、甲\n主要做法：\n1、好。\n2、好。",
    "一、甲\n好。\n二、乙\n好。\n四、丁\n好。\n二、丙\n好。\n全县各级学",
    "一、甲\n好。\n二、乙\n好。\n二、丙\n好。\n三、丁",
    "一、甲\n1、好。\n2、好。\n二、乙\n3、好。\n4、好。\n三、丙\n6、好。",
    "（五）戊\n（六）己\n四、丁\n（一）甲\n（四）丁。",
    "按照《甲县学校安全条例》（以下简称《条例》），新建园两所。\n《甲县学校安全条例》已经施行。",
    "三、丙\n好。\n四、丁\n好。",
    "一、甲\n（二）好。\n二、乙\n好。\n四、丁\n好。",
)


@pytest.mark.parametrize(("name", "text"), [*STRONG.items(), *WEAK.items()])
def test_every_sign_is_seen_in_its_example(name: str, text: str) -> None:
    assert name in signs(text, full_lines(text), titled=name == "strange")


@pytest.mark.parametrize(("name", "text"), STRONG.items())
def test_one_strong_sign_is_enough(name: str, text: str) -> None:
    assert is_disordered(text, full_lines(text), titled=name == "strange")


def test_a_strange_beginning_is_a_sign_under_a_title_only() -> None:
    assert not is_disordered(STRONG["strange"], full_lines(STRONG["strange"]))


@pytest.mark.parametrize("text", [*WEAK.values(), *INTACT])
def test_one_weak_sign_is_not(text: str) -> None:
    assert not is_disordered(text, full_lines(text))


@pytest.mark.parametrize(
    "text",
    [
        "一、甲\n1、好。\n3、好。\n二、乙\n1、好。\n2、好。\n三、丙\n2、好。\n四、丁\n1、好。",
        "一、甲\n新建园两所。全县各乡镇中\n培训教师一百名，开展活动。\n三、丙\n好。",
        "一、甲\n新建园两所。全县各乡镇中\n培训教师一百名，开展活动。\n二、乙\n好。新建",
    ],
)
def test_two_weak_signs_of_moved_text_are(text: str) -> None:
    assert is_disordered(text, full_lines(text))


def test_print_broken_into_lines_is_another_fault() -> None:
    text = "\n".join(f"新建园{n}所。全县各乡镇中心\n校舍已经完工，设施齐备。" for n in range(9))
    assert not is_disordered(text, full_lines(text))
