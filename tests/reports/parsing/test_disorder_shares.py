"""How often moved text is told where its title stands on top, and how seldom intact text that is damaged otherwise.

A warning that falls on every second intact page is not read any more; so both shares are measured on the same texts.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from reports.parsing.missing import GAP, OPEN_SENTENCE
from reports.parsing.stitch import BY_NUMBERS, BY_REST, UNCLEAR, stitch
from reports.parsing.tears import paragraph_mark
from reports.parsing.traced import Traced
from tests.reports.parsing.test_shuffled_pages import titled
from tests.reports.parsing.test_shuffled_pieces import KINDS, PIECES, ROUNDS, cut, samples, squeezed

LEAST_TOLD = {
    "words": {2: 0.96, 3: 0.94, 4: 0.97, 6: 0.98},
    "numbers": {2: 0.97, 3: 0.95, 4: 0.94, 6: 0.96},
    "paragraphs": {2: 0.88, 3: 0.82, 4: 0.86, 6: 0.93},
    "sentences": {2: 0.88, 3: 0.85, 4: 0.86, 6: 0.94},
    "anywhere": {2: 0.96, 3: 0.96, 4: 0.95, 6: 0.97},
}
"""The share of moved pages that come back or are told, by where they were cut and into how many pieces. Between two
sentences or paragraphs without number, and without words that belong on top or to what went before, a cut shows to
nobody."""
LEAST_RESTORED = {("words", 2): 0.16, ("words", 3): 0.07, ("words", 4): 0.05, ("anywhere", 2): 0.09}
"""What must come back, though no title stands in the middle."""
MOST_WARNED = {
    "cut off": 0.05,
    "a number missing": 0.03,
    "a stop missing": 0.03,
    "an excerpt": 0.22,
    "shortened": 0.05,
}
"""An excerpt has no beginning under its title, which looks like a moved one, and is told."""
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


def verdict(title: str, text: str, page: str) -> str:
    """restored, told or silent; wrong if the page comes out otherwise than it is and than it was, without a doubt."""
    result = stitch(Traced.of(page), title=title)
    if squeezed(result.text.text) == squeezed(text):
        return "restored"
    if squeezed(result.text.text) != squeezed(page):
        return "told" if {BY_NUMBERS, BY_REST} & {*result.repairs} else "wrong"
    noted = any(repair.startswith((OPEN_SENTENCE, GAP)) for repair in result.repairs)
    return "told" if noted or UNCLEAR in result.repairs else "silent"


@pytest.mark.parametrize("pieces", PIECES)
@pytest.mark.parametrize("kind", KINDS)
def test_moved_text_is_told_under_its_title(pieces: int, kind: str) -> None:
    verdicts: Counter[str] = Counter()
    for name, title, text in titled():
        for page in shuffled(name, text, kind, pieces):
            if squeezed(page) != squeezed(text):
                verdicts[verdict(title, text, page)] += 1
    assert verdicts["wrong"] == 0
    assert verdicts["silent"] <= (1 - LEAST_TOLD[kind][pieces]) * verdicts.total(), verdicts
    assert verdicts["restored"] >= LEAST_RESTORED.get((kind, pieces), 0) * verdicts.total(), verdicts


def test_intact_text_is_hardly_ever_reported() -> None:
    seen: Counter[str] = Counter()
    warned: Counter[str] = Counter()
    for name, title, text in titled():
        for damage, page in damaged(name, text):
            result = stitch(Traced.of(page), title=title)
            seen[damage] += 1
            warned[damage] += UNCLEAR in result.repairs
            assert squeezed(result.text.text) == squeezed(page), (name, damage)
    assert all(warned[damage] <= MOST_WARNED[damage] * seen[damage] for damage in seen), warned


def test_intact_text_without_a_title_is_not_reported_more() -> None:
    warned = [name for name, text in samples() if UNCLEAR in stitch(Traced.of(text)).repairs]
    assert warned == []
