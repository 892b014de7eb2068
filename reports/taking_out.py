"""A file taken out before it is published, or given up for another one.

Nothing is lost: what was understood is archived with its ids, the original and the record of acts stay, and the same
file uploaded again brings its reports back as drafts. What readers have ever seen is withdrawn, never taken out.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from reports import audit, correcting, publishing, runs
from reports.models import AuditEntry, IngestRun, Report, SourceFile

State = IngestRun.State
FAILED = (State.REFUSED, State.DUPLICATE, State.CANCELLED)
"""Ended, and no report came of it."""
GIVEN_UP = (*FAILED, State.REMOVED)


class CannotTakeOut(Exception):  # noqa: N818 - an answer to the person, no error of ours
    """``str()`` says in Chinese why the file stays and what to do."""


def taken_out() -> QuerySet[SourceFile]:
    """Files of which only archived reports are left."""
    live = Report.objects.filter(source=OuterRef("pk")).exclude(state=Report.State.ARCHIVED)
    return SourceFile.objects.filter(Exists(Report.objects.filter(source=OuterRef("pk")))).exclude(Exists(live))


def is_live(source: SourceFile) -> bool:
    """Whether anything of the file is held: all of a file that was taken out is archived."""
    return source.reports.exclude(state=Report.State.ARCHIVED).exists()


def may_remove(run: IngestRun, ever_published: bool) -> bool:
    """Whether the button is offered. Whoever else brought the same file is asked about only when it is pressed."""
    return run.state in FAILED or (run.state == State.DONE and not ever_published)


def may_be_swapped(run: IngestRun) -> bool:
    """Whether another file may stand in for this one: where none was kept, or reports came of it."""
    return run.state in (State.REFUSED, State.CANCELLED) or (run.state == State.DONE and run.source_id is not None)


def remove(run: IngestRun, user: User) -> list[str]:
    """Take the run off the list, and what came of it out of the queue; the titles of the reports that left.

    Raises CannotTakeOut, with nothing changed. A second call finds the run gone and says so.
    """
    with transaction.atomic():
        row = _locked(run)
        if why := _barred(row):
            raise CannotTakeOut(why)
        # Who changes the state first takes it out, also where a database holds no rows for one.
        if not IngestRun.objects.filter(pk=row.pk, state=row.state).update(state=State.REMOVED):
            raise CannotTakeOut(_barred(_locked(run)))
        gone = _archive(row.source, user) if row.state == State.DONE and row.source else []
        if gone:
            own = IngestRun.objects.filter(source=row.source, state=State.DUPLICATE, started_by=row.started_by)
            own.update(state=State.REMOVED)
        audit.note(user, AuditEntry.Act.TAKE_OUT, label=row.file_name, reports=gone)
    _let_go(row)
    return gone


def swap(old: IngestRun, new: IngestRun, user: User) -> bool:
    """Let ``new``, just received, stand in for ``old``; False where that was done already: then ``new`` is dropped.

    Of an old file that came to nothing the row gives way at once. One with reports stays until the new one is
    stored (``make_room``): a new file that is refused has taken nothing away.
    """
    if old.state == State.DONE and new.state != State.QUEUED:
        return True
    with transaction.atomic():
        row = _locked(old)
        taken = row.replacement is not None and row.replacement.state not in GIVEN_UP
        if taken or not may_be_swapped(row):
            runs.cancel(new)
            IngestRun.objects.filter(pk=new.pk).update(state=State.REMOVED)
            return False
        IngestRun.objects.filter(pk=row.pk).update(replacement=new)
        audit.note(user, AuditEntry.Act.SWAP, label=row.file_name, by=new.file_name)
        if row.state != State.DONE:
            IngestRun.objects.filter(pk=row.pk).update(state=State.REMOVED)
    if row.state != State.DONE:
        _let_go(row)
    return True


def make_room(old: SourceFile, new: Report, user: User | None) -> None:
    """Archive what readers have never seen of an old version, so that it cannot be published over the new one."""
    drafts = [each for each in _held(old.pk) if each.published_at is None and each.state != Report.State.ARCHIVED]
    if not drafts:
        return
    Report.objects.filter(pk__in=[report.pk for report in drafts]).update(state=Report.State.ARCHIVED)
    audit.note_all(user, AuditEntry.Act.REPLACE, drafts, publishing.REPLACED.format(title=new.title))
    if not old.reports.filter(published_at__isnull=False).exists():
        IngestRun.objects.filter(source=old, state=State.DONE, started_by=user).update(state=State.REMOVED)


def _locked(run: IngestRun) -> IngestRun:
    """The row as it is now, held until the transaction ends: of two clicks the second finds it done."""
    rows = IngestRun.objects.select_for_update(of=("self",)).select_related("source", "replacement")
    row = rows.get(pk=run.pk)
    list(_held(row.source_id))
    return row


def _held(source: int | None) -> QuerySet[Report]:
    """A file's reports, held like the row: nobody publishes one that is just being taken out."""
    return Report.objects.select_for_update().filter(source=source).order_by("pk")


def _barred(row: IngestRun) -> str:
    if row.state == State.REMOVED:
        return _("这个文件已经移除了，不用再移。")
    if row.state not in (*FAILED, State.DONE):
        return _("这个文件还在处理，没有移除。请先取消，或等它处理完。")
    if row.members.exclude(state=State.REMOVED).exists():
        return _("压缩包里的文件还列在表里，没有移除。请先逐个移除里面的文件。")
    if row.state != State.DONE or row.source is None:
        return ""
    if row.source.reports.filter(published_at__isnull=False).exists():
        return _("这个文件里有发布过的报告，没有移除。要让读者不再看到，请在报告页撤回。")
    others = IngestRun.objects.filter(source=row.source).exclude(started_by=row.started_by)
    if others.exclude(state__in=(State.REFUSED, State.CANCELLED, State.REMOVED)).exists():
        return _("另有同事也上传了同一个文件，没有移除。请先与对方商量，或请审核员退回。")
    return ""


def _archive(source: SourceFile, user: User) -> list[str]:
    live = list(source.reports.exclude(state=Report.State.ARCHIVED).order_by("index"))
    Report.objects.filter(pk__in=[report.pk for report in live]).update(state=Report.State.ARCHIVED)
    audit.note_all(user, AuditEntry.Act.TAKE_OUT, live)
    correcting.turn_page(source, user)
    return [report.title for report in live]


def _let_go(row: IngestRun) -> None:
    """The bytes of a file that no report came of."""
    if row.source is not None:
        runs.forget(row.source)
