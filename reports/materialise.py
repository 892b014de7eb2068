"""Parsed values → rows. Called by ``ingest`` alone, inside its transaction.

Old rows are matched to new values (``reports.matching``) and keep their ids; what vanished is archived, never
deleted, so that a link to it can say so.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models
from django.db.models.functions import Cast, Concat

from reports.fixtures.gazetteers import default_order
from reports.flags import flags_of
from reports.matching import RowKey, match_places, match_rows
from reports.models import District, Indicator, Metric, Report, Section, SourceFile
from reports.parsing.types import ParsedMetric, ParsedReport, ParsedSection, ParsedSource, Place, Span

Row = TypeVar("Row", Section, Metric)
CONTENT_LENGTH = 80
BATCH = 200
MOST_COMPARED = 100_000
PLACES_AFTER_POINT = Decimal("0.000001")


@dataclass(slots=True)
class Lookup:
    """Districts by code and indicators by name, each read once for a source."""

    districts: dict[str, District] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)

    @classmethod
    def for_source(cls, parsed: ParsedSource) -> Lookup:
        codes = {place.code for report in parsed.reports for place in _places(report)}
        rows = District.objects.filter(code__in=codes).select_related("merged_into")
        lookup = cls({row.code: row.merged_into or row for row in rows})
        for indicator in Indicator.objects.all():
            for name in (indicator.name, *indicator.aliases):
                lookup.indicators.setdefault(name, indicator)
        return lookup

    def district(self, place: Place | None) -> District | None:
        """The row of a place. A part of a city that no row stands for yet (高新区, 市本级) gets one under the city."""
        if place is None:
            return None
        if place.code not in self.districts:
            city = District.objects.filter(code=place.code[:4] + "00").first()
            direct = place.name.startswith("市")
            level = District.Level.DIRECT if direct else District.Level.FUNCTIONAL
            self.districts[place.code] = District.objects.create(
                code=place.code,
                name=place.name,
                level=level,
                parent=city,
                order=default_order(place.code),
                is_sample=bool(city and city.is_sample),
            )
        return self.districts[place.code]


def _places(report: ParsedReport) -> Iterable[Place]:
    if report.issuer:
        yield Place(report.issuer.name, report.issuer.code)
    parts: Iterable[ParsedSection | ParsedMetric] = (*report.sections, *report.metrics)
    yield from (part.district for part in parts if part.district)


def materialise(source: SourceFile, parsed: ParsedSource) -> list[Report]:
    """Write all reports of ``source``; returns them in the file's order, with ids."""
    lookup = Lookup.for_source(parsed)
    old = list(source.reports.order_by("index"))
    keys = distinct([_report_key(report) for report in parsed.reports])
    matches = match_rows([RowKey(row.anchor, row.title) for row in old], keys)
    if _anchors_move([row.anchor for row in old], keys, matches):
        _set_aside(source.reports.all())
    reports = []
    for index, (report, key) in enumerate(zip(parsed.reports, keys, strict=True)):
        row = old[matches[index]] if index in matches else Report(source=source, is_sample=source.is_sample)
        _fill_report(row, report, lookup, index=index, anchor=key.anchor)
        row.save()
        sections = _write_sections(row, report.sections, lookup)
        _write_metrics(row, report.metrics, sections, lookup)
        reports.append(row)
    vanished = [row.pk for index, row in enumerate(old) if index not in matches.values()]
    source.reports.filter(pk__in=vanished).update(state=Report.State.ARCHIVED)
    return reports


def distinct(keys: Sequence[RowKey]) -> list[RowKey]:
    """The same keys with equal anchors numbered apart.

    >>> [key.anchor for key in distinct([RowKey("7", 1), RowKey("7", 2)])]
    ['7', '7.1']
    """
    seen: dict[str, int] = {}
    result = []
    for key in keys:
        number = seen.get(key.anchor, 0)
        seen[key.anchor] = number + 1
        result.append(RowKey(f"{key.anchor}.{number}", key.content) if number else key)
    return result


def _anchors_move(old: Sequence[str], keys: Sequence[RowKey], matches: dict[int, int]) -> bool:
    """Whether a row is to bear an anchor that another row bears now."""
    holder = {anchor: at for at, anchor in enumerate(old)}
    return any(key.anchor in holder and holder[key.anchor] != matches.get(at) for at, key in enumerate(keys))


def _set_aside(rows: models.QuerySet[Report] | models.QuerySet[Section] | models.QuerySet[Metric]) -> None:
    """Free all anchors among siblings, so that two rows may swap theirs without colliding half-way."""
    rows.update(anchor=Concat(models.Value("~"), Cast("pk", models.CharField())))


def _report_key(report: ParsedReport) -> RowKey:
    first = report.sections[0] if report.sections else None
    return RowKey(_place_in_source(first.origin if first else (), report.title), report.title)


def _section_key(section: ParsedSection) -> RowKey:
    content = re.sub(r"\s", "", section.heading + section.text)[:CONTENT_LENGTH]
    return RowKey(_place_in_source(section.origin[:1], f"{section.start}"), content)


def _metric_key(metric: ParsedMetric) -> RowKey:
    return RowKey(_place_in_source(metric.origin, f"{metric.start}"), (metric.printed, metric.sentence))


def _place_in_source(origin: Sequence[Span], otherwise: str) -> str:
    if origin:
        return f"{origin[0].start}-{origin[-1].end}" if len(origin) > 1 else f"{origin[0].start}"
    return "t" + hashlib.sha256(otherwise.encode()).hexdigest()[:16]


def _fill_report(row: Report, report: ParsedReport, lookup: Lookup, *, index: int, anchor: str) -> None:
    issuer, period = report.issuer, report.period
    row.index, row.anchor = index, anchor
    row.title, row.kind, row.topic, row.text = report.title[:300], report.kind, (report.topic or "")[:60], report.text
    row.period_start, row.period_end = period.start, period.end if period.end is not None else period.start
    row.period_unit, row.half, row.period_basis = period.unit, period.half, period.basis
    row.issuer = lookup.district(Place(issuer.name, issuer.code)) if issuer else None
    row.institution = ((issuer.institution if issuer else None) or "")[:120]
    row.repairs = list(report.repairs)
    row.flags = [flag.as_json() for flag in flags_of(report)]
    if row.state == Report.State.ARCHIVED:
        row.state = Report.State.DRAFT


def _write_sections(report: Report, sections: Sequence[ParsedSection], lookup: Lookup) -> list[Section]:
    old = list(report.sections.order_by("index"))
    keys = distinct([_section_key(section) for section in sections])
    old_keys = [RowKey(row.anchor, re.sub(r"\s", "", row.heading + row.text)[:CONTENT_LENGTH]) for row in old]
    matches = match_rows(old_keys, keys)
    matches |= _moved_sections(old, sections, matches)
    stored = _prepared(report.sections.all(), old, keys, matches)
    rows = [old[matches[index]] if index in matches else Section(report=report) for index in range(len(sections))]
    for row, section, key in zip(rows, sections, keys, strict=True):
        row.index, row.anchor, row.level, row.archived = section.index, key.anchor, section.level, False
        row.mark, row.heading, row.style = section.mark[:20], section.heading[:300], section.style
        row.district = lookup.district(section.district)
        row.topic, row.stage = (section.topic or "")[:60], (section.stage or "")[:6]
        row.text, row.start, row.end = section.text, section.start, section.end
        row.origin = [list(span) for span in section.origin]
    Section.objects.bulk_create([row for row in rows if row.pk is None], batch_size=500)
    for row, section in zip(rows, sections, strict=True):
        row.parent = rows[section.parent] if section.parent is not None else None
    _save_changed(Section, rows, stored, "parent")
    return rows


def _moved_sections(
    old: Sequence[Section], sections: Sequence[ParsedSection], matches: dict[int, int]
) -> dict[int, int]:
    """Sections whose border somebody moved, by the place they still cover."""
    left_old = [at for at in range(len(old)) if at not in set(matches.values()) and not old[at].archived]
    left_new = [at for at in range(len(sections)) if at not in matches]
    if len(left_old) * len(left_new) > MOST_COMPARED:
        return {}
    found = match_places([old[at].origin for at in left_old], [sections[at].origin for at in left_new])
    return {left_new[new]: left_old[at] for new, at in found.items()}


def _write_metrics(
    report: Report, metrics: Sequence[ParsedMetric], sections: Sequence[Section], lookup: Lookup
) -> None:
    old = list(report.metrics.order_by("start"))
    keys = distinct([_metric_key(metric) for metric in metrics])
    matches = match_rows([RowKey(row.anchor, (row.printed, row.sentence)) for row in old], keys)
    stored = _prepared(report.metrics.all(), old, keys, matches)
    rows = [old[matches[index]] if index in matches else Metric(report=report) for index in range(len(metrics))]
    for row, metric, key in zip(rows, metrics, keys, strict=True):
        _fill_metric(row, metric, lookup, anchor=key.anchor, section=sections[metric.section])
    Metric.objects.bulk_create([row for row in rows if row.pk is None], batch_size=500)
    for row, metric in zip(rows, metrics, strict=True):
        row.duplicate_of = None if metric.duplicate_of is None else rows[metric.duplicate_of]
    _save_changed(Metric, rows, stored, "duplicate_of")


def _fill_metric(row: Metric, metric: ParsedMetric, lookup: Lookup, *, anchor: str, section: Section) -> None:
    row.anchor, row.section, row.archived = anchor, section, False
    row.district = lookup.district(metric.district)
    row.indicator, row.indicator_name = lookup.indicators.get(metric.indicator), metric.indicator[:80]
    row.qualifier, row.project = metric.qualifier[:120], (metric.project or "")[:120]
    row.value, row.base_value = exact(metric.value), exact(metric.base_value)
    row.value_high = None if metric.value_high is None else exact(metric.value_high)
    row.unit, row.base_unit, row.comparator = metric.unit[:20], metric.base_unit[:20], metric.comparator
    row.period_start, row.period_end, row.half = metric.period_start, metric.period_end, metric.half
    row.as_of, row.status, row.change = metric.as_of or "", metric.status, metric.change or ""
    row.printed, row.sentence, row.start, row.end = metric.printed[:80], metric.sentence, metric.start, metric.end
    row.origin, row.confidence = [list(span) for span in metric.origin], metric.confidence
    row.review, row.decided_by_id = metric.review, metric.decided_by


def exact(value: float) -> Decimal:
    """The decimal as it was printed: 66.93, not 66.93000000000000682.

    >>> exact(66.93)
    Decimal('66.930000')
    """
    return Decimal(repr(value)).quantize(PLACES_AFTER_POINT)


def _prepared(
    rows: models.QuerySet[Section] | models.QuerySet[Metric],
    old: Sequence[Row],
    keys: Sequence[RowKey],
    matches: dict[int, int],
) -> dict[int, dict[str, Any]]:
    """Archive what has vanished and free the anchors that change hands; gives what each known row holds now."""
    kept = set(matches.values())
    vanished = [row.pk for at, row in enumerate(old) if at not in kept and not row.archived]
    for at in range(0, len(vanished), 500):
        rows.filter(pk__in=vanished[at : at + 500]).update(archived=True)
    stored = {row.pk: {name: copy.copy(getattr(row, name)) for name in _columns(type(row))} for row in old}
    if _anchors_move([row.anchor for row in old], keys, matches):
        _set_aside(rows)
        for values in stored.values():
            values["anchor"] = None
    return stored


def _save_changed(model: type[Row], rows: Sequence[Row], stored: dict[int, dict[str, Any]], reference: str) -> None:
    """Write the rows that differ from what is stored; rows made just now lack their ``reference`` only."""
    columns = _columns(model)
    made = [row for row in rows if row.pk not in stored and getattr(row, f"{reference}_id") is not None]
    _update(model, made, [reference])
    changed = [row for row in rows if row.pk in stored and _differs(row, stored[row.pk], columns)]
    _update(model, changed, [column.removesuffix("_id") for column in columns])


def _update(model: type[Row], rows: Sequence[Row], fields: list[str]) -> None:
    # Django makes the statements of all batches before it sends the first: a long report's take a gigabyte.
    for at in range(0, len(rows), BATCH):
        model.objects.bulk_update(rows[at : at + BATCH], fields)


def _differs(row: Section | Metric, values: dict[str, Any], columns: Sequence[str]) -> bool:
    return any(getattr(row, column) != values[column] for column in columns)


def _columns(model: type[Section] | type[Metric]) -> list[str]:
    return [f.attname for f in model._meta.concrete_fields if not f.primary_key and f.name != "report"]  # noqa: SLF001 - Django's public name for it
