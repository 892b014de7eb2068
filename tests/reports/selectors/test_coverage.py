"""Coverage: who is held for which year, and what is missing."""

from __future__ import annotations

import pytest

from reports.selectors import places
from reports.selectors.coverage import Narrowing, city_coverage, kinds_held, topics_held, years_held
from tests.portal import rows
from tests.portal.rows import Part

pytestmark = pytest.mark.django_db


def by_name(city, **narrowing):
    return {row.label: row for row in city_coverage(places.city(city), Narrowing(**narrowing))}


def test_a_compilation_counts_for_each_district_it_speaks_of():
    whole, counties = rows.city(3)
    parts = [Part(each.name, f"{each.name}做了工作。", district=each) for each in counties[:2]]
    rows.report("云江市2012年汇编", whole, 2012, parts, kind="compilation")
    rows.report("江川区2012年总结", counties[0], 2012, [Part("小节", "文字。", district=counties[0])])
    held = by_name(whole)
    assert {name: row.counts for name, row in held.items()} == {
        "云江市": {2012: 1}, "江川区": {2012: 2}, "临泉区": {2012: 1}, "梧桐区": {},
    }  # fmt: skip
    assert by_name(whole, kind="compilation")["江川区"].total == 1
    assert by_name(whole, topic="没有")["江川区"].total == 0


def test_years_of_a_period_and_drafts():
    whole, counties = rows.city(1)
    report = rows.report("江川区三年总结", counties[0], 2012, [Part("小节", "文字。")])
    report.period_start = 2010
    report.save()
    rows.report("江川区2015年总结", counties[0], 2015, [Part("小节", "文字。")], state="draft")
    row = by_name(whole)["江川区"]
    assert row.counts == {2010: 1, 2011: 1, 2012: 1}
    assert years_held([row]) == range(2010, 2013)


def test_kinds_and_topics_of_a_place_fold_in_its_predecessor():
    whole, counties = rows.city(1)
    old = rows.district("990599", "江川县", whole, valid_to=2012, successor=counties[0])
    rows.report("江川县2011年总结", old, 2011, [Part("小节", "文字。", topic="学前教育")])
    place = places.place_of(counties[0])
    assert [(row.label, row.counts) for row in kinds_held(place)] == [("年度总结", {2011: 1})]
    assert [(row.label, row.counts) for row in topics_held(place)] == [("学前教育", {2011: 1})]
    assert [each.name for each in places.city(whole).districts] == ["江川区"]


def test_cities_are_ranked_by_what_is_held():
    whole, counties = rows.city(1)
    province = rows.district("980000", "东海省", level="province")
    other = rows.district("980100", "海州市", province, "prefecture")
    rows.report("海州市2011年总结", other, 2011, [Part("小节", "文字。")])
    for year in (2011, 2012):
        rows.report(f"江川区{year}年总结", counties[0], year, [Part("小节", "文字。")])
    assert [city.name for city in places.cities_held()] == [whole.name, other.name]


@pytest.mark.parametrize(
    ("words", "code"),
    [("990502", "990502"), ("江川区", "990502"), ("没有的区", None), ("", None), ("鼓楼区", None)],
)
def test_a_district_is_found_by_code_or_by_a_name_that_one_held_city_knows(words, code):
    _whole, counties = rows.city(2)
    rows.district("530000", "云南省", level="province")
    rows.district("530403", "江川区")
    rows.report("江川区2011年总结", counties[0], 2011, [Part("小节", "文字。")])
    found = places.district_given(words)
    assert (found.code if found else None) == code
