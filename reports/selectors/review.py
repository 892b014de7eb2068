"""What the review pages read: the queue, and one report with all that a reviewer decides about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from reports.access import Visitor, visible_to
from reports.correcting import revision
from reports.deriving import derived_value, newest_parse
from reports.models import SHOWN_CONFIDENCE, AuditEntry, Correction, Metric, Report, Section
from reports.parsing.corrections import label_of
from reports.parsing.types import ParsedMetric, ParsedReport

SURE = 0.95
"""Open numbers from here on are confirmed in one go."""
ORDERS = ("flags", "age", "uploader")
HISTORY = 60
CONFLICTS = "conflict"


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A report that waits. ``doubtful`` open numbers are below the threshold, ``open`` counts all undecided ones."""

    report: Report
    conflicts: int
    sections: int
    numbers: int
    open: int
    doubtful: int

    @property
    def troubles(self) -> int:
        return sum(int(flag["count"]) for flag in self.report.flags) + self.conflicts

    @property
    def is_clean(self) -> bool:
        return not self.report.flags and not self.conflicts


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A correction in words."""

    correction: Correction
    label: str

    @property
    def is_live(self) -> bool:
        return self.correction.state != Correction.State.UNDONE

    @property
    def when(self) -> datetime:
        return self.correction.when


@dataclass(frozen=True, slots=True)
class Desk:
    """A report open for review. ``parsed`` is the value its rows were written from, in ``extracted`` text."""

    report: Report
    parsed: ParsedReport
    extracted: str
    pages: tuple[int, ...]
    whole_file: bool
    warnings: tuple[str, ...]
    sections: Sequence[Section]
    numbers: Sequence[Metric]
    revision: int
    conflicts: Sequence[HistoryLine]
    history: Sequence[HistoryLine]
    has_older_history: bool = False

    def parsed_number(self, row: Metric) -> ParsedMetric | None:
        """The value that a row of numbers stands for."""
        same = [m for m in self.parsed.metrics if (m.start, m.end) == (row.start, row.end)]
        exact = [
            m
            for m in same
            if (m.indicator[:80], m.qualifier[:120], m.status, m.period_start)
            == (row.indicator_name, row.qualifier, row.status, row.period_start)
        ]
        return next(iter(exact or same), None)

    @property
    def decided(self) -> int:
        return sum(number.review != Metric.Review.OPEN for number in self.numbers)

    @property
    def sure(self) -> list[Metric]:
        return [
            n for n in self.numbers if n.review == Metric.Review.OPEN and n.confidence >= SURE and not over_hundred(n)
        ]


def over_hundred(number: Metric) -> bool:
    """A rate over 100 % that is no gross rate: a person looks at it, however well it was read."""
    rate = number.base_unit == "%" and number.indicator_name.endswith("率") and not number.change
    return rate and number.base_value > 100 and "毛" not in number.indicator_name + number.qualifier


def queue(user: Visitor, state: str = Report.State.DRAFT, order: str = "flags", uploader: str = "") -> list[QueueLine]:
    """The reports that wait, those that need a person most first. Four queries, however many.

    ``state`` is a report's, or ``CONFLICTS`` for those of any state whose corrections no longer fit the text.
    """
    held = visible_to(user)
    asked = in_conflict(held) if state == CONFLICTS else held.filter(state=state)
    waiting = asked.select_related("issuer", "source", "source__uploaded_by")
    if uploader:
        waiting = waiting.filter(source__uploaded_by__username=uploader)
    rows = list(waiting.order_by("created_at", "pk").defer("text"))
    numbers = _numbers(waiting)
    live = Section.objects.filter(archived=False, report__in=waiting).order_by()
    sections = dict(live.values("report_id").annotate(n=Count("pk")).values_list("report_id", "n"))
    troubled = Correction.objects.filter(state=Correction.State.CONFLICT, source__reports__in=waiting)
    conflicts = dict(troubled.order_by().values("source_id").annotate(n=Count("pk")).values_list("source_id", "n"))
    lines = [
        QueueLine(row, conflicts.get(row.source_id, 0), sections.get(row.pk, 0), *numbers.get(row.pk, (0, 0, 0)))
        for row in rows
    ]
    return sorted(lines, key=_urgency) if order == "flags" else _by(lines, order)


def in_conflict(held: QuerySet[Report]) -> QuerySet[Report]:
    """Of these reports the ones with a correction that found no place when their file was read anew."""
    unplaced = Correction.objects.filter(state=Correction.State.CONFLICT, source=OuterRef("source"))
    return held.exclude(state=Report.State.ARCHIVED).filter(Exists(unplaced))


def _by(lines: list[QueueLine], order: str) -> list[QueueLine]:
    if order == "uploader":
        return sorted(lines, key=lambda line: str(line.report.source.uploaded_by or ""))
    return lines


def _urgency(line: QueueLine) -> tuple[int, int]:
    return -line.troubles, -line.doubtful


def _numbers(waiting: QuerySet[Report]) -> dict[int, tuple[int, int, int]]:
    undecided = Q(review=Metric.Review.OPEN)
    live = Metric.objects.filter(archived=False, duplicate_of__isnull=True, report__in=waiting).order_by()
    counted = live.values("report_id").annotate(
        n=Count("pk"),
        undecided=Count("pk", filter=undecided),
        doubtful=Count("pk", filter=undecided & Q(confidence__lt=SHOWN_CONFIDENCE)),
    )
    return {row["report_id"]: (row["n"], row["undecided"], row["doubtful"]) for row in counted}


def desk(report_id: int, user: Visitor) -> Desk | None:
    """One report with everything to decide about it, if ``user`` may open it and its parse is kept."""
    related = ("issuer", "source", "source__uploaded_by", "source__replaces", "published_by")
    report = visible_to(user).exclude(state=Report.State.ARCHIVED).select_related(*related).filter(pk=report_id).first()
    if report is None:
        return None
    parse, value = newest_parse(report.source), derived_value(report.source)
    if parse is None or value is None or report.index >= len(value[0].reports):
        return None
    made = report.source.corrections.select_related("who").order_by("-when", "-id")
    recent = _lines(made[: HISTORY + 1])
    numbers = report.metrics.filter(archived=False, duplicate_of__isnull=True)
    return Desk(
        report=report,
        parsed=value[0].reports[report.index],
        extracted=value[1],
        pages=tuple(parse.pages),
        whole_file=len(value[0].reports) == 1,
        warnings=value[0].warnings,
        sections=list(report.sections.filter(archived=False).select_related("district").order_by("index")),
        numbers=list(numbers.select_related("indicator", "district", "decided_by__who").order_by("start", "pk")),
        revision=revision(report.source),
        conflicts=_lines(made.filter(state=Correction.State.CONFLICT)),
        history=recent[:HISTORY],
        has_older_history=len(recent) > HISTORY,
    )


def _lines(rows: QuerySet[Correction]) -> list[HistoryLine]:
    return [HistoryLine(row, label_of(row.kind, row.field)) for row in rows]


def acts_on(report: Report) -> list[AuditEntry]:
    """What was done with the report, newest first."""
    return list(AuditEntry.objects.filter(report=report).select_related("who").order_by("-when", "-id")[:HISTORY])


def last_note(report: Report) -> str:
    """Why the report was sent back, if it was."""
    returned = AuditEntry.objects.filter(report=report, act=AuditEntry.Act.RETURN)
    return returned.order_by("-when", "-id").values_list("reason", flat=True).first() or ""


def uploaders(user: Visitor) -> list[str]:
    """Accounts whose files wait, for the queue's filter."""
    names = visible_to(user).filter(state=Report.State.DRAFT).exclude(source__uploaded_by=None)
    return list(names.order_by().values_list(F("source__uploaded_by__username"), flat=True).distinct())
