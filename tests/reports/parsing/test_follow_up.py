"""What became of plans: verdicts are proposals, and doubt stays doubt."""

# ruff: noqa: E501  one case a line

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.parsing.follow_up import SURE, follow_up, pair_score
from reports.parsing.statements import Statement

PLAN = Statement(
    id=1, report_id=1, section_id=1, district_code="990502", district="江川区", indicator="新建幼儿园数", qualifier="公办",
    value=9, value_high=None, base_unit="所", comparator="=", period_start=2014, period_end=2014, half=None,
    status="planned", change=None, project=None, printed="9所", sentence="拟新建公办幼儿园9所。", report_year=2013,
)  # fmt: skip
DONE = replace(
    PLAN, id=2, report_id=2, status="actual", report_year=2014, printed="9所", sentence="新建公办幼儿园9所。"
)


@pytest.mark.parametrize(("value", "verdict"), [(9, "完成"), (12, "完成"), (7, "部分完成"), (0, "未完成")])
def test_counts(value: float, verdict: str) -> None:
    found = follow_up([PLAN, replace(DONE, value=value)])
    assert [(entry.verdict, entry.actual.value if entry.actual else None) for entry in found] == [(verdict, value)]
    assert found[0].score >= SURE


@pytest.mark.parametrize(
    ("indicator", "comparator", "target", "value", "verdict"),
    [
        ("学前三年毛入园率", ">=", 85, 86.1, "完成"),
        ("学前三年毛入园率", ">=", 85, 84.9, "未完成"),
        ("初中辍学率", "<=", 1.2, 1.1, "完成"),
        ("初中辍学率", "=", 1.2, 1.3, "未完成"),
    ],
)
def test_rates_up_and_down(indicator: str, comparator, target: float, value: float, verdict: str) -> None:
    plan = replace(PLAN, indicator=indicator, qualifier="", base_unit="%", status="target", comparator=comparator)
    actual = replace(DONE, indicator=indicator, qualifier="", base_unit="%", value=value)
    assert follow_up([replace(plan, value=target), actual])[0].verdict == verdict


def test_a_later_report_that_says_nothing() -> None:
    other = replace(DONE, indicator="留守儿童数", qualifier="", base_unit="人")
    assert follow_up([PLAN, other])[0].verdict == "未提及"
    assert follow_up([PLAN])[0].verdict == "待确认"


def test_under_way_is_partly_done() -> None:
    assert follow_up([PLAN, replace(DONE, status="ongoing", value=4)])[0].verdict == "部分完成"


def test_two_answers_are_for_people() -> None:
    found = follow_up([PLAN, DONE, replace(DONE, id=3, report_id=3, value=5)])[0]
    assert (found.verdict, len(found.actuals)) == ("待确认", 2)


@pytest.mark.parametrize(
    "change",
    [
        {"district_code": "990503"},
        {"base_unit": "人"},
        {"indicator": "幼儿园数"},
        {"period_start": 2012, "period_end": 2012},
        {"half": 1},
        {"project": "西门幼儿园", "status": "actual"},
    ],
)
def test_what_does_not_belong_together_is_not_paired(change: dict) -> None:
    plan = replace(PLAN, project="东门幼儿园迁建项目")
    assert follow_up([plan, replace(DONE, **change)])[0].actual is None


def test_other_words_or_qualifiers_are_never_decided() -> None:
    assert follow_up([PLAN, replace(DONE, qualifier="")])[0].verdict == "待确认"
    assert follow_up([PLAN, replace(DONE, indicator="新建乡镇幼儿园数")])[0].verdict == "待确认"
    assert follow_up([PLAN, replace(DONE, period_start=2015, period_end=2015, report_year=2015)])[0].verdict == "待确认"


def test_yearly_parts_of_a_plan_of_years() -> None:
    plan = replace(PLAN, period_start=2014, period_end=2016, value=9)
    years = [
        replace(DONE, id=year, report_id=year, value=3, period_start=year, period_end=year, report_year=year)
        for year in (2014, 2015, 2016)
    ]
    assert follow_up([plan, *years])[0].verdict == "完成"
    assert follow_up([replace(plan, value=12), *years])[0].verdict == "部分完成"
    assert follow_up([replace(plan, value=12), *years[:2]])[0].verdict == "待确认"
    assert [row.period_end for row in follow_up([plan, *years])[0].actuals] == [2016, 2015, 2014]


def test_within_a_report_only_what_follows_counts() -> None:
    same = replace(DONE, report_id=1, report_year=2014)
    plan = replace(PLAN, report_year=2014)
    assert follow_up([plan, same])[0].verdict == "完成"
    assert follow_up([same, plan])[0].actual is None


def test_score_is_highest_for_the_same_words() -> None:
    assert pair_score(PLAN, DONE) == 1.0
    assert pair_score(PLAN, replace(DONE, qualifier="民办")) < 1.0


def test_reports_that_name_no_place_are_not_mixed() -> None:
    unnamed = replace(PLAN, district_code=None, district="")
    elsewhere = replace(DONE, district_code=None, district="")
    assert follow_up([unnamed, elsewhere])[0].actuals == ()
    assert follow_up([unnamed, replace(elsewhere, report_id=1)])[0].verdict == "完成"


def test_the_gap_is_the_share_that_is_missing() -> None:
    assert follow_up([PLAN, replace(DONE, value=6)])[0].gap == pytest.approx(1 / 3)
    assert follow_up([PLAN, replace(DONE, value=12)])[0].gap == 0
    assert follow_up([PLAN])[0].gap is None
    rate = replace(PLAN, indicator="初中辍学率", base_unit="%", value=1.0, comparator="<=")
    assert follow_up([rate, replace(DONE, indicator="初中辍学率", base_unit="%", value=1.5)])[0].gap == pytest.approx(
        0.5
    )
