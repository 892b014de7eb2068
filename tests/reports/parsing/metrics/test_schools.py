"""Whose figures they are: a school's own never stand as its county's, pupils stand beside the schools just counted."""

# ruff: noqa: E501  a line of a table is one example

from __future__ import annotations

import pytest

from reports.parsing.metrics.schools import school_of_title
from tests.reports.parsing.metrics.one_section import rows_of

OF_SCHOOLS = [
    # a school's own figures bear its name, as far as the sentence speaks of it
    ("县第一中学现有学生3260人,教学班58个。", {"3260人": "县第一中学", "58个": "县第一中学"}),
    ("全县有学生38600人。城关小学现有学生2100人,教师96人。", {"38600人": "", "2100人": "城关小学", "96人": "城关小学"}),
    ("如河口中心小学,有学生720人,其中留守儿童310人。", {"720人": "河口中心小学", "310人": "河口中心小学"}),
    ("我校现有教职工68人。该校有留守儿童212人。", {"68人": "我校", "212人": "该校"}),
    ("河口小学占地26亩。学校有教职工48人。全县有3100人。", {"26亩": "河口小学", "48人": "河口小学", "3100人": ""}),
    ("东山中学再次取得好成绩,参考考生910人;全县参考考生2600人。", {"910人": "东山中学", "2600人": ""}),
    # what no single school has
    ("民办学校现有学生1900人。", {"1900人": "民办"}),
    ("初级中学有教师410人,特殊教育学校在校学生88人。", {"88人": "特殊教育"}),
    ("在河口中学召开现场会,培训教师300人。", {"300人": ""}),
    # pupils of the schools just counted, and of all
    ("职业中学2所,学生1047人;特殊教育学校1所,学生86人。", {"1047人": "职业中学", "86人": "特殊教育学校"}),
    ("普通高中学校5所;毕业生2158人;招生2500人。", {"2158人": "普通高中学校", "2500人": "普通高中学校"}),
    ("普通高中学校5所;招生2500人,比上年增加91人。", {"91人": "普通高中学校"}),
    ("全县有小学48所,初中12所,在校学生3.8万人。", {"3.8万人": ""}),
    ("全县有各级各类学校96所,在校学生5.2万人。", {"5.2万人": ""}),
    ("普通高中在校生5200人,教职工412人;义务教育阶段在校生3万人,教职工2300人。", {"412人": "普通高中", "2300人": "义务教育阶段"}),
    ("小学在校生2万人,初中在校生1万人,教职工3000人。", {"1万人": "初中", "3000人": ""}),
    ("幼儿园83所,其中公办幼儿园52所,幼儿6590人;民办幼儿园31所,在园幼儿4722人。", {"6590人": "公办", "4722人": "民办"}),
    ("在园幼儿4700人(其中城区幼儿园13所2500人,乡镇12所1800人)。", {"2500人": "城区", "1800人": "乡镇"}),
    ("专任教师2799人,其中小学1228人,幼儿园442人。", {"1228人": "小学", "442人": "幼儿园"}),
    ("普通高中学校2所,学生5500人;校舍面积14.7万平方米;专任教师421人。", {"14.7万平方米": "普通高中学校", "421人": "普通高中学校"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "qualified"), OF_SCHOOLS)
def test_a_number_bears_the_school_that_it_is_of(text: str, qualified: dict[str, str]) -> None:
    found = {row.printed: row.qualifier for row in rows_of(text)}
    assert {printed: found.get(printed) for printed in qualified} == qualified


def test_a_school_s_report_gives_no_figures_of_its_county() -> None:
    text = "现有教学班18个,教师52人。上公开课34节。全镇在校学生2100人。"
    rows = rows_of(text, title="河口镇中心小学2013年工作总结")
    assert [(row.printed, row.qualifier) for row in rows] == [
        ("18个", "河口镇中心小学"),
        ("52人", "河口镇中心小学"),
        ("34节", ""),
        ("2100人", ""),
    ]


@pytest.mark.parametrize(
    "title",
    ["云江市教育局2013年工作总结", "云江市中小学校舍安全工作总结", "全县小学教育工作总结", "关于学校安全工作的汇报"],
)
def test_titles_that_name_no_school(title: str) -> None:
    assert school_of_title(title) == ""
