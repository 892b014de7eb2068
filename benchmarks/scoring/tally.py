"""Counts of one part of a case, and the sentences that say what was missed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Json = dict[str, Any]


@dataclass
class Tally:
    """Grows while a case is scored. ``counts`` has a name a thing counted, ``misses`` one line a miss."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def check(self, name: str, right: bool, miss: str) -> None:
        """Count a right answer, or note the miss."""
        self.counts[name] += right
        if not right:
            self.misses.append(miss)


class PlaceKey(NamedTuple):
    """A place as gold and output name it, either half may be empty."""

    name: str
    code: str


def f1(hit: int, predicted: int, gold: int) -> float:
    """Harmonic mean of precision and recall; 1 where nothing was to be found and nothing was."""
    if not predicted and not gold:
        return 1.0
    return 2 * hit / (predicted + gold)


def share(hit: int, everything: int) -> float:
    """Part of a whole; 1 where there was nothing to get right."""
    return hit / everything if everything else 1.0
