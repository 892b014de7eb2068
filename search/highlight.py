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
ENOUGH_MARKS = 4
ELLIPSIS = "…"
MARKS = re.compile(r"[^\w]")
SENTENCE_END = re.compile(r"[。！？；;!?\n]")


class Piece(NamedTuple):
    """A stretch of text, marked or not. Never HTML: templates escape it."""

    text: str
    marked: bool


class Wanted(NamedTuple):
    """What to look for in a text. ``plain`` stand anywhere; ``apart`` (numbers, Latin words) only by themselves."""

    plain: tuple[str, ...]
    apart: tuple[re.Pattern[str], ...]
    has_marks: bool


@lru_cache(maxsize=1024)
def _wanted(words: frozenset[str]) -> Wanted:
    plain, apart = [], []
    for word in sorted(word for word in words if word.strip()):
        before = "(?<![0-9a-z])" if _is_latin(word[0]) else ""
        after = "(?![0-9a-z])" if _is_latin(word[-1]) else ""
        if before or after:
            apart.append(re.compile(f"{before}{re.escape(word)}{after}"))
        else:
            plain.append(word)
    return Wanted(tuple(plain), tuple(apart), any(map(MARKS.search, words)))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def find_spans(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where ``text`` holds one of the folded ``words``: start and end in ``text``, in order, never overlapping.

    Of two that overlap the first stands, of two that begin together the longer.
    """
    wanted = _wanted(frozenset(words))
    if not text or not (wanted.plain or wanted.apart):
        return []
    if not wanted.has_marks and is_folded(text):
        # Nearly all reports are written so already; folding a long text takes longer than all the rest.
        return _spans(text, wanted)
    folded, origin = normalise_with_origin(text)
    spans = _spans(folded, wanted)
    if origin is None:
        return spans
    return [(origin[start], origin[end - 1] + 1) for start, end in spans]


def _spans(text: str, wanted: Wanted) -> list[tuple[int, int]]:
    # Looking for one word after the other is many times faster than one pattern of all.
    found = [match.span() for pattern in wanted.apart for match in pattern.finditer(text)]
    for word in wanted.plain:
        at, size = text.find(word), len(word)
        while at >= 0:
            found.append((at, at + size))
            at = text.find(word, at + 1)
    if len(wanted.plain) + len(wanted.apart) > 1:
        found.sort(key=_longest_first)
    spans, free = [], 0
    for span in found:
        if span[0] >= free:
            spans.append(span)
            free = span[1]
    return spans


def _longest_first(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]


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
    """Where the stretch of ``length`` with most different words, then with most words, begins: the first such.

    No further ones are looked at once a stretch has all words there are, and ``ENOUGH_MARKS`` of them.
    """
    words = [text[start:end] for start, end in spans]
    kinds = len(set(words))
    inside: Counter[str] = Counter()
    best, first, last = (0, 0), spans[0][0], 0
    for number, (start, _) in enumerate(spans):
        while last < len(spans) and spans[last][1] <= start + length:
            inside[words[last]] += 1
            last += 1
        worth = (len(inside), last - number)
        if worth > best:
            best, first = worth, start
            if worth[0] == kinds and worth[1] >= ENOUGH_MARKS:
                break
        inside[words[number]] -= 1
        if inside[words[number]] <= 0:
            del inside[words[number]]
        last = max(last, number + 1)
    return first


def _pieces(text: str, spans: Iterable[tuple[int, int]], start: int, end: int) -> tuple[Piece, ...]:
    pieces, at = [], start
    for begin, stop in spans:
        if begin >= end:
            break
        if begin < at:
            continue
        stop = min(stop, end)
        if begin > at:
            pieces.append(Piece(text[at:begin], False))
        pieces.append(Piece(text[begin:stop], True))
        at = stop
    if at < end:
        pieces.append(Piece(text[at:end], False))
    return tuple(pieces)
