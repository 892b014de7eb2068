from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from reports import following
from reports.models import Verdict
from tests.reports.brought import bring_report

pytestmark = pytest.mark.django_db

PLAN = """泸县2012年学前教育工作总结

一、主要成效
2012年，全县新建幼儿园3所。学前三年毛入园率达到71.5%。

二、下一步打算
2013年计划新建幼儿园6所，招聘幼儿教师40名。力争学前三年毛入园率达到75%。
"""
LATER = """泸县2013年学前教育工作总结

一、主要成效
2013年，全县新建幼儿园4所。学前三年毛入园率达到76.2%。

二、存在问题
全县共有幼儿园120所。乡镇中心幼儿园覆盖率达到108%。
"""


@pytest.fixture(autouse=True)
def reports(data_dir):
    for name, text in (("2012.txt", PLAN), ("2013.txt", LATER)):
        bring_report(text, name=name, publish=True)


def answers(command, *arguments):
    out = io.StringIO()
    call_command(command, *arguments, "--json", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_plan_is_followed_with_both_sentences():
    rate = next(a for a in answers("followup", "--district", "泸县") if a["indicator"] == "学前三年毛入园率")
    assert (rate["district_code"], rate["period"], rate["verdict"]) == ("510521", 2013, "完成")
    assert rate["plan"]["printed"] == "75%"
    assert rate["actual"]["printed"] == "76.2%"
    assert rate["plan"]["report_id"] != rate["actual"]["report_id"]
    assert rate["confirmed"] is False
    partly = next(a for a in answers("followup", "--district", "510521") if a["indicator"] == "新建幼儿园数")
    assert (partly["plan"]["printed"], partly["actual"]["printed"], partly["verdict"]) == ("6所", "4所", "部分完成")


def test_what_a_person_decided_is_told(admin_user):
    following.bring_up_to_date()
    following.decide(Verdict.objects.get(plan__indicator_name="新建幼儿园数"), admin_user, "完成", "含改建")
    told = next(a for a in answers("followup", "--district", "510521") if a["indicator"] == "新建幼儿园数")
    assert (told["verdict"], told["confirmed"]) == ("完成", True)


def test_a_rate_over_a_hundred_is_shown_with_its_sentence():
    found = next(a for a in answers("checks") if a["kind"] == "range")
    assert "108" in found["statements"][0]["printed"]
    assert "108%" in found["statements"][0]["sentence"]
    assert found["message"].endswith("。")


def test_an_unknown_district_is_said_and_is_wrong_usage():
    with pytest.raises(CommandError, match="认不出区县") as error:
        call_command("followup", "--district", "鼓楼区")
    assert error.value.returncode == 2


def test_the_cost_does_not_grow_with_the_numbers(django_assert_num_queries):
    with django_assert_num_queries(2):
        answers("followup")
    with django_assert_num_queries(2):
        answers("checks")
