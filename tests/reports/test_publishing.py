from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from reports import publishing
from reports.models import AuditEntry, IndexChange, Report
from tests.reports.rows import make_report, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return User.objects.create_user("wang")


def acts():
    return list(AuditEntry.objects.order_by("id").values_list("act", "label", "reason"))


def test_publishing_twice_changes_nothing_the_second_time(reviewer):
    report = make_report(state="draft", title="甲")
    assert publishing.publish([report], reviewer) == 1
    assert publishing.publish([report], reviewer) == 0
    assert (IndexChange.objects.count(), acts()) == (1, [("publish", "甲", "")])
    assert Report.objects.get().published_by == reviewer


def test_four_eyes(reviewer, settings):
    settings.FOUR_EYES = True
    own = make_report(state="draft", title="甲", source=make_source(uploaded_by=reviewer))
    other = make_report(state="draft", title="乙")
    assert "另一位" in publishing.barred(own, reviewer)
    assert publishing.publish([own, other], reviewer) == 1
    assert list(Report.objects.filter(state="published")) == [other]
    settings.FOUR_EYES = False
    assert publishing.barred(own, reviewer) == ""


def test_withdrawing_keeps_the_reason_in_the_record(reviewer):
    report = make_report(title="甲")
    assert publishing.withdraw([report], reviewer, "数据有误") == 1
    assert publishing.withdraw([report], reviewer, "再来") == 0
    assert acts() == [("withdraw", "甲", "数据有误")]
    assert IndexChange.objects.count() == 1


def test_a_new_version_takes_the_place_of_the_old_and_can_be_rolled_back(reviewer):
    old = make_report(title="旧版")
    new = make_report(title="新版", state="draft", source=make_source(replaces=old.source))
    publishing.publish([new], reviewer)
    assert state(old) == "withdrawn"
    assert ("replace", "旧版", "由新版《新版》替代") in acts()
    assert publishing.roll_back(new.source, reviewer, "新版有错") == 1
    assert (state(old), state(new)) == ("published", "withdrawn")
    assert ("roll_back", "旧版", "新版有错") in acts()
    assert publishing.roll_back(old.source, reviewer, "") == 0


def state(report):
    return Report.objects.get(pk=report.pk).state


def test_sending_back_and_submitting_again(reviewer):
    report = make_report(state="draft", title="甲")
    assert publishing.send_back(report, reviewer, "缺附表")
    assert not publishing.send_back(report, reviewer, "缺附表")
    assert state(report) == "returned"
    assert acts() == [("return", "甲", "缺附表")]
    assert publishing.submit_again(report)
    assert not publishing.submit_again(report)


def test_visibility(reviewer):
    report = make_report(title="甲")
    publishing.set_visibility(report, reviewer, "unit")
    publishing.set_visibility(report, reviewer, "unit")
    publishing.set_visibility(report, reviewer, "everywhere")
    assert Report.objects.get().visibility == "unit"
    assert IndexChange.objects.count() == AuditEntry.objects.count() == 1
