"""The files that a person brought in: how far each came."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from reports.access import Visitor
from reports.models import IngestRun, Report
from reports.runs import may_retry
from reports.selectors.holdings import ReportLine, lines

SHOWN = 500
STATE_ORDER = (
    IngestRun.State.REFUSED,
    IngestRun.State.ASKING,
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
    """One file with the reports that came of it, and those of a file it is much like."""

    run: IngestRun
    reports: Sequence[ReportLine]
    resembles: Sequence[ReportLine] = ()
    may_retry: bool = False


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
    found = list(runs[:SHOWN])
    sources = {pk for run in found for pk in (run.source_id, run.resembles_id) if pk}
    by_source: dict[int, list[ReportLine]] = defaultdict(list)
    ids = Report.objects.filter(source_id__in=sources).order_by("source_id", "index").values_list("pk", flat=True)
    for line in lines(ids):
        by_source[line.report.source_id].append(line)
    shown = [
        RunLine(run, by_source[run.source_id or 0], by_source[run.resembles_id or 0], may_retry(run)) for run in found
    ]
    shown.sort(key=lambda line: place_of(line.run.state))
    return Batch(key, shown, Counter(run.state for run in found))


def place_of(state: str) -> int:
    """A state's place in the table; one that is new here stands last."""
    return STATE_ORDER.index(IngestRun.State(state)) if state in STATE_ORDER else len(STATE_ORDER)


def newest_batch(user: Visitor) -> UUID | None:
    runs = IngestRun.objects.filter(started_by_id=user.pk, batch__isnull=False)
    return runs.order_by("-created_at", "-id").values_list("batch", flat=True).first()


def own_run(run_id: int, user: Visitor) -> IngestRun | None:
    """A run that ``user`` started; what is to be done with it is for them alone."""
    return IngestRun.objects.select_related("source").filter(pk=run_id, started_by_id=user.pk).first()
