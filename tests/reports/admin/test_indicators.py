from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User

from reports.models import IndexChange, Indicator, Metric
from tests.reports.rows import make_metric, make_report

pytestmark = pytest.mark.django_db

PROPOSALS = "/admin/reports/indicator/proposals/"


@pytest.fixture
def numbers():
    report = make_report()
    for _time in range(3):
        make_metric(report, indicator_name="课后服务参与率", sentence="课后服务参与率达到<b>92%</b>。")
    make_metric(report, indicator_name="只说过一次的数")
    known = Indicator.objects.get(name="学前三年毛入园率")
    make_metric(report, indicator_name="学前三年毛入园率", indicator=known)
    return report


def in_role(client, name):
    user = User.objects.create_user(f"u-{name}", is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    client.force_login(user)


def test_unknown_names_are_proposed_the_most_frequent_first(client, numbers):
    in_role(client, "管理员")
    page = client.get(PROPOSALS).content.decode()
    assert "课后服务参与率" in page
    assert "只说过一次的数" not in page
    assert "<b>92%" not in page, "sentences are shown as text"


@pytest.mark.parametrize("role", ["读者", "编辑", "审核员"])
def test_only_who_may_add_indicators_sees_them(client, numbers, role):
    in_role(client, role)
    assert client.get(PROPOSALS).status_code == 403


def test_a_new_indicator_takes_the_numbers_of_its_name_and_aliases(client, numbers):
    in_role(client, "管理员")
    answer = client.post(
        "/admin/reports/indicator/add/",
        {"name": "课后服务覆盖率", "slug": "课后服务覆盖率", "aliases": '["课后服务参与率"]', "unit": "%"},
    )
    assert answer.status_code == 302, answer.content.decode()
    indicator = Indicator.objects.get(name="课后服务覆盖率")
    assert indicator.edited
    assert Metric.objects.filter(indicator=indicator).count() == 3
    assert IndexChange.objects.filter(report_id=numbers.pk).exists()
    assert "课后服务参与率" not in client.get(PROPOSALS).content.decode()


def test_the_list_costs_two_queries_beside_those_of_the_admin(client, numbers, django_assert_num_queries):
    in_role(client, "管理员")
    with django_assert_num_queries(10):
        client.get(PROPOSALS)
