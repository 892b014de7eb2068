from __future__ import annotations

import csv
import io

import pytest
from django.contrib.auth.models import Group, User

from reports import following, publishing
from reports.models import AuditEntry, Metric, Report, Verdict
from tests.reports.brought import bring_report

pytestmark = pytest.mark.django_db

PLAN = """泸县{year}年学前教育工作总结

二、下一步打算
{next}年计划新建幼儿园{many}所。力争学前三年毛入园率达到{rate}%。
"""
LATER = """泸县2013年学前教育工作总结

一、主要成效
2013年，全县新建幼儿园4所。学前三年毛入园率达到76.2%。
"""


def take_in(name: str, text: str) -> Report:
    report: Report = bring_report(text, name=name, publish=True)
    return report


@pytest.fixture(autouse=True)
def _open_reading(settings) -> None:
    settings.OPEN_READING = True


@pytest.fixture
def later(data_dir) -> Report:
    take_in("2012.txt", PLAN.format(year=2012, next=2013, many=6, rate=75))
    report = take_in("2013.txt", LATER)
    following.bring_up_to_date()
    return report


@pytest.fixture
def reviewer() -> User:
    user = User.objects.create_user("审核员甲", password="long-password-1")
    user.groups.add(Group.objects.get(name="审核员"))
    return user


def shown(client, query: str = "") -> str:
    answer = client.get(f"/followup/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_both_sentences_and_how_they_compare(client, later) -> None:
    page = shown(client)
    assert "力争学前三年毛入园率达到" in page
    assert "76.2 / 75 %" in page
    assert "超 1.2 个百分点" in page
    assert "4 / 6 所" in page
    assert "66.7%" in page
    assert f"/reports/{later.pk}/#s" in page
    assert "更正" not in page


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("?verdict=完成", 1),
        ("?verdict=完成&verdict=部分完成", 2),
        ("?verdict=未完成", 0),
        ("?since=2014", 0),
        ("?since=2013&until=2013", 2),
        ("?settled=yes", 0),
        ("?district=510521", 2),
        ("?district=510522", 0),
        ("?sort=gap", 2),
        ("?page=999999999", 2),
        ("?verdict=<script>&since=abc&sort=x&settled=%00&per=7&district='--", 2),
    ],
)
def test_filters(client, later, query: str, total: int) -> None:
    assert f"共 {total} 件" in shown(client, query)


def test_what_is_withdrawn_is_gone_before_anybody_looks_again(client, later) -> None:
    publishing.withdraw([later])
    page = shown(client)
    assert "76.2" not in page
    assert "稍后重新对照" in page
    publishing.withdraw(Report.objects.filter(state="published"))
    assert "力争" not in shown(client)


def test_a_reviewer_confirms_and_corrects(client, later, reviewer) -> None:
    client.force_login(reviewer)
    row = Verdict.objects.get(word="部分完成")
    page = shown(client)
    assert "认可" in page
    answer = client.post(
        f"/followup/{row.pk}/", {"verdict": "未完成", "note": "少建两所", "next": "/followup/?since=2013"}
    )
    assert answer["Location"] == f"/followup/?since=2013#v{row.pk}"
    row.refresh_from_db()
    assert (row.word, row.settled, row.decided_by) == ("未完成", True, reviewer)
    assert AuditEntry.objects.get(act="judge").who == reviewer
    page = shown(client, "?settled=yes")
    assert "审核员甲" in page
    assert "少建两所" in page


@pytest.mark.parametrize("form", [{}, {"verdict": "大概完成"}, {"verdict": ""}])
def test_no_word_no_verdict(client, later, reviewer, form) -> None:
    client.force_login(reviewer)
    row = Verdict.objects.get(word="部分完成")
    answer = client.post(f"/followup/{row.pk}/", {**form, "next": "https://elsewhere.example/"}, follow=True)
    assert answer.redirect_chain[0][0].startswith("/followup/#v")
    assert "没有保存" in answer.content.decode()
    assert not AuditEntry.objects.filter(act="judge").exists()


def test_others_may_only_look(client, later) -> None:
    row = Verdict.objects.first()
    assert client.post(f"/followup/{row.pk}/", {"verdict": "完成"}).status_code in (302, 403)
    editor = User.objects.create_user("编辑甲", password="long-password-1")
    editor.groups.add(Group.objects.get(name="编辑"))
    client.force_login(editor)
    assert client.post(f"/followup/{row.pk}/", {"verdict": "完成"}).status_code == 403
    assert not Verdict.objects.exclude(decided="").exists()


def test_a_hidden_plan_cannot_be_judged(client, later, reviewer) -> None:
    client.force_login(reviewer)
    row = Verdict.objects.first()
    publishing.withdraw([row.plan.report])
    assert client.post(f"/followup/{row.pk}/", {"verdict": "完成"}).status_code == 404


def test_the_export_has_every_line_with_its_sources(client, later) -> None:
    answer = client.get("/followup/?format=csv&sort=newest")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row["判定"] for row in rows] == ["部分完成", "完成"]
    assert rows[0]["计划"] == "6所"
    assert rows[0]["后来"] == "4所"
    assert "新建幼儿园4所" in rows[0]["后来怎么说"]
    assert "2013" in rows[0]["后来出处"]


def test_the_cost_does_not_grow(client, later, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(30) as few:
        shown(client)
    for year in range(2014, 2018):
        take_in(f"{year}.txt", PLAN.format(year=year, next=year + 1, many=year - 2000, rate=76 + year - 2014))
    following.bring_up_to_date()
    with django_assert_max_num_queries(len(few)):
        assert "共 10 件" in shown(client)


def test_an_empty_portal_says_so(client, data_dir) -> None:
    assert "还没有已发布的报告" in shown(client)


def test_a_portal_without_plans_says_so(client, data_dir) -> None:
    take_in("2013.txt", LATER)
    following.bring_up_to_date()
    assert Metric.objects.exists()
    assert "还没有读出带数字的计划" in shown(client)


def test_the_place_tells_what_became_of_its_plans(client, later) -> None:
    page = client.get("/districts/510521/").content.decode()
    assert "/followup/?district=510521&amp;verdict=%E5%AE%8C%E6%88%90" in page
    assert "未提及" not in page
