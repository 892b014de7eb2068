"""What stands above a title: the letter that hands the report on, and what the page prints."""

from __future__ import annotations

import pytest

from reports.parsing.letterheads import letterhead
from reports.parsing.lines import full_lines


def kept(text: str) -> list[str]:
    lead, _site = letterhead(full_lines(text), from_web=True)
    return [text[span.start : span.end] for span in lead]


@pytest.mark.parametrize(
    "line",
    [
        "丙县教育局文件",
        "丙教发〔2012〕15号",
        "丙县第二小学二〇一二年十二月三十日",
        "丙县教育局2012年12月30日",
        "丙县教育局关于印发《2012年教育工作总结》的通知",
    ],
)
def test_a_letterhead_is_the_reports(line: str) -> None:
    assert kept(line) == [line]


def test_a_letter_reaches_to_its_addressee() -> None:
    letter = "丙县教育局关于印发《年度小结》的通知\n丙教发〔2012〕15号\n各中小学、幼儿园："
    assert kept(f"站点导航\n{letter}\n本站推荐") == letter.split("\n")


def test_the_value_of_a_pages_field_is_the_pages() -> None:
    assert kept("来 源\n丙县教育局\n公开日期") == []


def test_printed_files_keep_all() -> None:
    lines = full_lines("内部资料\n请勿外传")
    assert letterhead(lines, from_web=False)[1] == []
