"""The pieces of intact reports, shuffled as pages print them: restored or reported, never silently wrong.

Every sample (and, where WENLAN_GOLD names a folder, every report of the gold cases in its true order) is cut in two
and in four, inside words and between paragraphs, and printed as such pages are: the title stands above the piece
that comes first.

A cut between two paragraphs without numbers leaves no trace for anyone. In two pieces the title still shows that
something was moved; with four pieces only cuts that leave a trace are made: in a line, or before a paragraph with a
number above one.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest

from reports.extraction import extract
from reports.fixtures.gazetteers import standard_gazetteer
from reports.parsing.pipeline import parse
from reports.parsing.stitch import UNCLEAR, stitch
from reports.parsing.tears import paragraph_mark
from reports.parsing.traced import Traced
from reports.parsing.types import ParseContext

ROOT = Path(__file__).resolve().parents[3]
SAMPLES, WILD = ROOT / "samples" / "reports", ROOT / "tests" / "examples" / "wild" / "files"
PROSE = {".txt", ".html", ".docx"}
SHORTEST, FROM_END, ROUNDS = 200, 20, 3
INSIDE = re.compile(r"(?<=[\u4e00-\u9fff])[\u4e00-\u9fff](?=[\u4e00-\u9fff]{2})")
LEAST_RESTORED = {(2, "words"): 0.7, (2, "paragraphs"): 0.5, (4, "words"): 0.12, (4, "paragraphs"): 0.1}
DISTRICTS = "一二三四五六七八九十"


@lru_cache(maxsize=1)
def samples() -> tuple[tuple[str, str], ...]:
    """The bodies of the reports that the parser leaves as they are printed."""
    gazetteer = standard_gazetteer()
    found: list[tuple[str, str]] = []
    for path in sorted([*SAMPLES.rglob("*"), *WILD.rglob("*")]):
        if path.suffix not in PROSE:
            continue
        for report in parse(extract(path), ParseContext(), gazetteer).reports:
            body = report.text[report.sections[0].start :] if report.sections else ""
            if not report.repairs and len(body) >= SHORTEST:
                found.append((f"{path.stem}{len(found)}", body))
    return tuple(found)


def gold(folder: Path) -> tuple[tuple[str, str], ...]:
    """The gold cases' reports in their true order, each district's name as a heading above its text."""
    found: list[tuple[str, str]] = []
    for path in sorted(folder.glob("*.case.json")):
        for report in json.loads(path.read_text(encoding="utf-8"))["reports"]:
            blocks = report["blocks"]
            named = [f"{DISTRICTS[i % 10]}、{b['district']}\n{b['text']}" for i, b in enumerate(blocks)]
            text = "\n".join(named if len(blocks) > 1 else [block["text"] for block in blocks])
            found.append((f"{path.stem}{len(found)}", text.strip()))
    return tuple(found)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def places(text: str, kind: str, pieces: int) -> list[int]:
    """Where a text may be cut."""
    if kind == "words":
        found = [match.end() for match in INSIDE.finditer(text)]
    else:
        starts = [match.end() for match in re.finditer("\n", text)]
        found = [at for at in starts if pieces == 2 or leaves_a_trace(text, at)]
    return [at for at in found if FROM_END < at < len(text) - FROM_END]


def leaves_a_trace(text: str, at: int) -> bool:
    mark = paragraph_mark(text[at:].lstrip().split("\n", 1)[0])
    return mark is not None and (mark.ordinal or 0) > 1


def pages(name: str, text: str, kind: str, pieces: int) -> Iterator[tuple[str, int]]:
    """Shuffled pages of a text, each with where the title stands in it."""
    order, choose = list(range(pieces)), random.Random(f"{name}{kind}{pieces}")  # noqa: S311
    for _ in range(ROUNDS):
        allowed = places(text, kind, pieces)
        if len(allowed) < pieces - 1:
            return
        cuts = sorted(choose.sample(allowed, pieces - 1))
        parts = [text[start:end].strip("\n") for start, end in pairwise([0, *cuts, len(text)])]
        while order[0] == 0:
            choose.shuffle(order)
        printed = [parts[i] for i in order]
        yield "\n".join(printed), sum(len(part) + 1 for part in printed[: order.index(0)])
        order.sort()


def verdict(text: str, page: str, title_at: int) -> str:
    """restored, reported (kept as printed, with a warning) or wrong."""
    result = stitch(Traced.of(page), title_at)
    if squeezed(result.text.text) == squeezed(text):
        return "restored"
    kept = squeezed(result.text.text) == squeezed(page)
    return "reported" if kept and UNCLEAR in result.repairs else "wrong"


def tally(sources: Sequence[tuple[str, str]], kind: str, pieces: int) -> tuple[Counter[str], list[str]]:
    verdicts: Counter[str] = Counter()
    wrong = []
    for name, text in sources:
        for page, title_at in pages(name, text, kind, pieces):
            if squeezed(page) != squeezed(text):
                found = verdict(text, page, title_at)
                verdicts[found] += 1
                wrong += [name] if found == "wrong" else []
    return verdicts, wrong


@pytest.mark.parametrize(("pieces", "kind"), LEAST_RESTORED)
def test_shuffled_samples_come_back_or_are_reported(pieces: int, kind: str) -> None:
    verdicts, wrong = tally(samples(), kind, pieces)
    assert wrong == []
    assert verdicts["restored"] >= LEAST_RESTORED[pieces, kind] * verdicts.total(), verdicts


@pytest.mark.parametrize(("pieces", "kind"), LEAST_RESTORED)
def test_shuffled_gold_comes_back_or_is_reported(pieces: int, kind: str, gold_dir: Path) -> None:
    sources = gold(gold_dir)
    if not sources:
        pytest.skip("no gold cases in the folder")
    assert tally(sources, kind, pieces)[1] == []


def test_intact_samples_are_left_alone() -> None:
    changed = [name for name, text in samples() if stitch(Traced.of(text)).text.text != text]
    assert changed == []
