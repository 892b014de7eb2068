"""The files that a person brought in: how far each came."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

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
TROUBLED = (IngestRun.State.REFUSED, IngestRun.State.ASKING)
"""Those that stay as they are until a person acts: always listed, also where their archive is folded."""

MEMBERS = IngestRun.objects.filter(archive=OuterRef("pk"))
UNPACKED = Q(Exists(MEMBERS), state=IngestRun.State.DONE)
EMPTIED = UNPACKED & ~Q(Exists(MEMBERS.exclude(state=IngestRun.State.REMOVED)))
"""An archive whose files were all taken out leaves the table with them."""


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
    members: Mapping[str, int] = field(default_factory=dict)
    """Of an archive: how many of its files are in each state."""
    archive: IngestRun | None = None
    """The archive above, where this is listed under one."""

    @property
    def name(self) -> str:
        """The file's name; under its archive without the archive's."""
        return self.run.file_name.removeprefix(f"{self.archive.file_name}!/") if self.archive else self.run.file_name


@dataclass(frozen=True, slots=True)
class Batch:
    """Files of one upload, or of all when ``key`` is None; ``counts`` by state, of those not listed too.

    An archive that was unpacked is no file of its own: its members are counted. ``to_review``: reports that wait.
    """

    key: UUID | None
    lines: Sequence[RunLine]
    counts: Counter[str]
    to_review: int = 0
    is_cut: bool = False
    """Whether there are more than are listed."""

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def unfinished(self) -> int:
        return sum(self.counts[state] for state in UNFINISHED)

    @property
    def troubled(self) -> int:
        return sum(self.counts[state] for state in TROUBLED)


def batch(user: Visitor, key: UUID | None, opened: Collection[int] = (), troubled_only: bool = False) -> Batch:
    """The runs that ``user`` started, of one batch or the newest ones. Seven queries, however many.

    Of an archive's members those in trouble are listed, the others where it is one of ``opened``.
    """
    runs = IngestRun.objects.filter(started_by_id=user.pk).exclude(state=IngestRun.State.REMOVED).exclude(EMPTIED)
    if key is not None:
        runs = runs.filter(batch=key)
    wanted = Q(state__in=TROUBLED) if troubled_only else Q(archive=None) | Q(state__in=TROUBLED) | Q(archive__in=opened)
    in_order = runs.filter(wanted).order_by(F("archive").asc(nulls_first=True), "-created_at", "-id")
    found = list(in_order.select_related("source", "replacement")[:SHOWN])
    members, counts = _counted(runs)
    by_source = _reports_by_source(found)
    waiting = _waiting() if any(run.state == IngestRun.State.QUEUED for run in found) else {}
    shown = _nested([_line(run, by_source, waiting, members.get(run.pk, {})) for run in found])
    drafts = Report.objects.filter(state=Report.State.DRAFT, source__runs__in=runs).distinct().count()
    return Batch(key, shown, counts, drafts, len(found) == SHOWN and in_order.count() > SHOWN)


def _counted(runs: QuerySet[IngestRun]) -> tuple[dict[int, Counter[str]], Counter[str]]:
    """Files by state: of each archive, and of all. An unpacked archive is not counted beside its members."""
    files = runs.exclude(UNPACKED)
    members: dict[int, Counter[str]] = defaultdict(Counter)
    counts: Counter[str] = Counter()
    for archive, state, count in files.order_by().values_list("archive", "state").annotate(n=Count("pk")):
        counts[state] += count
        if archive is not None:
            members[archive][state] += count
    return members, counts


def _reports_by_source(found: Sequence[IngestRun]) -> Mapping[int, Sequence[ReportLine]]:
    sources = {pk for run in found for pk in (run.source_id, run.resembles_id) if pk}
    by_source: dict[int, list[ReportLine]] = defaultdict(list)
    live = Report.objects.filter(source_id__in=sources).exclude(state=Report.State.ARCHIVED)
    for line in lines(live.order_by("source_id", "index").values_list("pk", flat=True)):
        by_source[line.report.source_id].append(line)
    return by_source


def _nested(found: Sequence[RunLine]) -> list[RunLine]:
    """Each archive above its members, what needs a person first; members whose archive is not listed stand alone."""
    listed = {line.run.pk: line.run for line in found}
    groups: dict[int, list[RunLine]] = defaultdict(list)
    for line in found:
        archive = listed.get(line.run.archive_id or 0)
        groups[archive.pk if archive else line.run.pk].append(replace(line, archive=archive))
    ordered = [sorted(group, key=_place_in_group) for group in groups.values()]
    ordered.sort(key=lambda group: _place(group[0]))
    return [line for group in ordered for line in group]


def _place_in_group(line: RunLine) -> tuple[bool, int, int]:
    return line.archive is not None, place_of(line.run.state), line.run.pk


def _place(line: RunLine) -> int:
    """A line's place in the table; an archive stands where its most pressing member would."""
    return min(map(place_of, (line.run.state, *line.members)))


def _waiting() -> dict[int, int]:
    """How many runs wait before each one that waits."""
    queued = IngestRun.objects.filter(state=IngestRun.State.QUEUED).order_by("created_at", "id")
    return {pk: place for place, pk in enumerate(queued.values_list("pk", flat=True))}


def _line(
    run: IngestRun,
    by_source: Mapping[int, Sequence[ReportLine]],
    waiting: Mapping[int, int],
    members: Mapping[str, int],
) -> RunLine:
    reports = by_source.get(run.source_id or 0, ())
    ever = any(line.report.published_at is not None for line in reports)
    replaced = run.replacement is not None and run.replacement.state not in taking_out.GIVEN_UP
    stands = bool(reports) or run.state != IngestRun.State.DONE
    return RunLine(
        run,
        reports,
        by_source.get(run.resembles_id or 0, ()),
        may_retry=may_retry(run),
        may_remove=taking_out.may_remove(run, ever) and not members,
        may_swap=taking_out.may_be_swapped(run) and stands and not replaced,
        ahead=waiting.get(run.pk, 0),
        members={state: members[state] for state in STATE_ORDER if state in members},
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
