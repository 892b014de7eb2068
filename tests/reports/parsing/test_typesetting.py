"""Points for full stops, spaced titles and Markdown are mended; names, numbers and blotted-out words keep theirs."""

from __future__ import annotations

import pytest

from reports.parsing.clean import mended
from reports.parsing.typesetting import half_width_stops, markdown, spaced_titles
from tests.reports.parsing.conftest import Parse


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1.建章立制.各处室分工负责.2.严格考勤.月月公布.", "1.建章立制。各处室分工负责。2.严格考勤。月月公布。"),
        ("(二).培训.派教师外出.\n三.后勤.添置桌凳.", "(二).培训。派教师外出。\n三.后勤。添置桌凳。"),
        ("参训率达98%.校园安全有序．第一.抓巡查.", "参训率达98%。校园安全有序。第一.抓巡查。"),
        ("校门口装了监控.食堂达标.学生称之为“家”.", "校门口装了监控。食堂达标。学生称之为“家”。"),
        ("投入3.5万元.教室.doc存于www.abc.com", "投入3.5万元.教室.doc存于www.abc.com"),
        ("甲。" * 40 + "约翰.史密斯.来访.", "甲。" * 40 + "约翰.史密斯.来访."),
        ("一、概况.......3\n二、问题.......5", "一、概况.......3\n二、问题.......5"),
    ],
)
def test_points_typed_for_full_stops(typed: str, meant: str) -> None:
    assert mended(half_width_stops, typed) == meant


def test_a_heading_closed_by_a_point_ends_there(parse_text: Parse) -> None:
    source = (
        "甲小学2012年工作总结\n一.加强管理\n1.完善制度.修订了值周和考勤办法,每月公布一次结果.\n"
        "2.强化责任.各年级签订责任书,班子成员分片包干.\n二.努力方向\n继续抓好校本研修,让课堂更有活力."
    )
    report = parse_text(source).reports[0]
    assert [section.heading for section in report.sections if section.mark] == [
        "加强管理",
        "完善制度",
        "强化责任",
        "努力方向",
    ]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("关于任期内履职情况的\n述 职 报 告\n赵  明", "关于任期内履职情况的\n述职报告\n赵  明"),
        ("丙县教育局\n二　〇　一　二　年　工　作　总　结", "丙县教育局\n二〇一二年工作总结"),
        ("指标  小  学  初  中\n合 计 总 数", "指标  小  学  初  中\n合 计 总 数"),
        ("在丙县教育工作会议上的\n讲    话\n县长  赵明", "在丙县教育工作会议上的\n讲话\n县长  赵明"),
        ("丙县教育局 2012年 工作总结", "丙县教育局 2012年 工作总结"),
    ],
)
def test_a_title_set_in_spaced_characters(printed: str, meant: str) -> None:
    assert mended(spaced_titles, printed) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("# 丙县总结\n\n## 一、成绩\n### 1. **学前**\n新建两所。", "丙县总结\n\n一、成绩\n1. **学前**\n新建两所。"),
        (
            "**丙县总结**\n**一、成绩**\n建园两所。\n**二、问题**\n缺编。",
            "丙县总结\n一、成绩\n建园两所。\n二、问题\n缺编。",
        ),
        ("**年，**县教育局\n**县投入**万元。\n**校", "**年，**县教育局\n**县投入**万元。\n**校"),
        ("#教育动态# 丙县开学\n# 丙县", "#教育动态# 丙县开学\n# 丙县"),
    ],
)
def test_signs_of_markdown(written: str, meant: str) -> None:
    assert mended(markdown, written) == meant
