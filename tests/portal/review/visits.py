"""What review tests share: the forms of the screen, and what they could change."""

from __future__ import annotations

import re

from reports import correcting
from reports.models import AuditEntry, Correction, IngestRun, Metric, Report, Section, SourceFile

SHUFFLED = (
    "三、教师队伍\n公开招聘教师94名。\n四、安全工作\n排查隐患16处。\n"
    "一、学前教育\n新建幼儿园7所。\n二、义务教育\n改造薄弱学校23所。\n"
)
KEPT = (Report, Section, Metric, Correction, AuditEntry, IngestRun, SourceFile)


def html(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def row(printed):
    return Metric.objects.get(printed=printed, archived=False)


def part(heading):
    return Section.objects.get(heading=heading, archived=False)


def send(client, report, act, **form):
    form.setdefault("revision", correcting.revision(report.source))
    return client.post(f"/review/{report.pk}/{act}/", form, follow=True)


def fields(**changed):
    values = {"title": "泸县2012年教育工作总结", "issuer": "510521", "institution": "", "start": "2012", "end": "2012"}
    return values | {"unit": "year", "half": "", "kind": "annual", "topic": "", "visibility": "all"} | changed


def everything():
    """All that review could change."""
    return [list(model.objects.order_by("pk").values()) for model in KEPT]
