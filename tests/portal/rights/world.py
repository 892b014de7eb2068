"""A portal in which every address of the table leads somewhere and every form of it would do something."""

from __future__ import annotations

from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django_tasks_db.models import DBTaskResult

from reports import correcting, following, publishing, tasks
from reports.collecting import collect
from reports.models import District, Finding, Indicator, IngestRun, Metric, Report, Section, Verdict
from reports.samples import load_districts
from search.models import QueryLog, SavedSearch, Synonym, Word
from tests.portal.rights.table import ROLES
from tests.reports.brought import TEXT, bring_report
from tests.reports.test_correcting import title

PASSWORD = "long-password-1"
NOT_COMPARED = ("django_session",)
"""A session notes that it was seen; what it holds is its owner's alone."""
SHUFFLED = (
    "合江县2012年教育工作总结\n联系人电话13800001111。\n三、教师队伍\n公开招聘教师94名。\n四、安全工作\n排查隐患16处。\n"
    "一、学前教育\n新建幼儿园7所。\n二、义务教育\n改造薄弱学校23所。\n"
)


def people() -> dict[str, User]:
    made = {}
    for role in ROLES[1:]:
        made[role] = User.objects.create_user(role, password=PASSWORD, is_staff=role == "管理员")
        made[role].groups.add(Group.objects.get(name=role))
    return made


def names(accounts: dict[str, User]) -> dict[str, Any]:
    """What the table's braces stand for; one's own things are added by ``own``."""
    load_districts()
    User.objects.create_user("另一位", password=PASSWORD)
    User.objects.create_user("管事", password=PASSWORD, is_staff=True)
    other = User.objects.create_user("李老师", password=PASSWORD)
    draft = bring_report(SHUFFLED, name="合江县2012年教育工作总结.txt")
    live = bring_report(publish=True)
    newer = bring_report(TEXT.replace("94名", "98名"), name="修订.txt", replaces=live.source)
    kept = bring_report(TEXT.replace("泸县", "叙永县"), name="叙永县.txt", publish=True)
    returned = bring_report(f"{TEXT}附注一。\n", name="一.txt")
    withdrawn = bring_report(f"{TEXT}附注二。\n", name="二.txt", publish=True)
    replaced = bring_report(f"{TEXT}附注三。\n", name="三.txt", publish=True)
    clean = bring_report(TEXT.replace("泸县", "古蔺县"), name="古蔺县.txt")
    second = bring_report(f"{TEXT}补记。\n", name="补记.txt", replaces=replaced.source)
    publishing.publish([second], None)
    publishing.send_back(returned, None, "缺附表")
    publishing.withdraw([withdrawn], None, "有误")
    publishing.set_visibility(kept, None, Report.Visibility.UNIT)
    (correction,) = correcting.record(draft.source, accounts["编辑"], [title(draft, "合江县教育总结")])
    number = Metric.objects.get(report=draft, printed="94名", archived=False)
    following.bring_up_to_date()
    tasks.process_run.enqueue(0)
    return {
        "draft": draft.pk, "live": live.pk, "newer": second.pk, "kept": kept.pk, "returned": returned.pk,
        "withdrawn": withdrawn.pk, "clean": clean.pk, "waiting": newer.pk, "correction": correction.pk,
        "number": number.pk, "live_number": live.metrics.filter(archived=False).first().pk,
        "section": draft.sections.filter(archived=False).last().pk,
        "live_section": live.sections.filter(archived=False).last().pk,
        "finding": Finding.objects.create(key="x", kind="range", message="大于100%").pk,
        "verdict": Verdict.objects.get(plan__report=live).pk,
        "slug": Indicator.objects.first().slug, "account": other.pk,
        "report_type": ContentType.objects.get_for_model(Report).pk,
        **records(draft, other, correction),
    }  # fmt: skip


def records(draft: Report, other: User, correction: Any) -> dict[str, Any]:
    """One row of each kind that the admin knows, by the name its address has there."""
    return {
        "auth/group": Group.objects.first().pk,
        "auth/user": other.pk,
        "axes/accessattempt": AccessAttempt.objects.create(username="x", failures_since_start=1).pk,
        "axes/accesslog": AccessLog.objects.create(username="x").pk,
        "axes/accessfailurelog": AccessFailureLog.objects.create(username="x").pk,
        "django_tasks_database/dbtaskresult": DBTaskResult.objects.first().pk,
        "reports/district": District.objects.get(code="510521").pk,
        "reports/indicator": Indicator.objects.first().pk,
        "reports/sourcefile": draft.source.pk,
        "reports/ingestrun": IngestRun.objects.create(file_name="总结.txt").pk,
        "reports/report": draft.pk,
        "reports/parse": draft.source.parses.first().pk,
        "reports/correction": correction.pk,
        "reports/auditentry": draft.acts.model.objects.first().pk,
        "search/synonym": Synonym.objects.create(words="控辍 保学").pk,
        "search/word": Word.objects.create(word="云江模式").pk,
        "search/querylog": QueryLog.objects.create(query="控辍", day="2026-05-04").pk,
    }


def own(user: User, known: dict[str, Any]) -> dict[str, Any]:
    """A run that waits, one that asks, one that was refused, a kept search and something in the basket of ``user``."""
    source = Report.objects.get(pk=known["waiting"]).source
    twin = Report.objects.get(pk=known["live"]).source
    asking = IngestRun.objects.create(
        file_name="修订.txt", started_by=user, state="asking", source=source, resembles=twin, likeness=0.9
    )
    live = Report.objects.get(pk=known["live"])
    section = Section.objects.filter(report=live, archived=False).first()
    item, _new = collect(user, f"section:{section.pk}")
    run = IngestRun.objects.create(file_name="总结.txt", started_by=user)
    saved = SavedSearch.objects.create(user=user, name="薄弱学校", query_string="q=薄弱学校")
    refused = IngestRun.objects.create(file_name="空.docx", started_by=user, state="refused", message="文件是空的。")
    return {
        "run": run.pk,
        "asking": asking.pk,
        "refused": refused.pk,
        "item": item.pk,
        "saved": saved.pk,
        "feed": saved.feed_key,
    }


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    kept = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table not in NOT_COMPARED:
                cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608 - names the database gave
                kept[table] = cursor.fetchall()
    return kept


def changed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Tables that are not as they were."""
    return [table for table in before if before[table] != after[table]]
