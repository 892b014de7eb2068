"""A report's text as blocks for reading: headings, paragraphs, tables, with numbers and searched words cut out.

Pure: text and spans in, blocks out. Joining all pieces of all blocks gives the text again, line ends apart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, Protocol

BlockKind = Literal["heading", "paragraph", "table"]
DEEPEST = 4


class SectionLike(Protocol):
    pk: int
    level: int
    mark: str
    heading: str
    style: str
    start: int
    end: int


class NumberLike(Protocol):
    pk: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Running text. ``number`` is the recognised number it prints, ``marked`` says that it was searched for."""

    text: str
    number: NumberLike | None = None
    marked: bool = False
    strong: bool = False
    opens_number: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the text, or a table of several. ``anchor`` is s<section> for a section's first, else p<n>."""

    kind: BlockKind
    anchor: str
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    count: int = 0
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    section_id: int | None = None

    @property
    def hits(self) -> int:
        cells = [piece for row in self.rows for cell in row for piece in cell]
        return sum(piece.marked for piece in (*self.pieces, *cells))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents. ``hits`` counts searched words in the section's own text."""

    anchor: str
    label: str
    level: int
    hits: int


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int


def typeset(
    text: str,
    sections: Sequence[SectionLike],
    numbers: Sequence[NumberLike] = (),
    marked: Sequence[tuple[int, int]] = (),
    title: str = "",
) -> list[Block]:
    """Blocks in order. Spans are offsets in ``text``; a first line that repeats ``title`` is left out."""
    cutter = _Cutter(text, numbers, marked)
    starts = {section.start: section for section in reversed(sections)}
    blocks: list[Block] = []
    section_id: int | None = None
    paragraphs = 0
    for group in _groups(text, _lines(text, title)):
        section = next((starts[line.start] for line in group if line.start in starts), None)
        section_id = section.pk if section else section_id
        blocks.append(_block(text, group, section, section_id, cutter, paragraphs + 1))
        paragraphs += blocks[-1].kind == "paragraph"
    return blocks


def _lines(text: str, title: str) -> list[Line]:
    lines, start = [], 0
    for raw in text.split("\n"):
        if raw.strip():
            lines.append(Line(start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip())))
        start += len(raw) + 1
    if lines and title and text[lines[0].start : lines[0].end] == title.strip():
        return lines[1:]
    return lines


def _groups(text: str, lines: Iterable[Line]) -> list[list[Line]]:
    """Each line alone, but the rows of a table (cells parted by tabs) together."""
    groups: list[list[Line]] = []
    for line in lines:
        row = "\t" in text[line.start : line.end]
        if row and groups and "\t" in text[groups[-1][-1].start : groups[-1][-1].end]:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _block(
    text: str, group: list[Line], section: SectionLike | None, section_id: int | None, cutter: _Cutter, count: int
) -> Block:
    anchor = f"s{section.pk}" if section else f"p{count}"
    if "\t" in text[group[0].start : group[0].end]:
        rows = tuple(tuple(cutter.cut(*span) for span in _cells(text, line)) for line in group)
        anchor = anchor if section else f"t{group[0].start}"
        return Block("table", anchor, rows=rows, section_id=section_id)
    line = group[0]
    if section and section.style == "line" and section.heading:
        level = min(max(section.level, 1), DEEPEST - 1) + 1
        return Block("heading", anchor, cutter.cut(line.start, line.end), level, count, section_id=section_id)
    strong_to = _heading_end(text, line, section) if section and section.heading else line.start
    pieces = (*cutter.cut(line.start, strong_to, strong=True), *cutter.cut(strong_to, line.end))
    return Block("paragraph", anchor, pieces, count=count, section_id=section_id)


def _heading_end(text: str, line: Line, section: SectionLike) -> int:
    """Where a heading that runs into its paragraph ends, its full stop or colon included."""
    at = text.find(section.heading, line.start, line.end)
    if at < 0:
        return line.start
    end = at + len(section.heading)
    return end + 1 if text[end : min(end + 1, line.end)] in ("。", "：", ":", "．") else end


def _cells(text: str, line: Line) -> list[tuple[int, int]]:
    spans, start = [], line.start
    for cell in text[line.start : line.end].split("\t"):
        spans.append((start, start + len(cell)))
        start += len(cell) + 1
    return spans


class _Cutter:
    """Cuts a stretch of text at the borders of numbers and marked words; neither overlap among themselves."""

    def __init__(self, text: str, numbers: Sequence[NumberLike], marked: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.numbers = _without_overlap(numbers)
        self.number_spans = [(number.start, number.end) for number in self.numbers]
        self.marked = sorted(marked)

    def cut(self, start: int, end: int, *, strong: bool = False) -> tuple[Piece, ...]:
        if start >= end:
            return ()
        numbers, marked = _within(self.number_spans, start, end), _within(self.marked, start, end)
        spans = [*self.number_spans[numbers], *self.marked[marked]]
        inner = {border for span in spans for border in span if start < border < end}
        borders = sorted({start, end} | inner)
        return tuple(self._piece(low, high, numbers, marked, strong=strong) for low, high in pairwise(borders))

    def _piece(self, low: int, high: int, numbers: slice, marked: slice, *, strong: bool) -> Piece:
        number = next((each for each in self.numbers[numbers] if each.start <= low and high <= each.end), None)
        hit = any(span[0] <= low and high <= span[1] for span in self.marked[marked])
        opens = number is not None and number.start == low
        return Piece(self.text[low:high], number, hit, strong, opens)


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> slice:
    """Which of the ordered spans touch a stretch."""
    return slice(
        bisect_right(spans, start, key=lambda span: span[1]), bisect_left(spans, end, key=lambda span: span[0])
    )


def _without_overlap(numbers: Sequence[NumberLike]) -> list[NumberLike]:
    """In order; of two that overlap the longer one stays."""
    kept: list[NumberLike] = []
    for number in sorted(numbers, key=lambda each: (each.start, each.start - each.end)):
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def contents(blocks: Iterable[Block], sections: Sequence[SectionLike]) -> list[Entry]:
    """Sections with a heading, each with the hits of its own blocks."""
    hits: dict[int | None, int] = {}
    for block in blocks:
        hits[block.section_id] = hits.get(block.section_id, 0) + block.hits
    return [
        Entry(
            f"s{section.pk}", f"{section.mark}{section.heading}", min(section.level, DEEPEST), hits.get(section.pk, 0)
        )
        for section in sections
        if section.heading
    ]


def occurrences(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where any of the words stands in the text, letter case apart; longer words win, overlaps are left out."""
    low = text.lower()
    found: list[tuple[int, int]] = []
    for word in sorted({word.lower() for word in words if word.strip()}, key=len, reverse=True):
        at = low.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = low.find(word, at + len(word))
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
