"""A quote is found again where it stands now, or not at all; in long texts too, and with words hidden since."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.quoting import Reading, find_words, said_now

TEXT = "一、后勤\n新建食堂6所由张老师（13800001111）负责。\n二、教师\n招聘 教师94名。\n"
HIDDEN = TEXT.replace("13800001111", "＊" * 11)


@pytest.mark.parametrize(
    ("text", "quote", "start", "said"),
    [
        (TEXT, "新建食堂6所", 5, "新建食堂6所"),
        ("前言。" + TEXT, "新建食堂6所", 5, "新建食堂6所"),
        (TEXT, "招聘教师\n94名", 0, "招聘 教师94名"),
        (HIDDEN, "张老师（13800001111）负责", 12, f"张老师（{'＊' * 11}）负责"),
        ("前言。" + HIDDEN, "张老师（13800001111）负责", 12, f"张老师（{'＊' * 11}）负责"),
        (HIDDEN, "13800001111", TEXT.index("138"), "＊" * 11),
        ("前言。" + HIDDEN, "13800001111", TEXT.index("138"), None),
        (TEXT, "新建食堂7所", 5, None),
        (TEXT, "", 5, ""),
        (TEXT, "  \n", 5, None),
        ("", "新建", 0, None),
    ],
)
def test_what_is_said_now(text, quote, start, said):
    assert said_now(Reading(text), quote, start) == said


@given(st.text("甲乙 \n１＊", max_size=40), st.text("甲乙 \n１＊", min_size=1, max_size=5), st.integers(0, 50))
def test_what_is_given_stands_in_the_text_and_says_no_more_than_the_quote(text, quote, start):
    said = said_now(Reading(text), quote, start)
    if said is not None:
        assert said in text
        assert set("".join(said.split())) <= set("".join(quote.split())) | {"＊"}
    span = find_words(Reading(text), quote)
    if span is not None:
        assert "".join(text[span[0] : span[1]].split()) == "".join(quote.split())


def test_three_hundred_quotes_of_a_long_report_take_bounded_time():
    reading = Reading("".join(f"第{n}项 工作按时完成，群众满意。\n" for n in range(60_000)) + HIDDEN)
    began = time.process_time()
    for n in range(300):
        assert said_now(reading, f"第{n}项工作按时完成", 7) is not None
    assert time.process_time() - began < 5
