from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from reports import following, publishing
from reports.models import AuditEntry, Metric, Report, Verdict, VerdictChange
from tests.reports.brought import bring_report

pytestmark = pytest.mark.django_db

PLAN = """泸县2012年学前教育工作总结

二、下一步打算
2013年计划新建幼儿园6所，招聘教师40名。力争学前三年毛入园率达到75%。
"""
LATER = """泸县2013年学前教育工作总结

一、主要成效
2013年，全县新建幼儿园4所。学前三年毛入园率达到76.2%。
"""


def take_in(name: str, text: str) -> Report:
    report: Report = bring_report(text, name=name, publish=True)
    return report


def words() -> dict[str, str]:
    rows = Verdict.objects.select_related("plan").order_by("pk")
    return {row.plan.indicator_name: row.word for row in rows}


@pytest.fixture
def plan(data_dir) -> Report:
    report = take_in("2012.txt", PLAN)
    following.bring_up_to_date()
    return report


def test_a_published_plan_waits_for_its_report_then_is_judged(plan: Report) -> None:
    assert words()["新建幼儿园数"] == "待确认"
    take_in("2013.txt", LATER)
    assert VerdictChange.objects.exists()
    assert following.bring_up_to_date() > 0
    assert not VerdictChange.objects.exists()
    assert words() == {"新建幼儿园数": "部分完成", "招聘教师数": "未提及", "学前三年毛入园率": "完成"}
    partly = Verdict.objects.get(plan__indicator_name="新建幼儿园数")
    assert partly.gap == pytest.approx(1 / 3)
    assert Metric.objects.get(pk=partly.actuals[0]).printed == "4所"
    assert partly.due == 2013


def test_looking_again_changes_nothing(plan: Report) -> None:
    rows = list(Verdict.objects.values())
    publishing.note_change([plan])
    following.bring_up_to_date()
    assert list(Verdict.objects.values()) == rows


def test_a_withdrawn_answer_is_an_answer_no_more(plan: Report) -> None:
    later = take_in("2013.txt", LATER)
    following.bring_up_to_date()
    publishing.withdraw([later])
    following.bring_up_to_date()
    assert words()["学前三年毛入园率"] == "待确认"
    publishing.withdraw([plan])
    following.bring_up_to_date()
    assert not Verdict.objects.exists()


def test_what_a_person_decided_stays_and_says_when_new_numbers_come(plan: Report, django_user_model) -> None:
    user: User = django_user_model.objects.create_user("审核员")
    row = Verdict.objects.get(plan__indicator_name="招聘教师数")
    following.decide(row, user, "未完成", "编制没有批下来")
    row.refresh_from_db()
    assert (row.word, row.settled, row.decided_by, row.note) == ("未完成", True, user, "编制没有批下来")
    entry = AuditEntry.objects.get(act=AuditEntry.Act.JUDGE)
    assert entry.detail == {"before": "待确认", "after": "未完成"}
    take_in("2013.txt", LATER + "招聘教师12名。\n")
    following.bring_up_to_date()
    row.refresh_from_db()
    assert (row.word, row.settled, row.is_outdated) == ("未完成", False, True)
    assert row.actuals != row.decided_upon


def test_a_decision_outlives_its_report_being_away(plan: Report, django_user_model) -> None:
    row = Verdict.objects.get(plan__indicator_name="招聘教师数")
    following.decide(row, django_user_model.objects.create_user("审核员"), "完成")
    publishing.withdraw([plan])
    following.bring_up_to_date()
    assert Verdict.objects.get().word == "完成"
    publishing.publish([plan], None)
    following.bring_up_to_date()
    assert words()["招聘教师数"] == "完成"
