"""The original text as the left half of the review screen: lines, borders, numbers, what was taken out.

Pure. All offsets are those of the extracted text, so that a reviewer sees what the file says, in its own order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from reports.models import Metric
from reports.parsing.types import ParsedReport, ParsedSection, Span

MOST_SHOWN = 400_000
"""Characters of the original on one page."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a section begins. ``label`` is what the margin says, ``moved`` where it is really read, if elsewhere.

    ``plain``: its line is no heading of its own, but text that begins with one, or without.
    """

    start: int
    section: int
    level: int
    label: str
    moved: str = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """Text with the number it prints; ``cut`` text is not part of the report."""

    text: str
    number: Metric | None = None
    cut: bool = False
    opens_number: bool = False


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line, or the part of one that a border leaves. ``number`` counts lines with text; 0 for a later part.

    ``start`` is its offset; ``section`` the index of the section that begins here; ``page`` the page that does.
    """

    number: int
    start: int
    pieces: tuple[SourcePiece, ...]
    note: str = ""
    section: int | None = None
    level: int = 0
    cut: bool = False
    moved: bool = False
    plain: bool = False
    page: int = 0


class Source:
    """What of the extracted text belongs to a report, and where its numbers and sections stand in it."""

    def __init__(self, extracted: str, report: ParsedReport, numbers: Sequence[Metric], pages: Sequence[int]) -> None:
        self.text, self.is_cut_short = extracted, False
        self.runs = sorted(Span(source, source + length) for _at, source, length in report.runs)
        self.run_starts = [run.start for run in self.runs]
        self.marks = {mark.start: mark for mark in marks_of(report.sections)}
        self.mark_starts = sorted(self.marks)
        self.title = "".join(report.title.split())
        self.carried = {piece.start: number for piece, number in _carried(report.sections)}
        self.numbers = sorted(
            ((Span(*piece), number) for number in numbers for piece in _pieces(number)), key=lambda each: each[0]
        )
        self.number_starts = [span.start for span, _number in self.numbers]
        self.pages = pages

    def reach(self, whole: bool) -> Span:
        """All of the text, or the whole lines between the first and the last character of the report."""
        if whole or not self.runs:
            return self._shown(0, len(self.text))
        last = max(run.end for run in self.runs)
        stop = self.text.find("\n", last)
        return self._shown(self.text.rfind("\n", 0, self.runs[0].start) + 1, len(self.text) if stop < 0 else stop)

    def _shown(self, start: int, end: int) -> Span:
        """As much as a browser bears; whole lines, where lines are of a bearable length."""
        if end - start <= MOST_SHOWN:
            return Span(start, end)
        self.is_cut_short = True
        stop = self.text.rfind("\n", start, start + MOST_SHOWN)
        return Span(start, stop if stop > start else start + MOST_SHOWN)

    def lines(self, whole: bool) -> Iterator[SourceLine]:
        """Every line with text, cut at the borders of sections."""
        reach = self.reach(whole)
        start, number, page = reach.start, 0, 0
        while start <= reach.end:
            stop = self.text.find("\n", start, reach.end)
            stop = reach.end if stop < 0 else stop
            if self.text[start:stop].strip():
                number += 1
                now = bisect_right(self.pages, start) if self.pages else 0
                yield from self._line(start, stop, number, now if now != page else 0)
                page = now
            start = stop + 1

    def _line(self, start: int, stop: int, number: int, page: int) -> Iterator[SourceLine]:
        first = start + len(self.text[start:stop]) - len(self.text[start:stop].lstrip())
        low, high = bisect_right(self.mark_starts, first), bisect_right(self.mark_starts, stop - 1)
        borders = [first, *self.mark_starts[low:high], stop]
        for index, (begin, end) in enumerate(pairwise(borders)):
            mark = self.marks.get(begin)
            pieces = tuple(self._cut(begin, end))
            yield SourceLine(
                number=0 if index else number,
                start=begin,
                pieces=pieces,
                note=(mark.moved or mark.label) if mark else self._note(begin, end),
                section=mark.section if mark else None,
                level=mark.level if mark else 0,
                cut=all(piece.cut or not piece.text.strip() for piece in pieces),
                moved=bool(mark.moved if mark else begin in self.carried),
                plain=bool(mark and mark.plain),
                page=0 if index else page,
            )

    def _note(self, begin: int, end: int) -> str:
        """What the margin says beside a line that begins no section."""
        if begin in self.carried:
            return _("接第 %(n)s 节") % {"n": self.carried[begin] + 1}
        return _("题名") if "".join(self.text[begin:end].split()) == self.title else ""

    def _cut(self, begin: int, end: int) -> Iterator[SourcePiece]:
        """A stretch parted at the borders of numbers and of what was taken out."""
        inside = self._between(self.numbers, self.number_starts, begin, end)
        borders = {begin, end}
        for span, _number in inside:
            borders |= {max(begin, span.start), min(end, span.end)}
        for run in self._runs(begin, end):
            borders |= {max(begin, run.start), min(end, run.end)}
        ordered = sorted(borders)
        for low, high in pairwise(ordered):
            found = next(((span, n) for span, n in inside if span.start <= low and high <= span.end), None)
            text = self.text[low:high]
            number = found[1] if found else None
            yield SourcePiece(
                text, number, not self._runs(low, high) and bool(text.strip()), bool(found and found[0].start == low)
            )

    def _runs(self, begin: int, end: int) -> list[Span]:
        at = max(0, bisect_right(self.run_starts, begin) - 1)
        found = []
        while at < len(self.runs) and self.runs[at].start < end:
            if self.runs[at].end > begin:
                found.append(self.runs[at])
            at += 1
        return found

    @staticmethod
    def _between(
        numbers: Sequence[tuple[Span, Metric]], starts: Sequence[int], begin: int, end: int
    ) -> list[tuple[Span, Metric]]:
        low, high = bisect_right(starts, begin - 1), bisect_right(starts, end - 1)
        return [each for each in numbers[max(0, low - 1) : high] if each[0].start < end and each[0].end > begin]


def _pieces(number: Metric) -> list[tuple[int, int]]:
    return [(start, end) for start, end in number.origin]


def marks_of(sections: Sequence[ParsedSection]) -> list[Mark]:
    """Where each section begins in the source; one that stands before what it follows was moved by a repair."""
    marks, furthest = [], -1
    for section in sections:
        if not section.origin:
            continue
        start = section.origin[0].start
        label = section.district.name if section.district and _is_new(sections, section) else section.topic or ""
        moved = _("读作第 %(n)s 节") % {"n": section.index + 1} if start < furthest else ""
        plain = section.style == "run_in" or not section.heading
        marks.append(Mark(start, section.index, section.level, label if section.heading else _("导语"), moved, plain))
        furthest = max(furthest, start)
    return marks


def _carried(sections: Sequence[ParsedSection]) -> Iterator[tuple[Span, int]]:
    """The pieces in which a section goes on before the place where the source breaks off."""
    for section in sections:
        for before, piece in pairwise(section.origin):
            if piece.start < before.start:
                yield piece, section.index


def _is_new(sections: Sequence[ParsedSection], section: ParsedSection) -> bool:
    """Whether the section speaks of another place than the one above it."""
    above = sections[section.parent] if section.parent is not None else None
    if above is None:
        return len({each.district for each in sections}) > 1
    return above.district != section.district
