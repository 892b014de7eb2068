"""Parts with titles of their own belong to the collection above them; without one they are reports."""

import pytest

from reports.parsing.titled_parts import is_collective, titled_place, without_parts
from tests.reports.parsing.conftest import Parse

BODY = (
    "{0}坚持教育优先，全年投入资金{1}万元，新建校舍两栋。\n一、办学条件\n新增学位三百个，"
    "更换课桌椅两千套。\n二、教师队伍\n面向社会招聘教师二十名，全部到村小任教，安心从教。"
    "\n三、学校安全\n每校配备保安两名，全年没有发生责任事故，家长放心满意，社会反响良好。"
    "各校还利用假期检修围墙、厕所和电路，更换老化的线路和门窗，清理校门口的摊点，开学时师生看到的是干净整齐的校园，"
    "几位老教师说这是多年来变化最大的一个暑假，附近的居民也常到操场上散步，节假日更是热闹，"
    "孩子们的笑声传得很远很远。"
)
PARTS = ("江阳区", "龙马潭区", "纳溪区")


def collection(title: str, form: str) -> str:
    parts = [
        f"{form.format(name, number)}\n{BODY.format(name, at)}"
        for at, (name, number) in enumerate(zip(PARTS, "一二三", strict=True), 120)
    ]
    return "\n".join([title, *parts])


@pytest.mark.parametrize(
    "form",
    [
        "{0}2012年教育工作总结",
        "{0}教育局2012年工作总结",
        "{0}教育局关于留守儿童关爱工作的汇报",
        "{1}、{0}2012年教育工作总结",
        "第{1}篇 {0}2012年教育工作总结",
        "{0}学前教育工作情况",
        "{0}教育",
        "【{0}教育】",
    ],
)
def test_titles_under_a_collections_title_head_its_parts(parse_text: Parse, form: str) -> None:
    (report,) = parse_text(collection("泸州市各区县2012年教育工作总结汇编", form)).reports
    assert (report.kind, report.issuer.name if report.issuer else "") == ("compilation", "泸州市")
    parts = [section for section in report.sections if section.level == 1]
    assert [part.district.name if part.district else "" for part in parts] == list(PARTS)
    assert {section.district.name for section in report.sections if section.district} == set(PARTS)


def test_attachments_of_a_letter_are_its_parts(parse_text: Parse) -> None:
    letter = (
        "泸州市教育局\n关于印发2012年度各县区教育工作总结的通知\n各区县教育局：\n现将总结印发给你们，供学习交流。\n"
        "附件：1.江阳区2012年教育工作总结\n2.龙马潭区2012年教育工作总结\n3.纳溪区2012年教育工作总结\n2013年1月25日"
    )
    (report,) = parse_text(collection(letter, "附件{1}\n{0}2012年教育工作总结"), "通知.docx", "docx").reports
    assert (report.title, report.period.start) == ("2012年度各县区教育工作总结", 2012)
    assert (report.kind, report.issuer.name if report.issuer else "") == ("compilation", "泸州市")
    assert [each.district.name for each in report.sections if each.district] == [n for n in PARTS for _ in range(4)]


def test_the_same_titles_alone_begin_reports(parse_text: Parse) -> None:
    text = collection("", "{0}2012年教育工作总结").strip()
    reports = parse_text(text).reports
    assert [report.title for report in reports] == [f"{name}2012年教育工作总结" for name in PARTS]


def test_one_places_own_titles_head_no_part(parse_text: Parse) -> None:
    text = "泸县教育局2012年工作总结和2013年思路\n" + BODY.format("泸县", 3).replace(
        "一、办学条件", "一、泸县2012年教育工作总结"
    )
    (report,) = parse_text(text).reports
    assert report.kind == "annual"


@pytest.mark.parametrize("book", ["汇编", "摘编", "选编", "选登", "专辑"])
def test_a_collection_under_any_of_its_names(parse_text: Parse, book: str) -> None:
    text = collection(f"泸州市各区县教育局2012年工作总结{book}", "{0}教育局2012年工作总结")
    assert len(parse_text(text).reports) == 1


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("北川羌族自治县2011年教育工作总结", "北川羌族自治县"),
        ("柳州市城中区教育局2012年工作总结", "柳州市城中区"),
        ("市中区二〇一二年学前教育工作小结", "市中区"),
        ("石柱县教委关于推进均衡发展的汇报", "石柱县"),
        ("江阳区教育", "江阳区"),
        ("江阳区教育概况", "江阳区"),
        ("全区教育概况", ""),
        ("江阳区", ""),
        ("我区2012年教育工作总结", ""),
        ("江阳区中学教师王某的事迹很感人", ""),
    ],
)
def test_the_place_that_a_title_begins_with(title: str, name: str) -> None:
    assert titled_place(title) == name


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        ("重庆市部分区县2012年教育工作总结汇编", True),
        ("某市县(区)教育局工作总结", True),
        ("2011年各县市教育工作情况", True),
        ("江阳区2012年教育工作总结", False),
        ("全市教育工作总结", False),
    ],
)
def test_what_announces_several_places(title: str, answer: bool) -> None:
    assert is_collective(title) is answer


def test_two_collections_keep_their_own_parts() -> None:
    titles = ["某市各县2011年教育工作总结", "甲县2011年教育工作总结", "乙县2011年教育工作总结"]
    again = [title.replace("2011", "2012") for title in titles]
    assert list(without_parts([*titles, *again], bool)) == [0, 3]
    assert list(without_parts([titles[0], titles[1]], bool)) == [0, 1]
