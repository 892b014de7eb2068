"""The files that a person brought in: how far each came."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from reports import taking_out
from reports.access import Visitor
from reports.deriving import newest_parse
from reports.models import IngestRun, Report, SourceFile
from reports.near_duplicates import DiffLine, difference
from reports.parsing.serialise import from_json
from reports.recognising import stored_text, text_of
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
    may_remove: bool = False
    may_swap: bool = False
    ahead: int = 0
    """Files of anybody that are to be taken up before this one."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files of one upload, or of all when ``key`` is None; ``counts`` by state, of those not listed too."""

    key: UUID | None
    lines: Sequence[RunLine]
    counts: Counter[str]

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def unfinished(self) -> int:
        return sum(self.counts[state] for state in UNFINISHED)


def batch(user: Visitor, key: UUID | None) -> Batch:
    """The runs that ``user`` started, of one batch or the newest ones. Five queries, however many."""
    runs = IngestRun.objects.filter(started_by_id=user.pk).exclude(state=IngestRun.State.REMOVED)
    runs = runs.select_related("source", "replacement")
    if key is not None:
        runs = runs.filter(batch=key)
    found = list(runs[:SHOWN])
    sources = {pk for run in found for pk in (run.source_id, run.resembles_id) if pk}
    by_source: dict[int, list[ReportLine]] = defaultdict(list)
    live = Report.objects.filter(source_id__in=sources).exclude(state=Report.State.ARCHIVED)
    for line in lines(live.order_by("source_id", "index").values_list("pk", flat=True)):
        by_source[line.report.source_id].append(line)
    waiting = _waiting() if any(run.state == IngestRun.State.QUEUED for run in found) else {}
    shown = [_line(run, by_source, waiting) for run in found]
    shown.sort(key=lambda line: place_of(line.run.state))
    counted = runs.order_by().values_list("state").annotate(n=Count("pk"))
    return Batch(key, shown, Counter(dict(counted)))


def _waiting() -> dict[int, int]:
    """How many runs wait before each one that waits."""
    queued = IngestRun.objects.filter(state=IngestRun.State.QUEUED).order_by("created_at", "id")
    return {pk: place for place, pk in enumerate(queued.values_list("pk", flat=True))}


def _line(run: IngestRun, by_source: Mapping[int, Sequence[ReportLine]], waiting: Mapping[int, int]) -> RunLine:
    reports = by_source.get(run.source_id or 0, ())
    ever = any(line.report.published_at is not None for line in reports)
    replaced = run.replacement is not None and run.replacement.state not in taking_out.GIVEN_UP
    stands = bool(reports) or run.state != IngestRun.State.DONE
    return RunLine(
        run,
        reports,
        by_source.get(run.resembles_id or 0, ()),
        may_retry=may_retry(run),
        may_remove=taking_out.may_remove(run, ever),
        may_swap=taking_out.may_be_swapped(run) and stands and not replaced,
        ahead=waiting.get(run.pk, 0),
    )


def said_of(run: IngestRun) -> dict[str, object]:
    """What was said of a file when it came: its own, or that of others in its batch where it was not kept."""
    kept = SourceFile.objects.filter(runs__batch=run.batch, runs__started_by=run.started_by_id)
    source = run.source or (kept.order_by("-pk").first() if run.batch else None)
    if source is None:
        return {}
    district = source.given_district
    return {
        "district": district.code if district else "",
        "year": source.given_year or "",
        "topic": source.given_topic,
        "visibility": source.given_visibility,
    }


def place_of(state: str) -> int:
    """A state's place in the table; one that is new here stands last."""
    return STATE_ORDER.index(IngestRun.State(state)) if state in STATE_ORDER else len(STATE_ORDER)


def newest_batch(user: Visitor) -> UUID | None:
    runs = IngestRun.objects.filter(started_by_id=user.pk, batch__isnull=False)
    return runs.order_by("-created_at", "-id").values_list("batch", flat=True).first()


def belongs_to_another(key: UUID, user: Visitor) -> bool:
    """Whether a batch has files that somebody else brought."""
    return IngestRun.objects.filter(batch=key).exclude(started_by_id=user.pk).exists()


def difference_to_known(run: IngestRun) -> list[DiffLine]:
    """Sentence by sentence, what the file of an asking run says otherwise than the known one."""
    parse = newest_parse(run.source) if run.source else None
    if parse is None or run.resembles is None:
        return []
    return difference(stored_text(run.resembles), text_of(from_json(parse.result)))


def own_run(run_id: int, user: Visitor) -> IngestRun | None:
    """A run that ``user`` started; what is to be done with it is for them alone."""
    return IngestRun.objects.select_related("source", "resembles").filter(pk=run_id, started_by_id=user.pk).first()
