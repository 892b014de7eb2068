"""Broken sentences are joined; headings, items and paragraphs stay apart."""

from __future__ import annotations

import textwrap

import pytest

from reports.parsing.clean import mended
from reports.parsing.linejoin import broken_sentences

PARAGRAPH = (
    "全市新建幼儿园三所，改扩建九所，新增学位一千二百个，学前三年毛入园率达到七成八，比上年提高两个百分点，" * 3
    + "成效明显。"
)


def printed(text: str, width: int) -> str:
    return "\n".join("\n".join(textwrap.wrap(line, width)) for line in text.split("\n"))


@pytest.mark.parametrize("width", [24, 30, 38, 45])
def test_print_of_one_width_becomes_paragraphs(width: int) -> None:
    text = f"一、学前教育\n{PARAGRAPH}\n（一）办园行为\n{PARAGRAPH}\n1、招生\n{PARAGRAPH}"
    assert mended(broken_sentences, printed(text, width)) == text


def test_a_stop_that_a_site_left_below_the_title_does_not_join_the_text_to_it() -> None:
    text = f"丙县秋季开学工作总结\n，现将情况汇报如下：\n{PARAGRAPH}"
    assert mended(broken_sentences, text) == text


def test_a_number_broken_in_two_is_joined() -> None:
    lines = [
        "全县小学在校学生三万八千人，初中在校学生一万五千人，合计5",
        "3000人，专任教师四千人，师生比达到省定标准，其中高级教",
    ]
    text = "\n".join([*lines * 3, "师三百人。"])
    assert "合计53000人" in mended(broken_sentences, text)


def test_short_lines_stay() -> None:
    text = "江阳区教育局\n关于教育工作的总结\n一、学前教育\n二、义务教育"
    assert mended(broken_sentences, text) == text


def test_a_line_that_ends_in_a_comma_goes_on() -> None:
    assert mended(broken_sentences, "加强管理，\n提高质量。") == "加强管理，提高质量。"


def test_table_rows_stay() -> None:
    assert mended(broken_sentences, "指标\t单位，\n入园率\t%") == "指标\t单位，\n入园率\t%"


def test_a_heading_that_ends_before_the_line_is_full_is_not_joined() -> None:
    wide = "全县各学校坚持把立德树人作为根本任务抓好抓实并形成了长效机制"
    text = f"{wide}\n{wide}\n{wide}\n{wide}\n一、强化理论武装，筑牢思想根基，把稳办学的政治方向\n{wide}。"
    assert "方向\n全县" in mended(broken_sentences, text)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("区里成立了领导小组，沿江镇、河口镇、", "教育发展规划》，各镇按月报送进度，年终统一考核。"),
        ("职业学校增设两个专业，参加全省比赛获得金", "”专业的牌子一直挂到今天。"),
    ],
)
def test_a_piece_that_closes_what_stands_open_elsewhere_is_not_joined(above: str, below: str) -> None:
    assert mended(broken_sentences, f"{above}\n{below}") == f"{above}\n{below}"


def test_a_document_named_over_a_lines_end_is_joined() -> None:
    assert mended(broken_sentences, "区里印发了《学前教育\n，义务教育发展规划》，各镇照办。").count("\n") == 0
