"""What is withdrawn or hidden leaves the index, and with it the words that found nothing else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.upkeep import catch_up, true_index
from reports import publishing
from reports.models import IndexChange, Report
from search import outbox
from search.query_log import failed, popular, remember
from search.suggest import complete
from tests.portal import rows
from tests.portal.rows import Part

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(city):
    _whole, counties = city
    secret = rows.report("江川区2013年情况", counties[0], 2013, [Part("处理", "岑小舟老师的处理意见。")])
    outbox.rebuild()
    IndexChange.objects.all().delete()
    for words in ("岑小舟", "岑小舟", "留守儿童"):
        remember(words, 1)
    assert [text for text, _n in popular()] == ["岑小舟", "留守儿童"]
    return secret


@pytest.mark.parametrize("how", [catch_up, true_index])
def test_words_that_found_only_what_was_withdrawn_are_offered_no_more(asked, reader, how):
    publishing.withdraw([asked], None, "误传")
    how()
    assert [text for text, _n in popular()] == ["留守儿童"]
    assert [text for text, _n in failed()] == ["岑小舟"]
    assert "岑小舟" not in reader.get("/").content.decode()
    assert "岑小舟" not in [each.text for each in complete("岑", AnonymousUser())]


def test_a_mere_change_asks_nothing_again(asked, monkeypatch):
    monkeypatch.setattr("portal.upkeep.recount_popular", lambda: pytest.fail("asked again"))
    publishing.note_change(Report.objects.filter(pk=asked.pk))
    true_index()
    assert not IndexChange.objects.exists()
