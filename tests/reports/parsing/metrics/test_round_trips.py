"""A value put into a sentence is read back exactly; with its digits blotted or taken out nothing is read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.parsing.metrics.one_section import rows_of

PEOPLE = st.integers(min_value=1, max_value=999_999)
DECIMALS = st.decimals(min_value="0.01", max_value="9999.99", places=2)
PERCENTS = st.decimals(min_value="0.01", max_value="100", places=2)

# template, base unit, factor of the base value
TEMPLATES = (
    ("全县招聘教师{}名。", "人", 1, PEOPLE),
    ("新建公办幼儿园{}所，改善办园条件。", "所", 1, PEOPLE),
    ("全年投入资金{}万元用于校舍维修。", "元", 10_000, DECIMALS),
    ("完成投资{}亿元。", "元", 100_000_000, DECIMALS),
    ("学前三年毛入园率达{}%以上。", "%", 1, PERCENTS),
    ("生均校舍建筑面积为{}平方米。", "平方米", 1, DECIMALS),
    ("为{}名学生发放助学金。", "人", 1, PEOPLE),
    ("组织{}场讲座。", "场", 1, PEOPLE),
)


@pytest.mark.parametrize(("template", "unit", "factor", "values"), TEMPLATES, ids=[row[0] for row in TEMPLATES])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_value_is_read_back(template: str, unit: str, factor: int, values: st.SearchStrategy, data) -> None:
    value = data.draw(values)
    rows = rows_of(template.format(value))
    assert [(row.base_unit, row.base_value) for row in rows] == [(unit, float(value * factor))]
    assert float(value) == rows[0].value


@pytest.mark.parametrize(("template", "unit", "factor", "values"), TEMPLATES, ids=[row[0] for row in TEMPLATES])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_blotted_out_numbers_give_no_row(
    template: str, unit: str, factor: int, values: st.SearchStrategy, data
) -> None:
    text = str(data.draw(values))
    blot = data.draw(st.sampled_from("xX×*＊"))
    hidden = data.draw(st.sets(st.integers(0, len(text) - 1), min_size=1))
    digits = [blot if at in hidden and character.isdigit() else character for at, character in enumerate(text)]
    if blot in digits:
        assert rows_of(template.format("".join(digits))) == ()


@pytest.mark.parametrize(("template", "unit", "factor", "values"), TEMPLATES, ids=[row[0] for row in TEMPLATES])
def test_numbers_taken_out_give_no_row(template: str, unit: str, factor: int, values: st.SearchStrategy) -> None:
    assert rows_of(template.format("")) == ()
    assert rows_of(template.format(".5")) == ()
    assert rows_of(template.format("1.")) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="0123456789.,xX%-—~～约近达到至为所名人个万亿元%率小学初中新建计划年月日，。；、（）《》“” \n\t",
        max_size=120,
    )
)
def test_any_text_gives_rows_that_quote_it(text: str) -> None:
    for row in rows_of(text):
        assert row.printed.strip()
        assert re.search(r"\d|[零一二两三四五六七八九十百千]", row.printed)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    rows_of(text)


@given(st.integers(1, 99), st.integers(1, 99))
def test_a_range_keeps_both_ends(low: int, more: int) -> None:
    row = rows_of(f"力争创建{low}—{low + more}所示范园。")[0]
    assert (row.value, row.value_high, row.comparator) == (low, low + more, "between")
