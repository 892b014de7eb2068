"""Whole files: golden examples, each with one fault of real sources, and what must hold for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.parsing.gazetteer import Gazetteer
from reports.parsing.pipeline import parse
from reports.parsing.types import ExtractedText, ParseContext, ParsedReport, ParsedSource, StyledLine, Table
from tests.reports.parsing.conftest import Parse

TEXT = "各校完善制度，明确责任，强化督查，推动工作取得新的进展，得到上级部门和广大群众的充分肯定，各项指标达到预期。"


def outline(report: ParsedReport) -> list[tuple[int, str, str | None]]:
    return [(s.level, s.heading, s.district.name if s.district else None) for s in report.sections]


def holds(parsed: ParsedSource, source: str) -> None:
    """What is true of every parse."""
    for report in parsed.reports:
        for index, section in enumerate(report.sections):
            assert section.index == index
            assert report.text[section.start : section.end].endswith(section.text)
            assert report.text[section.start : section.end].startswith(section.mark[:1] or section.heading[:1])
            assert section.parent is None or section.parent < index
            assert all(0 <= span.start < span.end <= len(source) for span in section.origin)
        for row in report.metrics:
            assert report.text[row.start : row.end] == row.printed
            assert row.origin
        for left, right in zip(report.sections, report.sections[1:], strict=False):
            assert left.end <= right.start


def test_a_compilation_by_districts(parse_text: Parse) -> None:
    report = parse_text(
        f"2011年XX县区学前教育工作小结\n一、江阳区\n1.发展民办园\n{TEXT}\n二、泸县\n{TEXT}\n三、XX县\n（一）招生。{TEXT}"
    ).reports[0]
    assert outline(report) == [
        (1, "江阳区", "江阳区"),
        (2, "发展民办园", "江阳区"),
        (1, "泸县", "泸县"),
        (1, "XX县", None),
        (2, "招生", None),
    ]
    assert (report.kind, report.topic, report.period.start) == ("compilation", "学前教育", 2011)
    assert report.issuer is not None
    assert report.issuer.name == "泸州市"


def test_the_letterhead_stands_in_a_section(parse_text: Parse) -> None:
    report = parse_text(
        f"泸县教育局文件\n泸教报〔2012〕7号\n2012年学前教育工作总结\n{TEXT}\n一、新建园舍\n{TEXT}"
    ).reports[0]
    assert report.title == "2012年学前教育工作总结"
    assert report.sections[0].text == f"泸县教育局文件\n泸教报〔2012〕7号\n{TEXT}"
    assert (report.issuer and report.issuer.name, report.metrics) == ("泸县", ())


@pytest.mark.parametrize("name", ["{}", "{}：", "【{}】", "{}教育局", "（{}）"])
def test_districts_without_numbers(parse_text: Parse, name: str) -> None:
    parts = "\n".join(f"{name.format(place)}\n{TEXT}" for place in ("涪城区", "游仙区", "江油市"))
    report = parse_text(f"绵阳市2013年学前教育工作情况\n{parts}").reports[0]
    assert [section.district.name for section in report.sections if section.district] == ["涪城区", "游仙区", "江油市"]


def test_districts_under_topics(parse_text: Parse) -> None:
    report = parse_text(
        f"泸州市2012年工作总结\n一、学前教育\n{TEXT}\n（一）江阳区\n{TEXT}\n（二）泸县\n{TEXT}\n"
        f"二、义务教育\n（一）江阳区\n{TEXT}\n（二）泸县\n{TEXT}\n三、打算\n{TEXT}"
    ).reports[0]
    assert [(s.heading, s.district.name if s.district else None) for s in report.sections] == [
        ("学前教育", None),
        ("江阳区", "江阳区"),
        ("泸县", "泸县"),
        ("义务教育", None),
        ("江阳区", "江阳区"),
        ("泸县", "泸县"),
        ("打算", None),
    ]


def test_a_document_with_letterhead_addressee_and_signature(parse_text: Parse) -> None:
    text = (
        "泸州市江阳区教育局文件\n江教发〔2012〕15号\n泸州市江阳区教育局\n关于报送2011年工作总结的报告\n泸州市教育局：\n"
        f"现将2011年工作总结报告如下。\n一、工作成效\n{TEXT}\n泸州市江阳区教育局\n二〇一一年十二月二十日"
    )
    report = parse_text(text, kind="docx").reports[0]
    assert report.title == "泸州市江阳区教育局关于报送2011年工作总结的报告"
    assert report.period.start == 2011
    assert report.issuer is not None
    assert report.issuer.institution == "泸州市江阳区教育局"
    assert [section.heading for section in report.sections] == ["", "工作成效"]
    assert "江教发〔2012〕15号" in report.text


def test_a_page_of_sample_essays(parse_text: Parse) -> None:
    body = f"{TEXT}\n一、安全\n{TEXT}\n二、教学\n{TEXT}"
    parsed = parse_text(
        "当前位置：首页 > 范文大全\n教育局工作总结(精选2篇)\n以下是小编整理的范文，欢迎阅读。\n"
        f"【篇一】教育局工作总结\n{body}\n【篇二】教育局工作总结\n{body}\n相关推荐\n教师工作总结"
    )
    assert len(parsed.reports) == 2
    assert {"教育局工作总结(精选2篇)", "相关推荐", "教师工作总结"} <= set(parsed.boilerplate)


def test_a_page_without_any_line_break(parse_text: Parse) -> None:
    report = parse_text(
        f"县教育局2016年工作总结一、工作回顾1.抓项目。{TEXT}2.抓管理。{TEXT}二、重点工作1.抓质量。{TEXT}2.抓安全。{TEXT}"
    ).reports[0]
    assert (report.title, report.period.start) == ("县教育局2016年工作总结", 2016)
    assert [(s.level, s.heading) for s in report.sections] == [
        (1, "工作回顾"),
        (2, "抓项目"),
        (2, "抓管理"),
        (1, "重点工作"),
        (2, "抓质量"),
        (2, "抓安全"),
    ]


def test_a_page_in_traditional_characters(parse_text: Parse) -> None:
    report = parse_text(
        "臨湘市教育體育局2017年工作計劃\n現(xiàn)將計劃報告如下：\n一、總體要求\n推進素質(zhì)教育，規(guī)範辦學，促進公平。"
    ).reports[0]
    assert (report.period.start, report.kind, report.issuer and report.issuer.name) == (2017, "plan", "临湘市")
    assert report.sections[1].heading == "總體要求"


def test_torn_text_above_the_title_goes_where_it_belongs(parse_text: Parse) -> None:
    torn = f"童三百名，建立留守儿童档案。\n2、控辍保学。{TEXT}"
    parsed = parse_text(
        f"工作小结网页\n{torn}\n2011年泸州市义务教育工作小结\n一、江阳区\n{TEXT}\n二、泸县\n1、关爱。全县有留守儿"
    )
    report = parsed.reports[0]
    assert "全县有留守儿童三百名" in report.text
    assert [section.heading for section in report.sections] == ["江阳区", "泸县", "关爱", "控辍保学"]
    assert len(report.repairs) == 1
    joint = report.text.index("留守儿童三百") + 2
    section = next(s for s in report.sections if s.start <= joint < s.end)
    assert len(section.origin) == 2


def test_styled_lines_and_tables_are_found_again(gazetteer: Gazetteer) -> None:
    table = "指标\t2012年\n入园率\t90.5%"
    text = f"\ufeff泸县教育局2012年工作总结\n\n\n总体情况\n{TEXT}\n学前教育\n{TEXT}\n{table}"
    at, tab = text.index("总体情况"), len(text) - len(table)
    extracted = ExtractedText(
        text,
        "docx",
        tables=(Table(tab, len(text), (("指标", "2012年"), ("入园率", "90.5%"))),),
        styled_lines=(StyledLine(at, at + 4, 1), StyledLine(text.index("学前教育"), text.index("学前教育") + 4, 1)),
    )
    report = parse(extracted, ParseContext(), gazetteer).reports[0]
    assert [section.heading for section in report.sections] == ["总体情况", "学前教育"]
    assert report.text[report.tables[0].start : report.tables[0].end] == table


def test_the_title_is_no_section(parse_text: Parse) -> None:
    report = parse_text(f"泸县教育局2012年工作总结\n{TEXT}\n一、甲事\n{TEXT}").reports[0]
    assert report.text.startswith("泸县教育局2012年工作总结\n")
    assert report.sections[0].heading == ""
    assert report.sections[0].text == TEXT


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="一二、（）(1.县区\n 。，第章：教育局工作总结2012年《》“”x\t", max_size=200))
def test_any_text_is_parsed_the_same_way_twice(gazetteer: Gazetteer, text: str) -> None:
    first, second = (parse(ExtractedText(text, "txt"), ParseContext(), gazetteer) for _ in range(2))
    assert first == second
    holds(first, text)


def test_spans_point_at_what_they_claim(parse_text: Parse) -> None:
    body = f"一、学前教育\n新建园12所，投入 300万元 。\n（一）招生。招生1200人。{TEXT}"
    text = f"搜索\n泸县教育局2012年工作总结\n\n　　{TEXT}\n{body}"
    parsed = parse_text(text)
    holds(parsed, text)
    section = parsed.reports[0].sections[1]
    assert [text[start:end] for start, end in section.origin] == ["一、学前教育\n新建园12所，投入 300万元 。"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n" * 100_000,
        "教" * 1_000_000,
        "。".join("（一）抓好工作" for _ in range(50_000)),
        "\n".join(f"{i % 20 + 1}、加强管理" for i in range(20_000)),
        "\n".join("泸县教育局工作总结" for _ in range(20_000)),
        "《" * 200_000 + "（" * 200_000,
        "\n".join("新建。发展民办幼" for _ in range(15_000)),
        "\n".join("江阳区" for _ in range(20_000)),
        "x." * 300_000,
        "\ud800\x00" * 1000,
        "首页 > " * 100_000,
        "\n".join("作者:2012年" * 40 for _ in range(300)),
        "\n".join("www.a.com" * 40 for _ in range(1000)),
        "\n".join(f"{i % 9 + 1}、办学" for i in range(20_000)) + "\n某县教育局工作总结\n" + "一、办学\n" * 20_000,
    ],
    ids=lambda text: text[:8] or "empty",
)
def test_a_hostile_text_takes_its_time_in_proportion(gazetteer: Gazetteer, text: str) -> None:
    begun = time.process_time()
    parse(ExtractedText(text, "txt"), ParseContext(), gazetteer)
    assert time.process_time() - begun < 20


def test_a_workbooks_name_tells_more_than_its_first_sheet(gazetteer: Gazetteer) -> None:
    text = "学前三年毛入园率\n县\t入园率（%）\n泸县\t80.1\n合江县\t77.2"
    names = ["2013年主要指标.xlsx", "汇总.xlsx"]
    found = [parse(ExtractedText(text, "xlsx"), ParseContext(filename=name), gazetteer).reports for name in names]
    assert [[report.title for report in reports] for reports in found] == [["2013年主要指标"], ["学前三年毛入园率"]]
    assert [reports[0].text for reports in found] == [text, text]
    assert found[0][0].period.start == 2013
