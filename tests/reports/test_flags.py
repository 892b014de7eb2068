from __future__ import annotations

from dataclasses import replace

import pytest

from reports.fixtures.gazetteers import standard_gazetteer
from reports.flags import KINDS, flags_of
from reports.parsing.pipeline import parse
from reports.parsing.repairs import ACCEPTED, AS_PRINTED
from reports.parsing.stitch import UNCLEAR
from reports.parsing.types import ExtractedText, ParseContext
from tests.reports.brought import TEXT


def report(text=TEXT, **changed):
    parsed = parse(ExtractedText(text, "txt"), ParseContext(filename="总结"), standard_gazetteer(), "总结.txt")
    return replace(parsed.reports[0], **changed)


def kinds(of):
    return {flag.kind: flag.count for flag in flags_of(of)}


def test_a_plain_report_has_no_flags():
    assert flags_of(report()) == []
    assert len({kind for kind, _label, _count in KINDS}) == len(KINDS)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("学前三年入园率达到101.2%", {"rate": 1}),
        ("学前三年毛入园率达到101.2%", {}),
        ("招生计划完成率达到101.2%", {}),
        ("由张老师（13800001111）负责", {"mobile": 1}),
        ("电话0830-2345678、0830-2345679", {"landline": 2}),
    ],
)
def test_what_is_odd_is_counted(words, found):
    assert kinds(report(TEXT.replace("坚持免试就近入学", words))) == found


def test_repairs_are_flagged_until_somebody_looked():
    assert kinds(report(repairs=(UNCLEAR,))) == {"order": 1}
    assert kinds(report(repairs=("别的修补",))) == {"repair": 1}
    assert kinds(report(repairs=("文末不完整：原文到“…打乱次序”为止，下文可能缺失，未作补写",))) == {"cut": 1}
    assert kinds(report(repairs=("编号从“二”跳到“四”，可能漏排或错位",))) == {"gap": 1}
    assert kinds(report(repairs=(UNCLEAR + ACCEPTED, AS_PRINTED))) == {}


def test_what_was_not_found_out():
    assert kinds(report(issuer=None, sections=())) == {"issuer": 1, "empty": 1}
