from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.fixtures.gazetteers import standard_gazetteer
from reports.parsing.anchors import anchor_of, to_json
from reports.parsing.apply import apply, report_anchor, section_anchor, text_anchor
from reports.parsing.corrections import FIELDS, CannotApply, Correction, is_known
from reports.parsing.pipeline import parse
from reports.parsing.reviewed_metrics import in_base_unit, seen_of
from reports.parsing.types import ExtractedText, ParseContext, ParsedSource, Table

TEXT = """泸县2012年教育工作总结

2012年，全县教育工作稳步推进。
一、学前教育
新建乡镇中心幼儿园7所，学前三年毛入园率达到68.4%。
二、义务教育
1. 改善办学条件
全年投入资金8460万元，完成薄弱学校改造23所。
2. 规范招生行为
坚持免试就近入学，公办学校不跨学区招生。
三、教师队伍
公开招聘教师94名，培训教师3120人次。
四、2013年工作打算
新建公办幼儿园5所。
"""
SHUFFLED = """三、教师队伍
公开招聘教师94名。
四、安全工作
排查隐患16处。
一、学前教育
新建幼儿园7所。
二、义务教育
改造薄弱学校23所。
"""


@cache
def parsed(text: str = TEXT) -> ParsedSource:
    return parse(ExtractedText(text, "txt"), ParseContext(filename="总结"), standard_gazetteer(), "总结.txt")


def report(text: str = TEXT):
    return parsed(text).reports[0]


def section(heading, text=TEXT):
    return next(s for s in report(text).sections if s.heading.startswith(heading))


def at(words, text=TEXT):
    return anchor_of(text, text.index(words), text.index(words) + len(words))


def metric(printed, text=TEXT):
    return next(m for m in report(text).metrics if m.printed == printed)


def correction(kind, field, anchor, after=None, before=None, key=1):
    return Correction(key, kind, field, anchor, before, after)


def corrected(*corrections, text=TEXT, source=None):
    """The first report after the corrections, none of which may fail; its parts still fit together."""
    result, conflicts = apply(source or parsed(text), corrections, text)
    assert conflicts == ()
    fits(result, text)
    return result.reports[0]


def fits(source, text):
    for each in source.reports:
        assert [s.index for s in each.sections] == list(range(len(each.sections)))
        for s in each.sections:
            assert each.text[s.end - len(s.text) : s.end] == s.text
            assert s.parent is None or each.sections[s.parent].level < s.level
        for before, after in zip(each.sections, each.sections[1:], strict=False):
            assert before.end <= after.start
            assert not each.text[before.end : after.start].strip()
        for m in each.metrics:
            assert each.text[m.start : m.end] == m.printed
            assert each.sections[m.section].start <= m.start < each.sections[m.section].end
            assert "".join(text[a:b] for a, b in m.origin).replace("\n", "") == m.printed


def headings(each):
    return [f"{s.mark}{s.heading}" for s in each.sections]


def test_without_corrections_nothing_changes():
    assert apply(parsed(), (), TEXT) == (parsed(), ())


def test_every_field_of_the_table_is_known_and_has_an_example():
    assert len({(row.kind, row.name) for row in FIELDS}) == len(FIELDS)
    assert all(is_known(row.kind, row.name) and row.label for row in FIELDS)
    assert not is_known("metric", "anything")


def test_report_fields_take_what_the_person_says():
    anchor = report_anchor(report(), TEXT)
    new = corrected(
        correction("report", "title", anchor, "泸县教育局2012年工作总结"),
        correction("report", "kind", anchor, "special"),
        correction("report", "topic", anchor, "综合"),
        correction("report", "issuer", anchor, {"name": "江阳区", "code": "510502", "institution": "江阳区教育局"}),
    )
    assert (new.title, new.kind, new.topic) == ("泸县教育局2012年工作总结", "special", "综合")
    assert new.issuer.institution == "江阳区教育局"
    assert {s.district.code for s in new.sections} == {"510502"}
    assert {m.district.code for m in new.metrics} == {"510502"}


def test_a_new_year_reaches_the_numbers_that_took_the_reports_year():
    anchor = report_anchor(report(), TEXT)
    after = {"start": 2011, "end": 2011, "unit": "year", "half": None}
    new = corrected(correction("report", "period", anchor, after))
    assert (new.period.start, new.period.basis) == (2011, "given")
    assert next(m for m in new.metrics if m.printed == "94名").period_start == 2011
    assert next(m for m in new.metrics if m.printed == "5所").period_start == 2013


def test_a_sections_district_is_also_that_of_its_subsections_and_numbers():
    place = {"name": "江阳区", "code": "510502"}
    new = corrected(correction("section", "district", section_anchor(section("义务教育"), TEXT), place))
    filed = {s.heading: s.district.code for s in new.sections}
    assert filed["改善办学条件"] == "510502"
    assert filed["教师队伍"] == "510521"
    assert next(m for m in new.metrics if m.printed == "23所").district.code == "510502"


def test_topic_and_heading_of_a_section():
    anchor = section_anchor(section("教师队伍"), TEXT)
    new = corrected(
        correction("section", "topic", anchor, "师资"), correction("section", "heading", anchor, "教师队伍建设")
    )
    changed = next(s for s in new.sections if s.topic == "师资")
    assert (changed.heading, changed.text) == ("教师队伍建设", section("教师队伍").text)


def test_a_split_makes_a_section_with_the_heading_of_its_first_line():
    text = TEXT.replace("公开招聘教师94名，", "培训工作\n公开招聘教师94名，")
    new = corrected(correction("border", "split", at("培训工作", text)), text=text)
    made = next(s for s in new.sections if s.heading == "培训工作")
    assert made.text.strip().startswith("公开招聘")
    assert (made.level, made.district) == (1, new.sections[0].district)
    assert len(new.sections) == len(report(text).sections) + 1


def test_a_split_in_mid_sentence_has_no_heading():
    new = corrected(correction("border", "split", at("培训教师3120人次")))
    made = next(s for s in new.sections if s.text.startswith("培训教师"))
    assert made.heading == ""
    assert new.metrics[-2].printed == "3120人次"
    assert new.metrics[-2].section == made.index


def test_a_merge_gives_the_text_to_the_section_before():
    new = corrected(correction("border", "merge", section_anchor(section("规范招生行为"), TEXT)))
    assert "2.规范招生行为" not in headings(new)
    assert "规范招生行为" in next(s for s in new.sections if s.heading == "改善办学条件").text


def test_children_of_a_merged_section_find_a_new_parent():
    new = corrected(correction("border", "merge", section_anchor(section("义务教育"), TEXT)))
    child = next(s for s in new.sections if s.heading == "改善办学条件")
    assert new.sections[child.parent].heading == "学前教育"


def test_a_border_moves_up_to_the_true_heading():
    text = TEXT.replace("三、教师队伍", "师资建设\n三、教师队伍")
    anchor = section_anchor(section("教师队伍", text), text)
    new = corrected(correction("border", "move", anchor, to_json(at("师资建设", text))), text=text)
    moved = next(s for s in new.sections if s.heading == "师资建设")
    assert moved.text.strip().startswith("三、教师队伍")
    assert "师资建设" not in next(s for s in new.sections if s.heading == "规范招生行为").text


def test_a_border_cannot_pass_its_neighbour():
    anchor = section_anchor(section("教师队伍"), TEXT)
    _source, conflicts = apply(parsed(), [correction("border", "move", anchor, to_json(at("新建乡镇")), key=5)], TEXT)
    assert [c.key for c in conflicts] == [5]
    assert "越过" in conflicts[0].message


def test_levels_move_with_what_is_below():
    new = corrected(correction("section", "level", section_anchor(section("义务教育"), TEXT), 2))
    by_heading = {s.heading: s for s in new.sections}
    assert by_heading["义务教育"].parent == by_heading["学前教育"].index
    assert by_heading["改善办学条件"].level == 3


def test_undone_stitching_gives_the_printed_order():
    stitched = report(SHUFFLED)
    assert stitched.repairs
    assert [h[0] for h in headings(stitched) if h] == ["一", "二", "三", "四"]
    new = corrected(correction("stitching", "order", report_anchor(stitched, SHUFFLED), "printed"), text=SHUFFLED)
    assert [h[0] for h in headings(new) if h] == ["三", "四", "一", "二"]
    assert new.text.split() == SHUFFLED.split()
    assert [m.printed for m in new.metrics] == ["94名", "16处", "7所", "23所"]


def test_accepted_stitching_changes_nothing_but_says_so():
    accepted = correction("stitching", "order", report_anchor(report(SHUFFLED), SHUFFLED), "accepted")
    new = corrected(accepted, text=SHUFFLED)
    assert replace(new, repairs=report(SHUFFLED).repairs) == report(SHUFFLED)
    assert all(repair.endswith("（已核对）") for repair in new.repairs)


def test_masked_characters_keep_every_offset():
    new = corrected(correction("mask", "text", at("免试就近")))
    assert "坚持＊＊＊＊入学" in new.text
    assert len(new.text) == len(report().text)


PHONE = "13800001111"
CONTACTS = f"""泸县2012年教育工作总结（{PHONE}）

2012年，全县教育工作稳步推进。
一、联系电话{PHONE}
新建食堂6所，由后勤股负责（{PHONE}）。
二、义务教育
各校值班电话见下表。
"""


def hide(start, key=1, text=CONTACTS):
    return correction("mask", "text", anchor_of(text, start, start + len(PHONE)), key=key)


def test_masked_words_are_gone_from_everything_read_from_the_text():
    places = [m.start() for m in re.finditer(PHONE, CONTACTS)]
    before = report(CONTACTS)
    assert PHONE in before.title
    assert any(PHONE in s.heading for s in before.sections)
    new = corrected(*(hide(start, key) for key, start in enumerate(places)), text=CONTACTS)
    assert PHONE not in repr(new)
    assert new.title == before.title.replace(PHONE, "＊" * len(PHONE))


def test_masked_words_are_gone_from_table_rows():
    text = f"泸县2012年教育工作总结\n一、值班\n项目\t数量\t电话\n新建食堂\t6所\t{PHONE}\n二、其他\n新建操场3个。\n"
    start, end = text.index("项目"), text.index("二、其他")
    rows = (("项目", "数量", "电话"), ("新建食堂", "6所", PHONE))
    extracted = ExtractedText(text, "docx", tables=(Table(start, end, rows),))
    source = parse(extracted, ParseContext(filename="总结"), standard_gazetteer(), "总结.docx")
    assert any(PHONE in m.sentence for m in source.reports[0].metrics)
    new = corrected(hide(text.index(PHONE), text=text), text=text, source=source)
    assert PHONE not in repr(new)
    assert any("＊＊＊" in m.sentence for m in new.metrics)


def test_words_to_be_hidden_are_hidden_wherever_their_place_is_lost():
    again = (
        CONTACTS.replace("（138", "另有（138")
        .replace("2012年，", "（138 0000\n1111）2012年，")
        .replace("由后", "各由后")
    )
    lost = correction("mask", "text", anchor_of(f"值班{PHONE}转", 2, 2 + len(PHONE)))
    result, conflicts = apply(parsed(again), [lost], again)
    assert conflicts == ()
    assert PHONE not in repr(result)
    assert "（＊＊＊＊＊＊＊＊＊＊＊＊＊）2012年" in result.reports[0].text


def test_words_to_be_hidden_that_nobody_writes_any_more_are_a_conflict():
    gone = correction("mask", "text", anchor_of(f"值班{PHONE}转", 2, 2 + len(PHONE)))
    result, conflicts = apply(parsed(), [gone], TEXT)
    assert [conflict.key for conflict in conflicts] == [1]
    assert result.reports[0].text == report().text


def test_confirm_and_reject():
    rate, teachers = metric("68.4%"), metric("94名")
    new = corrected(
        correction("metric", "review", text_anchor(report(), TEXT, rate.start, rate.end), "confirmed", seen_of(rate)),
        correction(
            "metric",
            "review",
            text_anchor(report(), TEXT, teachers.start, teachers.end),
            "rejected",
            seen_of(teachers),
            key=2,
        ),
    )
    review = {m.printed: (m.review, m.decided_by) for m in new.metrics if m.review != "open"}
    assert review == {"68.4%": ("confirmed", 1), "94名": ("rejected", 2)}


def test_of_two_statements_on_one_span_only_the_one_that_was_seen_is_judged():
    text = TEXT.replace("完成薄弱学校改造23所", "小学入学率、巩固率均达100%")
    kept, entered = (m for m in report(text).metrics if m.printed == "100%")
    assert (kept.indicator, entered.indicator) == ("小学巩固率", "小学入学率")
    anchor = text_anchor(report(text), text, entered.start, entered.end)
    new = corrected(correction("metric", "review", anchor, "rejected", seen_of(entered)), text=text)
    assert {m.indicator: m.review for m in new.metrics if m.printed == "100%"} == {
        "小学巩固率": "open",
        "小学入学率": "rejected",
    }


def test_a_confirmation_holds_only_for_the_reading_that_was_seen():
    rate = metric("68.4%")
    anchor = text_anchor(report(), TEXT, rate.start, rate.end)
    newer = replace(
        parsed(),
        reports=(replace(report(), metrics=tuple(replace(m, status="planned") for m in report().metrics)),),
    )
    confirmed = correction("metric", "review", anchor, "confirmed", seen_of(rate))
    result, conflicts = apply(newer, [confirmed], TEXT)
    assert all(m.review == "open" for m in result.reports[0].metrics)
    assert "不同" in conflicts[0].message
    rejected = correction("metric", "review", anchor, "rejected", seen_of(rate))
    assert apply(newer, [rejected], TEXT) == (newer, ())


def test_a_corrected_number_is_confirmed_with_its_base_value():
    money = metric("8460万元")
    anchor = text_anchor(report(), TEXT, money.start, money.end)
    after = {"indicator": "薄弱学校改造资金", "value": 8.46, "unit": "亿元", "status": "planned", "period_start": 2013}
    new = corrected(correction("metric", "values", anchor, after, seen_of(money)))
    row = next(m for m in new.metrics if m.printed == "8460万元")
    assert (row.indicator, row.value, row.base_value, row.base_unit) == ("薄弱学校改造资金", 8.46, 846_000_000, "元")
    assert (row.review, row.status, row.period_start) == ("confirmed", "planned", 2013)


def test_a_number_the_parser_did_not_read_can_be_added():
    text = TEXT.replace("坚持免试", "覆盖率百分之百，坚持免试")
    place = at("百分之百", text)
    without = replace(report(text), metrics=tuple(m for m in report(text).metrics if m.printed != "百分之百"))
    source = replace(parsed(text), reports=(without,))
    after = {"indicator": "免试入学覆盖率", "value": 100, "unit": "%"}
    new = corrected(correction("metric", "add", place, after), text=text, source=source)
    row = next(m for m in new.metrics if m.printed == "百分之百")
    assert (row.indicator, row.base_value, row.base_unit, row.review) == ("免试入学覆盖率", 100, "%", "confirmed")
    assert row.sentence.startswith("覆盖率百分之百，坚持免试")


def test_what_the_first_statement_stood_for_the_next_one_stands_for():
    first = report().metrics[0]
    twins = (first, *(replace(m, duplicate_of=0) for m in report().metrics[1:3]))
    source = replace(parsed(), reports=(replace(report(), metrics=twins),))
    anchor = text_anchor(report(), TEXT, first.start, first.end)
    new = corrected(correction("metric", "review", anchor, "rejected", seen_of(first)), source=source)
    assert [m.duplicate_of for m in new.metrics] == [None, None, 1]


@pytest.mark.parametrize("row", FIELDS, ids=lambda row: f"{row.kind}.{row.name}")
@pytest.mark.parametrize("after", [None, 7, "", "甲", [], {}, {"start": 5}, {"value": "x"}, {"indicator": None}])
def test_malformed_corrections_never_raise(row, after):
    source, conflicts = apply(parsed(), [correction(row.kind, row.name, at("三、教师队伍"), after)], TEXT)
    assert len(source.reports) == 1
    assert all(c.message.endswith("。") for c in conflicts)


def test_words_that_are_gone_or_there_twice_are_conflicts():
    newer = "前言。" + TEXT.replace("公开招聘教师94名", "招了新教师")
    teachers = metric("94名")
    lost = correction(
        "metric", "review", text_anchor(report(), TEXT, teachers.start, teachers.end), "confirmed", seen_of(teachers)
    )
    _source, conflicts = apply(parsed(newer), [lost], newer)
    assert len(conflicts) == 1


def test_corrections_find_their_words_in_a_text_that_grew():
    newer = "重要通知\n\n" + TEXT.replace("。\n", "。 \n")
    rate, moved = metric("68.4%"), section("教师队伍")
    corrections = [
        correction("metric", "review", text_anchor(report(), TEXT, rate.start, rate.end), "confirmed", seen_of(rate)),
        correction("section", "topic", section_anchor(moved, TEXT), "师资", key=2),
    ]
    result, conflicts = apply(parsed(newer), corrections, newer)
    assert conflicts == ()
    assert any(m.review == "confirmed" and m.printed == "68.4%" for m in result.reports[0].metrics)
    assert any(s.topic == "师资" for s in result.reports[0].sections)


def test_a_report_without_source_text_cannot_be_anchored():
    with pytest.raises(CannotApply):
        report_anchor(replace(report(), sections=(), runs=()), TEXT)


def test_units_are_multiplied_out_as_far_as_they_are_known():
    assert in_base_unit(2, "所") == (2, "所")
    assert in_base_unit(66.93, "%") == (66.93, "%")
    assert in_base_unit(3.5, "筐") == (3.5, "筐")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["split", "merge", "move"]), st.integers(0, 400), st.integers(0, 400)), max_size=6
    )
)
def test_any_row_of_border_changes_leaves_sections_that_cover_the_text(changes):
    corrections = []
    for key, (what, one, other) in enumerate(changes):
        here, there = (anchor_of(TEXT, min(x, len(TEXT) - 3), min(x, len(TEXT) - 3) + 2) for x in (one, other))
        corrections.append(correction("border", what, here, to_json(there) if what == "move" else None, key=key))
    source, _conflicts = apply(parsed(), corrections, TEXT)
    fits(source, TEXT)
    covered = "".join(source.reports[0].text[s.start : s.end] for s in source.reports[0].sections)
    first = source.reports[0].text.index("2012年，全县")
    assert "".join(covered.split()) == "".join(source.reports[0].text[first:].split())
