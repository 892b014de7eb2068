"""The words of a query that are marked in a report's text."""

from __future__ import annotations

import re

from portal.pages.typeset import occurrences
from reports.access import Visitor
from reports.models import Report
from search.highlight import find_spans
from search.searching import SearchRequest, search_sections

FIELD = re.compile(r"^[^\s:：<>≥≤=]{1,8}[:：]")
OPERATORS = frozenset({"OR", "AND", "NOT", "或", "并"})
COMPARISON = re.compile(r"[<>＜＞≥≤]=?")


def words_of(query: str) -> list[str]:
    """Words and phrases to be found, without exclusions, filters and operators.

    >>> words_of('“留守儿童” 控辍 OR 辍学 -高中 年:2011..2013 标题:义务教育 入园率>80 幼*')
    ['留守儿童', '控辍', '辍学', '义务教育', '入园率', '幼']
    """
    found = re.findall(r"[“\"＂]([^”\"＂]+)[”\"＂]|(\S+)", query)
    words = [phrase.strip() or _word(bare) for phrase, bare in found]
    return list(dict.fromkeys(word for word in words if word))


def spans_in(report: Report, query: str, user: Visitor) -> list[tuple[int, int]]:
    """Where the report says what was searched for: the words as typed, else what the search took them for."""
    if not query:
        return []
    typed = occurrences(report.text, words_of(query))
    if typed:
        return typed
    return find_spans(report.text, search_sections(SearchRequest(query, report=report.pk, per_page=1), user).marks)


def _word(bare: str) -> str:
    if bare in OPERATORS or bare[0] in "-－−":
        return ""
    if field := FIELD.match(bare):
        return bare[field.end() :].strip('“”"*＊') if field.group()[:-1] in ("标题", "小标题", "正文") else ""
    return COMPARISON.split(bare)[0].strip("*＊()（）")
