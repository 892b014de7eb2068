"""What awaits a person: drafts to review, files that were refused."""

from __future__ import annotations

from dataclasses import dataclass

from reports.access import Visitor
from reports.models import IngestRun, Report


@dataclass(frozen=True, slots=True)
class Waiting:
    """Counts for the person's home page."""

    drafts: int
    refused: int
    running: int


def drafts_waiting() -> int:
    return Report.objects.filter(state=Report.State.DRAFT).count()


def waiting_for(user: Visitor) -> Waiting:
    """Drafts of everybody; refused and running files of this person."""
    runs = IngestRun.objects.filter(started_by_id=user.pk)
    return Waiting(
        drafts=drafts_waiting(),
        refused=runs.filter(state=IngestRun.State.REFUSED).count(),
        running=runs.filter(state__in=(IngestRun.State.QUEUED, IngestRun.State.RUNNING)).count(),
    )
