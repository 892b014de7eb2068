"""How often moved text is reported where no title tells of it, and how seldom intact text that is damaged otherwise.

A warning that falls on every second intact page is not read any more; so both shares are measured on the same texts.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from reports.parsing.stitch import UNCLEAR, stitch
from reports.parsing.tears import paragraph_mark
from reports.parsing.traced import Traced
from tests.reports.parsing.test_shuffled_pieces import KINDS, PIECES, ROUNDS, cut, samples, squeezed

LEAST_REPORTED = {
    "words": {2: 0.9, 3: 0.84, 4: 0.92, 6: 0.98},
    "numbers": {2: 0.98, 3: 0.9, 4: 0.95, 6: 0.97},
    "paragraphs": {2: 0.92, 3: 0.85, 4: 0.86, 6: 0.91},
    "sentences": {2: 0.8, 3: 0.78, 4: 0.83, 6: 0.95},
    "anywhere": {2: 0.93, 3: 0.9, 4: 0.92, 6: 0.98},
}
"""The share of moved pages that are told, by where they were cut and into how many pieces. Between two sentences or
paragraphs without number, and without words that belong on top or to what went before, a cut shows to nobody."""
MOST_WARNED = 0.05
SHORT_END = 5


def shuffled(name: str, text: str, kind: str, pieces: int) -> Iterator[str]:
    """Pages whose title stands on top, whichever piece comes first."""
    choose = random.Random(f"{name}{kind}{pieces}")  # noqa: S311
    for page in range(ROUNDS):
        parts = cut(text, kind, pieces, choose, short=page == ROUNDS - 1)
        order = list(range(pieces))
        while order == sorted(order):
            choose.shuffle(order)
        if parts:
            yield "\n".join(parts[i] for i in order)


def damaged(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Intact texts as pages and writers damage them: nothing is moved."""
    choose = random.Random(name)  # noqa: S311
    lines = text.split("\n")
    yield "cut off", text[: choose.randrange(len(text) // 3, len(text) - SHORT_END)]
    numbered = [i for i, line in enumerate(lines) if paragraph_mark(line.strip())]
    if numbered:
        gone = choose.choice(numbered)
        yield "a number missing", "\n".join([*lines[:gone], *lines[gone + 1 :]])
    stopped = [i for i, line in enumerate(lines) if line.endswith("。")]
    if stopped:
        open_ = choose.choice(stopped)
        yield "a stop missing", "\n".join([*lines[:open_], lines[open_][:-1], *lines[open_ + 1 :]])
    if len(lines) > SHORT_END:
        first = choose.randrange(1, len(lines) - 2)
        yield "an excerpt", "\n".join(lines[first:])
        last = min(len(lines) - 1, first + choose.randrange(1, len(lines) // 3 + 1))
        yield "shortened", "\n".join([*lines[:first], *lines[last:]])


@pytest.mark.parametrize("pieces", PIECES)
@pytest.mark.parametrize("kind", KINDS)
def test_moved_text_is_reported_without_a_title_s_help(pieces: int, kind: str) -> None:
    verdicts: Counter[str] = Counter()
    for name, text in samples():
        for page in shuffled(name, text, kind, pieces):
            if squeezed(page) == squeezed(text):
                continue
            result = stitch(Traced.of(page))
            restored = squeezed(result.text.text) == squeezed(text)
            assert restored or squeezed(result.text.text) == squeezed(page), name
            verdicts["told" if restored or UNCLEAR in result.repairs else "silent"] += 1
    assert verdicts["told"] >= LEAST_REPORTED[kind][pieces] * verdicts.total(), verdicts


def test_intact_text_is_hardly_ever_reported() -> None:
    seen: Counter[str] = Counter()
    warned: Counter[str] = Counter()
    for name, text in samples():
        for damage, page in damaged(name, text):
            result = stitch(Traced.of(page))
            seen[damage] += 1
            warned[damage] += UNCLEAR in result.repairs
            assert squeezed(result.text.text) == squeezed(page), (name, damage)
    assert all(warned[damage] <= MOST_WARNED * seen[damage] for damage in seen), warned
