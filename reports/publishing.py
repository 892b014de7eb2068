"""What readers may see, changed: each change leaves an IndexChange in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from reports.models import IndexChange, Report


def note_change(reports: Iterable[Report]) -> None:
    """Ask the index to look at these reports again."""
    IndexChange.objects.bulk_create(IndexChange(report_id=report.pk) for report in reports)


def publish(reports: Iterable[Report], user: User | None) -> int:
    """Let readers see the drafts and withdrawn ones among ``reports``; returns how many that were."""
    now = timezone.now()
    waiting = [report for report in reports if report.state in (Report.State.DRAFT, Report.State.WITHDRAWN)]
    for report in waiting:
        report.state, report.published_at, report.published_by = Report.State.PUBLISHED, now, user
    with transaction.atomic():
        Report.objects.bulk_update(waiting, ["state", "published_at", "published_by"])
        note_change(waiting)
    return len(waiting)


def withdraw(reports: Iterable[Report]) -> int:
    """Take reports away from readers at once; they stay in the record. Returns how many were published."""
    seen = [report for report in reports if report.state == Report.State.PUBLISHED]
    for report in seen:
        report.state = Report.State.WITHDRAWN
    with transaction.atomic():
        Report.objects.bulk_update(seen, ["state"])
        note_change(seen)
    return len(seen)
