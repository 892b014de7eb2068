"""Contradictions and implausible values, and the oddities that are none."""

from __future__ import annotations

from dataclasses import replace

from reports.parsing.checks import Finding, check
from reports.parsing.statements import Statement

BASE = Statement(
    id=1, report_id=1, section_id=1, district_code="990500", district="云江市", indicator="在园幼儿数", qualifier="",
    value=9000, value_high=None, base_unit="人", comparator="=", period_start=2013, period_end=2013, half=None,
    status="actual", change=None, project=None, printed="9000人", sentence="全市在园幼儿9000人。", report_year=2013,
)  # fmt: skip
CITY = {"990500": frozenset({"990502", "990503"})}


def in_district(code: str, value: float, **more) -> Statement:
    return replace(
        BASE, id=int(code), district_code=code, district=code, value=value, sentence=f"{code}的一句话。", **more
    )


def only(findings: tuple[Finding, ...], kind: str) -> Finding:
    assert [finding.kind for finding in findings] == [kind]
    assert findings[0].message.endswith("。")
    return findings[0]


def test_a_city_and_its_districts() -> None:
    parts = [in_district("990502", 5000), in_district("990503", 3500)]
    found = only(check([BASE, *parts], CITY), "sum")
    assert found.message == "云江市的在园幼儿数为9000人，2个区县相加为8,500人，两者不符。"
    assert found.statements == (BASE, *parts)
    assert check([BASE, in_district("990502", 5000), in_district("990503", 4000)], CITY) == ()
    assert check([BASE, in_district("990502", 5000)], CITY) == ()


def test_parts_that_nearly_make_the_total() -> None:
    money = replace(BASE, indicator="计划投资", base_unit="元", status="planned")
    total = replace(money, value=9_008_000, printed="900.8万元")
    parts = [
        replace(money, id=number, qualifier=where, value=value, sentence=where)
        for number, (where, value) in enumerate((("城区", 5_976_000), ("乡镇", 2_556_000), ("村级", 546_000)), 2)
    ]
    found = only(check([total, *parts]), "sum")
    assert "合计900.8万元，所列3项相加为907.8万元，相差7万元" in found.message
    assert check([replace(total, value=9_078_000), *parts]) == ()
    assert check([replace(total, value=90_000_000), *parts]) == ()


def test_one_level_with_two_values() -> None:
    other = replace(BASE, id=2, value=9500, printed="9500人", sentence="在园幼儿9500人。")
    assert only(check([BASE, other]), "conflict").statements == (BASE, other)
    assert check([BASE, replace(other, qualifier="公办")]) == ()
    assert check([BASE, replace(other, period_start=2012, period_end=2012)]) == ()
    assert check([BASE, replace(other, value=120)]) == ()
    assert check([BASE, replace(other, comparator="~")]) == ()


def test_rates_of_one_value_rounded_differently_agree() -> None:
    rate = replace(BASE, indicator="小学辍学率", base_unit="%", value=0.45)
    assert check([rate, replace(rate, id=2, value=0.5, sentence="x")]) == ()
    assert only(check([rate, replace(rate, id=2, value=0.9, sentence="x")]), "conflict")


def test_a_lost_ten_thousand() -> None:
    years = [
        replace(BASE, id=year, period_start=year, period_end=year, value=9000 + year) for year in (2010, 2011, 2012)
    ]
    lost = replace(BASE, id=9, value=0.9, printed="0.9人")
    assert only(check([*years, lost]), "magnitude").statements[0] == lost


def test_rates_above_a_hundred() -> None:
    rate = replace(BASE, indicator="小学入学率", base_unit="%", value=104.2, printed="104.2%")
    assert "104.2%，大于100%" in only(check([rate]), "range").message
    assert check([replace(rate, indicator="初中毛入学率")]) == ()
    assert check([replace(rate, indicator="年度任务完成率")]) == ()
    assert check([replace(rate, change="increase")]) == ()


def test_classes_and_teachers_that_no_school_has() -> None:
    classes = replace(BASE, id=2, indicator="教学班数", base_unit="班", value=20, printed="20个班")
    assert "平均每班450.0人" in only(check([BASE, classes]), "ratio").message
    assert check([BASE, replace(classes, value=250)]) == ()
    teachers = replace(BASE, id=2, indicator="专任教师数", value=9500, printed="9500人")
    assert only(check([BASE, teachers]), "ratio").statements == (BASE, teachers)
