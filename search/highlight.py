"""Marking what was searched for: spans in the original text, and the window of a long text that shows most of them.

Nothing is cut into words again: the folded text is searched for the folded words, and places are traced back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from search.analysis import is_folded, normalise_with_origin

SNIPPET_LENGTH = 150
ELLIPSIS = "…"
MARKS = re.compile(r"[^\w]")
SENTENCE_END = re.compile(r"[。！？；;!?\n]")


class Piece(NamedTuple):
    """A stretch of text, marked or not. Never HTML: templates escape it."""

    text: str
    marked: bool


@lru_cache(maxsize=256)
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    """Any of the words, the longest first; a number or Latin word only where it stands alone."""
    parts = []
    for word in sorted(words, key=lambda word: (-len(word), word)):
        part = re.escape(word)
        if word[0].isascii() and word[0].isalnum():
            part = rf"(?<![0-9a-z]){part}"
        if word[-1].isascii() and word[-1].isalnum():
            part = rf"{part}(?![0-9a-z])"
        parts.append(part)
    return re.compile("|".join(parts))


def find_spans(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where ``text`` holds one of the folded ``words``: start and end in ``text``, in order, never overlapping."""
    wanted = frozenset(word for word in words if word.strip())
    if not wanted or not text:
        return []
    if is_folded(text) and not any(map(MARKS.search, wanted)):
        # Nearly all reports are written so already; folding a long text takes longer than all the rest.
        return [match.span() for match in _pattern(wanted).finditer(text)]
    folded, origin = normalise_with_origin(text)
    spans = [match.span() for match in _pattern(wanted).finditer(folded)]
    if origin is None:
        return spans
    return [(origin[start], origin[end - 1] + 1) for start, end in spans]


def mark(text: str, words: Iterable[str]) -> tuple[Piece, ...]:
    """The whole text as pieces."""
    return _pieces(text, find_spans(text, words), 0, len(text))


def snippet(text: str, words: Iterable[str], length: int = SNIPPET_LENGTH) -> tuple[Piece, ...]:
    """The window of about ``length`` characters with most different words, as pieces; its start without any."""
    spans = find_spans(text, words)
    start = _window_start(text, spans, length)
    end = min(len(text), start + length)
    pieces = _pieces(text, spans, start, end)
    before = (Piece(ELLIPSIS, False),) if start > 0 else ()
    after = (Piece(ELLIPSIS, False),) if end < len(text) else ()
    return before + tuple(Piece(piece.text.replace("\n", " "), piece.marked) for piece in pieces) + after


def _window_start(text: str, spans: Sequence[tuple[int, int]], length: int) -> int:
    """Begins at a sentence where one begins shortly before the best window's first mark."""
    if not spans or len(text) <= length:
        return 0
    first = _best_first(text, spans, length - length // 6)
    begin = max(0, first - length // 3)
    ends = [match.end() for match in SENTENCE_END.finditer(text, begin, first)]
    if ends:
        begin = ends[0] if first - ends[0] > length // 8 else ends[-1]
    return max(0, min(begin, len(text) - length)) if len(text) - begin < length // 2 else begin


def _best_first(text: str, spans: Sequence[tuple[int, int]], length: int) -> int:
    """Where the stretch of ``length`` with most different words, then with most words, begins: the first such."""
    inside: Counter[str] = Counter()
    words = [text[start:end] for start, end in spans]
    best, first, last = (0, 0), spans[0][0], 0
    for number, (start, _) in enumerate(spans):
        while last < len(spans) and spans[last][1] <= start + length:
            inside[words[last]] += 1
            last += 1
        worth = (len(inside), last - number)
        if worth > best:
            best, first = worth, start
        inside[words[number]] -= 1
        if inside[words[number]] <= 0:
            del inside[words[number]]
        last = max(last, number + 1)
    return first


def _pieces(text: str, spans: Iterable[tuple[int, int]], start: int, end: int) -> tuple[Piece, ...]:
    pieces, at = [], start
    for begin, stop in spans:
        if begin < at or begin >= end:
            continue
        stop = min(stop, end)
        if begin > at:
            pieces.append(Piece(text[at:begin], False))
        pieces.append(Piece(text[begin:stop], True))
        at = stop
    if at < end:
        pieces.append(Piece(text[at:end], False))
    return tuple(pieces)
