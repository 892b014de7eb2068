"""Districts of parts: names, short forms, parts of a city, ambiguous and blotted-out names."""

from __future__ import annotations

import pytest

from reports.parsing.districts import common_parent, is_office, place_name, place_test, resolve_places, short_names
from reports.parsing.gazetteer import Gazetteer


@pytest.mark.parametrize(
    "words", ["江阳区", "泸 县", "江阳区教育局", "市本级", "高新区", "XX县", "某区", "北川羌族自治县"]
)
def test_a_places_name(gazetteer: Gazetteer, words: str) -> None:
    assert place_test(gazetteer)(words)


@pytest.mark.parametrize(
    "words", ["规范招生", "我县", "各区县", "和平发展", "学前教育", "新建区级幼儿园", "江阳教育", "x", ""]
)
def test_no_places_name(gazetteer: Gazetteer, words: str) -> None:
    assert not place_test(gazetteer)(words)


def test_an_ambiguous_name_goes_by_its_neighbours(gazetteer: Gazetteer) -> None:
    names = ["玄武区", "鼓楼区", "秦淮区"]
    places = resolve_places(names, gazetteer, 2014, [])
    assert [place.code[:4] if place else None for place in places] == ["3201"] * 3


def test_an_ambiguous_name_alone_stays_open(gazetteer: Gazetteer) -> None:
    assert resolve_places(["鼓楼区"], gazetteer, 2014, []) == [None]


def test_a_blotted_out_name_stays_open_among_neighbours(gazetteer: Gazetteer) -> None:
    places = resolve_places(["江阳区", "XX县", "纳溪区"], gazetteer, 2012, [])
    assert [place.name if place else None for place in places] == ["江阳区", None, "纳溪区"]


def test_a_part_belongs_to_the_neighbours_city(gazetteer: Gazetteer) -> None:
    places = resolve_places(["涪城区", "游仙区", "高新区"], gazetteer, 2013, [])
    assert places[2] is not None
    assert places[2].code == "5107H1"


def test_a_name_of_its_time(gazetteer: Gazetteer) -> None:
    old, new = (
        resolve_places(["涪城区", name], gazetteer, year, [])[1] for name, year in (("安县", 2013), ("安州区", 2018))
    )
    assert (old and old.name, new and new.name) == ("安县", "安州区")


def test_the_parent_of_most(gazetteer: Gazetteer) -> None:
    found = common_parent(["510502", "510521", "510525"], gazetteer)
    assert found is not None
    assert found.name == "泸州市"
    assert common_parent(["510502"], gazetteer) is None
    assert common_parent(["510502", "320831"], gazetteer) is None


def test_an_office_is_told_from_a_place() -> None:
    assert is_office("江阳区教育局")
    assert not is_office("江阳区")
    assert place_name("江阳区教育局工作情况") == "江阳区"
    assert place_name("高新区社会发展局") == place_name("高新区管委会社会事务管理局") == "高新区"
    assert place_name("泸县教育科技和体育局2019年工作总结") == place_name("泸县科教体局") == "泸县"


def test_a_short_name_that_is_a_word_is_a_place_among_its_citys_others(gazetteer: Gazetteer) -> None:
    named = ["顺庆区", "阆中市", "西充县"]
    assert short_names(["南部", "经费", "江阳"], named, gazetteer) == [True, False, False]
    assert short_names(["南部"], ["阆中市", "泸县", "宝应县"], gazetteer) == [False]
