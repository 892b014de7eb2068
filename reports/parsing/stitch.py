"""Pieces printed out of order, put into the order in which they were written.

Some pages print a report's pieces shuffled and cut inside words. The true order is found from evidence at the
cuts: numbering that continues, a word or 《…》 cut in two. Each order of the pieces has a cost; the printed order
stays unless another is clearly cheaper, and clearly the only one. Every joint that is made must have evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from reports.parsing.cuts import MOST_TAILS, find_cuts, is_opening, step
from reports.parsing.lines import Line, full_lines
from reports.parsing.marks import Mark
from reports.parsing.tears import SURE, closed_bracket, is_torn_tail, likeness, open_bracket, paragraph_mark
from reports.parsing.traced import Edit, Traced, joined

MOST_PIECES = 7
MARKS_AT_END = 10
"""Of a piece with many marks only those at its ends matter to its neighbours."""

MOST_PARAGRAPHS = 20_000
NEW_JOINT = 0.3
STRANGE, LOST, UNPROVEN, STRONGEST = 1.5, 1.0, 0.3, 10.0
"""Costs of a joint: closing what was not opened, words missing before a mark, nothing known; the most that counts."""

GAIN, MARGIN = 1.2, 0.5
"""What another order must save, and by how much it must beat the next best."""

UNCLEAR = "文中编号或词句不相接，疑似次序错乱，证据不足，未作调整，请人工核对"


@dataclass(frozen=True, slots=True)
class Stitched:
    """The text in its true order, and what was done, in words."""

    text: Traced
    repairs: tuple[str, ...]


class _Piece(NamedTuple):
    """A stretch of the text with what its ends show."""

    start: int
    end: int
    head: str
    tail: str
    torn: bool
    marks: tuple[Mark, ...]
    opens_with_mark: bool


def stitch(text: Traced, border: int = 0) -> Stitched:
    """The text re-ordered where evidence demands it. ``border`` is where the title stood, if text came before it.

    >>> t = Traced.of("三、丙事好。\\n四、丁事好。\\n一、甲事好。\\n二、乙事好。")
    >>> stitch(t).text.text.split()
    ['一、甲事好。', '二、乙事好。', '三、丙事好。', '四、丁事好。']
    """
    lines = full_lines(text.text)
    if len(lines) > MOST_PARAGRAPHS or len(lines) < 2:
        return Stitched(text, ())
    ordered = _ordered(text, lines, border)
    if UNCLEAR in ordered.repairs:
        return ordered
    edits, joints = _cut_words(ordered.text.text)
    whole = ordered.text.edit(edits)
    return Stitched(whole, (*ordered.repairs, *joints, *_losses(whole.text)))


def _losses(text: str) -> Iterator[str]:
    """Where words are lost for good: a title in 《 left open, a last sentence without an end. Nothing is put in."""
    lines = [line.text for line in full_lines(text)]
    open_ended = [line for line in lines if is_torn_tail(line) and open_bracket(line) == "《"][:MOST_TAILS]
    for line in dict.fromkeys([*open_ended, *(lines[-1:] if is_torn_tail(lines[-1]) else [])]):
        yield f"原文在“…{line[-12:]}”处中断，下文缺失，未作补写"


def _cut_words(text: str) -> tuple[list[Edit], tuple[str, ...]]:
    """Words cut in two by a line's end, put together."""
    edits: list[Edit] = []
    repairs: list[str] = []
    tails = 0
    for line, after in pairwise(full_lines(text)):
        if not is_torn_tail(line.text) or tails >= MOST_TAILS:
            continue
        tails += 1
        if _cut_word(text, line.text, after.text):
            edits.append(Edit(line.end, after.start))
            repairs.append(f"断开处已相接：“…{line.text[-8:]}”与“{after.text[:8]}…”")
    return edits, tuple(repairs)


def _cut_word(text: str, left: str, right: str) -> bool:
    return paragraph_mark(right) is None and likeness(text, left, right) >= SURE


def _ordered(text: Traced, lines: Sequence[Line], border: int) -> Stitched:
    if border and is_opening(lines, border):
        border = 0
    words, numbers = find_cuts(text.text, lines, border)
    pieces = _pieces(text.text, lines, words | numbers)
    if len(pieces) > MOST_PIECES:
        pieces = _pieces(text.text, lines, words)
    if len(pieces) > MOST_PIECES:
        return Stitched(text, (UNCLEAR,) if border else ())
    if len(pieces) < 2:
        return Stitched(text, ())
    return _best(text, pieces, border)


def _pieces(text: str, lines: Sequence[Line], cuts: set[int]) -> list[_Piece]:
    borders = [lines[0].start, *sorted(cuts), len(text)]
    pieces: list[_Piece] = []
    for start, end in pairwise(borders):
        own = full_lines(text, start, end)
        if not own:
            continue
        marks = tuple(mark for mark in (paragraph_mark(line.text) for line in own) if mark)
        if len(marks) > 2 * MARKS_AT_END:
            marks = marks[:MARKS_AT_END] + marks[-MARKS_AT_END:]
        tail = own[-1].text
        opens = paragraph_mark(own[0].text) is not None
        pieces.append(_Piece(start, end, own[0].text, tail, is_torn_tail(tail), marks, opens))
    return pieces


def _best(text: Traced, pieces: Sequence[_Piece], border: int) -> Stitched:
    first = next((i for i, piece in enumerate(pieces) if piece.start >= border), 0)
    printed = tuple(range(len(pieces)))
    joints = {(i, j): _joint(text.text, pieces[i], pieces[j]) for i in printed for j in printed if i != j}
    fixed = first if border or not pieces[0].opens_with_mark else None
    ranked = _ranked(pieces, fixed, joints)
    cost, order = ranked[0]
    gain = _cost(pieces, printed, joints) - cost
    if order == printed or (gain < GAIN and not border):
        return Stitched(text, (UNCLEAR,) if border or gain >= MARGIN or pieces[-1].torn else ())
    made = [(i, j) for i, j in pairwise(order) if j != i + 1]
    clear = len(ranked) == 1 or ranked[1][0] - cost >= MARGIN
    unproven = [joint for joint in made if not _evidence(text.text, pieces, order, joint)]
    left_over = border and len(unproven) == 1 and pieces[unproven[0][0]].torn
    if not clear or (unproven and not left_over) or pieces[order[-1]].torn:
        return Stitched(text, (UNCLEAR,))
    return Stitched(_put_together(text, pieces, order), _repairs(text.text, pieces, order, made))


def _ranked(
    pieces: Sequence[_Piece], fixed: int | None, joints: dict[tuple[int, int], float]
) -> list[tuple[float, tuple[int, ...]]]:
    """The two cheapest orders, the cheapest first; orders that begin alike are weighed together."""
    best: list[tuple[float, tuple[int, ...]]] = []
    least = min(0.0, *joints.values())

    def grow(order: tuple[int, ...], cost: float, stack: tuple[Mark, ...]) -> None:
        left = len(pieces) - len(order)
        if not left:
            best.append((round(cost, 6), order))
            best.sort()
            del best[2:]
            return
        if len(best) == 2 and cost + left * least > best[1][0]:
            return
        for i in range(len(pieces)):
            if i not in order and (order or fixed is None or i == fixed):
                added, after = _joined_cost(pieces[i], stack)
                if order:
                    added += joints[order[-1], i] + _moved(pieces, order[-1], i)
                grow((*order, i), cost + added, after)

    grow((), 0.0, ())
    return best


def _joined_cost(piece: _Piece, stack: tuple[Mark, ...]) -> tuple[float, tuple[Mark, ...]]:
    open_ = list(stack)
    cost = sum(step(open_, mark) for mark in piece.marks)
    return cost, tuple(open_)


def _cost(pieces: Sequence[_Piece], order: Sequence[int], joints: dict[tuple[int, int], float]) -> float:
    cost = 0.0
    stack: list[Mark] = []
    for i in order:
        for mark in pieces[i].marks:
            cost += step(stack, mark)
    for i, j in pairwise(order):
        cost += joints[i, j] + _moved(pieces, i, j)
    return round(cost, 6)


def _moved(pieces: Sequence[_Piece], left: int, right: int) -> float:
    """What it costs to part pieces that the page printed together; nothing where a torn end parted them already."""
    return NEW_JOINT if right != left + 1 and not pieces[left].torn else 0.0


def _joint(text: str, left: _Piece, right: _Piece) -> float:
    """What it costs to read ``right`` after ``left``; below zero where they were plainly one."""
    if not left.torn:
        return STRANGE if closed_bracket(right.head) else 0.0
    if right.opens_with_mark:
        return LOST
    alike = likeness(text, left.tail, right.head)
    return -min(alike, STRONGEST) / 4 if alike else UNPROVEN


def _one_word(text: str, left: _Piece, right: _Piece) -> bool:
    """Do the ends make one word, or one pair of quotation marks?"""
    return left.torn and _cut_word(text, left.tail, right.head)


def _evidence(text: str, pieces: Sequence[_Piece], order: Sequence[int], joint: tuple[int, int]) -> str:
    """Why two pieces belong together, in words; empty if nothing says so."""
    left, right = pieces[joint[0]], pieces[joint[1]]
    if _one_word(text, left, right):
        return "词语或书名号相接"
    stack: list[Mark] = []
    for i in order[: order.index(joint[1])]:
        for mark in pieces[i].marks:
            step(stack, mark)
    open_counts = {mark.family: mark.ordinal or 0 for mark in stack}
    telling = right.marks[:1] if left.torn else right.marks
    for mark in telling:
        if mark.family in open_counts and mark.ordinal == open_counts[mark.family] + 1:
            return f"编号“{mark.text}”相接"
    if not stack and right.marks and right.marks[0].ordinal == 1:
        return "编号由此开始"
    return ""


def _put_together(text: Traced, pieces: Sequence[_Piece], order: Sequence[int]) -> Traced:
    line_end = Traced("\n", (), text.source)
    parts: list[Traced] = []
    for position, i in enumerate(order):
        piece = text.slice(pieces[i].start, pieces[i].end)
        if position and not _one_word(text.text, pieces[order[position - 1]], pieces[i]):
            parts.append(line_end)
        parts.append(piece.slice(0, len(piece.text.rstrip())))
    return joined(parts, text.source)


def _repairs(
    text: str, pieces: Sequence[_Piece], order: Sequence[int], made: Sequence[tuple[int, int]]
) -> tuple[str, ...]:
    """What was moved where, and why, in words."""
    repairs: list[str] = []
    for left, right in made:
        head, tail = pieces[right].head[:12], pieces[left].tail[-12:]
        why = _evidence(text, pieces, order, (left, right)) or "其余各段均已相接"
        repairs.append(f"原文次序错乱：将“{head}…”起的一段接到“…{tail}”之后（{why}）")
    return tuple(repairs)
