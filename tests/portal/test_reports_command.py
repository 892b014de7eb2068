from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from reports.models import AuditEntry, Report
from tests.reports.rows import make_report, make_source

pytestmark = pytest.mark.django_db


def run(*args):
    out = io.StringIO()
    call_command("reports", *args, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_list_publish_return_withdraw():
    draft = make_report(state="draft", title="甲")
    other = make_report(state="draft", title="乙")
    assert [json.loads(line)["report_id"] for line in run("list", "--json").splitlines()] == [draft.pk, other.pk]
    run("publish", str(draft.pk))
    run("return", str(other.pk), "--reason", "缺附表")
    assert "甲" in run("list", "--state", "published")
    run("withdraw", str(draft.pk), "--reason", "有误")
    assert dict(Report.objects.values_list("title", "state")) == {"甲": "withdrawn", "乙": "returned"}
    assert set(AuditEntry.objects.values_list("act", flat=True)) == {"publish", "return", "withdraw"}


@pytest.mark.parametrize("args", [["publish"], ["publish", "999"], ["withdraw", "{pk}"], ["return", "{pk}"]])
def test_wrong_usage(args):
    report = make_report(state="published")
    with pytest.raises(CommandError) as wrong:
        run(*[arg.format(pk=report.pk) for arg in args])
    assert wrong.value.returncode == 2
    assert Report.objects.get().state == "published"


def test_a_link_to_a_replaced_version_leads_to_the_new_one(settings):
    settings.OPEN_READING = True
    old = make_report(state="withdrawn", title="旧")
    new = make_report(title="新", source=make_source(replaces=old.source))
    assert Client().get(f"/reports/{old.pk}/").headers["Location"] == f"/reports/{new.pk}/"
    Report.objects.filter(pk=new.pk).update(visibility="unit")
    assert Client().get(f"/reports/{old.pk}/").status_code == 404
    Report.objects.filter(pk=new.pk).update(state="withdrawn", visibility="all")
    assert Client().get(f"/reports/{old.pk}/").status_code == 404
