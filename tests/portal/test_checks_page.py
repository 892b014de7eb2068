from __future__ import annotations

import csv
import io

import pytest
from django.contrib.auth.models import Group, User

from reports import following, publishing
from reports.models import AuditEntry, Finding, Report
from tests.reports.brought import bring_report

pytestmark = pytest.mark.django_db

ONE = """泸县2013年学前教育工作总结

一、主要成效
全县共有幼儿园120所。乡镇中心幼儿园覆盖率达到108%。学前三年毛入园率达到71.5%。
"""
OTHER = """泸县2013年教育工作总结

一、主要成效
学前三年毛入园率达到76.2%。
"""


@pytest.fixture(autouse=True)
def _open_reading(settings) -> None:
    settings.OPEN_READING = True


@pytest.fixture
def other(data_dir) -> Report:
    bring_report(ONE, name="学前.txt", publish=True)
    report: Report = bring_report(OTHER, name="教育.txt", publish=True)
    following.bring_up_to_date()
    return report


@pytest.fixture
def reviewer() -> User:
    user = User.objects.create_user("审核员甲", password="long-password-1")
    user.groups.add(Group.objects.get(name="审核员"))
    return user


def shown(client, query: str = "") -> str:
    answer = client.get(f"/checks/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_both_sentences_stand_side_by_side(client, other) -> None:
    page = shown(client)
    assert "两个数：71.5%和76.2%" in page
    assert page.count("学前三年毛入园率达到") >= 2
    assert "108%" in page
    assert "共 2 处" in page


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("?kind=range", 1),
        ("?kind=range&kind=conflict", 2),
        ("?state=explained", 0),
        ("?district=510521", 2),
        ("?district=510522", 0),
        ("?kind=<script>&state=x&page=10000000000&district=%00", 2),
    ],
)
def test_filters(client, other, query: str, total: int) -> None:
    assert f"共 {total} 处" in shown(client, query)


def test_a_withdrawn_side_takes_the_finding_with_it(client, other) -> None:
    publishing.withdraw([other])
    assert "76.2" not in shown(client)
    following.bring_up_to_date()
    assert [row.kind for row in Finding.objects.all()] == ["range"]


def test_what_a_person_said_stays(client, other, reviewer) -> None:
    client.force_login(reviewer)
    row = Finding.objects.get(kind="range")
    answer = client.post(
        f"/checks/{row.pk}/", {"state": "explained", "note": "含邻县幼儿", "next": "/checks/?kind=range"}
    )
    assert answer["Location"] == f"/checks/?kind=range#f{row.pk}"
    publishing.note_change([other])
    following.bring_up_to_date()
    row.refresh_from_db()
    assert (row.state, row.note, row.decided_by) == ("explained", "含邻县幼儿", reviewer)
    assert AuditEntry.objects.get(act="check").detail == {"before": "open", "after": "explained"}
    assert "含邻县幼儿" in shown(client, "?state=explained")


def test_nothing_is_saved_without_a_choice(client, other, reviewer) -> None:
    client.force_login(reviewer)
    row = Finding.objects.get(kind="range")
    answer = client.post(f"/checks/{row.pk}/", {"state": "gone", "next": "//elsewhere.example"}, follow=True)
    assert "没有保存" in answer.content.decode()
    assert answer.redirect_chain[0][0].startswith("/checks/#f")
    assert not Finding.objects.exclude(state="open").exists()


def test_others_may_only_look(client, other) -> None:
    row = Finding.objects.first()
    assert "保存" not in shown(client)
    assert client.post(f"/checks/{row.pk}/", {"state": "explained"}).status_code in (302, 403)
    assert not Finding.objects.exclude(state="open").exists()


def test_the_export_has_a_line_a_sentence(client, other) -> None:
    answer = client.get("/checks/?format=csv&kind=conflict")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row["原文数值"] for row in rows] == ["71.5%", "76.2%"]
    assert {row["核对"] for row in rows} == {"待核"}


def test_reports_without_a_place_do_not_contradict_each_other(data_dir) -> None:
    for number, text in enumerate((ONE, OTHER)):
        bring_report(text.replace("泸县", "XX县"), name=f"{number}.txt", publish=True)
    following.bring_up_to_date()
    assert not Finding.objects.filter(kind="conflict").exists()


def test_the_cost_does_not_grow(client, other, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(30) as few:
        shown(client)
    for year in range(2014, 2018):
        bring_report(ONE.replace("2013", str(year)), name=f"{year}.txt", publish=True)
    following.bring_up_to_date()
    with django_assert_max_num_queries(len(few)):
        assert "共 6 处" in shown(client)


def test_an_empty_portal_says_so(client, data_dir) -> None:
    assert "还没有已发布的报告" in shown(client)
