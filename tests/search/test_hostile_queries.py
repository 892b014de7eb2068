"""Any text is a query: never an error, never slow."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import outbox
from search.query import parse
from search.searching import SearchRequest, result_to_json, search_sections
from tests.search.factories import make_city, make_report, make_section

pytestmark = pytest.mark.django_db

PIECES = (
    "留守儿童", "幼", "区县:", "年:", "标题：", "学段:", '"', "“", "”", "(", ")", "（", "）", "-", "－", "OR", "AND",
    "NOT", "|", "&&", "*", "?", ">", "80", "≥", "%", "..", "2011", "2013", "～", " ", "\u3000", "\0", "\n", "\t",
    "\u200b", "\ud800", "😀", "\U00020000", "'", ";", "--", "\\", "/", "<script>", "{{", "^", "~", "[", "]", "TO",
    ":", "：", "x" * 300,
)  # fmt: skip


@pytest.fixture(autouse=True)
def own_index() -> None:
    """Here one index serves the whole module."""


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker, tmp_path_factory):
    from tests.search.index_folder import index_in

    with django_db_blocker.unblock(), index_in(tmp_path_factory.mktemp("hostile")):
        from django.db import transaction

        with transaction.atomic():
            make_city()
            make_section(make_report(), "关爱留守儿童，新建幼儿园。")
            outbox.rebuild()
            yield
            transaction.set_rollback(True)


def ask(query: str, **fields: Any) -> float:
    begun = time.perf_counter()
    result = search_sections(SearchRequest(query, **fields), AnonymousUser())
    result_to_json(result)
    assert result.total >= len(result.hits)
    return time.perf_counter() - begun


def test_ten_thousand_odd_queries(filled):
    chooser = random.Random(3)  # noqa: S311
    for number in range(10_000):
        query = "".join(chooser.choices(PIECES, k=chooser.randint(1, 9)))
        if number % 10:
            parse(query)
        else:
            ask(query)


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text(filled, text):
    ask(text, within=text[:10])


@given(st.binary(max_size=60))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes(filled, data):
    ask(data.decode("utf-8", "replace"))
    ask(data.decode("utf-8", "surrogateescape"))


@pytest.mark.parametrize(
    "query",
    ["教" * 10_000, "留守儿童 " * 3000, " OR ".join(f"词{number}" for number in range(1000)), "*", "*a*", "(" * 3000,
     "-" * 5000, "\"" * 999, "年:" * 999, "a*" * 800, "((((" + "a OR (" * 400],
)  # fmt: skip
def test_large_queries_are_quick(filled, query):
    assert ask(query) < 1


@pytest.mark.parametrize(
    "fields",
    [
        {"page": 10**12}, {"page": -5}, {"per_page": 10**9}, {"per_page": 0}, {"years": (10**9, -1)},
        {"year_from": 2015},
        {"year_from": 2015, "year_to": 2000}, {"districts": ("", "'; --", "\0")}, {"topics": ("\ud800",)},
        {"kinds": ("x" * 10_000,)}, {"sort": "nonsense"}, {"scope": "nonsense"}, {"report": 10**30}, {"report": -1},
        {"excluded": (("nonsense", "x"), ("year", "\0"))}, {"has_metrics": True},
    ],
)  # fmt: skip
def test_odd_fields(filled, fields):
    ask("留守儿童", **fields)


def test_repairs_are_told():
    assert parse('"没有合上').repairs == ("引号没有成对，已补上。",)
    assert parse("教" * 5000).repairs[0].startswith("检索词过长")
