"""What people said of single numbers, put onto the numbers of a parse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from reports.parsing.borders import section_holding, traced
from reports.parsing.corrections import METRIC_VALUES, SEEN, CannotApply, Placed, Values
from reports.parsing.folding import fold
from reports.parsing.metrics.quantities import Quantity, find_quantities
from reports.parsing.metrics.sentences import sentences
from reports.parsing.types import ParsedMetric, ParsedReport, Place, Span

GONE = "原来核对的数现在没有读出来，请核对后重新补录。"
OTHER_READING = "这个数现在读作“{now}”，与当时核对的不同，请重新核对。"
SEVERAL = "同一处读出了几个数，分不清当时改的是哪一个，请重新核对。"


def seen_of(metric: ParsedMetric) -> Values:
    """The reading of a number that a person's word is about.

    Values, years and status as ``ParsedMetric`` has them.
    """
    return {name: getattr(metric, name) for name in SEEN}


def corrected(report: ParsedReport, placed: Placed) -> ParsedReport:
    """The report with one correction of a number; raises CannotApply."""
    span = placed.span
    here = [index for index, m in enumerate(report.metrics) if m.start < span.end and m.end > span.start]
    exact = [i for i in here if (report.metrics[i].start, report.metrics[i].end) == (span.start, span.end)]
    return BY_FIELD[placed.correction.field](report, placed, exact or here)


def _judged(report: ParsedReport, placed: Placed, here: Sequence[int]) -> ParsedReport:
    correction = placed.correction
    same = [i for i in here if _is_reading(report.metrics[i], correction.before)]
    if same:
        metric = replace(report.metrics[same[0]], review=correction.after, decided_by=correction.key)
        return _replaced(report, same[0], metric, frees=correction.after == "rejected")
    if correction.after == "rejected":
        return report
    if not here:
        raise CannotApply(GONE)
    raise CannotApply(OTHER_READING.format(now=_in_words(report.metrics[here[0]])))


def _changed(report: ParsedReport, placed: Placed, here: Sequence[int]) -> ParsedReport:
    correction = placed.correction
    if not here:
        raise CannotApply(GONE)
    same = [i for i in here if _is_reading(report.metrics[i], correction.before)]
    if not same and len(here) > 1:
        raise CannotApply(SEVERAL)
    index = (same or here)[0]
    metric = replace(report.metrics[index], **_fields(correction.after, report.metrics[index]))
    return _replaced(report, index, replace(metric, review="confirmed", decided_by=correction.key), frees=True)


def _added(report: ParsedReport, placed: Placed, here: Sequence[int]) -> ParsedReport:
    """A number the parser did not read; one that it has since learned to read is confirmed instead."""
    new = new_metric(report, placed.span, placed.after, placed.extracted)
    same = [i for i in here if _is_reading(report.metrics[i], seen_of(new))]
    if same:
        metric = replace(report.metrics[same[0]], review="confirmed", decided_by=placed.correction.key)
        return _replaced(report, same[0], metric, frees=True)
    new = replace(new, review="confirmed", decided_by=placed.correction.key)
    return replace(report, metrics=(*report.metrics, new))


BY_FIELD: dict[str, Callable[[ParsedReport, Placed, Sequence[int]], ParsedReport]] = {
    "review": _judged,
    "values": _changed,
    "add": _added,
}


def new_metric(report: ParsedReport, span: Span, values: Values, extracted: str) -> ParsedMetric:
    """A number at ``span`` of the report's text as a person reads it; what they leave out the words tell.

    Raises CannotApply where no number stands there, ValueError or KeyError for impossible values.
    """
    printed = report.text[span.start : span.end]
    read = next(iter(find_quantities(fold(printed))), None)
    holder = section_holding(report.sections, span.start)
    if holder is None or not printed.strip() or "\n" in printed:
        raise CannotApply("选中的文字不在任何一节之内，没有补录。")
    if read is None and "value" not in values:
        raise CannotApply(f"“{printed}”里没有读出数值，请连同数值和单位一起填写。")
    section = report.sections[holder]
    base = ParsedMetric(
        section=holder,
        district=section.district,
        indicator=values["indicator"],
        qualifier="",
        value=float(read.value) if read else 0.0,
        value_high=float(read.high) if read and read.high is not None else None,
        unit=read.unit if read else "",
        base_value=float(read.base_value) if read else 0.0,
        base_unit=read.base_unit if read else "",
        comparator=read.comparator if read else "=",
        period_start=report.period.start,
        period_end=report.period.end,
        half=report.period.half,
        as_of=None,
        status="actual",
        change=None,
        project=None,
        printed=printed,
        sentence=_sentence(report.text, span),
        start=span.start,
        end=span.end,
        confidence=1.0,
        origin=traced(report, extracted).origin(span.start, span.end),
    )
    return replace(base, **_fields(values, base))


def _fields(values: Values, metric: ParsedMetric) -> Values:
    """What a correction sets, with the base value that follows from it."""
    unknown = set(values) - METRIC_VALUES
    if unknown:
        raise ValueError(f"unknown fields {sorted(unknown)}")
    fields: Values = dict(values)
    if "district" in fields:
        fields["district"] = Place(**fields["district"]) if fields["district"] else None
    if "value" in fields or "unit" in fields:
        value, unit = float(fields.get("value", metric.value)), str(fields.get("unit", metric.unit))
        base_value, base_unit = in_base_unit(value, unit)
        fields |= {"value": value, "base_value": base_value, "base_unit": base_unit}
    return fields


def in_base_unit(value: float, unit: str) -> tuple[float, str]:
    """万 and 亿 multiplied out, as far as the unit is known.

    >>> in_base_unit(1.83, "亿元")
    (183000000.0, '元')
    """
    written = f"{Decimal(repr(value)):f}{unit}"
    read: Quantity | None = next(iter(find_quantities(fold(written))), None)
    if read is None or (read.start, read.end) != (0, len(written)):
        return value, unit
    return float(read.base_value), read.base_unit


def _is_reading(metric: ParsedMetric, seen: Any) -> bool:
    """Whether this is the reading the person saw; fields that were not noted do not count."""
    now = seen_of(metric)
    return isinstance(seen, dict) and all(now[name] == seen[name] for name in SEEN if name in seen)


def _in_words(metric: ParsedMetric) -> str:
    return f"{metric.qualifier}{metric.indicator} {metric.printed}"


def _replaced(report: ParsedReport, index: int, metric: ParsedMetric, *, frees: bool) -> ParsedReport:
    """``metric`` in its place. ``frees``: it no longer speaks for its repetitions, so the next one speaks for them."""
    metrics = list(report.metrics)
    metrics[index] = replace(metric, duplicate_of=None) if frees else metric
    repeats = [i for i, each in enumerate(metrics) if each.duplicate_of == index] if frees else []
    for each in repeats:
        metrics[each] = replace(metrics[each], duplicate_of=None if each == repeats[0] else repeats[0])
    return replace(report, metrics=tuple(metrics))


def _sentence(text: str, span: Span) -> str:
    start = text.rfind("\n", 0, span.start) + 1
    stop = text.find("\n", span.end)
    found = sentences(fold(text), start, len(text) if stop < 0 else stop)
    return next((text[a:b] for a, b in found if a <= span.start and span.end <= b), text[span.start : span.end])
