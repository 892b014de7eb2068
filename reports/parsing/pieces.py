"""The stretches into which a text printed out of order falls, and what their ends show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from reports.parsing.lines import Line, full_lines
from reports.parsing.marks import Mark
from reports.parsing.openings import opens_report
from reports.parsing.tears import ENDED, SURE, is_torn_tail, paragraph_mark

Alike = Callable[[str, str], float]
"""How surely one end carries on another, in one text: likeness() with the text given."""

MARKS_AT_END = 10
"""Of a piece with many marks only those at its ends matter to its neighbours."""

SHORT_HEADING = 14
"""A numbered line of so few characters is a heading even with a stop at its end."""


MOST_OPENING = 5
"""Lines that may open a report: author and date, a greeting, one or two paragraphs on the year."""


class Piece(NamedTuple):
    """A stretch of the text with what its ends show."""

    start: int
    end: int
    head: str
    tail: str
    torn: bool
    marks: tuple[Mark, ...]
    opens_with_mark: bool
    begins_plainly: bool
    """Does it begin where nobody can doubt it: at the text's beginning, behind a torn end, inside a line?"""
    ends_in_line: bool
    loose: bool
    """Is its last paragraph bound to it by nothing: no number, no heading above that would be empty?"""
    strays: bool
    """Does it hold any such paragraph?"""
    strays_ahead: bool
    """Does it hold one before its first number?"""


def find_pieces(text: str, lines: Sequence[Line], cuts: set[int]) -> list[Piece]:
    """The text parted at ``cuts``, in printed order; blank stretches are left out."""
    borders = [lines[0].start, *sorted(cuts), len(text)]
    pieces: list[Piece] = []
    for start, end in pairwise(borders):
        own = full_lines(text, start, end)
        if own:
            pieces.append(_piece(text, start, end, own, not pieces or pieces[-1].torn))
    return pieces


def _piece(text: str, start: int, end: int, lines: Sequence[Line], plainly: bool) -> Piece:
    found = [paragraph_mark(line.text) for line in lines]
    marks = tuple(mark for mark in found if mark)
    if len(marks) > 2 * MARKS_AT_END:
        marks = marks[:MARKS_AT_END] + marks[-MARKS_AT_END:]
    strays = [_is_stray(lines, found, i) for i in range(len(lines))]
    numbered = next((i for i, mark in enumerate(found) if mark), len(lines))
    lead = _length_of_lead(lines, numbered)
    tail = lines[-1].text
    return Piece(
        start,
        end,
        head=lines[0].text,
        tail=tail,
        torn=is_torn_tail(tail),
        marks=marks,
        opens_with_mark=found[0] is not None,
        begins_plainly=plainly or text[start - 1] != "\n",
        ends_in_line=end < len(text) and text[end - 1] != "\n",
        loose=strays[-1],
        strays=any(strays[lead:]),
        strays_ahead=any(strays[lead:numbered]),
    )


def _length_of_lead(lines: Sequence[Line], numbered: int) -> int:
    """How many paragraphs at a piece's beginning are bound to it: the first, and a report's opening paragraphs."""
    head = next((i for i in range(numbered) if ENDED.search(lines[i].text)), numbered)
    opening = [i for i in range(min(numbered, MOST_OPENING)) if opens_report(lines[i].text)]
    return max([min(head, MOST_OPENING) + 1, *(i + 1 for i in opening)])


def _is_stray(lines: Sequence[Line], marks: Sequence[Mark | None], index: int) -> bool:
    """A paragraph without number that is not the first under a heading could stand elsewhere as well."""
    if marks[index] or "\t" in lines[index].text:
        return False
    return not (index and marks[index - 1] and not ENDED.search(lines[index - 1].text))


def one_word(alike: Alike, left: Piece, right: Piece) -> bool:
    """Do the ends make one word, or one pair of quotation marks?"""
    open_ = left.torn or (right.start != left.end and not ENDED.search(left.tail))
    return open_ and not right.opens_with_mark and alike(left.tail, right.head) >= SURE


def is_bare_heading(piece: Piece) -> bool:
    """Does a piece end with a numbered line that has nothing under it?"""
    open_ = len(piece.tail) <= SHORT_HEADING or not ENDED.search(piece.tail)
    return open_ and not piece.ends_in_line and paragraph_mark(piece.tail) is not None
