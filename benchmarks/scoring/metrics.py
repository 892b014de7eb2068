"""Rows of numbers: found, right in what they say, and none read out of what is no number."""

from __future__ import annotations

import re
from typing import Any

from benchmarks.scoring.places import gold_place, place_of, same_place
from benchmarks.scoring.tally import Json, Tally
from benchmarks.scoring.text import equal_numbers, similar, squeeze, years

_LIKE_SENTENCE, _LIKE_CELL, _LIKE_INDICATOR = 0.6, 0.4, 0.5
_DRAWN_MARKS = re.compile(r"[⟦⟧⏎]")


def score_metrics(gold: Json, found: Json, case: Json, tally: Tally) -> list[Json]:
    """Count a pair of reports' metrics; returns the output's rows that match nothing in the gold.

    Neutral rows are left out after matching, not before: one sentence may hold the same number twice, once wanted
    and once neutral.
    """
    rows = list(found.get("metrics", []))
    only_block = len(gold["blocks"]) <= 1
    for metric in gold["metrics"]:
        hit = _best_row(metric, rows, only_block, found.get("issuer"))
        if hit is not None:
            rows.remove(hit)
        if metric.get("required", True):
            _count(metric, hit, tally)
    rows = [row for row in rows if not _is_neutral(row, case.get("neutral", []))]
    tally.counts["metrics_found"] += len(rows)
    tally.misses.extend(f"metric: extra {_shown(row)}" for row in rows)
    return rows


def _shown(row: Json) -> str:
    return f"{row.get('indicator')} {row.get('value')}{row.get('unit')} | {squeeze(row.get('sentence'))[:40]}"


def _count(metric: Json, hit: Json | None, tally: Tally) -> None:
    name = f"{metric['indicator']} {metric['value']}"
    tally.counts["metrics_gold"] += 1
    missing = f"metric: missing {metric.get('district')} {name}{metric['unit']}"
    tally.check("metrics_right", hit is not None, missing)
    if hit is None:
        return
    tally.counts["metrics_found"] += 1
    right = same_indicator(metric, hit)
    tally.check("indicator_right", right, f"indicator: wants {metric['indicator']}, has {hit.get('indicator')}")
    for field, label in (("status", "status"), ("comparator", "comparator")):
        accepted = [metric[field], *metric.get(f"{field}_alt", [])]
        right = hit.get(field) in accepted
        tally.check(f"{field}_right", right, f"{label}: {name} wants {metric[field]}, has {hit.get(field)}")
    has = f"{hit.get('period_start')}-{hit.get('period_end')}"
    tally.check("years_right", right_years(metric, hit), f"period: {name} wants {metric['period']}, has {has}")


def _best_row(metric: Json, rows: list[Json], only_block: bool, issuer: Json | None) -> Json | None:
    """The row with the same value in the same place; of several, the likest in unit, indicator and period."""
    wanted = gold_place(metric)
    fits = [
        row
        for row in rows
        if same_metric(metric, row) and (only_block or same_place(wanted, place_of(row.get("district") or issuer)))
    ]
    return max(fits, default=None, key=lambda row: _likeness(metric, row))


def _likeness(metric: Json, row: Json) -> tuple[bool, bool, bool, float]:
    return (
        squeeze(metric["unit"]) == squeeze(row.get("unit")),
        same_indicator(metric, row),
        right_years(metric, row),
        similar(metric["indicator"], row.get("indicator")),
    )


def same_metric(metric: Json, row: Json) -> bool:
    """The same value, from the same sentence. A table's cell has no sentence in the gold: its indicator tells."""
    in_base = equal_numbers(metric["base_value"], row.get("base_value"))
    as_printed = equal_numbers(metric["value"], row.get("value")) and squeeze(metric["unit"]) == squeeze(
        row.get("unit")
    )
    if not (in_base or as_printed):
        return False
    wanted, has = squeeze(metric["sentence"]), squeeze(row.get("sentence"))
    if not wanted:
        name, other = squeeze(metric["indicator"]), squeeze(row.get("indicator"))
        return name in other or similar(name, other) >= _LIKE_CELL
    return bool(has) and (wanted in has or has in wanted or similar(wanted, has) >= _LIKE_SENTENCE)


def same_indicator(metric: Json, row: Json) -> bool:
    """One name holds the other, or name and qualifier together are alike."""
    name, other = squeeze(metric["indicator"]), squeeze(row.get("indicator"))
    if name in other or (len(other) > 1 and other in name):
        return True
    return similar(name, other + squeeze(row.get("qualifier"))) >= _LIKE_INDICATOR


def right_years(metric: Json, row: Json) -> bool:
    """One of the accepted periods, exactly; of an open one (``..2011``) the end is enough."""
    start = row.get("period_start")
    end = row.get("period_end") or start
    return any(_in_period(period, start, end) for period in [metric.get("period"), *metric.get("period_alt", [])])


def _in_period(period: Any, start: Any, end: Any) -> bool:
    first, last = years(period)
    if first is None and start is None:
        return True
    if first is not None and start is not None and (int(start), int(end)) == (first, last):
        return True
    return str(period or "").startswith("..") and end is not None and int(end) == last


def _is_neutral(row: Json, neutral: list[Json]) -> bool:
    forms, sentence = (squeeze(row.get("printed")), squeeze(str(row.get("value")))), squeeze(row.get("sentence"))
    return any(squeeze(one["text"]) in forms and squeeze(one["context"]) in sentence for one in neutral)


def count_inventions(rows: list[Json], case: Json, tally: Tally) -> None:
    """Rows without gold that come from a redacted number, or from a number that is none of the kind."""
    for row in rows:
        why = _trap(row, case)
        if why:
            tally.counts["invented"] += 1
            place = squeeze(row.get("sentence"))[:40]
            tally.misses.append(f"invented: {row.get('indicator')} {row.get('printed')} ({why}) | {place}")


def _trap(row: Json, case: Json) -> str:
    """Why the number is none; empty where the case does not say so."""
    sentence = squeeze(row.get("sentence"))
    if any(_touch(sentence, squeeze(context)) for context in case.get("redacted", [])):
        return "redacted"
    for trap in case.get("not_metrics", []):
        context = _DRAWN_MARKS.sub("", squeeze(trap["context"]))
        if context and _touch(sentence, context) and (trap.get("strict") or _same_number(row, trap)):
            return str(trap.get("why") or "no metric")
    return ""


def _touch(sentence: str, context: str) -> bool:
    return bool(sentence) and (sentence in context or context in sentence)


def _same_number(row: Json, trap: Json) -> bool:
    printed, text = squeeze(row.get("printed")), squeeze(trap["text"])
    digits = _digits(printed)
    return text == printed or (bool(digits) and digits == _digits(text))


def _digits(text: str) -> str:
    return re.sub(r"[^0-9.]", "", text)


def count_unquoted(found: list[Json], tally: Tally) -> None:
    """Rows whose printed form does not stand in their sentence."""
    for row in (row for report in found for row in report.get("metrics", [])):
        printed = squeeze(row.get("printed"))
        tally.counts["unquoted"] += not printed or printed not in squeeze(row.get("sentence"))
