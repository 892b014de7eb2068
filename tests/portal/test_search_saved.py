"""Searches are kept by their owner alone; whoever holds a feed's key reads what is published, and nothing else."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from reports.models import Report
from search import outbox
from search.models import SavedSearch
from tests.portal import rows
from tests.portal.rows import Part

pytestmark = pytest.mark.django_db
QUERY = "q=控辍保学&year=2012&year=2014&page=7&open=topic"


@pytest.fixture
def indexed(city):
    outbox.rebuild()
    return city


def items(client: Client, url: str) -> list[ET.Element]:
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ET.fromstring(response.content).findall("./channel/item")  # noqa: S314 - our own answer


def test_a_search_is_kept_once_without_the_pages_state(person, indexed):
    client = person("读者")
    for _ in range(2):
        response = client.post("/search/save/", {"query": QUERY})
        assert response.status_code == 302
        assert "page=" not in response["Location"]
    kept = SavedSearch.objects.get()
    assert kept.name == "控辍保学，年度 2012，年度 2014"
    assert "open" not in kept.query_string
    page = client.get("/search/saved/").content.decode()
    assert f"/feeds/saved/{kept.feed_key}/" in page
    assert "这项检索已经存过了" in page


def test_nothing_and_too_much_are_refused(person, indexed):
    client = person("读者")
    for query in ("", "page=3", "q=" + "字" * 400 + "&within=" + "词" * 400):
        client.post("/search/save/", {"query": query})
    assert not SavedSearch.objects.exists()
    page = client.get("/search/saved/").content.decode()
    assert "还没有检索条件" in page
    assert "条件太多，存不下" in page


def test_who_has_no_account_is_asked_to_log_in(reader, indexed):
    response = reader.post("/search/save/", {"query": QUERY})
    assert response["Location"].startswith("/login/?next=/search/")
    assert reader.get("/search/saved/")["Location"].startswith("/login/")
    assert not SavedSearch.objects.exists()


def test_others_can_neither_see_nor_change_it(person, indexed):
    mine, others = person("读者"), person("编辑")
    mine.post("/search/save/", {"query": QUERY})
    kept = SavedSearch.objects.get()
    for what in ({"do": "remove"}, {"name": "改了"}):
        others.post(f"/search/saved/{kept.pk}/", what)
    assert SavedSearch.objects.get().name == kept.name
    assert kept.name not in others.get("/search/saved/").content.decode()
    mine.post(f"/search/saved/{kept.pk}/", {"name": " 控辍 "})
    assert SavedSearch.objects.get().name == "控辍"
    mine.post(f"/search/saved/{kept.pk}/", {"do": "remove"})
    assert not SavedSearch.objects.exists()


def test_the_key_opens_the_feed_without_a_login_and_nothing_but_the_feed(person, indexed, settings):
    settings.OPEN_READING = False
    client = person("读者")
    client.post("/search/save/", {"query": "q=控辍保学"})
    kept = SavedSearch.objects.get()
    feed = f"/feeds/saved/{kept.feed_key}/"
    assert len(items(Client(), feed)) == 3
    assert Client().get("/feeds/search/?q=控辍保学")["Location"].startswith("/login/")
    for wrong in ("x", kept.feed_key.swapcase(), f"{kept.feed_key}0", "%00"):
        assert Client().get(f"/feeds/saved/{wrong}/").status_code == 404
    kept.user.is_active = False
    kept.user.save()
    assert Client().get(feed).status_code == 404


def test_a_feed_tells_the_newest_published_first_with_their_places(reader, indexed):
    _whole, counties = indexed
    rows.report("临泉区2001年旧事\x0b总结", counties[1], 2001, [Part("小节", "控辍保学<b>\x0c旧事</b>。")])
    outbox.rebuild()
    found = items(reader, "/feeds/search/?q=控辍保学")
    assert len(found) == 4
    first = found[0]
    assert first.findtext("title") == "临泉区2001年旧事总结 › 一、小节"
    assert first.findtext("link", "").startswith("http://testserver/reports/")
    assert "控辍保学<b>旧事</b>" in first.findtext("description", "")
    assert first.findtext("pubDate")
    assert len(items(reader, "/feeds/search/?q=控辍保学&year=2012")) == 1


def test_feeds_hold_back_drafts_and_what_was_withdrawn(reader, indexed):
    _whole, counties = indexed
    rows.report("江川区2016年未发布总结", counties[0], 2016, [Part("小节", "控辍保学。")], state="draft")
    outbox.rebuild()
    Report.objects.filter(title__contains="2012年义务教育", issuer=counties[0]).update(state=Report.State.WITHDRAWN)
    titles = " ".join(item.findtext("title", "") for item in items(reader, "/feeds/search/?q=控辍保学"))
    assert "未发布" not in titles
    assert "2011年" in titles


@pytest.mark.parametrize("query", ["", "q=%00%ff", "q=" + "(" * 300, "year=abc&not=year:999999999&district=<x>"])
def test_any_address_is_a_feed(reader, indexed, query):
    items(reader, f"/feeds/search/?{query}")


def test_the_page_leads_to_both(reader, person, indexed):
    page = reader.get("/search/?q=控辍保学&page=1").content.decode()
    assert 'href="/feeds/search/?q=%E6%8E%A7%E8%BE%8D%E4%BF%9D%E5%AD%A6"' in page
    assert 'name="query" value="q=%E6%8E%A7%E8%BE%8D%E4%BF%9D%E5%AD%A6"' in page
    assert "/search/saved/" in person("读者").get("/search/?q=控辍保学").content.decode()
