"""One case: its gold against an output, as the figures of the table."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from benchmarks.scoring.metrics import count_inventions, count_unquoted, score_metrics
from benchmarks.scoring.reports import count_missing, match_reports, score_issuer, score_period
from benchmarks.scoring.structure import score_boilerplate, score_districts, score_headings
from benchmarks.scoring.tally import Json, Tally, f1, share


class Figures(NamedTuple):
    """A case's line in the table. Shares and F1 from 0 to 1; the last three are counts.

    A share among the metric rows found is 0 where rows were wanted and none was found, not 1.
    """

    reports: float
    period: float
    place: float
    district: float
    order: float
    heading: float
    boilerplate: float
    metric: float
    metric_recall: float
    metric_precision: float
    indicator: float
    status: float
    period_m: float
    comparator: float
    invented: int
    unquoted: int
    rows: int


COUNTS = ("invented", "unquoted", "rows")


class Score(NamedTuple):
    figures: Figures
    misses: tuple[str, ...]


def score_case(case: Json, output: Json) -> Score:
    """Score ``output`` (an answer of ``parse --json``) against a gold case."""
    tally = Tally(misses=[f"error: {error}" for error in output.get("errors", [])])
    gold, found = case["reports"], output.get("reports", [])
    pairs = match_reports(gold, found)
    unmatched: list[Json] = []
    for ours, theirs in pairs:
        score_period(gold[ours], found[theirs], tally)
        score_issuer(gold[ours], found[theirs], tally)
        score_districts(gold[ours], found[theirs], tally)
        score_headings(gold[ours], found[theirs], tally)
        unmatched += score_metrics(gold[ours], found[theirs], case, tally)
    unmatched += _left_over(gold, found, pairs, tally)
    score_boilerplate(case, found, tally)
    count_inventions(unmatched, case, tally)
    count_unquoted(found, tally)
    return Score(_figures(tally.counts, len(pairs), len(found), len(gold)), tuple(tally.misses))


def _left_over(gold: list[Json], found: list[Json], pairs: list[tuple[int, int]], tally: Tally) -> list[Json]:
    """Count reports without a counterpart; returns the rows of those that are in no gold."""
    for index in sorted(set(range(len(gold))) - {ours for ours, _ in pairs}):
        count_missing(gold[index], tally)
    rows: list[Json] = []
    for index in sorted(set(range(len(found))) - {theirs for _, theirs in pairs}):
        rows += found[index].get("metrics", [])
        tally.misses.append(f"report: extra {found[index].get('title', '')[:40]}")
    tally.counts["metrics_found"] += len(rows)
    return rows


def _figures(n: Counter[str], pairs: int, found: int, gold: int) -> Figures:
    def among(hit: str, everything: str) -> float:
        return n[hit] / n[everything] if n[everything] else float(not n["metrics_gold"])

    return Figures(
        reports=f1(pairs, found, gold),
        period=share(n["period_right"], gold),
        place=share(n["place_right"], gold),
        district=f1(n["sentences_right"], n["sentences_right"] + n["sentences_extra"], n["sentences_gold"]),
        order=share(n["neighbours_right"], n["neighbours"]),
        heading=f1(n["headings_right"], n["headings_found"], n["headings_gold"]),
        boilerplate=share(n["boilerplate_out"], n["boilerplate"]),
        metric=f1(n["metrics_right"], n["metrics_found"], n["metrics_gold"]),
        metric_recall=among("metrics_right", "metrics_gold"),
        metric_precision=among("metrics_right", "metrics_found"),
        indicator=among("indicator_right", "metrics_right"),
        status=among("status_right", "metrics_right"),
        period_m=among("years_right", "metrics_right"),
        comparator=among("comparator_right", "metrics_right"),
        invented=n["invented"],
        unquoted=n["unquoted"],
        rows=n["metrics_gold"],
    )
