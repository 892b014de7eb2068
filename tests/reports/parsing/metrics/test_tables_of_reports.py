"""Tables as rows: header years, units in headers or cells, districts, totals, merged and empty cells."""

from __future__ import annotations

from reports.parsing.metrics import find_metrics
from reports.parsing.types import Place, Table
from tests.reports.parsing.metrics.one_section import PLACES, report_of, rows_of, table_text


def places_of(names):
    return [PLACES.get(name) for name in names]


def test_years_in_the_header_and_a_column_of_units() -> None:
    text, table = table_text(
        ("指标", "单位", "2012年", "2013年"),
        ("小学在校学生", "人", "38216", "37540"),
        ("投入资金", "万元", "—", "1,560.5"),
    )
    rows = rows_of(text, tables=[table])
    assert [(row.indicator, row.qualifier, row.period_start, row.base_value, row.base_unit) for row in rows] == [
        ("在校学生数", "小学", 2012, 38216, "人"),
        ("在校学生数", "小学", 2013, 37540, "人"),
        ("投入资金", "", 2013, 15605000, "元"),
    ]
    assert rows[0].sentence == "指标 单位 2012年 2013年 | 小学在校学生 人 38216 37540"


def test_districts_as_rows_units_in_the_header_and_a_total() -> None:
    text, table = table_text(
        ("县（区）", "学前三年毛入园率（%）", "招聘教师（人）"),
        ("江川区", "88.2", "56"),
        ("临泉区", "/", "2013"),
        ("合计", "", "2069"),
    )
    rows = find_metrics(report_of(text, tables=[table]), places_of)
    assert [(row.district.name if row.district else None, row.indicator, row.base_value) for row in rows] == [
        ("江川区", "学前三年毛入园率", 88.2),
        ("江川区", "招聘教师数", 56),
        ("临泉区", "招聘教师数", 2013),
        ("云江市", "招聘教师数", 2069),
    ]


def test_targets_and_results_stand_apart() -> None:
    text, table = table_text(
        ("序号", "指标名称", "年初目标", "完成情况", "备注"),
        ("1", "新建学校（所）", "4", "3", "一所延期"),
        ("2", "毕业率（%）", "99", "98.5", ""),
    )
    rows = rows_of(text, tables=[table])
    assert [(row.status, row.value, row.unit) for row in rows] == [
        ("target", 4, "所"),
        ("actual", 3, "所"),
        ("target", 99, "%"),
        ("actual", 98.5, "%"),
    ]


def test_merged_headers_and_groups() -> None:
    text = "项目\t小学\t\n\t班数\t学生数\n城区\t120\t5400"
    table = Table(0, len(text), (("项目", "小学", "小学"), ("项目", "班数", "学生数"), ("城区", "120", "5400")))
    rows = rows_of(text, tables=[table])
    assert [(row.value, row.printed) for row in rows] == [(120, "120"), (5400, "5400")]
    assert all("城区" in row.qualifier for row in rows)


def test_a_line_above_names_what_a_table_of_years_and_places_holds() -> None:
    head = "财政性教育经费（单位：亿元）\n"
    text, _ = table_text(("县（区）", "2012年", "2013年"), ("江川区", "4.1", "4.5"))
    table = Table(len(head), len(head) + len(text), (("县（区）", "2012年", "2013年"), ("江川区", "4.1", "4.5")))
    rows = find_metrics(report_of(head + text, tables=[table]), places_of)
    assert [(row.indicator, row.base_value, row.period_start) for row in rows] == [
        ("财政性教育经费", 410_000_000, 2012),
        ("财政性教育经费", 450_000_000, 2013),
    ]


def test_nothing_is_read_that_no_word_names() -> None:
    text, table = table_text(("县（区）", "2012年"), ("某县", "12"))
    assert rows_of(text, tables=[table]) == ()


def test_blotted_and_empty_cells_are_no_values() -> None:
    text, table = table_text(("指标", "2013年"), ("招聘教师（人）", "xx"), ("毕业率（%）", "—"), ("新建学校（所）", ""))
    assert rows_of(text, tables=[table]) == ()


def test_text_in_a_cell_is_read_as_text() -> None:
    text, table = table_text(("工作", "完成情况说明"), ("校舍", "新建幼儿园3所，投资560万元。"))
    assert [row.sentence for row in rows_of(text, tables=[table])] == ["新建幼儿园3所，投资560万元。"] * 2


def test_lines_with_tabs_are_a_table_even_if_nobody_said_so() -> None:
    rows = rows_of("指标\t2013年\n招聘教师（人）\t120\n")
    assert [(row.indicator, row.value) for row in rows] == [("招聘教师数", 120)]


def test_a_place_in_the_header() -> None:
    text, table = table_text(("指标", "江川区", "临泉区"), ("毕业率（%）", "98.2", "97.5"))
    rows = find_metrics(report_of(text, tables=[table]), places_of)
    assert [row.district for row in rows] == [Place("江川区", "990502"), Place("临泉区", "990503")]
