"""The present parser over a kept original: what changed, what people corrected and still holds, what conflicts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from reports import audit, correcting, originals
from reports.districts import database_gazetteer
from reports.extraction import RefusedFile, extract_isolated
from reports.models import AuditEntry, Correction, Metric, Section, SourceFile
from reports.parsing.pipeline import PARSER_VERSION, parse
from reports.storing import context_of, store
from reports.taking_out import is_live


@dataclass(frozen=True, slots=True)
class RowChanges:
    """How many rows stayed, changed, came and went; ids of those that stayed or changed are the same."""

    same: int = 0
    changed: int = 0
    added: int = 0
    gone: int = 0

    @property
    def any(self) -> bool:
        return bool(self.changed or self.added or self.gone)


@dataclass(frozen=True, slots=True)
class Reparsed:
    """What came of it. ``conflicts`` are the corrections that found no place; each ``message`` says why."""

    source: SourceFile
    reports: int
    sections: RowChanges
    metrics: RowChanges
    conflicts: tuple[Correction, ...]

    @property
    def changed(self) -> bool:
        return self.sections.any or self.metrics.any


def reparse(source: SourceFile) -> Reparsed:
    """Read and parse ``source`` again and rewrite its rows in one transaction; published reports stay published.

    Raises RefusedFile where the original cannot be read any more; then nothing has changed.
    """
    path = originals.path_of(source.sha256)
    if not path.exists():
        raise RefusedFile("empty", _("服务器上找不到这个文件的原件，不能重新解析。请从备份恢复。"))
    extracted = extract_isolated(path, filename=source.name)
    parsed = parse(extracted, context_of(source), database_gazetteer(source.is_sample), source.name)
    if not parsed.reports:
        raise RefusedFile("no_text", _("新版解析没有读到报告正文，原来的结果保持不变。"))
    with transaction.atomic():
        if not is_live(source):
            raise RefusedFile("empty", _("这个文件已被移除，没有重新解析。"))
        sections, metrics = _sections(source), _metrics(source)
        reports = store(source, extracted, parsed)
        conflicts = source.corrections.filter(state=Correction.State.CONFLICT).order_by("when", "id")
        result = Reparsed(
            source,
            len(reports),
            _compared(sections, _sections(source)),
            _compared(metrics, _metrics(source)),
            tuple(conflicts.select_related("who")),
        )
        if result.changed:
            correcting.turn_page(source, None)
            audit.note(None, AuditEntry.Act.REPARSE, label=str(source), version=PARSER_VERSION)
    return result


Rows = dict[int, tuple[object, ...]]


def _sections(source: SourceFile) -> Rows:
    rows = Section.objects.filter(report__source=source, archived=False)
    fields = ("mark", "heading", "district", "topic", "stage", "level", "text", "report__title", "report__period_start")
    return {row[0]: row[1:] for row in rows.values_list("pk", *fields)}


def _metrics(source: SourceFile) -> Rows:
    rows = Metric.objects.filter(report__source=source, archived=False)
    fields = ("indicator_name", "qualifier", "base_value", "base_unit", "district", "period_start", "status", "review")
    return {row[0]: row[1:] for row in rows.values_list("pk", *fields)}


def _compared(before: Rows, after: Rows) -> RowChanges:
    both = Counter(before[pk] == after[pk] for pk in before.keys() & after.keys())
    return RowChanges(both[True], both[False], len(after.keys() - before.keys()), len(before.keys() - after.keys()))
