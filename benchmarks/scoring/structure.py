"""Text under the right district, in the right order, and the headings."""

from __future__ import annotations

from itertools import pairwise

from benchmarks.scoring.places import text_by_place, text_of_block
from benchmarks.scoring.tally import Json, Tally
from benchmarks.scoring.text import bare, sentences, squeeze

# Characters that may stand between neighbouring sentences: a heading repeated, a list mark.
_ORDER_SLACK = 40
_LONGER_HEADING = 12
_SHORTEST_PART = 4


def score_districts(gold: Json, found: Json, tally: Tally) -> None:
    """Sentences filed under their place, those filed under another, and neighbours that stayed neighbours."""
    texts = text_by_place(found)
    well_placed: dict[str, bool] = {}
    for block in gold["blocks"]:
        text = text_of_block(texts, block, len(gold["blocks"]) <= 1)
        _score_block(block, bare(text), tally)
        whole = bare(block["text"])
        for sentence in sentences(text):
            well_placed[sentence] = well_placed.get(sentence, False) or sentence in whole
    headings = {bare(heading["text"]) for heading in gold["headings"]} - {""}
    for sentence, right in well_placed.items():
        if not right and not any(heading in sentence for heading in headings):
            tally.counts["sentences_extra"] += 1
            tally.misses.append(f"district: misplaced {sentence[:40]}")


def _score_block(block: Json, text: str, tally: Tally) -> None:
    ordered = sentences(block["text"])
    tally.counts["sentences_gold"] += len(ordered)
    for sentence in ordered:
        tally.check("sentences_right", sentence in text, f"district: {block.get('district')}: {sentence[:40]}")
    for sentence, following in pairwise(ordered):
        tally.counts["neighbours"] += 1
        tally.counts["neighbours_right"] += _are_neighbours(text, sentence, following)


def _are_neighbours(text: str, sentence: str, following: str) -> bool:
    """At any place where the sentence stands: a table's head row is printed more than once, and looking only where
    it stands first would call a perfect answer wrong.
    """
    at = text.find(sentence)
    while at >= 0:
        end = at + len(sentence)
        if 0 <= text.find(following, end) - end <= _ORDER_SLACK:
            return True
        at = text.find(sentence, at + 1)
    return False


def score_headings(gold: Json, found: Json, tally: Tally) -> None:
    """Required headings found, and headings found that are none; optional ones and districts' names are neutral."""
    left = [squeeze(section.get("heading")) for section in found.get("sections", []) if section.get("heading")]
    for heading in gold["headings"]:
        text = squeeze(heading["text"])
        hit = next((other for other in left if _same_heading(text, other)), None)
        if hit is not None:
            left.remove(hit)
        if heading.get("required", True):
            tally.counts["headings_gold"] += 1
            tally.counts["headings_found"] += hit is not None
            tally.check("headings_right", hit is not None, f"heading: missing {heading['mark']}{heading['text'][:30]}")
    neutral = {squeeze(block.get("district")) for block in gold["blocks"]} | {squeeze(gold["title"])}
    extra = [other for other in left if other and not any(name and name in other for name in neutral)]
    tally.counts["headings_found"] += len(extra)
    tally.misses.extend(f"heading: extra {other[:40]}" for other in extra)


def _same_heading(text: str, other: str) -> bool:
    longer = len(text) >= _SHORTEST_PART and text in other and len(other) <= len(text) + _LONGER_HEADING
    return other.endswith(text) or longer


def score_boilerplate(case: Json, found: list[Json], tally: Tally) -> None:
    """Site text kept out of the sections; phrases too short to be told from running text are not asked for."""
    kept = squeeze("".join((s.get("heading") or "") + s.get("text", "") for f in found for s in f.get("sections", [])))
    gold = squeeze("".join(report["title"] + block["text"] for report in case["reports"] for block in report["blocks"]))
    for phrase in case.get("boilerplate", []):
        text = squeeze(phrase)
        if len(text) > _SHORTEST_PART and text not in gold:
            tally.counts["boilerplate"] += 1
            tally.check("boilerplate_out", text not in kept, f"boilerplate kept: {text[:40]}")
