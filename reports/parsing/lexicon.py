"""Does a cut go through a word? Asked of the segmenter's word list, read once and only when a text is torn."""

from __future__ import annotations

import math
from functools import lru_cache
from importlib import resources

LONGEST = 4
"""Characters of the longest word that is looked at, and of each side of a cut."""


def cut_gain(left: str, right: str) -> float:
    """How much likelier the two ends are as one: the gain in log probability over reading them apart.

    Zero where no word goes over the cut.

    >>> cut_gain("取得成", "绩。") > 8, cut_gain("对象", "并配备")
    (True, 0.0)
    """
    left, right = left[-LONGEST:], right[:LONGEST]
    words, total = _words()
    if not _crosses(left, right, words):
        return 0.0
    return _likelihood(left + right, words, total) - _likelihood(left, words, total) - _likelihood(right, words, total)


def _crosses(left: str, right: str, words: dict[str, float]) -> bool:
    return any(
        left[-head:] + right[:tail] in words
        for head in range(1, min(len(left), LONGEST - 1) + 1)
        for tail in range(1, min(len(right), LONGEST - head) + 1)
    )


def _likelihood(text: str, words: dict[str, float], unknown: float) -> float:
    """The log probability of the likeliest reading as words."""
    best = [0.0] + [-math.inf] * len(text)
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + LONGEST) + 1):
            word = text[start:end]
            if word in words or end == start + 1:
                best[end] = max(best[end], best[start] + words.get(word, unknown))
    return best[-1]


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, float], float]:
    """Log probabilities of words, and of a character that is none."""
    lines = (resources.files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines()
    counts = {word: int(count) for word, count, *_ in map(str.split, lines) if len(word) <= LONGEST}
    total = math.log(sum(counts.values()))
    return {word: math.log(max(count, 1)) - total for word, count in counts.items()}, -total
