"""A text in which every character knows where it stood in the extracted text.

Cleaning deletes, replaces, joins and re-orders; a reader who doubts a number must still be led to the very
characters of the original. ``Traced`` keeps that as runs: stretches of the text that were copied one to one.
Characters without a run were put in by a repair.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from reports.parsing.types import Span


class Run(NamedTuple):
    """``length`` characters at ``at`` of the text were copied from ``source`` on of the extracted text."""

    at: int
    source: int
    length: int


class Edit(NamedTuple):
    """Characters ``start`` to ``end`` give way to ``new``. Replacements keep the origin character by character."""

    start: int
    end: int
    new: str = ""


@dataclass(frozen=True, slots=True)
class Traced:
    """Text with its origins. All operations return a new value and take time linear in what they touch."""

    text: str
    runs: tuple[Run, ...]
    source: str

    @classmethod
    def of(cls, source: str) -> Traced:
        """The extracted text itself: every character at its own place."""
        return cls(source, (Run(0, 0, len(source)),) if source else (), source)

    def __len__(self) -> int:
        return len(self.text)

    def slice(self, start: int, end: int) -> Traced:
        """Characters ``start`` to ``end``.

        >>> Traced.of("甲乙丙丁").slice(1, 3).origin(0, 2)
        (Span(start=1, end=3),)
        """
        start, end = max(0, start), min(len(self.text), end)
        return Traced(self.text[start:end], tuple(self._cut(start, end, -start)), self.source)

    def edit(self, edits: Iterable[Edit]) -> Traced:
        """Apply edits, sorted and not overlapping.

        >>> t = Traced.of("學(xué)前").edit([Edit(0, 1, "学"), Edit(1, 6)])
        >>> t.text, t.origin(0, 2)
        ('学前', (Span(start=0, end=1), Span(start=6, end=7)))
        """
        pieces: list[str] = []
        kept: list[tuple[int, int, int]] = []
        cursor, at = 0, 0
        for start, end, new in edits:
            pieces += (self.text[cursor:start], new)
            kept.append((cursor, start, at - cursor))
            at += start - cursor
            if new:
                kept.append((start, min(end, start + len(new)), at - start))
            at, cursor = at + len(new), end
        if not pieces:
            return self
        pieces.append(self.text[cursor:])
        kept.append((cursor, len(self.text), at - cursor))
        return Traced("".join(pieces), tuple(_merged(_moved(self.runs, kept))), self.source)

    def replaced(self, text: str) -> Traced:
        """The same characters in another form: ``text`` has the same length."""
        if len(text) != len(self.text):
            raise ValueError("a one-to-one replacement must keep the length")
        return Traced(text, self.runs, self.source)

    def origin(self, start: int, end: int) -> tuple[Span, ...]:
        """The pieces of the extracted text that characters ``start`` to ``end`` came from, in the text's order.

        Pieces parted by nothing but white space count as one: dropped blanks are no cut.
        """
        at = bisect_right(self.runs, (start + 1,)) - 1
        if at >= 0 and start < end <= self.runs[at].at + self.runs[at].length:
            moved = self.runs[at].source - self.runs[at].at
            return (Span(start + moved, end + moved),)
        spans: list[Span] = []
        for run in self._cut(start, end, 0):
            stop = run.source + run.length
            if spans and self._blank(spans[-1].end, run.source):
                spans[-1] = Span(spans[-1].start, stop)
            else:
                spans.append(Span(run.source, stop))
        return tuple(spans)

    def locate(self, spans: Sequence[Span]) -> list[Span | None]:
        """Where pieces of the extracted text stand now; None for a piece of which nothing is left.

        >>> Traced.of("甲乙丙").slice(1, 3).locate([Span(2, 3), Span(0, 1)])
        [Span(start=1, end=2), None]
        """
        by_source = sorted(self.runs, key=lambda run: run.source)
        starts = [run.source for run in by_source]
        return [self._located(by_source, starts, span) for span in spans]

    def _located(self, by_source: Sequence[Run], starts: Sequence[int], span: Span) -> Span | None:
        low, high = len(self.text), -1
        index = max(0, bisect_right(starts, span.start) - 1)
        while index < len(by_source) and by_source[index].source < span.end:
            run = by_source[index]
            first, last = max(span.start, run.source), min(span.end, run.source + run.length)
            if first < last:
                low = min(low, run.at + first - run.source)
                high = max(high, run.at + last - run.source)
            index += 1
        return Span(low, high) if low < high else None

    def _blank(self, left: int, right: int) -> bool:
        return 0 <= right - left <= 64 and not self.source[left:right].strip()

    def _cut(self, start: int, end: int, shift: int) -> Iterable[Run]:
        """The runs of ``start`` to ``end``, moved by ``shift``."""
        index = max(0, bisect_right(self.runs, (start + 1,)) - 1)  # runs compare by where they stand
        while index < len(self.runs) and self.runs[index].at < end:
            at, source, length = self.runs[index]
            first, last = max(start, at), min(end, at + length)
            if first < last:
                yield Run(first + shift, source + first - at, last - first)
            index += 1


def _moved(runs: Sequence[Run], stretches: Iterable[tuple[int, int, int]]) -> list[Run]:
    """The runs of stretches (start, end, by how much it is moved) that are sorted and apart: one walk over both."""
    moved: list[Run] = []
    index = 0
    for start, end, shift in stretches:
        while index < len(runs) and runs[index].at + runs[index].length <= start:
            index += 1
        following = index
        while following < len(runs) and runs[following].at < end:
            at, source, length = runs[following]
            first, last = max(start, at), min(end, at + length)
            if first < last:
                moved.append(Run(first + shift, source + first - at, last - first))
            following += 1
        index = max(index, following - 1)
    return moved


def joined(parts: Sequence[Traced], source: str) -> Traced:
    """Parts one after the other.

    >>> t = Traced.of("乙甲")
    >>> joined([t.slice(1, 2), t.slice(0, 1)], t.source).text
    '甲乙'
    """
    runs: list[Run] = []
    at = 0
    for part in parts:
        runs += (Run(run.at + at, run.source, run.length) for run in part.runs)
        at += len(part.text)
    return Traced("".join(part.text for part in parts), tuple(_merged(runs)), source)


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Neighbouring runs that continue each other, made one."""
    merged: list[Run] = list(runs[:1])
    for _, run in pairwise(runs):
        last = merged[-1]
        if last.at + last.length == run.at and last.source + last.length == run.source:
            merged[-1] = Run(last.at, last.source, last.length + run.length)
        else:
            merged.append(run)
    return merged
