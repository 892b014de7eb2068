"""Names resolve to the place they meant in their year and city, or stay open: a written-down table of cases."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.fixtures.gazetteers import standard_gazetteer
from reports.parsing.city_parts import is_part_name
from reports.parsing.gazetteer import Gazetteer, GazetteerEntry, PlaceName
from reports.parsing.types import Place

TABLE = Path(__file__).with_name("place_names.tsv")


@cache
def gazetteer() -> Gazetteer:
    return standard_gazetteer()


class Case(NamedTuple):
    name: str
    year: int | None
    context: tuple[str, ...]
    code: str | None
    basis: str


def cases() -> list[Case]:
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [
        Case(name, int(year) if year else None, tuple(context.split()), None if code == "-" else code, basis)
        for name, year, context, code, basis in rows
    ]


def test_the_table_is_large_enough() -> None:
    assert len(cases()) >= 200
    assert sum(case.code is None for case in cases()) >= 50


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.name}-{case.year}-{'+'.join(case.context)}")
def test_resolve(case: Case) -> None:
    answer = gazetteer().resolve(case.name, case.year, case.context)
    assert (answer.place.code if answer.place else None) == case.code
    assert case.basis in ("*", answer.basis)
    if answer.place:
        assert answer.candidates == (answer.place,)
    if answer.basis == "ambiguous" and not is_part_name(case.name):
        assert answer.candidates


OFFICIAL_NAMES = [
    ("北川", 2009, "北川羌族自治县"),
    ("北川县", 1999, "北川县"),
    ("安县", 2017, "安县"),
    ("市中区", 1990, "市中区"),
    ("凉山州", 2014, "凉山彝族自治州"),
    ("泸州", 2011, "泸州市"),
    ("重庆", 1990, "重庆市"),
]


@pytest.mark.parametrize(("name", "year", "official"), OFFICIAL_NAMES)
def test_the_place_has_the_official_name_of_the_year(name: str, year: int, official: str) -> None:
    place = gazetteer().resolve(name, year, ["510500"]).place
    assert place is not None
    assert place.name == official


def test_places_by_code() -> None:
    assert gazetteer().place("510502") == Place("江阳区", "510502")
    assert gazetteer().place("510502", 1990) == Place("市中区", "510502")
    assert gazetteer().place("510724", 2020) == Place("安县", "510724")
    assert gazetteer().place("5105H1") == Place("高新区", "5105H1")
    assert gazetteer().place("5105Z9") is None
    assert gazetteer().place("000000") is None


def test_parents() -> None:
    assert gazetteer().parent("510502") == Place("泸州市", "510500")
    assert gazetteer().parent("510500") == Place("四川省", "510000")
    assert gazetteer().parent("510000") is None
    assert gazetteer().parent("419001") == Place("河南省", "410000")
    assert gazetteer().parent("500105") == Place("重庆市", "500000")
    assert gazetteer().parent("5105B0") == Place("泸州市", "510500")


def test_children_of_a_year_in_the_order_of_the_standard() -> None:
    def names(year: int | None) -> str:
        return " ".join(place.name for place in gazetteer().children("510500", year))

    assert names(2011) == "江阳区 纳溪区 龙马潭区 泸县 合江县 叙永县 古蔺县"
    assert names(1990) == "市中区 泸县 合江县 纳溪县 叙永县 古蔺县"
    assert names(None) == names(2011)
    assert gazetteer().children("510502") == ()


def test_a_city_sets_its_own_order() -> None:
    wanted = ["510502", "510504", "510503", "510521"]
    entries = [
        GazetteerEntry(code, "county", "510500", (PlaceName(f"{code}区"),), order=at) for at, code in enumerate(wanted)
    ]
    assert [place.code for place in Gazetteer(reversed(entries)).children("510500")] == wanted


SAMPLES = (
    GazetteerEntry("990000", "province", None, (PlaceName("西岭省"),), sample=True),
    GazetteerEntry("990500", "prefecture", "990000", (PlaceName("云江市"), PlaceName("云江", "short")), sample=True),
    GazetteerEntry("990525", "county", "990500", (PlaceName("石门县"), PlaceName("石门", "short")), sample=True),
    GazetteerEntry("990504", "county", "990500", (PlaceName("梧桐区"), PlaceName("梧桐", "short")), sample=True),
    GazetteerEntry(
        "990571", "functional", "990500", (PlaceName("云江高新区"), PlaceName("高新区", "alias")), sample=True
    ),
)


@cache
def with_samples(samples_first: bool = False) -> Gazetteer:
    return standard_gazetteer(SAMPLES, samples_first)


SAMPLE_CASES = [
    ("石门县", (), "430726"),
    ("石门县", ("510500",), "430726"),
    ("石门县", ("990500",), "990525"),
    ("石门县", ("990504",), "990525"),
    ("石门", ("990500",), "990525"),
    ("梧桐区", (), "990504"),
    ("高新区", ("990500",), "990571"),
    ("高新区", ("510500",), "5105H1"),
    ("云江市石门县", (), "990525"),
]


@pytest.mark.parametrize(("name", "context", "code"), SAMPLE_CASES)
def test_samples_give_way_to_real_places_outside_their_own_context(name: str, context: tuple[str], code: str) -> None:
    place = with_samples().resolve(name, 2015, context).place
    assert place is not None
    assert place.code == code


def test_in_a_sample_file_the_samples_are_meant() -> None:
    place = with_samples(samples_first=True).resolve("石门县", 2015).place
    assert place == Place("石门县", "990525")
    assert with_samples(samples_first=True).resolve("泸县", 2015).place == Place("泸县", "510521")


def test_an_entry_without_official_name_is_known_by_what_it_has() -> None:
    known = Gazetteer([GazetteerEntry("123456", "county", None, (PlaceName("某地", "alias"),))])
    assert known.place("123456") == Place("某地", "123456")


def test_an_empty_gazetteer_answers() -> None:
    empty = Gazetteer([])
    assert empty.find("泸州市江阳区") == ()
    assert empty.resolve("泸州市").basis == "unknown"


@given(st.text(), st.one_of(st.none(), st.integers(1900, 2100)), st.lists(st.sampled_from(["510500", "990500", "x"])))
def test_resolve_never_raises(name: str, year: int | None, context: list[str]) -> None:
    answer = gazetteer().resolve(name, year, context)
    assert answer.place is None or answer.candidates == (answer.place,)


@given(st.sampled_from([case.name for case in cases()]), st.integers(1975, 2030))
def test_a_resolved_code_is_a_known_place(name: str, year: int) -> None:
    place = gazetteer().resolve(name, year, ["510500"]).place
    assert place is None or gazetteer().place(place.code, year) is not None


def test_two_statistical_codes_of_one_zone_are_one_place() -> None:
    names = (PlaceName("云江高新技术产业开发区"), PlaceName("高新区", "alias"))
    old = GazetteerEntry("990571", "functional", "990500", (replace(names[0], valid_to=2023), names[1]))
    new = GazetteerEntry("990576", "functional", "990500", names)
    city = GazetteerEntry("990500", "prefecture", None, (PlaceName("云江市"),))
    zones = Gazetteer([city, old, new])
    assert zones.resolve("高新区", 2012, ["990500"]).place == Place("高新区", "990571")
    assert zones.resolve("高新区", 2024, ["990500"]).place == Place("高新区", "990576")
    assert zones.resolve("云江高新技术产业开发区", 2012, []).place == Place("云江高新技术产业开发区", "990571")


@pytest.mark.parametrize(
    ("name", "code"), [("湘西自治州", "433100"), ("恩施自治州", "422800"), ("原南汇区", "310119"), ("原州区", "640402")]
)
def test_other_ways_to_write_a_name(name: str, code: str) -> None:
    place = standard_gazetteer().resolve(name, 2008).place
    assert place is not None
    assert place.code == code
