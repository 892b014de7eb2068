from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User

from reports import access
from reports.models import Correction, Metric, Report
from tests.reports.rows import make_metric, make_report

pytestmark = pytest.mark.django_db

ROLE_SEES_DRAFTS = {"读者": False, "编辑": True, "审核员": True, "管理员": True}


def in_role(name):
    user = User.objects.create_user(f"u-{name}")
    user.groups.add(Group.objects.get(name=name))
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("state", [s for s in Report.State if s != Report.State.PUBLISHED])
@pytest.mark.parametrize(("role", "sees"), ROLE_SEES_DRAFTS.items())
def test_only_those_with_the_right_see_what_is_not_published(role, sees, state):
    report = make_report(state=state)
    assert (report in access.visible_to(in_role(role))) is sees
    assert report not in access.visible_to(AnonymousUser())
    assert report not in access.published()


def test_a_report_kept_to_its_unit_is_not_for_all():
    report = make_report(state=Report.State.PUBLISHED, visibility=Report.Visibility.UNIT)
    assert report not in access.visible_to(AnonymousUser())
    assert report in access.visible_to(in_role("审核员"))


def test_numbers_follow_their_report_and_their_review():
    shown = make_report(state=Report.State.PUBLISHED)
    draft = make_report(state=Report.State.DRAFT)
    sure = make_metric(shown, confidence=0.95)
    confirmed = make_metric(shown, confidence=0.1, review=Metric.Review.CONFIRMED)
    for hidden in (
        {"confidence": 0.5},
        {"confidence": 0.99, "review": Metric.Review.REJECTED},
        {"confidence": 0.99, "archived": True},
        {"confidence": 0.99, "duplicate_of": sure},
    ):
        make_metric(shown, **hidden)
    make_metric(draft, confidence=0.99)
    assert set(access.published_metrics()) == {sure, confirmed}


def masked(report, state=Correction.State.ACTIVE):
    return Correction.objects.create(source=report.source, kind="mask", field="text", anchor={}, state=state)


def test_a_file_goes_to_readers_where_it_says_no_more_than_they_may_read():
    report = make_report(state=Report.State.PUBLISHED)
    assert access.may_have_original(AnonymousUser(), report.source)
    mask = masked(report)
    for state in (Correction.State.CONFLICT, mask.state):
        Correction.objects.update(state=state)
        assert not access.may_have_original(in_role("读者") if state == mask.state else AnonymousUser(), report.source)
    assert access.may_have_original(in_role("编辑"), report.source)
    Correction.objects.update(state=Correction.State.UNDONE)
    assert access.may_have_original(AnonymousUser(), report.source)


@pytest.mark.parametrize("state", [s for s in Report.State if s != Report.State.PUBLISHED])
def test_a_file_that_holds_what_readers_may_not_see_is_not_theirs(state):
    report = make_report(state=Report.State.PUBLISHED)
    Report.objects.create(source=report.source, index=1, title="另一份", state=state)
    assert access.may_have_original(AnonymousUser(), report.source) is (state == Report.State.ARCHIVED)


def test_a_file_with_a_part_kept_to_its_unit_is_not_for_all():
    report = make_report(state=Report.State.PUBLISHED)
    values = {"title": "另一份", "state": report.state, "published_at": report.published_at}
    Report.objects.create(source=report.source, index=1, visibility=Report.Visibility.UNIT, **values)
    assert not access.may_have_original(AnonymousUser(), report.source)
