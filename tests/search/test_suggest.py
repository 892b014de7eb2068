"""Completions: by characters, by pinyin, by initials; never of what is not published."""

from __future__ import annotations

import time

import pytest
from django.contrib.auth.models import AnonymousUser

from reports.models import IndexChange, Indicator, Report
from search import outbox, suggest
from search.query_log import failed, popular, remember
from tests.search.factories import make_city, make_report, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def published_headings():
    suggest._kept.made_at = float("-inf")
    Indicator.objects.all().delete()
    places = make_city()
    report = make_report("云江市2011年总结", 2011, issuer=places["云江市"])
    make_section(report, "正文", "校园安全工作", district=places["临泉区"])
    draft = make_report("草稿", 2012, state=Report.State.DRAFT, published_at=None)
    make_section(draft, "正文", "校园机密工作", district=places["白沙县"])
    outbox.rebuild()


def texts(prefix: str) -> list[str]:
    return [completion.text for completion in suggest.complete(prefix, AnonymousUser())]


@pytest.mark.parametrize(
    ("prefix", "first"),
    [("校园", "校园安全工作"), ("xiaoyuan", "校园安全工作"), ("xyaq", "校园安全工作"), ("安全", "校园安全工作"),
     ("linquan", "临泉区"), ("lqq", "临泉区"), ("臨泉", "临泉区")],
)  # fmt: skip
def test_completes(prefix, first):
    assert texts(prefix)[0] == first


@pytest.mark.parametrize("prefix", ["", " ", "校园机密", "baisha", "龘", "x" * 5000, "\0", "%_'\""])
def test_offers_nothing(prefix):
    assert texts(prefix) == []


def test_a_withdrawn_report_is_not_offered_any_more():
    report = Report.objects.get(title__startswith="云江市")
    Report.objects.filter(pk=report.pk).update(state=Report.State.WITHDRAWN)
    IndexChange.objects.create(report_id=report.pk)
    assert texts("校园") == []
    assert texts("linquan") == []


def test_popular_queries_are_offered_and_nobody_is_named():
    for _ in range(3):
        remember("校安工程", 5)
    remember("没有的词", 0)
    remember("   ", 7)
    assert popular() == [("校安工程", 3)]
    assert failed() == [("没有的词", 1)]
    suggest._kept.made_at = float("-inf")
    assert "校安工程" in texts("校安")


def test_is_quick_once_made():
    texts("校园")
    begun = time.perf_counter()
    texts("xy")
    assert time.perf_counter() - begun < 0.05
