"""The record of acts: written in the transaction of the act itself, so that none is without its entry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User

from reports.models import AuditEntry, Report


def note(
    user: User | None,
    act: AuditEntry.Act,
    *,
    report: Report | None = None,
    label: str = "",
    reason: str = "",
    **detail: Any,
) -> AuditEntry:
    """Keep that ``user`` did ``act``; ``detail`` holds plain JSON values."""
    return AuditEntry.objects.create(
        who=user, act=act, report=report, label=(label or str(report or ""))[:300], reason=reason, detail=detail
    )


def note_all(user: User | None, act: AuditEntry.Act, reports: Iterable[Report], reason: str = "") -> None:
    AuditEntry.objects.bulk_create(
        AuditEntry(who=user, act=act, report=report, label=str(report)[:300], reason=reason) for report in reports
    )
