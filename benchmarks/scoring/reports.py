"""Which output report is which gold report, and whether its period and place are right."""

from __future__ import annotations

from benchmarks.scoring.places import place_of, same_place
from benchmarks.scoring.tally import Json, Tally
from benchmarks.scoring.text import bare, sentences, similar

_LEAST_LIKENESS = 0.3
_TITLE_WEIGHT = 0.5


def match_reports(gold: list[Json], found: list[Json]) -> list[tuple[int, int]]:
    """One-to-one pairs of indices, the likest first: shared sentences count most, the title half."""
    texts = [bare("".join((s.get("heading") or "") + s.get("text", "") for s in f.get("sections", []))) for f in found]
    scored = []
    for ours, report in enumerate(gold):
        body = {sentence for block in report["blocks"] for sentence in sentences(block["text"])}
        for theirs, other in enumerate(found):
            shared = sum(sentence in texts[theirs] for sentence in body) / len(body) if body else 0.0
            title = similar(report["title"], other.get("title", ""))
            scored.append((shared + _TITLE_WEIGHT * title, ours, theirs))
    pairs: list[tuple[int, int]] = []
    for likeness, ours, theirs in sorted(scored, reverse=True):
        free = all(ours != one and theirs != other for one, other in pairs)
        if likeness >= _LEAST_LIKENESS and free:
            pairs.append((ours, theirs))
    return pairs


def score_period(gold: Json, found: Json, tally: Tally) -> None:
    """Right: an accepted year within at most two; open where the source does not tell."""
    start = found.get("period_start")
    end = found.get("period_end") or start
    accepted = gold.get("period") or [None]
    if start is None or end is None:
        right = None in accepted
    else:
        first, last = int(start), int(end)
        right = last - first <= 1 and any(year is not None and first <= year <= last for year in accepted)
    tally.check("period_right", right, f"period: {gold['title'][:24]} wants {accepted}, has {start}-{end}")


def score_issuer(gold: Json, found: Json, tally: Tally) -> None:
    """Right: the issuing place, or none where the gold says that it may be left open."""
    wanted = gold.get("issuer") or {}
    issuer = found.get("issuer")
    right = same_place(place_of(wanted), place_of(issuer)) or (bool(gold.get("issuer_may_be_null")) and not issuer)
    tally.check("place_right", right, f"place: {gold['title'][:24]} wants {wanted.get('name')}, has {issuer}")


def count_missing(gold: Json, tally: Tally) -> None:
    """A gold report that no output report matches: all of it is missed."""
    for block in gold["blocks"]:
        missed = len(sentences(block["text"]))
        tally.counts["sentences_gold"] += missed
        tally.counts["neighbours"] += max(0, missed - 1)
    tally.counts["headings_gold"] += sum(heading.get("required", True) for heading in gold["headings"])
    tally.counts["metrics_gold"] += sum(metric.get("required", True) for metric in gold["metrics"])
    tally.misses.append(f"report: missing {gold['title'][:40]}")
