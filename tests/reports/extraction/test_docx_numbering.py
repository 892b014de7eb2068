"""Automatic numbers: what Word prints before a paragraph and no text run holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.extraction.docx import extract
from reports.extraction.docx_numerals import FORMATS, print_number
from tests.reports.extraction.word_files import NS, item, level, numbering, para, write_docx

OUTLINE = (
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3．"),
    level(3, "decimalEnclosedCircle", "%4"),
)


def lines(path: Path) -> list[str]:
    return extract(path).text.strip().split("\n")


def test_levels_of_an_official_document_count_and_restart(tmp_path: Path) -> None:
    body = (
        item("学前教育") + item("扩大资源", level=1) + item("新建", level=2) + item("改建", level=2)
        + item("城区", level=3) + item("规范收费", level=1) + item("摸底", level=2)
        + item("义务教育") + item("控辍保学", level=1)
    )  # fmt: skip
    read = lines(write_docx(tmp_path / "a.docx", body, numbering=numbering(*OUTLINE)))
    assert read == [
        "一、学前教育", "（一）扩大资源", "1．新建", "2．改建", "①城区", "（二）规范收费", "1．摸底",
        "二、义务教育", "（一）控辍保学",
    ]  # fmt: skip


def test_an_unnumbered_paragraph_between_does_not_restart(tmp_path: Path) -> None:
    body = item("甲") + para("正文。") + item("乙")
    assert lines(write_docx(tmp_path / "a.docx", body, numbering=numbering(*OUTLINE))) == ["一、甲", "正文。", "二、乙"]


def test_multilevel_text_and_legal_numbers(tmp_path: Path) -> None:
    levels = (level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", more="<w:isLgl/>"))
    body = item("总则") + item("目标", level=1) + item("任务", level=1)
    read = lines(write_docx(tmp_path / "a.docx", body, numbering=numbering(*levels)))
    assert read == ["第一章总则", "1.1 目标", "1.2 任务"]


def test_start_override_begins_anew_and_lists_share_their_counter(tmp_path: Path) -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = item("甲", 1) + item("乙", 2) + item("丙", 3) + item("丁", 3)
    read = lines(write_docx(tmp_path / "a.docx", body, numbering=numbering(*OUTLINE, nums=nums)))
    assert read == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_a_level_that_never_restarts(tmp_path: Path) -> None:
    levels = (level(0, "upperRoman", "%1."), level(1, "lowerLetter", "%2)", more='<w:lvlRestart w:val="0"/>'))
    body = item("甲") + item("子", level=1) + item("乙") + item("丑", level=1)
    read = lines(write_docx(tmp_path / "a.docx", body, numbering=numbering(*levels)))
    assert read == ["I.甲", "a)子", "II.乙", "b)丑"]


def test_numbers_given_by_a_style_and_taken_away_again(tmp_path: Path) -> None:
    styles = (
        f'<w:styles {NS}><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>'
        "</w:styles>"
    )
    levels = (
        level(0, "chineseCounting", "%1、", more='<w:pStyle w:val="H1"/>'),
        level(1, "chineseCounting", "（%2）", more='<w:pStyle w:val="H2"/>'),
    )
    body = (
        para("学前教育", '<w:pStyle w:val="H1"/>') + para("资源", '<w:pStyle w:val="H2"/>')
        + para("附", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + para("高中", '<w:pStyle w:val="H1"/>')
    )  # fmt: skip
    found = extract(write_docx(tmp_path / "a.docx", body, numbering=numbering(*levels), styles=styles))
    assert found.text.split() == ["一、学前教育", "（一）资源", "附", "二、高中"]
    assert [line.level for line in found.styled_lines] == [1, 2, 1, 1]


def test_a_number_before_a_year_keeps_its_distance(tmp_path: Path) -> None:
    body = item("2013年工作")
    assert lines(write_docx(tmp_path / "a.docx", body, numbering=numbering(level(0, "decimal", "%1.")))) == [
        "1. 2013年工作"
    ]


def test_a_level_used_before_the_one_above_counts_as_if_that_had_been_there(tmp_path: Path) -> None:
    levels = (level(0, "decimal", "%1、"), level(1, "decimal", "%1.%2、"))
    body = item("甲", level=1) + item("乙", level=1) + item("丙") + item("丁", level=1)
    read = lines(write_docx(tmp_path / "a.docx", body, numbering=numbering(*levels)))
    assert read == ["1.1、甲", "1.2、乙", "2、丙", "2.1、丁"]


def test_an_overridden_start_holds_for_every_restart(tmp_path: Path) -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    levels = (level(0, "decimal", "%1、"), level(1, "decimal", "（%2）"))
    body = item("甲") + item("乙", level=1) + item("丙", level=1) + item("丁") + item("戊", level=1)
    read = lines(write_docx(tmp_path / "a.docx", body, numbering=numbering(*levels, nums=nums)))
    assert read == ["1、甲", "（5）乙", "（6）丙", "2、丁", "（5）戊"]


def test_bullets_and_unknown_lists(tmp_path: Path) -> None:
    body = item("甲") + item("乙", 99)
    read = lines(write_docx(tmp_path / "a.docx", body, numbering=numbering(level(0, "bullet", "\uf0b7"))))
    assert read == ["• 甲", "乙"]


@pytest.mark.parametrize(
    ("fmt", "number", "printed"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 12, "⑫"),
        ("decimalEnclosedFullstop", 3, "⒊"),
        ("decimalEnclosedParen", 3, "⑶"),
        ("ideographEnclosedCircle", 2, "㊁"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 12, "亥"),
        ("ideographDigital", 2012, "二〇一二"),
        ("upperRoman", 9, "IX"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 3, "c"),
        ("none", 3, ""),
        ("noSuchFormat", 3, "3"),
    ],
)
def test_number_formats(fmt: str, number: int, printed: str) -> None:
    assert print_number(number, fmt) == printed


@pytest.mark.parametrize("fmt", sorted(FORMATS))
@pytest.mark.parametrize("number", [-1, 0, 1, 10, 99, 10**9])
def test_no_number_is_too_strange_to_print(fmt: str, number: int) -> None:
    assert len(print_number(number, fmt)) < 50
