"""Did you mean, and similar sections."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from search import outbox
from search.searching import SearchRequest, search_sections
from search.similar import similar_sections
from tests.search.factories import make_report, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def published():
    first = make_report("2011年总结", 2011)
    sections = [
        make_section(first, "关爱留守儿童，落实控辍保学责任制，推进义务教育均衡发展。"),
        make_section(first, "留守儿童之家建设。"),
        make_section(make_report("2012年总结", 2012), "留守儿童的关爱与控辍保学一并考核。"),
        make_section(make_report("2013年总结", 2013), "食堂卫生检查。"),
    ]
    outbox.rebuild()
    return sections


def suggestion(query: str) -> str | None:
    return search_sections(SearchRequest(query), AnonymousUser()).suggestion


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("留首儿童", "留守儿童"),
        ("空辍保学", "控辍保学"),
        ("liushouertong", "留守儿童"),
        ("控缀保学 责任制", "控辍保学 责任制"),
        ("留守儿重", "留守儿童"),
        ("义务教育均横发展", "义务教育均衡发展"),
    ],
)
def test_puts_right(typed, meant):
    assert suggestion(typed) == meant


@pytest.mark.parametrize("typed", ["留守儿童", "", "*", "龘靐齉", "年:2011", "xyzzy", "食堂 卫生", "-留首儿童"])
def test_leaves_alone(typed):
    assert suggestion(typed) is None


def test_similar_sections_are_of_other_reports(published):
    hits = similar_sections(published[0])
    assert [hit.section_id for hit in hits] == [published[2].pk]
    assert similar_sections(published[3]) == ()
