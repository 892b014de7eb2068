"""Cleaning mends faults and loses no sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.parsing.clean import clean, field_codes, mended, pinyin_noise
from reports.parsing.traced import Traced

SENTENCES = (
    "全区新建幼儿园两所，改扩建五所。",
    "小学适龄儿童入学率达到100%。",
    "各校建立“留守儿童之家”二十个，配备专兼职教师。",
    "投入资金1.83亿元用于改善办学条件。",
    "（一）规范招生。坚持免试就近入学。",
    "2、抓好教师培训，全年培训教师1200人次。",
    "一是健全机制；二是强化督查；三是落实责任。",
)


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=30), st.sampled_from(["\n", "\n\n", "\r\n", "\n　　"]))
def test_no_sentence_is_lost(sentences: list[str], between: str) -> None:
    cleaned = clean(Traced.of(between.join(sentences)))
    assert not cleaned.boilerplate
    assert cleaned.text.text.split("\n") == sentences


@given(st.text(max_size=300))
def test_any_text_survives(text: str) -> None:
    cleaned = clean(Traced.of(text))
    for run in cleaned.text.runs:
        assert run.source + run.length <= len(text)


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("學(xué)前教育", "学前教育"),
        ("發(fā)展职業(yè)教育，提高(含升学率)", "发展职业教育，提高(含升学率)"),
        ("提高质量（zhiliang）", "提高质量（zhiliang）"),
    ],
)
def test_noise_against_copying(fault: str, text: str) -> None:
    assert mended(pinyin_noise, fault) == text


def test_a_field_without_text_goes() -> None:
    assert mended(field_codes, "第 PAGE \\* MERGEFORMAT页") == "第页"


def test_a_title_on_a_cover_keeps_its_blank() -> None:
    assert clean(Traced.of("深化改革 突破创新\n正文。")).text.text.startswith("深化改革 突破创新")


def test_a_tables_tabs_stay() -> None:
    assert clean(Traced.of("指标\t2011年\t\n入园率\t90%\t")).text.text == "指标\t2011年\t\n入园率\t90%\t"


def test_a_page_in_traditional_characters_keeps_them() -> None:
    text = "臨湘市教育體育局認真學習貫徹上級精神，發(fā)展學前教育，規(guī)範辦學行為。"
    assert clean(Traced.of(text)).text.text == "臨湘市教育體育局認真學習貫徹上級精神，發展學前教育，規範辦學行為。"


def test_blanks_of_broken_print_go_when_its_lines_are_joined() -> None:
    line = "全县教育投入累计 8316万元，其中 “三免”资金 50万"
    text = clean(Traced.of("\n".join([line] * 6 + ["元，用于校舍 改造。"]))).text.text
    assert text.startswith("全县教育投入累计8316万元，其中“三免”资金50万全县")
    assert text.endswith("校舍改造。")


def test_readings_without_tones_are_noise_where_they_stand_everywhere() -> None:
    noisy = (
        "全(quan)市中小(xiao)学校(xiao)舍安(an)全工程总结(jie)大会召(zhao)开，共(gong)对(dui)九所学校进行改(gai)造。"
        * 3
    )
    plain = "全市中小学校舍安全工程总结大会召开，共对九所学校进行改造。" * 3
    assert mended(pinyin_noise, noisy) == plain
    assert mended(pinyin_noise, f"跑道长(km)二里。{plain}") == f"跑道长(km)二里。{plain}"
