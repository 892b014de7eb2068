"""Pieces printed above a title belong to the report under it where a cut word shows it; whole reports do not."""

from __future__ import annotations

import pytest

from reports.parsing.above_titles import goes_on_above, parts_above
from reports.parsing.lines import Line
from reports.parsing.split import Part, split_reports
from reports.parsing.stitch import UNCLEAR, stitch
from reports.parsing.traced import Traced

CITY = "某市各县区2014年职业教育工作总结"
DEEDS = (
    "全县职业学校新建实训车间三个，添置机床四十台，学生上机时间比去年多了一半，"
    "毕业考核合格率有了明显提高，用人单位普遍满意。"
)
TORN = f"童之家”坚持每周开放两次。{DEEDS}\n{DEEDS}"
OPEN = f"{DEEDS}各乡镇学校管好“留守儿"


def parts(text: str) -> tuple[Part, ...]:
    return split_reports(text, "某页", True, lambda name: name in {"甲县", "乙县", "丙县", "丁县"}).parts


def test_torn_text_above_the_only_title_belongs_to_the_report_under_it() -> None:
    found = parts(f"{TORN}\n{CITY}\n甲县教育局：\n一、招生\n{DEEDS}\n{OPEN}")
    assert [part.title for part in found] == [CITY]
    assert found[0].before


def test_a_whole_text_above_the_title_stays_another_report() -> None:
    found = parts(f"{DEEDS * 2}\n{DEEDS * 2}\n{CITY}\n甲县教育局：\n一、招生\n{DEEDS * 2}")
    assert len(found) == 2


def test_a_title_above_text_that_begins_inside_a_sentence_is_the_pages() -> None:
    page = f"某市教育局学校管理总结\n实施办法》，各校照办。{DEEDS}\n{CITY}\n（一）甲县\n{DEEDS}\n全县印发了《职业学校"
    assert [part.title for part in parts(page)] == [CITY]


def titled(place: str) -> str:
    return f"{place}2014年职业教育工作总结"


def test_districts_printed_above_the_collection_they_are_torn_from_are_its_parts() -> None:
    below = "\n".join(f"{titled(place)}\n一、招生\n{DEEDS}" for place in ("丙县", "甲县"))
    page = f"{TORN}\n{titled('乙县')}\n一、招生\n{DEEDS}\n{CITY}\n{below}\n{OPEN}"
    assert [part.title for part in parts(page)] == [CITY]


def test_districts_reports_above_a_collection_stay_reports() -> None:
    page = f"{titled('乙县')}\n一、招生\n{DEEDS * 4}\n{CITY}\n{titled('甲县')}\n一、招生\n{DEEDS * 4}"
    assert parts(page)[0].title == titled("乙县")


@pytest.mark.parametrize(
    "titles",
    [
        [titled("乙县"), CITY],
        [CITY, titled("乙县"), titled("甲县")],
        [titled("甲县"), CITY, titled("甲县"), titled("乙县")],
        ["全县2014年职业教育工作总结", CITY, titled("甲县"), titled("乙县")],
    ],
)
def test_other_titles_above_are_no_parts(titles: list[str]) -> None:
    assert parts_above(titles, bool) == 0


def test_an_open_line_that_goes_on_nowhere_tells_nothing() -> None:
    lines = [Line(0, 0, words) for words in (DEEDS, CITY, f"{DEEDS}各校落实")]
    assert not goes_on_above(lines, 1)


def test_numbers_begin_again_under_each_districts_heading() -> None:
    true = [
        f"{titled('甲县')}\n一、招生\n{DEEDS}\n二、就业\n{OPEN}",
        f"童之家”坚持每周开放两次。\n{titled('乙县')}\n一、招生\n{DEEDS}\n二、就业\n{DEEDS}县里印发《职业学校",
        f"实训管理办法》，人手一册。\n三、打算\n{DEEDS}\n{titled('丙县')}\n一、招生\n{DEEDS}\n二、就业\n{DEEDS}",
    ]
    border = len(true[1]) + 1
    found = stitch(Traced.of("\n".join([true[1], true[0], true[2]])), border, CITY)
    assert UNCLEAR not in found.repairs
    assert found.text.text == "".join(true)


def test_districts_headings_without_a_stop_leave_a_text_whole() -> None:
    true = [
        f"{titled('甲县')}\n一、招生\n{DEEDS}\n二、就业\n{OPEN}",
        f"童之家”坚持每周开放两次。\n{titled('乙县')}\n{DEEDS}\n{titled('丁县')}\n一、招生\n{DEEDS}落实了责任人，压",
        f"减了会议，精简了文件。\n{titled('丙县')}\n一、招生\n{DEEDS}\n二、就业\n{DEEDS}",
    ]
    found = stitch(Traced.of("\n".join([true[1], true[0], true[2]])), len(true[1]) + 1, CITY)
    assert UNCLEAR not in found.repairs
    assert found.text.text == "".join(true)
