"""Blank tables as bureaus send them: the districts, indicators, years and units are found, strange names are told."""

from __future__ import annotations

from reports.filling.layout import read_layout

PLACES = {"全市": "市", "合计": "市", "江川区": "江川", "江川": "江川", "临泉区": "临泉", "云岭县": "云岭"}
MEASURES = {
    "招生人数": "招生", "小学招生人数": "小学招生", "初中招生人数": "初中招生", "毛入园率": "毛入园",
    "入园率": "入园", "计划投资": "计划投资", "教育经费": "经费",
}  # fmt: skip


def read(*lines: str):
    width = max(line.count("|") for line in lines) + 1
    grid = [[cell.strip() for cell in (line.split("|") + [""] * width)[:width]] for line in lines]
    return read_layout(grid, PLACES.get, MEASURES.get)


def asked(layout):
    return {(target.row, target.column): (target.place, target.measure, target.year) for target in layout.targets}


def test_districts_down_indicators_across():
    layout = read("2012年教育情况表", "区县|招生人数（人）|毛入园率|备注", "江川|||", "合计|||")
    assert asked(layout) == {
        (2, 1): ("江川", "招生", None), (2, 2): ("江川", "毛入园", None),
        (3, 1): ("市", "招生", None), (3, 2): ("市", "毛入园", None),
    }  # fmt: skip
    assert layout.title_years == (2012,)
    assert {target.unit for target in layout.targets} == {"人", ""}
    assert not layout.unknown


def test_districts_across_indicators_down():
    layout = read("表一", "指标|单位|江川区|临泉区", "2011年招生人数|人||", "2012年招生人数|人||")
    assert asked(layout)[(2, 2)] == ("江川", "招生", 2011)
    assert asked(layout)[(3, 3)] == ("临泉", "招生", 2012)
    assert {target.unit for target in layout.targets} == {"人"}


def test_qualifiers_above_or_below_and_merged_heads():
    layout = read("区县|招生人数|招生人数|毛入园率", "区县|小学|初中|毛入园率", "江川区|||", "云岭县|||")
    assert [target.measure for target in layout.targets[:3]] == ["小学招生", "初中招生", "毛入园"]


def test_an_unknown_part_is_not_filled_with_the_whole():
    layout = read("区县|招生人数|招生人数", "区县|小学|特教", "江川区||")
    assert [target.measure for target in layout.targets] == ["小学招生"]
    assert [(each.words, each.kind) for each in layout.unknown] == [("招生人数 / 特教", "指标")]


def test_sorting_words_above_an_indicator_do_not_matter():
    layout = read("区县|学前教育情况|教育经费情况", "|毛入园率|教育经费（万元）", "江川区||")
    assert [(target.measure, target.unit) for target in layout.targets] == [("毛入园", ""), ("经费", "万元")]


def test_years_under_one_indicator_of_the_title():
    layout = read("各区县毛入园率情况", "区县|2011年|2012年|2012年计划", "江川区|||", "临泉区|||")
    found = [(target.measure, target.year, target.state) for target in layout.targets[:3]]
    assert found == [("毛入园", 2011, ""), ("毛入园", 2012, ""), ("毛入园", 2012, "planned")]


def test_a_year_beside_the_district():
    layout = read("区县|年度|招生人数", "江川区|2011|", "江川区|2012|", "临泉区|2011|")
    assert [(target.place, target.year) for target in layout.targets] == [
        ("江川", 2011), ("江川", 2012), ("临泉", 2011),
    ]  # fmt: skip


def test_planned_and_reached_are_told_apart_but_names_stay_whole():
    layout = read("区县|计划投资|招生人数（计划）|招生人数（实际）", "江川区|||")
    assert [(target.measure, target.state) for target in layout.targets] == [
        ("计划投资", ""), ("招生", "planned"), ("招生", "actual"),
    ]  # fmt: skip


def test_strange_names_are_told_with_their_place():
    layout = read("区县|招生人数|幸福指数", "火星区||", "江川区||", "月亮县||", "||", "填表人：||")
    assert [(each.row, each.column, each.words, each.kind) for each in layout.unknown] == [
        (0, 2, "幸福指数", "指标"), (1, 0, "火星区", "区县"), (3, 0, "月亮县", "区县"),
    ]  # fmt: skip
    assert [target.place for target in layout.targets] == ["江川"]


def test_two_tables_on_a_sheet_keep_their_own_heads():
    layout = read("区县|招生人数", "江川区|", "临泉区|", "|", "区县|毛入园率", "江川区|", "临泉区|")
    assert [target.measure for target in layout.targets] == ["招生", "招生", "毛入园", "毛入园"]
    assert not layout.unknown


def test_a_unit_for_the_whole_table():
    layout = read("2012年经费情况||单位：万元", "区县|教育经费|招生人数（人）", "江川区||")
    assert [target.unit for target in layout.targets] == ["万元", "人"]


def test_nothing_known_gives_an_empty_layout():
    assert read("名称|数量", "桌子|3").is_empty
    assert read("", "").is_empty
    assert read("区县|幸福指数", "江川区|").unknown[0].words == "幸福指数"
