"""Composes the steps: from a parsed report without metrics to its metrics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from reports.parsing.folding import fold
from reports.parsing.metrics.cells import PlacesOf, table_metrics
from reports.parsing.metrics.counts import name_count
from reports.parsing.metrics.exclusions import excluded, is_redacted
from reports.parsing.metrics.funds import name_money
from reports.parsing.metrics.naming import Name, Named
from reports.parsing.metrics.pairs import from_subject, from_to, respective
from reports.parsing.metrics.quantities import Quantity, find_quantities
from reports.parsing.metrics.rates import name_rate
from reports.parsing.metrics.rows import Scope, link_duplicates, row
from reports.parsing.metrics.sentences import spans_outside
from reports.parsing.metrics.settings import Setting, settings
from reports.parsing.metrics.statuses import heading_status, paragraph_status
from reports.parsing.metrics.timing import When, period_at, times_in
from reports.parsing.tables import tables_in_text
from reports.parsing.types import ParsedMetric, ParsedReport, ParsedSection, Span, Table

_LEADING: Final = 12
"""A year within so many characters of a sentence's beginning holds for the rest of the paragraph."""
_REMEMBERED: Final = 12
"""An elliptic clause looks back at no more than so many quantities of its paragraph."""
_DEEPEST: Final = 12


def find_metrics(report: ParsedReport, places_of: PlacesOf | None = None) -> tuple[ParsedMetric, ...]:
    """All metrics of a report, in the order of the text. ``origin`` is left empty; the time is linear in the text.

    ``places_of`` finds the places that rows and columns of tables are headed with; without it the districts of the
    report's own sections are known by name.
    """
    folded = fold(report.text)
    tables = tables_in_text(report.text, report.tables)
    found: list[ParsedMetric] = []
    for section in report.sections:
        own = [table for table in tables if section.start <= table.start < section.end]
        rows = [*_in_section(report, section, folded, own)]
        for table in own:
            rows.extend(table_metrics(report, section, table, places_of or _own_places(report)))
        found.extend(sorted(rows, key=lambda metric: metric.start))
    return link_duplicates(found)


def _own_places(report: ParsedReport) -> PlacesOf:
    known = {section.district.name: section.district for section in report.sections if section.district}
    return lambda names: [known.get(name) for name in names]


def _in_section(
    report: ParsedReport, section: ParsedSection, folded: str, tables: Sequence[Table]
) -> Iterator[ParsedMetric]:
    quantities = [_moved(q, section.start) for q in find_quantities(folded[section.start : section.end])]
    if not quantities:
        return
    inherited = heading_status(_headings(report, section))
    carried: When | None = None
    earlier: list[Named] = []
    at, line_end = 0, -1
    for span in spans_outside(folded, section.start, section.end, tables):
        if span.start > line_end:
            line_end = folded.find("\n", span.start) if "\n" in folded[span.start : section.end] else len(folded)
            carried, earlier = None, []
        inside: list[Quantity] = []
        while at < len(quantities) and quantities[at].start < span.start:
            at += 1
        while at < len(quantities) and quantities[at].end <= span.end:
            inside.append(quantities[at])
            at += 1
        times = times_in(folded, span.start, span.end, report.period)
        if inside:
            scope = Scope(report, section, folded, inherited)
            yield from _in_sentence(scope, span, inside, times, carried, earlier)
        carried = _carry(times, span, carried)
        inherited = paragraph_status(folded[max(span.start, span.end - 12) : span.end], inherited)


def _moved(quantity: Quantity, by: int) -> Quantity:
    return replace(quantity, start=quantity.start + by, end=quantity.end + by)


def _headings(report: ParsedReport, section: ParsedSection) -> Iterator[str]:
    at: int | None = section.index
    for _ in range(_DEEPEST):
        if at is None or not 0 <= at < len(report.sections):
            return
        yield report.sections[at].heading
        at = report.sections[at].parent


def _carry(times: Sequence[When], span: Span, carried: When | None) -> When | None:
    """A year that opens a sentence holds on; one in its midst ends what held before."""
    explicit = [when for when in times if when.explicit and not when.compared]
    leading = [when for when in explicit if when.at - span.start <= _LEADING]
    return leading[-1] if leading else None if explicit else carried


def _in_sentence(
    scope: Scope,
    span: Span,
    quantities: list[Quantity],
    times: Sequence[When],
    carried: When | None,
    earlier: list[Named],
) -> Iterator[ParsedMetric]:
    folded = scope.folded
    redacted = is_redacted(folded[span.start : span.end])
    kept = [q for q in quantities if not excluded(folded, span.start, q, redacted=redacted)]
    around = settings(folded, span, kept)
    subjects: list[str] = []
    for at, setting in enumerate(around):
        subjects = subjects or respective(around, at) or []
        name = _name(setting, subjects.pop(0) if subjects else None, earlier)
        when = period_at(times, setting.quantity.start, carried, scope.report.period)
        if at and from_to(around[at - 1], setting):
            name = replace(earlier[-1].name, certain=0.9)
            when = _became(times, around[at - 1], setting, carried, scope)
        elif at + 1 < len(around) and from_to(setting, around[at + 1]):
            name = _was_name(setting, earlier) or name
            when = _was(times, setting, when)
        earlier.append(Named(setting, name))
        del earlier[:-_REMEMBERED]
        if name.indicator:
            yield row(scope, setting, name, when)


def _name(setting: Setting, subject: str | None, earlier: Sequence[Named]) -> Name:
    if subject is not None:
        setting = replace(setting, left=subject)
    kind = setting.quantity.kind
    if kind in {"percent", "points"}:
        return name_rate(setting, earlier)
    return name_money(setting, earlier) if kind == "money" else name_count(setting, earlier)


def _was_name(setting: Setting, earlier: Sequence[Named]) -> Name | None:
    """What changed is named before 由: 学校由原来的128所调整为96所."""
    subject = from_subject(setting)
    return _name(setting, subject, earlier) if len(subject) >= 2 else earlier[-1].name if earlier else None


def _was(times: Sequence[When], setting: Setting, when: When) -> When:
    """The time of what something was: named between 由 and the number, else unknown, for it is an earlier one."""
    start = setting.quantity.start - len(setting.left)
    own = [time for time in times if start <= time.at < setting.quantity.start]
    return own[-1] if own else replace(when, start=None, last=None, half=None, as_of=None)


def _became(
    times: Sequence[When], first: Setting, second: Setting, carried: When | None, scope: Scope
) -> When:
    """The time of what it became: named between the two numbers, else the one that held before 由."""
    between = [time for time in times if first.quantity.end <= time.at < second.quantity.start]
    before = [time for time in times if time.at < first.quantity.start - len(first.left) + len(from_subject(first))]
    if between:
        return between[-1]
    return period_at(before, second.quantity.start, carried, scope.report.period)
