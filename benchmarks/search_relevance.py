"""``python -m benchmarks.search_relevance``: how well search answers the graded queries of gold cases.

Every case's source is taken in as visitors would find it, in a data folder of its own, and asked alone. Hits are
collapsed to the first of each report and district and matched on both. nDCG@10 weighs a grade g with 2^g − 1;
success@5 is the share of queries with a relevant hit among the first five.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from math import log2
from pathlib import Path
from typing import Any, NamedTuple

DEPTH = 10


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
    """The reports of one file, published and indexed, without those of others."""
    from django.core.management import call_command

    from reports.models import Report
    from search import outbox

    Report.objects.update(state=Report.State.WITHDRAWN)
    call_command("ingest", str(path), publish=True, verbosity=0)
    outbox.rebuild()
    return list(Report.objects.filter(source__name=path.name).order_by("index"))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search_relevance", description=__doc__)
    parser.add_argument(
        "--gold", type=Path, default=os.environ.get("WENLAN_GOLD") or None, help="folder of *.case.json"
    )
    parser.add_argument("--show", type=float, default=0.0, metavar="X", help="print queries with an nDCG below X")
    parser.add_argument("--plain", action="store_true", help="without synonyms")
    options = parser.parse_args(arguments)
    if options.gold is None:
        print("没有金标准：请用 --gold 或环境变量 WENLAN_GOLD 给出文件夹。", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="wenlan-relevance-") as folder:
        os.environ["DATA_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
        return _score(Path(options.gold), options.show, not options.plain)


def _score(gold: Path, show: float, expand: bool) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(f"{'case':<12} queries  nDCG@10  success@5")
    for path in sorted(gold.glob("*.case.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        beside = [folder / case["file"] for folder in (gold, gold.parent / "seeds")]
        source = next((one for one in beside if one.exists()), None)
        if source is None:
            print(f"{case['case']}：找不到来源文件 {case['file']}。", file=sys.stderr)
            return 2
        answers = list(ask(case, take_in(source), expand))
        count = len(answers) or 1
        ndcg, success = sum(one.ndcg for one in answers) / count, sum(one.success for one in answers) / count
        print(f"{case['case']:<12} {len(answers):>7}  {ndcg:>7.3f}  {success:>9.3f}")
        for one in answers:
            if one.ndcg < show:
                print(f"  {one.ndcg:.2f} {one.query}  不在前十：{'、'.join(one.misses)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
