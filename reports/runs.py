"""The course of one run: taken up, advanced, ended, cancelled, tried again. Every step is one update of its row."""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import originals
from reports.models import IngestRun, SourceFile

MOST_ATTEMPTS = 3
OPEN = (IngestRun.State.QUEUED, IngestRun.State.RUNNING, IngestRun.State.ASKING)
WORTH_ANOTHER_TRY = ("failed", "timeout")
"""Refusals after which the bytes are kept, because trying again may help."""


class Cancelled(Exception):  # noqa: N818 - an answer to the worker, no error of ours
    """Somebody took the run back while it was carried out."""


def take_up(run: IngestRun) -> bool:
    """Claim a queued run for this worker; False where another one has it or it has ended."""
    queued = IngestRun.objects.filter(pk=run.pk, state=IngestRun.State.QUEUED)
    taken = queued.update(
        state=IngestRun.State.RUNNING, heartbeat=timezone.now(), attempts=F("attempts") + 1, finished_at=None
    )
    if taken:
        run.refresh_from_db()
    return bool(taken)


def advance(run: IngestRun, stage: IngestRun.Stage, progress: int, message: str = "") -> None:
    """Note how far the run came; raises Cancelled where somebody took it back meanwhile."""
    run.stage, run.progress, run.message = stage, progress, message
    running = IngestRun.objects.filter(pk=run.pk, state=IngestRun.State.RUNNING)
    if not running.update(stage=stage, progress=progress, message=message, heartbeat=timezone.now()):
        raise Cancelled


def finish(run: IngestRun, state: IngestRun.State, message: str) -> IngestRun:
    run.state, run.message, run.progress, run.finished_at = state, message, 100, timezone.now()
    run.save()
    return run


def refuse(run: IngestRun, code: str, message: str) -> IngestRun:
    """End the run with its sentence; bytes that no report came of do not stay behind."""
    source, run.error_code = run.source, code
    if code not in WORTH_ANOTHER_TRY:
        run.source = None
    finish(run, IngestRun.State.REFUSED, message)
    if source is not None and run.source is None:
        forget(source)
    return run


def forget(source: SourceFile) -> None:
    """Remove a file that no report came of and no other run still needs."""
    unused = SourceFile.objects.filter(pk=source.pk, reports__isnull=True).exclude(runs__state__in=OPEN)
    for row in unused:
        row.delete()
        originals.discard(source.sha256)


def cancel(run: IngestRun) -> bool:
    """Take a run back, wherever it is before its reports are stored; False where it has ended.

    What a worker holds just now it puts away itself, at its next step.
    """
    held = IngestRun.objects.filter(pk=run.pk, state=IngestRun.State.RUNNING).exists()
    if not IngestRun.objects.filter(pk=run.pk, state__in=OPEN).update(
        state=IngestRun.State.CANCELLED, message=_("已取消，没有入库。"), finished_at=timezone.now()
    ):
        return False
    if run.source is not None and not held:
        forget(run.source)
    return True


def may_retry(run: IngestRun) -> bool:
    ended = run.state in (IngestRun.State.REFUSED, IngestRun.State.CANCELLED)
    return ended and run.source is not None and originals.path_of(run.source.sha256).exists()


def retry(run: IngestRun) -> bool:
    """Queue an ended run again, if its bytes are still there."""
    if not may_retry(run):
        return False
    ended = IngestRun.objects.filter(pk=run.pk, state__in=(IngestRun.State.REFUSED, IngestRun.State.CANCELLED))
    return bool(
        ended.update(
            state=IngestRun.State.QUEUED,
            stage=IngestRun.Stage.RECEIVE,
            progress=0,
            attempts=0,
            error_code="",
            message="",
            created_at=timezone.now(),
            finished_at=None,
        )
    )


def choose(run: IngestRun, choice: str) -> bool:
    """Queue a run that asked, with the answer; False where it no longer asks or the answer is none."""
    if choice not in IngestRun.Choice.values:
        return False
    asking = IngestRun.objects.filter(pk=run.pk, state=IngestRun.State.ASKING)
    return bool(asking.update(choice=choice, state=IngestRun.State.QUEUED, created_at=timezone.now()))
