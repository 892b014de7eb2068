"""What readers may see, changed: each change leaves its wish to be looked at again, and an audit
entry, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import audit
from reports.models import AuditEntry, IndexChange, Report, SourceFile, VerdictChange

WAITING = (Report.State.DRAFT, Report.State.RETURNED, Report.State.WITHDRAWN)
REPLACED = "由新版《{title}》替代"


def note_change(reports: Iterable[Report]) -> None:
    """Ask the index, and whoever follows plans, to look at these reports again."""
    ids = [report.pk for report in reports]
    IndexChange.objects.bulk_create(IndexChange(report_id=pk) for pk in ids)
    VerdictChange.objects.bulk_create(VerdictChange(report_id=pk) for pk in ids)


def barred(report: Report, user: User | None) -> str:
    """Why ``user`` may not publish this report, in a Chinese sentence; empty where nothing speaks against it.

    With FOUR_EYES set, who brought a file in does not publish it. The shell (``user`` None) acts for the operator.
    """
    if settings.FOUR_EYES and user is not None and report.source.uploaded_by_id == user.pk:
        return _("《%(title)s》是你自己上传的，按规定须由另一位审核员发布。") % {"title": report.title}
    return ""


def publish(reports: Iterable[Report], user: User | None) -> int:
    """Let readers see those among ``reports`` that wait and are not barred; returns how many that were.

    A new version takes the place of the old one. A second call changes nothing.
    """
    with transaction.atomic():
        waiting = _locked(report for report in reports if report.state in WAITING)
        waiting = [report for report in waiting if report.state in WAITING and not barred(report, user)]
        now = timezone.now()
        for report in waiting:
            report.state, report.published_at, report.published_by = Report.State.PUBLISHED, now, user
        Report.objects.bulk_update(waiting, ["state", "published_at", "published_by"])
        audit.note_all(user, AuditEntry.Act.PUBLISH, waiting)
        note_change(waiting)
        for report in waiting:
            if report.source.replaces is not None:
                _give_way(report.source.replaces, report, user)
    return len(waiting)


def withdraw(reports: Iterable[Report], user: User | None = None, reason: str = "") -> int:
    """Take reports away from readers at once; they stay in the record. Returns how many were published."""
    with transaction.atomic():
        seen = [report for report in _locked(reports) if report.state == Report.State.PUBLISHED]
        for report in seen:
            report.state = Report.State.WITHDRAWN
        Report.objects.bulk_update(seen, ["state"])
        audit.note_all(user, AuditEntry.Act.WITHDRAW, seen, reason)
        note_change(seen)
    return len(seen)


def send_back(report: Report, user: User | None, reason: str) -> bool:
    """Give a draft back to who brought it, with a word on what is wrong; False where it is no draft any more."""
    with transaction.atomic():
        drafts = Report.objects.filter(pk=report.pk, state=Report.State.DRAFT)
        if not drafts.update(state=Report.State.RETURNED):
            return False
        audit.note(user, AuditEntry.Act.RETURN, report=report, reason=reason)
    return True


def submit_again(report: Report) -> bool:
    """A returned report waits for review again; False where it was not returned."""
    return bool(Report.objects.filter(pk=report.pk, state=Report.State.RETURNED).update(state=Report.State.DRAFT))


def shown_before(current: SourceFile) -> QuerySet[Report]:
    """What readers saw of the version that ``current`` replaced."""
    return Report.objects.filter(source=current.replaces_id, state=Report.State.WITHDRAWN)


def roll_back(current: SourceFile, user: User | None, reason: str) -> int:
    """Show the version that ``current`` replaced instead of it; returns how many reports came back.

    Where nothing of the old version was ever shown, nothing is withdrawn either.
    """
    with transaction.atomic():
        old = _locked(shown_before(current))
        if not old:
            return 0
        withdraw(current.reports.all(), user, reason)
        for report in old:
            report.state = Report.State.PUBLISHED
        Report.objects.bulk_update(old, ["state"])
        audit.note_all(user, AuditEntry.Act.ROLL_BACK, old, reason)
        note_change(old)
    return len(old)


def set_visibility(report: Report, user: User | None, visibility: str) -> None:
    """Who may see the report once it is published: everybody, or the unit alone."""
    if visibility not in Report.Visibility.values or visibility == report.visibility:
        return
    with transaction.atomic():
        Report.objects.filter(pk=report.pk).update(visibility=visibility)
        audit.note(user, AuditEntry.Act.VISIBILITY, report=report, before=report.visibility, after=visibility)
        note_change([report])
    report.visibility = visibility


def _give_way(old: SourceFile, new: Report, user: User | None) -> None:
    gone = _locked(old.reports.filter(state=Report.State.PUBLISHED))
    for report in gone:
        report.state = Report.State.WITHDRAWN
    Report.objects.bulk_update(gone, ["state"])
    audit.note_all(user, AuditEntry.Act.REPLACE, gone, REPLACED.format(title=new.title))
    note_change(gone)


def _locked(reports: Iterable[Report]) -> Sequence[Report]:
    """The rows as they are now, held until the transaction ends: of two who click at once one finds it done."""
    keys = [report.pk for report in reports]
    rows = Report.objects.select_for_update(of=("self",)).select_related("source", "source__replaces")
    return list(rows.filter(pk__in=keys).order_by("pk"))
