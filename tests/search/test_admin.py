"""Words, synonyms and failed searches in the admin, as somebody with the administrators' role uses it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.test import Client
from django.utils import timezone

from reports.models import IndexChange
from search import outbox
from search.index_status import status
from search.models import QueryLog, Synonym, Word
from search.searching import SearchRequest, search_sections
from tests.search.factories import make_report, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    user = User.objects.create_user("马老师", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="管理员"))
    client.force_login(user)
    return client


@pytest.fixture
def indexed():
    report = make_report()
    make_section(report, "推行云江模式，推进集团办学。")
    IndexChange.objects.create(report_id=report.pk)
    outbox.drain()


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_word_is_added_and_removed_and_the_index_follows(administrator, indexed):
    assert "索引已按现有词典建立" in page(administrator, "/admin/search/word/")
    added = administrator.post("/admin/search/word/add/", {"word": "云江模式"}, follow=True).content.decode()
    assert "后台随即重建索引" in added
    assert "索引等待重建" in added
    assert status().outdated
    outbox.drain()
    assert not status().outdated
    assert "索引已按现有词典建立" in page(administrator, "/admin/search/word/")
    row = Word.objects.get()
    administrator.post(f"/admin/search/word/{row.pk}/delete/", {"post": "yes"})
    assert not Word.objects.exists()
    assert status().outdated


def test_several_words_removed_at_once_are_noticed(administrator, indexed):
    rows = [Word.objects.create(word=word) for word in ("云江模式", "江川经验")]
    outbox.drain()
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in rows], "post": "yes"}
    assert "后台随即重建索引" in administrator.post("/admin/search/word/", chosen, follow=True).content.decode()
    assert status().outdated


@pytest.mark.parametrize("word", ["", "江", "abc", "云江 模式", "<b>云</b>", "云" * 31, "\x00\x00"])
def test_no_word_is_refused_with_a_sentence(administrator, word):
    answer = administrator.post("/admin/search/word/add/", {"word": word})
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["word"]
    assert not Word.objects.exists()


def test_how_far_a_rebuild_has_come_is_said(administrator, indexed):
    seen = []
    for number in range(3):
        make_section(make_report(), f"校安工程第{number}期")
    Word.objects.create(word="云江模式")
    prepare = outbox.prepare

    def watched(backend, sections):
        for document in prepare(backend, sections):
            seen.append(status().rebuilding)
            yield document

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outbox, "prepare", watched)
        outbox.drain()
    assert seen[-1] == "索引重建中 0/4"
    assert status().rebuilding == ""


def test_a_synonym_that_the_dictionary_lacks_is_found_after_the_rebuild(administrator, indexed):
    def total() -> int:
        return search_sections(SearchRequest(query="学校联合体"), AnonymousUser()).total

    assert total() == 0
    said = administrator.post(
        "/admin/search/synonym/add/", {"words": "学校联合体 集团办学", "active": "on"}, follow=True
    ).content.decode()
    assert "后台随即重建索引" in said
    outbox.drain()
    assert total() == 1
    assert not status().outdated
    row = Synonym.objects.get()
    administrator.post(f"/admin/search/synonym/{row.pk}/delete/", {"post": "yes"})
    assert total() == 0


def test_failed_searches_stand_most_asked_first(administrator):
    today = timezone.localdate()
    for query, days, times, total in (
        ("研学旅行", 0, 2, 0), ("研学旅行", 1, 3, 0), ("<script>", 0, 4, 0), ("控辍保学", 0, 9, 12),
        ("旧词", 200, 99, 0),
    ):  # fmt: skip
        QueryLog.objects.create(query=query, day=today - timedelta(days=days), times=times, total=total)
    answer = administrator.get("/admin/search/querylog/", {"found": "no"})
    assert answer.context["failed"] == [("研学旅行", 5), ("<script>", 4)]
    assert {row.total for row in answer.context["cl"].result_list} == {0}
    assert "<script></th>" not in answer.content.decode()
    assert "?q=%3Cscript%3E" in answer.content.decode()


def test_the_record_of_searches_is_read_only(administrator):
    row = QueryLog.objects.create(query="研学旅行", day=timezone.localdate(), times=1)
    administrator.force_login(User.objects.create_superuser("root"))
    for address in ("add/", f"{row.pk}/delete/"):
        assert administrator.post(f"/admin/search/querylog/{address}", {"post": "yes"}).status_code == 403
    assert administrator.post(f"/admin/search/querylog/{row.pk}/change/", {"times": "7"}).status_code == 403
    row.refresh_from_db()
    assert row.times == 1
