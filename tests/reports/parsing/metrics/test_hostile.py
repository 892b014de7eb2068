"""Input made to be slow or to break things: the work stays linear, the rows stay honest."""

# ruff: noqa: E501  one case a line

from __future__ import annotations

import time

import pytest

from tests.reports.parsing.metrics.one_section import rows_of

LENGTH = 40_000
SECONDS = 4.0
"""Generous for a busy machine: quadratic work on these lengths takes minutes."""


@pytest.mark.parametrize(
    "piece",
    ["1", "9,", "50%", "一", "“《", "2012年", "由1所增加到2所,", "招聘教师12名", "新建2所\n", " ", "(", "和、", "x", "计划", "1\t2\n", "率", "分别为1、", "小学 12\n"],
)  # fmt: skip
def test_work_is_linear(piece: str) -> None:
    text = piece * (LENGTH // len(piece))
    began = time.process_time()
    rows_of(text)
    assert time.process_time() - began < SECONDS


def test_a_text_without_marks_is_cut() -> None:
    rows = rows_of("招聘教师12名" * 1000)
    assert rows
    assert max(len(row.sentence) for row in rows) <= 1500


@pytest.mark.parametrize(
    "text", ["\x00" * 50, "\ud800招聘教师12名", "１２" * 3000, "招聘\u202e教师12名", "％" * 999, "\n\n\n", ""]
)
def test_odd_characters(text: str) -> None:
    rows_of(text)
