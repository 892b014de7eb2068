"""Who issued a report: what tells, in the order of trust; a place named in passing does not."""

from __future__ import annotations

import pytest

from reports.parsing.gazetteer import Gazetteer
from reports.parsing.issuers import find_issuer
from reports.parsing.types import Issuer, ParseContext, Place

NOTHING = ParseContext()
TEXT = "我县加大投入，全县新建园两所。县政府高度重视。"


@pytest.mark.parametrize(
    ("title", "name", "code", "institution"),
    [
        ("泸州市教育局2011年工作总结", "泸州市", "510500", "泸州市教育局"),
        ("四川省泸州市江阳区教育局2011年工作总结", "江阳区", "510502", "四川省泸州市江阳区教育局"),
        ("泸县2012年学前教育工作总结", "泸县", "510521", None),
        ("绵阳市市直属学校2013年工作总结", "市本级", "5107B0", None),
    ],
)
def test_the_title_tells(gazetteer: Gazetteer, title: str, name: str, code: str, institution: str | None) -> None:
    assert find_issuer(title, [], TEXT, [], gazetteer, NOTHING, 2012) == Issuer(name, code, institution)


def test_letterhead_and_signature_tell(gazetteer: Gazetteer) -> None:
    found = find_issuer("教育工作总结", ["古蔺县教育局", "2011年12月"], TEXT, [], gazetteer, NOTHING, 2011)
    assert found == Issuer("古蔺县", "510525", "古蔺县教育局")


def test_the_city_above_a_compilations_districts(gazetteer: Gazetteer) -> None:
    districts = [Place("江阳区", "510502"), Place("泸县", "510521"), Place("古蔺县", "510525")]
    assert find_issuer("2011年XX县区小结", [], TEXT, districts, gazetteer, NOTHING, 2011) == Issuer("泸州市", "510500")


def test_the_name_that_schools_and_offices_bear(gazetteer: Gazetteer) -> None:
    body = f"{TEXT}金湖中学、金湖二中、金湖县实验小学成绩突出。借鉴南京市、苏州市的做法。为金湖教育再立新功。"
    found = find_issuer("教育局半年工作总结", [], body, [], gazetteer, NOTHING, None)
    assert found is not None
    assert (found.name, found.code) == ("金湖县", "320831")


def test_leaders_named_once_are_the_own_ones(gazetteer: Gazetteer) -> None:
    body = f"{TEXT}在合江县委、县政府的领导下，全县教育稳步发展。"
    found = find_issuer("工作总结", [], body, [], gazetteer, NOTHING, 2011)
    assert found is not None
    assert found.code == "510522"


@pytest.mark.parametrize(
    "body",
    [
        "我区完成与海曙区人事关系的切割，全区稳步发展，区政府大力支持。",
        "我县赴泸县考察学习。全县稳步发展。县政府大力支持。",
        "各校认真开展活动。",
    ],
)
def test_a_place_named_in_passing_is_no_issuer(gazetteer: Gazetteer, body: str) -> None:
    assert find_issuer("20**年区教育局总结", [], body, [], gazetteer, NOTHING, None) is None


def test_the_files_name_comes_before_the_uploaders_default(gazetteer: Gazetteer) -> None:
    given = Place("纳溪区", "510503")
    named = ParseContext("叙永县总结.docx", given_place=given)
    assert find_issuer("工作总结", [], "我县工作。", [], gazetteer, named, 2011) == Issuer("叙永县", "510524")
    only = ParseContext("总结.docx", given_place=given)
    assert find_issuer("工作总结", [], "我区工作。", [], gazetteer, only, 2011) == Issuer("纳溪区", "510503")
