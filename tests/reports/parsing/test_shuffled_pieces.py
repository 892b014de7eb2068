"""The pieces of intact reports, shuffled as pages print them: restored or reported, never silently wrong.

Every sample (and, where WENLAN_GOLD names a folder, every report of the gold cases in its true order) is cut in two
to six pieces: inside words, at the ends of sentences and of paragraphs, and anywhere; some pieces are a few words
long. They are printed as such pages are: the title stands above the piece that comes first.

A title in the middle always shows that something was moved, so no page may pass unseen. What the numbers alone put
together is right as far as they go; paragraphs without number may have been moved as well, and nothing would show
it. There the order is told to be unsure, and counts as reported if it is wrong.
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
from reports.parsing.stitch import BY_NUMBERS, BY_REST, UNCLEAR, stitch
from reports.parsing.tears import paragraph_mark
from reports.parsing.traced import Traced
from reports.parsing.types import ParseContext

ROOT = Path(__file__).resolve().parents[3]
SAMPLES, WILD = ROOT / "samples" / "reports", ROOT / "tests" / "examples" / "wild" / "files"
PROSE = {".txt", ".html", ".docx"}
SHORTEST, FROM_END, ROUNDS = 200, 20, 3
INSIDE = re.compile(r"(?<=[\u4e00-\u9fff])[\u4e00-\u9fff](?=[\u4e00-\u9fff]{2})")
PIECES, KINDS = (2, 3, 4, 6), ("words", "paragraphs", "sentences", "anywhere", "numbers")
"""``numbers`` are the ends of paragraphs before a number above one: cuts that leave a trace wherever the title is."""
LEAST_RESTORED = {
    (2, "words"): 0.75,
    (2, "paragraphs"): 0.5,
    (2, "anywhere"): 0.65,
    (2, "numbers"): 0.69,
    (3, "words"): 0.36,
    (3, "paragraphs"): 0.24,
    (3, "anywhere"): 0.28,
    (3, "numbers"): 0.4,
    (4, "words"): 0.14,
    (4, "anywhere"): 0.1,
    (4, "numbers"): 0.13,
    (6, "words"): 0.02,
}
"""What must come back, as a share; no less than that, whatever else is reported."""
NEAR = 80
"""Every third page has a piece of no more characters."""
DISTRICTS = "一二三四五六七八九十"


@lru_cache(maxsize=1)
def samples() -> tuple[tuple[str, str], ...]:
    """The bodies of the reports that the parser leaves as they are printed; a name does not change with other files."""
    gazetteer = standard_gazetteer()
    found: list[tuple[str, str]] = []
    for path in sorted([*SAMPLES.rglob("*"), *WILD.rglob("*")]):
        if path.suffix not in PROSE:
            continue
        for index, report in enumerate(parse(extract(path), ParseContext(), gazetteer).reports):
            body = report.text[report.sections[0].start :] if report.sections else ""
            if not report.repairs and len(body) >= SHORTEST:
                found.append((f"{path.stem}{index}", body))
    return tuple(found)


def gold(folder: Path) -> tuple[tuple[str, str], ...]:
    """The gold cases' reports in their true order, each district's name as a heading above its text."""
    found: list[tuple[str, str]] = []
    for path in sorted(folder.glob("*.case.json")):
        for index, report in enumerate(json.loads(path.read_text(encoding="utf-8"))["reports"]):
            blocks = report["blocks"]
            named = [f"{DISTRICTS[i % 10]}、{b['district']}\n{b['text']}" for i, b in enumerate(blocks)]
            text = "\n".join(named if len(blocks) > 1 else [block["text"] for block in blocks])
            found.append((f"{path.stem}{index}", text.strip()))
    return tuple(found)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def places(text: str, kind: str) -> list[int]:
    """Where a text may be cut."""
    if kind == "anywhere":
        found = list(range(1, len(text)))
    elif kind == "sentences":
        found = [match.end() for match in re.finditer("[。；](?!\n)", text)]
    elif kind == "words":
        found = [match.end() for match in INSIDE.finditer(text)]
    else:
        starts = [match.end() for match in re.finditer("\n", text)]
        found = [at for at in starts if kind == "paragraphs" or leaves_a_trace(text, at)]
    return [at for at in found if FROM_END < at < len(text) - FROM_END]


def leaves_a_trace(text: str, at: int) -> bool:
    mark = paragraph_mark(text[at:].lstrip().split("\n", 1)[0])
    return mark is not None and (mark.ordinal or 0) > 1


def cut(text: str, kind: str, pieces: int, choose: random.Random, short: bool) -> list[str]:
    """A text in pieces; one of them short if asked for. Empty if it cannot be cut so often."""
    allowed = places(text, kind)
    if len(allowed) < pieces - 1:
        return []
    cuts = set(choose.sample(allowed, pieces - 1))
    near = [at for at in allowed if 0 < at - min(cuts) < NEAR]
    if short and near and pieces > 2:
        cuts = {min(cuts), choose.choice(near), *sorted(cuts)[2:]}
    ends = sorted(cuts)
    parts = [text[start:end].strip("\n") for start, end in pairwise([0, *ends, len(text)])]
    return parts if len(parts) == pieces and all(map(str.strip, parts)) else []


def pages(name: str, text: str, kind: str, pieces: int) -> Iterator[tuple[str, int]]:
    """Shuffled pages of a text, each with where the title stands in it."""
    choose = random.Random(f"{name}{kind}{pieces}")  # noqa: S311
    for page in range(ROUNDS):
        order = list(range(pieces))
        parts = cut(text, kind, pieces, choose, short=page == ROUNDS - 1)
        while order[0] == 0:
            choose.shuffle(order)
        printed = [parts[i] for i in order] if parts else []
        if printed:
            yield "\n".join(printed), sum(len(part) + 1 for part in printed[: order.index(0)])


def verdict(text: str, page: str, title_at: int) -> str:
    """restored, reported (kept as printed or put together by numbers alone, with a warning) or wrong."""
    result = stitch(Traced.of(page), title_at)
    if squeezed(result.text.text) == squeezed(text):
        return "restored"
    kept = squeezed(result.text.text) == squeezed(page)
    told = UNCLEAR in result.repairs if kept else bool({BY_NUMBERS, BY_REST} & {*result.repairs})
    return "reported" if told else "wrong"


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


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pieces", PIECES)
def test_shuffled_samples_come_back_or_are_reported(pieces: int, kind: str) -> None:
    verdicts, wrong = tally(samples(), kind, pieces)
    assert wrong == []
    assert verdicts["restored"] >= LEAST_RESTORED.get((pieces, kind), 0) * verdicts.total(), verdicts


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pieces", PIECES)
def test_shuffled_gold_comes_back_or_is_reported(pieces: int, kind: str, gold_dir: Path) -> None:
    sources = gold(gold_dir)
    if not sources:
        pytest.skip("no gold cases in the folder")
    assert tally(sources, kind, pieces)[1] == []


def test_intact_samples_are_left_alone() -> None:
    changed = [name for name, text in samples() if stitch(Traced.of(text)).text.text != text]
    assert changed == []
