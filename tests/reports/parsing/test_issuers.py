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


def test_the_pages_source_may_be_a_town(gazetteer: Gazetteer) -> None:
    found = find_issuer(
        "玉田镇中心学校小结", [], "我校成绩明显。", [], gazetteer, NOTHING, 2012, ["信息来源:泸县玉田镇"]
    )
    assert found is not None
    assert found.code == "510521"


def test_all_schools_are_no_institution(gazetteer: Gazetteer) -> None:
    found = find_issuer("泸县全县小学教研工作会议召开", [], TEXT, [], gazetteer, NOTHING, 2012)
    assert found == Issuer("泸县", "510521")


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


@pytest.mark.parametrize(
    ("folder", "body", "code"),
    [
        ("2014 泸县 泸州市", "我县工作。", "510521"),
        ("泸州市各县总结", "我县工作。", None),
        ("泸州市各县总结", "我市工作。", "510500"),
        ("江阳区、龙马潭区", "我区工作。", None),
    ],
)
def test_a_folder_tells_only_what_fits_the_text(gazetteer: Gazetteer, folder: str, body: str, code: str | None) -> None:
    issuer = find_issuer("工作总结", [], body, [], gazetteer, ParseContext("总结", folder=folder), 2011)
    assert (issuer.code if issuer else None) == code


@pytest.mark.parametrize("line", ["泸县教育局文件", "泸县教育局办公室　2012年12月3日印发", "泸县教育体育局办公室文件"])
def test_a_letterhead_and_the_line_of_the_printing_tell(gazetteer: Gazetteer, line: str) -> None:
    found = find_issuer("关于2012年工作总结的报告", [line], TEXT, [], gazetteer, NOTHING, 2012)
    assert found is not None
    assert found.code == "510521"


@pytest.mark.parametrize("line", ["泸县教育局局长", "泸县教育局党委书记、局长 李某", "泸县人民政府副县长 李某"])
def test_the_speaker_under_the_title_tells(gazetteer: Gazetteer, line: str) -> None:
    found = find_issuer("在全县教育工作会上的讲话", [], f"{line}\n同志们：\n{TEXT}", [], gazetteer, NOTHING, 2012)
    assert found is not None
    assert found.code == "510521"


@pytest.mark.parametrize(
    ("opening", "code"),
    [
        ("2012年，泸县教育局狠抓质量，成绩喜人。", "510521"),
        ("2012年，在县委的坚强领导下，泸县教育局狠抓质量。", "510521"),
        ("今年以来，泸州市泸县教育系统狠抓质量。", "510521"),
        ("2012年，泸县积极创新方法，教体系统亮点纷呈。", "510521"),
        ("2012年，泸县教育局印发了实施方案，我校认真落实。", None),
        ("2012年，泸县教育局的检查组来我校指导。", None),
        ("2012年，我校邀请泸县教育局领导指导。", None),
    ],
)
def test_the_first_sentence_tells_whose_deeds_follow(gazetteer: Gazetteer, opening: str, code: str | None) -> None:
    found = find_issuer("2012年工作总结", [], opening, [], gazetteer, NOTHING, 2012)
    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("20**年，是泸州教育继往开来的一年。", "510500"),
        ("今年来，在县委的领导下，围绕两大目标，泸县教育局发挥职能，全县成效明显。", "510521"),
        ("江阳人民政府教育督导室在上级的领导下，围绕目标，全区努力。", "510502"),
        ("泸县地处盆地南缘，现有学校九十所。", "510521"),
        ("9月14日至18日，泸县教育局组成专项工作组检查开学工作。", "510521"),
        ("我县全县教育稳步发展。在合江县县委、县人大、县政府的领导下，各校努力。我县出彩。", "510522"),
    ],
)
def test_the_place_whose_education_the_text_tells(gazetteer: Gazetteer, body: str, code: str) -> None:
    found = find_issuer("工作总结", [], body, [], gazetteer, NOTHING, 2011)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "body",
    [
        "我县召开县委、县政府专题会。全县稳步发展。县政府重视。",
        "我县完成县委、县政府的任务，全县努力，响应县委、县政府的号召。",
    ],
)
def test_a_word_before_the_county_is_no_name(gazetteer: Gazetteer, body: str) -> None:
    assert find_issuer("县教育局总结", [], body, [], gazetteer, NOTHING, None) is None


def test_offices_of_two_places_in_the_first_paragraph_prove_nothing(gazetteer: Gazetteer) -> None:
    body = "今年来，全县努力，泸县教育局率先行动，合江县教育局紧紧跟上，成效明显。"
    assert find_issuer("工作总结", [], body, [], gazetteer, NOTHING, None) is None
    body = "今年来，我县各校努力，泸州市教育局组织专家验收，全县一次通过。"
    assert find_issuer("工作总结", [], body, [], gazetteer, NOTHING, None) is None


def test_who_speaks_comes_before_where_it_is_said(gazetteer: Gazetteer) -> None:
    title, body = "在四川省初中校长会上的发言", "泸州市泸县得胜中学校长 某某某\n各位领导：下午好。"
    found = find_issuer(title, [], body, [], gazetteer, NOTHING, None)
    assert found is not None
    assert found.code == "510521"
    assert find_issuer(title, [], "各位领导：下午好。", [], gazetteer, NOTHING, None) == Issuer("四川省", "510000")


def test_who_we_are_in_brackets(gazetteer: Gazetteer) -> None:
    found = find_issuer("半年总结", [], f"我局（泸州市泸县教育局）今年工作有序。{TEXT}", [], gazetteer, NOTHING, None)
    assert found == Issuer("泸县", "510521", "泸州市泸县教育局")


@pytest.mark.parametrize("line", ["（作者单位：泸县教育局）", "报送单位：泸县教育体育局", "泸县教育局 2012年12月3日"])
def test_a_line_that_names_the_reporting_unit(gazetteer: Gazetteer, line: str) -> None:
    found = find_issuer("工作总结", [line], TEXT, [], gazetteer, NOTHING, None)
    assert found is not None
    assert found.code == "510521"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2012年5月6日 10:20:30 来源：泸县教学研究室 访问量：6", "510521"),
        ("主办单位：泸县人民政府", "510521"),
        ("来源：泸州市教育局", None),
        ("来源：泸县日报", None),
    ],
)
def test_the_page_names_the_office_of_the_texts_own_rank(gazetteer: Gazetteer, line: str, code: str | None) -> None:
    found = find_issuer("教研工作总结", [], TEXT, [], gazetteer, NOTHING, None, site=[line])
    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("我校座落在泸县西北部，是一所山区学校。", "510521"),
        ("石桥镇属泸县政治、文化中心，下辖六所完小。", "510521"),
        ("泸县位于泸州市北部，地处盆地南缘。", "510521"),
        ("我校位于山区，离泸县县城十里。", None),
    ],
)
def test_where_a_school_lies(gazetteer: Gazetteer, body: str, code: str | None) -> None:
    found = find_issuer("学校工作总结", [], body, [], gazetteer, NOTHING, None)
    assert (found and found.code) == code


def test_an_office_is_named_from_the_beginning_of_its_line(gazetteer: Gazetteer) -> None:
    assert find_issuer("开学讲话", ["县泸县学校"], "同学们好。", [], gazetteer, NOTHING, None) is None


@pytest.mark.parametrize(
    ("line", "institution"),
    [
        ("古蔺县教育局", "古蔺县教育局"),
        ("古蔺县石屏小学", "古蔺县石屏小学"),
        ("单位\t古蔺县教育局", "古蔺县教育局"),
        ("填报单位：古蔺县教育局    填报时间：2012年12月", "古蔺县教育局"),
    ],
)
def test_who_writes_the_name_under_the_title(gazetteer: Gazetteer, line: str, institution: str) -> None:
    found = find_issuer("2012年度工作总结", [], f"{line}\n{TEXT}", [], gazetteer, NOTHING, 2012)
    assert found == Issuer("古蔺县", "510525", institution)


@pytest.mark.parametrize("line", ["泸州市教育局：", "在古蔺县教育局的帮助下，各校自查。", "学习古蔺县教育局"])
def test_who_is_addressed_under_the_title_is_not_the_writer(gazetteer: Gazetteer, line: str) -> None:
    assert find_issuer("2012年度工作总结", [], f"{line}\n{TEXT}", [], gazetteer, NOTHING, 2012) is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("古蔺县石屏小学2012年工作总结", "510525"),
        ("泸州市江阳区石屏学校2012年工作总结", "510502"),
        ("海南省文昌市教育局2012年工作总结", "469005"),
    ],
)
def test_a_name_behind_a_place_is_a_place_only_inside_it(gazetteer: Gazetteer, words: str, code: str) -> None:
    """石屏 is a county of another province, and here a town's school."""
    found = find_issuer(words, [], TEXT, [], gazetteer, NOTHING, 2012)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "office", ["教育和科学技术局", "教育科技和体育局", "科教体局", "文教局", "教体局", "教育文化和旅游局", "教育委员会"]
)
def test_what_counties_call_their_office_of_education(gazetteer: Gazetteer, office: str) -> None:
    found = find_issuer(f"古蔺县{office}2012年工作总结", [], TEXT, [], gazetteer, NOTHING, 2012)
    assert found == Issuer("古蔺县", "510525", f"古蔺县{office}")
