"""Every repair is told in words, taken back alone, and stays taken back when the text is parsed anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.fixtures.gazetteers import standard_gazetteer
from reports.parsing.apply import apply, report_anchor, text_anchor
from reports.parsing.corrections import Correction
from reports.parsing.pipeline import parse
from reports.parsing.repairs import ACCEPTED, AS_PRINTED, PARTED, Repair, repairs_of
from reports.parsing.stitch import BY_NUMBERS, UNCLEAR
from reports.parsing.types import ExtractedText, ParseContext, ParsedSource
from tests.reports.brought import BROKEN

SHUFFLED = "三、教师队伍\n公开招聘教师94名。\n四、安全工作\n排查隐患16处。\n一、学前教育\n新建幼儿园7所。\n"
SHUFFLED += "二、义务教育\n改造薄弱学校23所。\n"


def parsed(text: str) -> ParsedSource:
    return parse(ExtractedText(text, "txt"), ParseContext(filename="总结"), standard_gazetteer(), "总结.txt")


def repairs(source: ParsedSource, text: str) -> tuple[Repair, ...]:
    return repairs_of(source.reports[0], text)


def joints(source: ParsedSource, text: str) -> list[int]:
    return [each.at for each in repairs(source, text) if each.at is not None]


def part(source: ParsedSource, text: str, at: int, key: int = 1) -> Correction:
    return Correction(key, "stitching", "joint", text_anchor(source.reports[0], text, at, at + 8))


def said(source: ParsedSource) -> str:
    return source.reports[0].text


def test_the_lines_of_the_stitcher_are_known():
    (moved,) = (each for each in repairs(parsed(SHUFFLED), SHUFFLED) if "接到" in each.words)
    assert moved.kind == "moved"
    noted = replace(parsed(SHUFFLED).reports[0], repairs=(UNCLEAR, BY_NUMBERS + ACCEPTED, AS_PRINTED))
    kinds = [(each.kind, each.is_checked) for each in repairs_of(noted, SHUFFLED)]
    assert kinds == [("note", False), ("moved", True), ("undone", False)]


def test_joined_words_are_parted_one_by_one():
    source = parsed(BROKEN)
    first, *_rest = joints(source, BROKEN)
    new, conflicts = apply(source, [part(source, BROKEN, first)], BROKEN)
    assert conflicts == ()
    assert "农村劳动\n力转移" in said(new)
    assert said(new).replace("农村劳动\n", "农村劳动") == said(source)
    assert [line.startswith(PARTED) for line in new.reports[0].repairs].count(True) == 1
    assert len(joints(new, BROKEN)) == len(joints(source, BROKEN)) - 1
    for section in new.reports[0].sections:
        assert said(new)[section.start : section.end].endswith(section.text)


def test_all_of_them_too_in_any_order():
    source = parsed(BROKEN)
    places = joints(source, BROKEN)
    each_way = [[part(source, BROKEN, at, key) for key, at in enumerate(way)] for way in (places, places[::-1])]
    texts = {said(apply(source, way, BROKEN)[0]) for way in each_way}
    assert len(texts) == 1
    assert texts.pop().split() == BROKEN.split()


def test_parted_words_stay_parted_where_a_newer_parser_no_longer_joins_them():
    source = parsed(BROKEN)
    wish = part(source, BROKEN, joints(source, BROKEN)[0])
    newer, _none = apply(source, [wish], BROKEN)
    again, conflicts = apply(newer, [wish], BROKEN)
    assert (again, conflicts) == (newer, ())


def test_what_was_never_joined_is_a_conflict():
    source = parsed(BROKEN)
    at = said(source).index("公开招聘教师") + 2
    _new, conflicts = apply(source, [part(source, BROKEN, at)], BROKEN)
    assert "没有断开" in conflicts[0].message


def order(source: ParsedSource, text: str, after: str, before: object = None) -> Correction:
    return Correction(1, "stitching", "order", report_anchor(source.reports[0], text), before, after)


def test_the_printed_order_asked_for_is_no_conflict_where_nothing_is_moved():
    source = parsed(SHUFFLED)
    wish = order(source, SHUFFLED, "printed")
    newer, _none = apply(source, [wish], SHUFFLED)
    again, conflicts = apply(newer, [wish], SHUFFLED)
    assert (said(again), conflicts) == (said(newer), ())


def test_other_lines_stay_when_the_order_is_taken_back():
    source = parsed(SHUFFLED)
    noted = replace(
        source, reports=(replace(source.reports[0], repairs=(*source.reports[0].repairs, "文末不完整：甲")),)
    )
    new, _none = apply(noted, [order(source, SHUFFLED, "printed")], SHUFFLED)
    assert new.reports[0].repairs == (AS_PRINTED, "文末不完整：甲")


@pytest.mark.parametrize(
    ("seen", "checked"),
    [
        (None, [True, True]),
        (["断开处已相接：甲"], [True, False]),
        (["断开处已相接：甲" + ACCEPTED], [True, False]),
        (["断开处已相接：＊"], [True, False]),
        ([], [False, False]),
        ("nonsense", [True, True]),
    ],
)
def test_a_person_checked_what_they_saw_and_no_more(seen, checked):
    source = parsed(SHUFFLED)
    two = replace(source, reports=(replace(source.reports[0], repairs=("断开处已相接：甲", "文末不完整：乙")),))
    new, _none = apply(two, [order(source, SHUFFLED, "accepted", seen)], SHUFFLED)
    assert [each.is_checked for each in repairs(new, SHUFFLED)] == checked
