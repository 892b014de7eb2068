"""Parts of a compilation whose headings have no marks: no part's text is filed under the place above it."""

from __future__ import annotations

import pytest

from tests.reports.parsing.conftest import Parse

TEXT = "各校完善制度，明确责任，强化督查，推动工作取得新的进展，得到上级部门和广大群众的充分肯定，各项指标达到预期。"


def parts(parse_text: Parse, *lines: str) -> list[tuple[str, str | None]]:
    report = parse_text("\n".join(["2011年绵阳市教育工作情况", *lines])).reports[0]
    return [(each.heading, each.district.name if each.district else None) for each in report.sections]


def test_short_forms_and_zones_among_lines_that_are_places(parse_text: Parse) -> None:
    assert parts(parse_text, "涪城区", TEXT, "平武", TEXT, "江油", TEXT, "三江新城", TEXT) == [
        ("涪城区", "涪城区"),
        ("平武", "平武县"),
        ("江油", "江油市"),
        ("三江新城", "三江新城"),
    ]


def test_a_usual_zone_among_lines_that_are_places(parse_text: Parse) -> None:
    assert parts(parse_text, "涪城区", TEXT, "科学城", TEXT, "学前教育", TEXT, "游仙区", TEXT) == [
        ("涪城区", "涪城区"),
        ("科学城", "科学城"),
        ("游仙区", "游仙区"),
    ]


def test_a_zone_in_brackets_among_places_in_brackets(parse_text: Parse) -> None:
    found = parts(parse_text, "【涪城区】", TEXT, "【科技产业园开发区】", TEXT, "【游仙区】", TEXT)
    assert found == [("涪城区", "涪城区"), ("科技产业园开发区", "科技产业园开发区"), ("游仙区", "游仙区")]


@pytest.mark.parametrize("form", ["——{}\n", "◆{}\n", "★ {}\n", "{} ", "{}：", "【{}】"])
def test_names_before_their_text(parse_text: Parse, form: str) -> None:
    names = ("三台县", "盐亭县", "梓潼县")
    assert parts(parse_text, *(form.format(name) + TEXT for name in names)) == [(name, name) for name in names]


def test_parts_that_lost_all_line_ends(parse_text: Parse) -> None:
    line = f"一、三台县全县{TEXT}二、盐亭县全县{TEXT}三、梓潼县今年{TEXT}"
    assert parts(parse_text, line) == [(name, name) for name in ("三台县", "盐亭县", "梓潼县")]


def test_unmarked_lines_that_begin_with_places(parse_text: Parse) -> None:
    found = parts(parse_text, TEXT, "三台县消除大班额", TEXT, "盐亭县抓实营养餐", TEXT, "江油市控辍出实招", TEXT)
    assert found[1:] == [
        ("三台县消除大班额", "三台县"),
        ("盐亭县抓实营养餐", "盐亭县"),
        ("江油市控辍出实招", "江油市"),
    ]


def test_what_a_prefecture_runs_itself(parse_text: Parse) -> None:
    report = parse_text(f"凉山州2013年教育总结\n一、西昌市\n{TEXT}\n二、会理县\n{TEXT}\n三、州直学校\n{TEXT}").reports[
        0
    ]
    assert [each.district.code for each in report.sections if each.district] == ["513401", "513425", "5134B0"]


def test_a_zone_before_its_text_is_nobody_elses(parse_text: Parse) -> None:
    found = parts(parse_text, f"三台县 {TEXT}", f"盐亭县 {TEXT}", f"仙海风景区 {TEXT}")
    assert found == [("三台县", "三台县"), ("盐亭县", "盐亭县"), ("仙海风景区", "仙海风景区")]


def test_the_chapters_count_goes_on_behind_places_without_marks(parse_text: Parse) -> None:
    lines = ["一、总体情况", TEXT, "二、分县情况", f"三台县。{TEXT}", f"盐亭县。{TEXT}", "三、存在的困难", TEXT]
    assert parts(parse_text, *lines) == [
        ("总体情况", None),
        ("分县情况", None),
        ("三台县", "三台县"),
        ("盐亭县", "盐亭县"),
        ("存在的困难", None),
    ]


def test_counts_of_their_own_in_places_without_marks(parse_text: Parse) -> None:
    lines = ["三台县", "一、主要成绩", TEXT, "盐亭县", "一、主要成绩", TEXT, "二、存在问题", TEXT]
    assert [district for _, district in parts(parse_text, *lines)] == ["三台县"] * 2 + ["盐亭县"] * 3


def test_names_glued_to_the_first_number_and_names_with_another_behind(parse_text: Parse) -> None:
    lines = [
        f"一.三台县 1.加强领导。{TEXT}2.加大投入。{TEXT}",
        f"二.盐亭县 1.加强领导。{TEXT}",
        f"三.安县（安州区）\n{TEXT}",
    ]
    found = parts(parse_text, *lines)
    assert {district for _, district in found} == {"三台县", "盐亭县", "安县"}
    assert [heading for heading, _ in found if heading.startswith(("三", "盐", "安"))] == [
        "三台县",
        "盐亭县",
        "安县（安州区）",
    ]


def test_a_districts_signature_is_not_the_compilations(parse_text: Parse) -> None:
    text = f"2012年全市交流材料\n三台县教育局\n{TEXT}\n盐亭县教育局\n{TEXT}\n梓潼县教育局\n{TEXT[:20]}。"
    issuer = parse_text(text).reports[0].issuer
    assert issuer is not None
    assert issuer.name == "绵阳市"


def test_a_place_whose_number_was_lost_stands_between_its_neighbours(parse_text: Parse) -> None:
    found = parts(
        parse_text, "一、涪城区", TEXT, "二、游仙区", TEXT, "三台县", TEXT, "四、盐亭县", TEXT, "江油市", TEXT
    )
    assert found == [("涪城区", "涪城区"), ("游仙区", "游仙区"), ("三台县", "三台县"), ("盐亭县", "盐亭县")]


def test_a_numbered_zone_behind_places_is_a_part_of_their_city(parse_text: Parse) -> None:
    text = f"抚州市2019年资助工作总结\n一、临川区\n{TEXT}\n二、南城县\n{TEXT}\n三、抚州东临新区\n{TEXT}"
    (report,) = parse_text(text).reports
    zone = report.sections[-1].district
    assert zone is not None
    assert (zone.name, zone.code[:5]) == ("东临新区", "3610Z")
    again = parse_text(text.replace("抚州东临新区", "东临新区")).reports[0].sections[-1].district
    assert again == zone


def test_a_heading_that_speaks_of_zones_is_none(parse_text: Parse) -> None:
    text = f"抚州市2019年教育工作总结\n一、临川区\n{TEXT}\n二、南城县\n{TEXT}\n三、加快建设东临新区\n{TEXT}"
    assert parse_text(text).reports[0].sections[-1].district is None


@pytest.mark.parametrize(("numbers", "blank"), [("123", " "), ("一二三", " "), ("一二三", "")])
def test_numbers_without_a_point_before_places(parse_text: Parse, numbers: str, blank: str) -> None:
    lines = [f"{number}{blank}{name}" for number, name in zip(numbers, ("涪城区", "游仙区", "三台县"), strict=True)]
    found = parts(parse_text, *(line for name in lines for line in (name, TEXT)))
    assert [district for _, district in found] == ["涪城区", "游仙区", "三台县"]


@pytest.mark.parametrize("number", ["一12 ", "12 一", "十十十", "十十一"])
def test_odd_numbers_before_a_place_do_no_harm(parse_text: Parse, number: str) -> None:
    assert parts(parse_text, f"{number}涪城区", TEXT, f"{number}游仙区", TEXT)
