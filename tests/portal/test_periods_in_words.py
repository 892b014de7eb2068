"""Periods as pages write them: years, halves of a year, terms of a school year."""

from __future__ import annotations

import pytest

from portal.pages.report import period_in_words, years_of
from reports.models import Metric, Report


@pytest.mark.parametrize(
    ("start", "end", "half", "words"),
    [
        (2013, 2013, None, "2013"),
        (2013, 2013, 1, "2013上半年"),
        (2016, 2018, None, "2016—2018"),
        (2017, 2018, 2, "2017—2018学年第二学期"),
        (None, None, None, "—"),
    ],
)
def test_when_a_number_holds(start: int | None, end: int | None, half: int | None, words: str) -> None:
    assert years_of(Metric(period_start=start, period_end=end, half=half)) == words


@pytest.mark.parametrize(
    ("start", "end", "unit", "half", "words"),
    [
        (2013, 2013, "year", None, "2013 年"),
        (2014, 2014, "half", 1, "2014 年上半年"),
        (2014, 2014, "quarter", 3, "2014 年第 3 季度"),
        (2011, 2012, "school_year", None, "2011—2012 学年"),
        (2017, 2018, "term", 2, "2017—2018 学年第二学期"),
        (2018, 2018, "term", 1, "2018 年第一学期"),
    ],
)
def test_what_a_report_is_about(start: int, end: int, unit: str, half: int | None, words: str) -> None:
    report = Report(period_start=start, period_end=end, period_unit=unit, half=half)
    assert period_in_words(report) == words
