"""Series: one value a cell, contradictions said aloud, what is not comparable left out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reports.models import Indicator, Metric
from reports.selectors import places, series
from reports.selectors.series import Key
from tests.portal import rows
from tests.portal.rows import Number, Part

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    _whole, counties = rows.city(1)
    return counties[0]


def report(county, title: str, *numbers: Number, year: int = 2012, **fields: Any) -> None:
    text = "，".join(number.printed for number in numbers)
    rows.report(title, county, year, [Part("小节", f"数为{text}。", list(numbers))], **fields)


def only_cell(county, indicator: Indicator, year: int = 2012, plan: bool = False) -> series.Cell | None:
    place = places.place_of(county)
    return series.cells([indicator], [place]).get(Key(indicator.pk, place.id, year, plan))


def test_rounded_and_exact_are_the_same_number_and_the_finest_stands(county):
    money = rows.indicator("教育总投入", "元")
    report(county, "一", Number("1.83亿元", money, "1.83", "亿元"))
    report(county, "二", Number("18321.5万元", money, "18321.5", "万元"))
    cell = only_cell(county, money)
    assert cell is not None
    assert cell.agreed is not None
    assert cell.agreed.printed == "18321.5万元"
    assert len(cell.readings) == 2


def test_contradictions_give_no_value_until_a_person_confirms_one(county):
    rate = rows.indicator("入园率")
    report(county, "一", Number("71.4%", rate, "71.4", "%"))
    report(county, "二", Number("72.8%", rate, "72.8", "%"))
    cell = only_cell(county, rate)
    assert cell is not None
    assert cell.agreed is None
    Metric.objects.filter(printed="72.8%").update(review=Metric.Review.CONFIRMED)
    cell = only_cell(county, rate)
    assert cell is not None
    assert cell.agreed is not None
    assert cell.agreed.printed == "72.8%"


def test_a_contradiction_shows_the_two_values_that_differ(county):
    """The same number told twice must not hide the third that contradicts it."""
    left = rows.indicator("留守儿童数", "人")
    for title, value in (("一", "17409"), ("二", "17409"), ("三", "212")):
        report(county, title, Number(f"{value}人", left, value, "人"))
    cell = only_cell(county, left)
    assert cell is not None
    assert cell.agreed is None
    assert [each.printed for each in cell.readings] == ["17409人", "212人", "17409人"]


def test_one_value_told_exactly_and_roughly_is_no_contradiction(county):
    left = rows.indicator("留守儿童数", "人")
    report(county, "一", Number("17409人以上", left, "17409", "人"))
    report(county, "二", Number("17409人", left, "17409", "人"))
    Metric.objects.filter(printed="17409人以上").update(comparator=">=")
    cell = only_cell(county, left)
    assert cell is not None
    assert cell.agreed is not None
    assert cell.agreed.exact


@pytest.mark.parametrize(
    "changes",
    [{"qualifier": "乡镇"}, {"project": "某工程"}, {"change": "increase"}, {"half": 1}, {"confidence": 0.5},
     {"review": "rejected"}, {"archived": True}, {"period_start": 2010}, {"base_unit": "人"}],
)  # fmt: skip
def test_what_is_not_a_plain_figure_of_the_place_stays_out(county, changes):
    rate = rows.indicator("入园率")
    report(county, "一", Number("71.4%", rate, "71.4", "%"))
    Metric.objects.update(**changes)
    assert only_cell(county, rate) is None


def test_schools_and_drafts_stay_out(county):
    rate = rows.indicator("入园率")
    report(county, "一", Number("71.4%", rate, "71.4", "%"), kind="school")
    report(county, "二", Number("71.5%", rate, "71.5", "%"), state="draft")
    assert only_cell(county, rate) is None
    assert series.indicators_held() == []


def test_plans_stand_apart_from_what_was_reached(county):
    rate = rows.indicator("入园率")
    report(county, "一", Number("71.4%", rate, "71.4", "%"), Number("80%", rate, "80", "%", status="planned"))
    actual, planned = only_cell(county, rate), only_cell(county, rate, plan=True)
    assert actual is not None
    assert planned is not None
    assert actual.readings[0].base_value == Decimal("71.4")
    assert planned.readings[0].base_value == 80


def test_a_predecessor_counts_for_its_successor(county):
    rate = rows.indicator("入园率")
    old = rows.district("990599", "江川县", county.parent, valid_to=2012, successor=county)
    report(old, "一", Number("71.4%", rate, "71.4", "%"))
    assert only_cell(county, rate) is not None
