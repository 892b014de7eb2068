"""Where a person's word belongs: a quote of the extracted text with what stands around it.

Rows come and go with every parse and an extractor may learn to read a file better; the words themselves stay.
A quote is found again at its old offset, else where it and its surroundings stand exactly once, else not at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reports.parsing.types import Span

CONTEXT = 32
"""Characters kept on either side."""
NEAR = 16
"""Characters of one side that tell a quote from its likes."""
LONG_QUOTE = 12
"""Characters that need no surroundings."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """``extracted[start:end] == quote`` when it was set."""

    quote: str
    before: str
    after: str
    start: int
    end: int


def anchor_of(extracted: str, start: int, end: int) -> Anchor:
    """The anchor of ``extracted[start:end]``. Raises ValueError for an empty or impossible span.

    >>> anchor_of("新建幼儿园2所。", 5, 7).quote
    '2所'
    """
    if not 0 <= start < end <= len(extracted):
        raise ValueError(f"no text at {start} to {end}")
    before, after = extracted[max(0, start - CONTEXT) : start], extracted[end : end + CONTEXT]
    return Anchor(extracted[start:end], before, after, start, end)


def to_json(anchor: Anchor) -> dict[str, Any]:
    return {
        "quote": anchor.quote,
        "before": anchor.before,
        "after": anchor.after,
        "start": anchor.start,
        "end": anchor.end,
    }


def from_json(data: dict[str, Any]) -> Anchor:
    """Raises KeyError where a part is missing."""
    return Anchor(data["quote"], data["before"], data["after"], data["start"], data["end"])


def find_anchor(anchor: Anchor, extracted: str) -> Span | None:
    """Where the quote stands now, or None where that is not certain.

    >>> find_anchor(anchor_of("甲县新建2所。乙县新建2所。", 11, 13), "前言。甲县新建2所。乙县新建2所。")
    Span(start=14, end=16)
    """
    if extracted[anchor.start : anchor.end] == anchor.quote and _surrounded(anchor, extracted):
        return Span(anchor.start, anchor.end)
    squeezed, offsets = _squeezed(extracted)
    quote = _bare(anchor.quote)
    before, after = _bare(anchor.before), _bare(anchor.after)
    if not quote:
        return None
    for lead, tail in ((before, after), (before[-NEAR:], ""), ("", after[:NEAR])):
        found = _only_place(squeezed, lead + quote + tail) if _tells(lead + tail, quote) else None
        if found is not None:
            first = found + len(lead)
            return Span(offsets[first], offsets[first + len(quote) - 1] + 1)
    return None


def _surrounded(anchor: Anchor, extracted: str) -> bool:
    """Whether at least one side is what it was: the same short number may stand there by chance."""
    before = extracted[max(0, anchor.start - len(anchor.before)) : anchor.start]
    after = extracted[anchor.end : anchor.end + len(anchor.after)]
    return before[-NEAR:] == anchor.before[-NEAR:] or after[:NEAR] == anchor.after[:NEAR]


def _tells(surroundings: str, quote: str) -> bool:
    return len(surroundings) >= NEAR // 2 or len(quote) >= LONG_QUOTE


def _only_place(text: str, wanted: str) -> int | None:
    first = text.find(wanted)
    return first if first >= 0 and text.find(wanted, first + 1) < 0 else None


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@lru_cache(maxsize=2)
def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text without white space, and where each character stood."""
    offsets = [at for at, letter in enumerate(text) if not letter.isspace()]
    return "".join(text[at] for at in offsets), offsets
