"""Does a cut go through a word? Asked of the segmenter's word list, read once and only when a text is torn."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from importlib.metadata import distribution
from pathlib import Path

LONGEST = 4
"""Characters of the longest word that is looked at, and of each side of a cut."""

ENTRY = re.compile(rf"^(\S{{1,{LONGEST}}}) (\d+)", re.MULTILINE)
"""A line of the list: the word, how often it was counted, its class."""


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
    together, apart = _likelihood(left + right, words, total), _likelihood(left, words, total)
    return together - apart - _likelihood(right, words, total)


def _crosses(left: str, right: str, words: dict[str, str]) -> bool:
    for head in range(1, min(len(left), LONGEST - 1) + 1):
        begun = left[-head:]
        for tail in range(1, min(len(right), LONGEST - head) + 1):
            if begun + right[:tail] in words:
                return True
    return False


def _likelihood(text: str, words: dict[str, str], total: float) -> float:
    """The log probability of the likeliest reading as words."""
    best = [0.0] + [-math.inf] * len(text)
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + LONGEST) + 1):
            word = text[start:end]
            if word in words or end == start + 1:
                best[end] = max(best[end], best[start] + _gain(words.get(word, ""), total))
    return best[-1]


def _gain(count: str, total: float) -> float:
    """The log probability of a word with this count; of a character that is no word without one."""
    return math.log(max(int(count or 1), 1)) - total


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, str], float]:
    """How often each word was counted, as the list writes it, and the logarithm of the sum.

    The segmenter itself is not loaded, and a count is read when it is asked for: most never are.
    """
    entries = Path(str(distribution("jieba").locate_file("jieba/dict.txt"))).read_text(encoding="utf-8")
    counts = dict(ENTRY.findall(entries))
    return counts, math.log(sum(map(int, counts.values())))
