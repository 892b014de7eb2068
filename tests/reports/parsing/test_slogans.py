"""A slogan above a district's line heads its part; a paragraph, a date or a lone one does not."""

from __future__ import annotations

import pytest

from tests.reports.parsing.conftest import Parse

TEXT = "全区建立留守儿童档案八百份，结对教师每月家访一次，逢年过节接孩子到自己家里吃饭，家长在外打工也安心。"
TITLE = "自贡市2013年关爱留守学生工作经验交流材料汇编"
SLOGANS = {
    "自流井区": "用真情陪伴成长",
    "贡井区": "寄宿学校就是家　老师就是亲人",
    "大安区": "把亲情电话打通，把书信写长",
}


@pytest.mark.parametrize(
    "form", ["{0}\n——{1}教育局关爱留守学生工作经验材料", "{0}\n——{1}", "{0}\n{1}教育局", "{2}、{0}\n——{1}教育局"]
)
def test_a_slogan_heads_the_part_of_the_district_below_it(parse_text: Parse, form: str) -> None:
    parts = [
        f"{form.format(slogan, name, number)}\n{TEXT}\n（一）档案\n{TEXT}\n（二）家访\n{TEXT}"
        for number, (name, slogan) in zip("一二三", SLOGANS.items(), strict=True)
    ]
    (report,) = parse_text("\n".join([TITLE, *parts])).reports
    heads = [section for section in report.sections if section.level == 1]
    assert [(each.heading, each.district.name if each.district else "") for each in heads] == [
        (slogan, name) for name, slogan in SLOGANS.items()
    ]
    assert [each.district.name for each in report.sections if each.district] == [n for n in SLOGANS for _ in range(3)]


def test_the_last_words_of_a_part_are_no_slogan(parse_text: Parse) -> None:
    text = f"{TITLE}\n——自流井区教育局\n{TEXT}\n——贡井区教育局\n{TEXT}\n二〇一三年十二月\n——大安区教育局\n{TEXT}"
    (report,) = parse_text(text).reports
    assert [each.heading for each in report.sections] == ["自流井区教育局", "贡井区教育局", "大安区教育局"]
    assert report.sections[1].text.endswith("二〇一三年十二月")


def test_spans_of_slogans_point_at_their_words(parse_text: Parse) -> None:
    text = f"{TITLE}\n用真情陪伴成长\n——自流井区\n{TEXT}\n寄宿学校就是家\n——贡井区\n{TEXT}"
    (report,) = parse_text(text).reports
    for section in report.sections:
        assert report.text[section.start : section.end] == section.heading + section.text
