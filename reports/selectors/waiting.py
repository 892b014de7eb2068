"""What awaits a person: drafts to review, files that were refused, plans and findings to decide."""

from __future__ import annotations

from dataclasses import dataclass

from reports.access import Visitor, visible_to
from reports.models import Finding, IngestRun, Report, Verdict
from reports.selectors import follow_ups
from reports.selectors.batches import TROUBLED
from reports.selectors.places import City
from reports.selectors.review import in_conflict


@dataclass(frozen=True, slots=True)
class Waiting:
    """Counts for the person's home page; ``plans`` and ``findings`` are None where others decide on them.

    ``troubled`` files stay as they are until the person acts; ``conflicts`` are reports with corrections that no
    longer fit.
    """

    drafts: int
    troubled: int
    running: int
    conflicts: int = 0
    plans: int | None = None
    findings: int | None = None


def drafts_waiting() -> int:
    return Report.objects.filter(state=Report.State.DRAFT).count()


def waiting_for(user: Visitor, city: City | None) -> Waiting:
    """Drafts of everybody; refused and running files of this person; what the city's numbers leave to be decided."""
    runs = IngestRun.objects.filter(started_by_id=user.pk)
    decides = city is not None and user.has_perm("reports.change_metric")
    return Waiting(
        drafts=drafts_waiting(),
        troubled=runs.filter(state__in=TROUBLED).count(),
        running=runs.filter(state__in=(IngestRun.State.QUEUED, IngestRun.State.RUNNING)).count(),
        conflicts=in_conflict(visible_to(user)).count(),
        plans=_plans(city) if city and decides else None,
        findings=_findings(city) if city and decides else None,
    )


def _plans(city: City) -> int:
    """Plans of which the rules found something and do not dare to judge, or nothing yet."""
    ids = [pk for place in city.places for pk in place.ids]
    return follow_ups.visible(ids).filter(word=Verdict.Word.OPEN, settled=False).count()


def _findings(city: City) -> int:
    return Finding.objects.filter(city_id=city.whole.id, state=Finding.State.OPEN).count()
