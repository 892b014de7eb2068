"""Queries are counted behind the page's back, and none is lost when the process ends in order."""

from __future__ import annotations

import pytest

from search import query_log
from search.query_log import failed, popular, remember, write_pending

pytestmark = pytest.mark.django_db


@pytest.fixture
def gathered(settings):
    """As in a serving process, with a timer that is never due."""
    settings.QUERY_LOG_SECONDS = 3600
    yield
    if query_log._timer:
        query_log._timer.cancel()
    query_log._pending.clear()
    query_log._timer = None


def test_counts_are_gathered_and_written_together(gathered, django_assert_num_queries):
    with django_assert_num_queries(0):
        for _ in range(3):
            remember("  控辍   保学 ", 5)
        remember("，。", 9)
        remember("", 9)
    assert popular() == []
    write_pending()
    assert popular() == [("控辍 保学", 3)]
    remember("控辍 保学", 6)
    write_pending()
    assert popular() == [("控辍 保学", 4)]


def test_what_waits_is_bounded(gathered, monkeypatch):
    monkeypatch.setattr(query_log, "MOST_PENDING", 2)
    for number in range(5):
        remember(f"校安工程{number}", 1)
    remember("校安工程0", 1)
    write_pending()
    assert popular() == [("校安工程0", 2), ("校安工程1", 1)]


def test_a_timer_writes_by_itself(gathered):
    remember("校安工程", 1)
    assert query_log._timer is not None
    assert query_log._timer.daemon
    assert query_log._timer.function is query_log._write_from_timer


@pytest.mark.parametrize("number", ["13800001111", "电话 １３８００００１１１１", "51050219900101123X", "0830-2345678"])
def test_identity_and_telephone_numbers_are_not_kept(number):
    remember(number, 3)
    remember(number, 0)
    assert popular() == failed() == []
