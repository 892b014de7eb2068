"""``python -m benchmarks.search_relevance``: how well search answers the graded queries of gold cases.

A case's queries stand in the case, or in ``queries.json`` beside it. Every case's source is taken in as visitors would
find it, in a data folder of its own, and asked alone. Hits are collapsed to the first of each report and district and
matched on both. nDCG@10 weighs a grade g with 2^g − 1; success@5 is the share of queries with a relevant hit among the
first five.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from io import StringIO
from math import log2
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.scoring.cases import DEFAULT_GOLD, read_cases, source_of

DEPTH = 10
ALL = "together"


class Answer(NamedTuple):
    """How one query fared. ``misses``: relevant parts that are not among the first ten."""

    query: str
    ndcg: float
    success: bool
    misses: tuple[str, ...]


def grade_hits(found: list[tuple[int, str | None]], grades: dict[tuple[int, str | None], int]) -> tuple[float, bool]:
    """nDCG@10 and success@5 of the hits' (report, district) pairs, best first."""
    hits = list(dict.fromkeys(found))[:DEPTH]
    gain = sum((2 ** grades.get(hit, 0) - 1) / log2(place + 2) for place, hit in enumerate(hits))
    best = sorted(grades.values(), reverse=True)[:DEPTH]
    ideal = sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(best))
    return (gain / ideal if ideal else 0.0), any(hit in grades for hit in hits[:5])


def ask(case: dict[str, Any], reports: list[Any], expand: bool) -> Iterator[Answer]:
    """Asks every query of a case. ``reports`` are its reports' rows in the case's order."""
    from django.contrib.auth.models import AnonymousUser

    from search.searching import SearchRequest, search_sections

    places = {report.pk: number for number, report in enumerate(reports)}
    single = {number for number, report in enumerate(case["reports"]) if len(report["blocks"]) == 1}
    for query in case["queries"]:
        relevant = {(one["report"], one.get("district")): one["grade"] for one in query["relevant"]}
        if not relevant:
            continue
        result = search_sections(SearchRequest(query["query"], per_page=200, expand=expand), AnonymousUser())
        pairs = [(places[hit.report_id], hit.district) for hit in result.hits]
        # A report about one place is one part, whether or not the gold names the place.
        names = {report: district for report, district in relevant if report in single}
        found = [(report, names.get(report, district) if report in single else district) for report, district in pairs]
        ndcg, success = grade_hits(found, relevant)
        ranked = list(dict.fromkeys(found))[:DEPTH]
        yield Answer(query["query"], ndcg, success, tuple(str(part) for part in relevant if part not in ranked))


def take_in(path: Path) -> list[Any]:
    """The reports of one file, or of an archive's members in turn, published and indexed, without those of others."""
    from django.core.management import call_command

    from reports.models import Report
    from search import outbox

    Report.objects.update(state=Report.State.WITHDRAWN)
    call_command("ingest", str(path), publish=True, verbosity=0, stdout=StringIO(), stderr=StringIO())
    outbox.rebuild()
    return list(Report.objects.filter(state=Report.State.PUBLISHED).order_by("source_id", "index"))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search_relevance", description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", metavar="DIR", help="folders of *.case.json (default: samples)")
    parser.add_argument("--show", type=float, default=0.0, metavar="X", help="print queries with an nDCG below X")
    parser.add_argument("--plain", action="store_true", help="without synonyms")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="wenlan-relevance-") as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "portal.settings"}
        try:
            rows = list(score(options.gold or [DEFAULT_GOLD], not options.plain))
        except FileNotFoundError as missing:
            print(missing, file=sys.stderr)
            return 2
    if rows:
        print(f"{'检索':<28} {'queries':>7}  {'nDCG@10':>7}  {'success@5':>9}")
    for name, answers in [*rows, *together(rows)]:
        print(f"{name:<30} {len(answers):>7}  {mean(answers, 'ndcg'):>7.3f}  {mean(answers, 'success'):>9.3f}")
        for one in answers:
            if one.ndcg < options.show and name != ALL:
                print(f"  {one.ndcg:.2f} {one.query}  不在前十：{'、'.join(one.misses)}", file=sys.stderr)
    return 0


def mean(answers: list[Answer], figure: str) -> float:
    return sum(float(getattr(one, figure)) for one in answers) / len(answers)


def together(rows: list[tuple[str, list[Answer]]]) -> list[tuple[str, list[Answer]]]:
    """All queries as one more row, where there are several cases."""
    return [(ALL, [one for _, answers in rows for one in answers])] if len(rows) > 1 else []


def score(folders: list[Path], expand: bool) -> Iterator[tuple[str, list[Answer]]]:
    """The answers of every case that has queries. Raises FileNotFoundError where a case or its source is missing."""
    import django

    django.setup()
    from django.core.management import call_command

    from reports import samples

    call_command("migrate", verbosity=0, skip_checks=True)
    samples.load_districts()
    for case, folder in read_cases(folders):
        beside = folder / "queries.json"
        more = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else {}
        case["queries"] = [*case.get("queries", ()), *more.get(case["case"], ())]
        if not case["queries"]:
            continue
        source = source_of(case, folder)
        if source is None:
            raise FileNotFoundError(f"{case['case']}：找不到来源文件 {case['file']}。")
        yield case["case"], list(ask(case, take_in(source), expand))


if __name__ == "__main__":
    raise SystemExit(main())
