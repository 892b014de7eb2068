"""How reports, paragraphs and sentences begin: every row of the tables, and what must not be taken for one."""

from __future__ import annotations

import re

import pytest

from reports.fixtures.gazetteers import place_names, standard_lines
from reports.parsing import openings
from reports.parsing.folding import fold, simplified
from reports.parsing.openings import (
    DEPENDENT,
    FIRST,
    GREETERS,
    GREETINGS,
    HALVES,
    OPENING,
    OPENINGS,
    POSSIBLE,
    SENTENCES,
    begins_inside,
    goes_on_number,
    is_announcement,
    is_dependent,
    lacks_first_half,
    leads,
    may_begin,
    may_open,
    opens_report,
)
from tests.reports.parsing.beginnings import DIGIT, beginnings

TABLES = {
    "GREETINGS": GREETINGS,
    "OPENINGS": OPENINGS,
    "POSSIBLE": POSSIBLE,
    "DEPENDENT": DEPENDENT,
    "SENTENCES": SENTENCES,
}
ROWS = [(table, name) for table, rows in TABLES.items() for name in rows]


@pytest.mark.parametrize(("table", "name"), ROWS)
def test_every_row_knows_its_example(table: str, name: str) -> None:
    pattern, example = TABLES[table][name]
    assert re.match(pattern, simplified(fold(example)))


@pytest.mark.parametrize("name", OPENINGS)
def test_openings_open_reports_and_lead(name: str) -> None:
    example = OPENINGS[name][1]
    assert opens_report(example)
    assert leads(example)


@pytest.mark.parametrize("name", GREETINGS)
def test_greetings_announce(name: str) -> None:
    assert is_announcement(GREETINGS[name][1])


@pytest.mark.parametrize("name", POSSIBLE)
def test_what_may_open_a_report(name: str) -> None:
    assert may_open(POSSIBLE[name][1])


@pytest.mark.parametrize("name", DEPENDENT)
def test_what_needs_words_before_it(name: str) -> None:
    assert is_dependent(DEPENDENT[name][1])
    assert may_begin(DEPENDENT[name][1])


@pytest.mark.parametrize("name", SENTENCES)
def test_sentences_begin_so(name: str) -> None:
    assert may_begin(SENTENCES[name][1])
    assert not begins_inside(SENTENCES[name][1])


def test_the_first_letters_of_openings_are_known() -> None:
    written = beginnings(OPENING) - {DIGIT}
    assert written <= FIRST
    assert set("0123456789") <= FIRST
    assert {letter for name in GREETINGS for letter in beginnings(GREETINGS[name][0])} <= set(GREETERS)


@pytest.mark.parametrize(
    "paragraph",
    ["我縣教育工作", "新建园两所。", "一、加强领导", "2013年新建园两所。", "为民办园减免租金。", "该校新建操场。"],
)
def test_no_opening(paragraph: str) -> None:
    assert not opens_report(paragraph)


def test_traditional_characters_are_read() -> None:
    assert opens_report("一年來，在縣委、縣政府的領導下，我局辦了五件事。")
    assert is_announcement("現將有關情況匯報如下：")
    assert is_dependent("綜上，成績很好。")
    assert begins_inside("們的工作。")


@pytest.mark.parametrize("paragraph", ["育工作会议召开。", "，各镇落实。", "的支持下，完成任务。", "）由县财政拨付。"])
def test_torn_from_the_words_before(paragraph: str) -> None:
    assert begins_inside(paragraph)
    assert not may_begin(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "育人环境优美。",
        "和谐校园建设。",
        "儿童之家建成。",
        "园长培训完成。",
        "化解债务五万元。",
        "（一）甲",
        "“两基”巩固。",
    ],
)
def test_words_that_only_look_torn(paragraph: str) -> None:
    assert not begins_inside(paragraph)


@pytest.mark.parametrize("name", HALVES)
def test_second_halves_lack_their_first(name: str) -> None:
    pattern, example = HALVES[name]
    assert re.match(pattern, fold(example))
    assert lacks_first_half(example)


@pytest.mark.parametrize(
    "paragraph",
    [
        "以服务为宗旨，办好学校。",
        "把质量作为核心，开展检查。",
        "在县委的领导下，办了五件事。",
        "该县成为重点，全省第一。",
    ],
)
def test_both_halves_are_there(paragraph: str) -> None:
    assert not lacks_first_half(paragraph)


def test_no_place_looks_torn() -> None:
    torn = {name.name for line in standard_lines() for name in place_names(line) if begins_inside(name.name)}
    assert torn == set()


def test_numbers_are_cut_from_their_units() -> None:
    assert goes_on_number("投入３", "５０万元。")
    assert not goes_on_number("投入35万元", "2013年")


def test_nothing_begins_an_empty_paragraph() -> None:
    assert not any(
        asked("") for asked in (opens_report, is_announcement, leads, may_open, is_dependent, begins_inside, may_begin)
    )
    assert openings.HEAD > openings.END
