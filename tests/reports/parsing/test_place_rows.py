"""A table with a row for each district gives each its part; rows of figures stay a table."""

from __future__ import annotations

import pytest

from tests.reports.parsing.conftest import Parse

TEXT = "全区新建幼儿园两所，面向社会招聘教师三十名，全部安排到村小任教；食堂大宗食材统一招标，家长轮流到校陪餐。"
TITLE = "泸州市各区县2012年教育重点工作完成情况"
NAMES = ("江阳区", "龙马潭区", "泸县")


def parts(parse_text: Parse, *lines: str) -> list[tuple[str, str | None]]:
    (report,) = parse_text("\n".join([TITLE, *lines]), "表.docx", "docx").reports
    for section in report.sections:
        assert report.text[section.start : section.end].endswith(section.heading + section.text)
    return [(each.heading, each.district.name if each.district else None) for each in report.sections]


@pytest.mark.parametrize("row", ["{1}\t{2}", "{0}\t{1}\t{2}", "（{0}）\t{1}教育局\t已完成\t{2}"])
def test_a_row_for_each_district(parse_text: Parse, row: str) -> None:
    rows = [row.format(number, name, TEXT) for number, name in enumerate(NAMES, 1)]
    found = parts(parse_text, "区县\t工作情况", *rows)
    assert [district for _, district in found] == [None, *NAMES]


def test_rows_of_figures_head_nothing(parse_text: Parse) -> None:
    rows = [f"{name}\t" + "1200\t35.6\t98\t" * 6 + "2" for name in NAMES]
    assert parts(parse_text, "区县\t学生\t教师", *rows, "以上数据截至年底。") == [("", "泸州市")]


def test_text_behind_the_table_is_not_lent_to_its_last_row(parse_text: Parse) -> None:
    rows = [f"{name}\t{TEXT}" for name in NAMES]
    assert parts(parse_text, *rows, f"综合各地情况看，{TEXT}") == [("", "泸州市")]


def test_a_chapter_behind_the_table_closes_it(parse_text: Parse) -> None:
    rows = [f"{name}\t{TEXT}" for name in NAMES]
    found = parts(parse_text, "一、各区县情况", *rows, "二、下步打算", TEXT)
    assert found == [("各区县情况", None), *((name, name) for name in NAMES), ("下步打算", None)]
