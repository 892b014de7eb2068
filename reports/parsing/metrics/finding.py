"""Composes the steps: from a parsed report without metrics to its metrics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reports.parsing.metrics.counts import name_count
from reports.parsing.metrics.exclusions import excluded, is_redacted
from reports.parsing.metrics.funds import name_money
from reports.parsing.metrics.naming import Name
from reports.parsing.metrics.quantities import Quantity, find_quantities
from reports.parsing.metrics.rates import name_rate
from reports.parsing.metrics.sentences import sentences
from reports.parsing.metrics.settings import Setting, settings
from reports.parsing.metrics.statuses import heading_status, paragraph_status, status_of
from reports.parsing.metrics.timing import When, period_at, times_in
from reports.parsing.folding import fold
from reports.parsing.patterns import CHANGED_BEFORE, LEVEL_BEFORE
from reports.parsing.types import Change, ParsedMetric, ParsedReport, ParsedSection, Span, Status

_CARRY_WITHIN = 12


def find_metrics(report: ParsedReport) -> tuple[ParsedMetric, ...]:
    """All metrics of a report, in the order of the text. ``origin`` is left empty."""
    folded = fold(report.text)
    found: list[ParsedMetric] = []
    for section in report.sections:
        found.extend(_in_section(report, section, folded))
    return _linked(found)


def _in_section(report: ParsedReport, section: ParsedSection, folded: str) -> Iterator[ParsedMetric]:
    part = folded[section.start : section.end]
    quantities = [_moved(quantity, section.start) for quantity in find_quantities(part)]
    inherited = heading_status(_headings(report, section))
    carried: When | None = None
    line_end = -1
    at = 0
    for span in sentences(folded, section.start, section.end):
        if span.start > line_end:
            line_end = folded.find("\n", span.start)
            line_end = len(folded) if line_end < 0 else line_end
            carried = None
        times = times_in(folded, span.start, span.end, report.period)
        while at < len(quantities) and quantities[at].start < span.start:
            at += 1
        inside = []
        while at < len(quantities) and quantities[at].end <= span.end:
            inside.append(quantities[at])
            at += 1
        if inside:
            yield from _in_sentence(report, section, folded, span, inside, times, carried, inherited)
        leading = [when for when in times if when.explicit and when.at - span.start <= _CARRY_WITHIN]
        carried = leading[-1] if leading else (None if any(when.explicit for when in times) else carried)
        inherited = paragraph_status(folded[span.start : span.end], inherited)


def _moved(quantity: Quantity, by: int) -> Quantity:
    return replace(quantity, start=quantity.start + by, end=quantity.end + by)


def _headings(report: ParsedReport, section: ParsedSection) -> Iterator[str]:
    at: int | None = section.index
    for _ in range(12):
        if at is None:
            return
        yield report.sections[at].heading
        at = report.sections[at].parent


def _in_sentence(
    report: ParsedReport,
    section: ParsedSection,
    folded: str,
    span: Span,
    quantities: list[Quantity],
    times: list[When],
    carried: When | None,
    inherited: Status | None,
) -> Iterator[ParsedMetric]:
    redacted = is_redacted(folded[span.start : span.end])
    kept = [q for q in quantities if not excluded(folded, span.start, q, redacted=redacted)]
    around = settings(folded, span, kept)
    names: list[Name] = []
    for at, setting in enumerate(around):
        names.append(_name(setting, around[:at], names))
        if names[-1].indicator:
            yield _metric(report, section, folded, setting, names[-1], times, carried, inherited)


def _name(setting: Setting, before: list[Setting], names: list[Name]) -> Name:
    kind = setting.quantity.kind
    if kind in {"percent", "points"}:
        return name_rate(setting, before, names)
    if kind == "money":
        return name_money(setting, before, names)
    return name_count(setting, before, names)


def _metric(
    report: ParsedReport,
    section: ParsedSection,
    folded: str,
    setting: Setting,
    name: Name,
    times: list[When],
    carried: When | None,
    inherited: Status | None,
) -> ParsedMetric:
    quantity = setting.quantity
    when = period_at(times, quantity.start, carried, report.period)
    latest = report.period.end
    future = when.start is not None and latest is not None and when.start > latest
    return ParsedMetric(
        section=section.index,
        district=section.district,
        indicator=name.indicator[:80],
        qualifier=";".join(dict.fromkeys(part for part in name.qualifiers if part))[:120],
        value=float(quantity.value),
        value_high=None if quantity.high is None else float(quantity.high),
        unit=quantity.unit,
        base_value=float(quantity.base_value),
        base_unit=quantity.base_unit,
        comparator=quantity.comparator,
        period_start=when.start,
        period_end=when.end,
        half=when.half,
        as_of=when.as_of,
        status=status_of(folded, setting, inherited, future=future),
        change=_change(setting),
        project=None,
        printed=report.text[quantity.start : quantity.end],
        sentence=report.text[setting.sentence.start : setting.sentence.end],
        start=quantity.start,
        end=quantity.end,
        confidence=name.certain,
    )


def _change(setting: Setting) -> Change | None:
    if setting.quantity.kind == "points":
        return "decrease" if CHANGED_BEFORE[1].expression.search(setting.left) else "increase"
    if LEVEL_BEFORE.search(setting.left):
        return None
    for pattern in CHANGED_BEFORE:
        if pattern.expression.search(setting.left):
            return pattern.reads  # type: ignore[return-value]
    return None


def _linked(metrics: list[ParsedMetric]) -> tuple[ParsedMetric, ...]:
    """Rows that say the same as an earlier one are linked to it."""
    first: dict[tuple[object, ...], int] = {}
    linked = []
    for index, metric in enumerate(metrics):
        key = (
            metric.district,
            metric.indicator,
            metric.qualifier,
            metric.base_value,
            metric.base_unit,
            metric.period_start,
            metric.period_end,
            metric.status,
            metric.change,
        )
        earlier = first.setdefault(key, index)
        linked.append(metric if earlier == index else replace(metric, duplicate_of=earlier))
    return tuple(linked)
