"""The place that a text calls its own."""

from __future__ import annotations

import pytest

from reports.parsing.gazetteer import Gazetteer
from reports.parsing.own_names import own_name
from reports.parsing.types import Place

WE = "我县加大投入，全县新建园两所。县政府高度重视。"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (f"{WE}制定了《泸县课程方案》，泸县教育再上台阶。", "510521"),
        (f"{WE}泸县实验学校、泸县二中通过验收，合江县中学来访，泸县教育再上台阶。", "510521"),
        ("我市努力，全市打造江油优质教育，江油市教育进步，在绵阳市领先，绵阳市教育局肯定。我市成绩喜人。", "510781"),
        (
            "各校落实县教育局、县政府要求，在泸县人民政府网站、“泸县教育”公众号发布，泸县教育向好，泸县中学领先。",
            "510521",
        ),
        ("我县实施管理提升年。我校获泸县第一中学表彰，教师在泸县教育局组织的比赛中获奖。", "510521"),
        (f"{WE}我局制订《泸县行动计划》，各校落实。", "510521"),
        ("我旗努力，全旗稳步发展，旗政府重视。准格尔旗教育成绩喜人，准格尔旗中学建成。", "150622"),
    ],
)
def test_a_name_that_own_things_bear(gazetteer: Gazetteer, body: str, code: str) -> None:
    found = own_name(body, gazetteer, 2012)
    assert found is not None
    assert found.code == code


def test_a_county_that_became_a_city_later(gazetteer: Gazetteer) -> None:
    found = own_name(f"{WE}射洪教育成绩喜人，射洪中学建成。", gazetteer, 2011)
    assert found == Place("射洪县", "510922")


@pytest.mark.parametrize(
    "body",
    [
        f"{WE}赴泸县考察，学习泸县教育经验。",
        f"{WE}泸县教育成绩喜人。",
        f"{WE}xx县教育进步，泸县中学来访，泸县教育成绩喜人。",
        f"{WE}泸县中学、泸县教育、合江县中学、合江县教育都有进步。",
        f"{WE}校舍新建县城二所、新建县中一所，新建县校三所。",
        "各校努力，泸县教育、泸县中学成绩喜人。",
    ],
)
def test_names_of_others_prove_nothing(gazetteer: Gazetteer, body: str) -> None:
    assert own_name(body, gazetteer, 2012) is None


def test_the_city_of_nearly_all_districts_named(gazetteer: Gazetteer) -> None:
    body = (
        "我市均衡发展，全市努力，我市领先。调研组深入江阳区、纳溪区、泸县、合江县、叙永县的学校，到兄弟市的涪城区学习。"
    )
    assert own_name(body, gazetteer, 2012) == Place("泸州市", "510500")
    assert own_name(body.replace("我市", "我校").replace("全市", "全校"), gazetteer, 2012) is None
    assert own_name("我市努力，全市努力，我市领先。江阳区、涪城区、雁江区、翠屏区来访。", gazetteer, 2012) is None
