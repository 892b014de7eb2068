"""The files that a person brought in: how far each came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from reports.access import Visitor
from reports.models import IngestRun, Report
from reports.selectors.holdings import ReportLine, lines

SHOWN = 500
STATE_ORDER = (
    IngestRun.State.REFUSED,
    IngestRun.State.DUPLICATE,
    IngestRun.State.RUNNING,
    IngestRun.State.QUEUED,
    IngestRun.State.DONE,
    IngestRun.State.CANCELLED,
)
"""Those that need a person first."""
UNFINISHED = (IngestRun.State.QUEUED, IngestRun.State.RUNNING)


@dataclass(frozen=True, slots=True)
class RunLine:
    """One file with the reports that came of it."""

    run: IngestRun
    reports: Sequence[ReportLine]


@dataclass(frozen=True, slots=True)
class Batch:
    """Files of one upload, or of all when ``key`` is None; ``counts`` by state."""

    key: UUID | None
    lines: Sequence[RunLine]
    counts: Counter[str]

    @property
    def unfinished(self) -> int:
        return sum(self.counts[state] for state in UNFINISHED)


def batch(user: Visitor, key: UUID | None) -> Batch:
    """The runs that ``user`` started, of one batch or the newest ones. Four queries, however many."""
    runs = IngestRun.objects.filter(started_by_id=user.pk).select_related("source")
    if key is not None:
        runs = runs.filter(batch=key)
    reports = Prefetch("source__reports", Report.objects.only("pk", "source_id").order_by("index"))
    found = list(runs.prefetch_related(reports)[:SHOWN])
    of_sources = lines(dict.fromkeys(report.pk for run in found if run.source for report in run.source.reports.all()))
    by_source: dict[int, list[ReportLine]] = {}
    for line in of_sources:
        by_source.setdefault(line.report.source_id, []).append(line)
    shown = [RunLine(run, by_source.get(run.source_id or 0, [])) for run in found]
    shown.sort(key=lambda line: STATE_ORDER.index(IngestRun.State(line.run.state)))
    return Batch(key, shown, Counter(run.state for run in found))


def newest_batch(user: Visitor) -> UUID | None:
    runs = IngestRun.objects.filter(started_by_id=user.pk, batch__isnull=False)
    return runs.order_by("-created_at", "-id").values_list("batch", flat=True).first()


def cancel(run_id: int, user: Visitor) -> bool:
    """Stop a file that still waits; one that is being read goes on to its end."""
    waiting = IngestRun.objects.filter(pk=run_id, started_by_id=user.pk, state=IngestRun.State.QUEUED)
    return bool(waiting.update(state=IngestRun.State.CANCELLED))
