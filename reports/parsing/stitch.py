"""Pieces printed out of order, put into the order in which they were written.

Some pages print a report's pieces shuffled and cut inside words. The true order is found from evidence at the
cuts: numbering that continues, a word or 《…》 cut in two. Each order of the pieces has a cost; the printed order
stays unless another is clearly cheaper, and clearly the only one. Every joint that is made must have evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

from reports.parsing.cuts import MOST_TAILS, find_cuts
from reports.parsing.disorder import is_disordered
from reports.parsing.first_words import begins_as_usual
from reports.parsing.folding import fold
from reports.parsing.forewords import is_foreword
from reports.parsing.lexicon import cut_gain
from reports.parsing.lines import Line, full_lines
from reports.parsing.missing import gaps, losses
from reports.parsing.orders import MOST_RANKED, joint_costs, order_cost, ranked, without_moves
from reports.parsing.pieces import Alike, Piece, find_pieces, one_word
from reports.parsing.proof import KINDRED, evidence, is_carried, is_proven, is_torn, made_joints
from reports.parsing.tears import (
    ENDED,
    EVIDENCE,
    SURE,
    closed_bracket,
    is_torn_tail,
    likeness,
    open_bracket,
    paragraph_mark,
)
from reports.parsing.traced import Edit, Traced, joined
from reports.parsing.true_starts import true_start
from reports.parsing.wholeness import Joints, is_whole

MOST_PIECES = 7
MOST_PARAGRAPHS = 20_000
GAIN, MARGIN = 1.2, 0.5
"""What another order must save, and by how much it must beat the next best."""

WORD = 8.0
"""From this gain on a line and a beginning make a word, of which there are few by chance."""
LAST_WORDS = 3
"""Characters of an open end that are looked for elsewhere."""
MOST_JOINED, LOOKED_AT = 6, 12
"""Lines put together in a text with paragraphs; where there are more of them, a printer broke the lines."""

UNCLEAR = "文中编号或词句不相接，疑似次序错乱，证据不足，未作调整，请人工核对"

BY_NUMBERS = "次序仅凭编号调整，无编号的段落是否另有错位无从判断，请人工核对"
BY_REST = "次序仅凭两端各余半句推定了一处，词语不能证实，请人工核对"


@dataclass(frozen=True, slots=True)
class Stitched:
    """The text in its true order, and what was done, in words."""

    text: Traced
    repairs: tuple[str, ...]


class Beginning(NamedTuple):
    """Where a text begins, and what tells it."""

    at: int
    """Where the title, or else a lead, stands behind other text; nought on top."""
    by_lead: bool
    title: str
    """The title of the usual words right above the text, if there is one."""


def stitch(text: Traced, border: int = 0, title: str = "") -> Stitched:
    """The text re-ordered where evidence demands it. ``border`` is where the title stood, if text came before it.

    ``title`` is the title of the usual words that stands right above the text, whose first words are then a report's.

    >>> t = Traced.of("二、乙县改造校舍五处，全部完工。\\n一、甲县培训教师百名，效果良好。")
    >>> [line[:3] for line in stitch(t).text.text.split()]
    ['一、甲', '二、乙']
    """
    lines = full_lines(text.text)
    if len(lines) > MOST_PARAGRAPHS:
        return Stitched(text, ())
    if len(lines) < 2:
        return Stitched(text, tuple(losses(text.text, lines)))
    if is_foreword(text.text[:border], text.text[border:]):
        border = 0
    led = 0 if border else true_start(text.text, lines)
    ordered = _ordered(text, lines, Beginning(border or led, led > 0, title))
    if UNCLEAR in ordered.repairs:
        return Stitched(text, (*ordered.repairs, *losses(text.text, lines)))
    lines = lines if ordered.text is text else full_lines(ordered.text.text)
    edits, joints = _cut_words(ordered.text.text, lines)
    whole = ordered.text.edit(edits)
    lines = full_lines(whole.text) if edits else lines
    return Stitched(
        whole, (*ordered.repairs, *joints, *_notes(whole.text, lines, bool(ordered.repairs), begins_as_usual(title)))
    )


def _notes(text: str, lines: Sequence[Line], moved: bool, titled: bool) -> tuple[str, ...]:
    """What is said of the text that comes out: losses, and either a disorder or missing numbers."""
    lost = tuple(losses(text, lines))
    if moved:
        return lost
    return (*lost, UNCLEAR) if is_disordered(text, lines, titled) else (*lost, *gaps(lines))


def _cut_words(text: str, lines: Sequence[Line]) -> tuple[list[Edit], tuple[str, ...]]:
    """Words cut in two by a line's end, put together."""
    edits: list[Edit] = []
    repairs: list[str] = []
    tails = 0
    for line, after in pairwise(lines):
        if not is_torn_tail(line.text) or tails >= MOST_TAILS:
            continue
        tails += 1
        if _cut_word(text, line.text, after.text):
            edits.append(Edit(line.end, after.start))
            repairs.append(f"断开处已相接：“…{line.text[-8:]}”与“{after.text[:8]}…”")
    return edits, tuple(repairs)


def _cut_word(text: str, left: str, right: str) -> bool:
    return paragraph_mark(right) is None and likeness(text, left, right) >= SURE


def _ordered(text: Traced, lines: Sequence[Line], beginning: Beginning) -> Stitched:
    border = beginning.at
    words, numbers = find_cuts(text.text, lines, border)
    pieces = find_pieces(text.text, lines, words | numbers)
    if len(pieces) > MOST_PIECES:
        pieces = find_pieces(text.text, lines, words)
    if len(pieces) > MOST_PIECES:
        return Stitched(text, (UNCLEAR,) if border else ())
    if len(pieces) < 2:
        return Stitched(text, ())
    return _best(text, pieces, beginning)


def _best(text: Traced, pieces: Sequence[Piece], beginning: Beginning) -> Stitched:
    border = beginning.at
    first = next((i for i, piece in enumerate(pieces) if piece.start >= border), 0)
    printed = tuple(range(len(pieces)))
    alike = cache(partial(likeness, text.text))
    joints = joint_costs(alike, pieces)
    fixed = first if border or not pieces[0].opens_with_mark else None
    best = ranked(pieces, fixed, joints)
    cost, order = best[0]
    gain = order_cost(pieces, printed, joints) - cost
    if order == printed or (gain < GAIN and not border):
        return Stitched(text, (UNCLEAR,) if border or gain >= MARGIN or pieces[-1].torn else ())
    plain = [without_moves(pieces, each, its_cost) for its_cost, each in best]
    rivals = [each for (_, each), its_cost in zip(best[1:], plain[1:], strict=True) if its_cost < plain[0] + MARGIN]
    if len(rivals) == MOST_RANKED - 1 or not _holds(text, alike, pieces, order, border):
        return Stitched(text, (UNCLEAR,))
    if any(_holds(text, alike, pieces, each, border) for each in rivals) or _hides_an_end(text, alike):
        return Stitched(text, (UNCLEAR,))
    whole = _put_together(text, alike, pieces, order)
    if is_disordered(whole.text, full_lines(whole.text)) or _is_ill_guessed(text, alike, pieces, order, beginning):
        return Stitched(text, (UNCLEAR,))
    return Stitched(whole, (*_repairs(alike, pieces, order), *_doubts(alike, pieces, order)))


def _doubts(alike: Alike, pieces: Sequence[Piece], order: Sequence[int]) -> tuple[str, ...]:
    """What an order rests on that may mislead."""
    joints = made_joints(order)
    guessed = any(
        is_carried(pieces, joint) and not one_word(alike, pieces[joint[0]], pieces[joint[1]]) for joint in joints
    )
    by_numbers = () if is_torn(alike, pieces, order) else (BY_NUMBERS,)
    return (*by_numbers, BY_REST) if guessed else by_numbers


def _is_ill_guessed(
    text: Traced, alike: Alike, pieces: Sequence[Piece], order: Sequence[int], beginning: Beginning
) -> bool:
    """Does anything speak against joining ends that were left over? Where no title tells the beginning, none is."""
    carried = [(pieces[joint[0]], pieces[joint[1]]) for joint in made_joints(order) if is_carried(pieces, joint)]
    if carried and _fits_elsewhere(text, pieces, order, [right.head for _, right in carried]):
        return True
    guessed = [(left, right) for left, right in carried if not one_word(alike, left, right)]
    if guessed and (beginning.by_lead or _continues(text, beginning.title)):
        return True
    return any(_goes_on_otherwise(text.text, left, right) for left, right in guessed)


def _continues(text: Traced, title: str) -> bool:
    """Does the title make a word with an open line? A piece of a line that ends in 总结 may have been taken for it."""
    return any(cut_gain(line.text, title) >= WORD for line in full_lines(text.text) if not ENDED.search(line.text))


def _goes_on_otherwise(text: str, left: Piece, right: Piece) -> bool:
    """Does an open end call for other words than a piece begins with: a bracket's end, or a word's other half?"""
    if open_bracket(left.tail) == "《" and not closed_bracket(right.head):
        return True
    halves = set(re.findall(re.escape(left.tail[-LAST_WORDS:]) + "([\u4e00-\u9fff])", text[:EVIDENCE]))
    last = fold(left.tail[-1])
    return not cut_gain(left.tail, right.head) and any(cut_gain(last, fold(half)) >= SURE for half in halves)


def _fits_elsewhere(text: Traced, pieces: Sequence[Piece], order: Sequence[int], heads: Sequence[str]) -> bool:
    """Does a beginning that was joined because it was left over make a word with another open line?"""
    open_ = [line.text for line in full_lines(text.text) if not ENDED.search(line.text)]
    tails = {pieces[left].tail for left, _ in made_joints(order)}
    return any(cut_gain(line, head) >= WORD for head in heads for line in open_ if line not in tails)


def _hides_an_end(text: Traced, alike: Alike) -> bool:
    """Were lines put together before, of which nothing shows that they belong together? Each may hide a cut."""
    joints = [
        run.at
        for before, run in pairwise(text.runs)
        if before.at + before.length == run.at and "\n" in text.source[before.source + before.length : run.source]
    ]
    if len(joints) > MOST_JOINED:
        return False
    ends = [(text.text[max(0, at - LOOKED_AT) : at], text.text[at : at + LOOKED_AT]) for at in joints]
    return any("\n" not in left[-1:] + right[:1] and alike(left, right) < SURE for left, right in ends)


def _holds(text: Traced, alike: Alike, pieces: Sequence[Piece], order: Sequence[int], border: int) -> bool:
    """Does an order prove itself, and does a whole text come out?"""
    if not is_proven(alike, pieces, order, border):
        return False
    whole = _put_together(text, alike, pieces, order)
    made = made_joints(order)
    why = [evidence(alike, pieces, order, joint) for joint in made]
    joints = Joints(
        by_words=all(one_word(alike, pieces[left], pieces[right]) for left, right in made),
        broken=frozenset(piece.tail for piece in pieces if piece.ends_in_line),
        lost=why.count(KINDRED),
        counted=frozenset(
            (pieces[right].marks[0].family, pieces[right].marks[0].ordinal or 0)
            for (left, right), how in zip(made, why, strict=True)
            if pieces[right].opens_with_mark and not pieces[left].ends_in_line and how.startswith("编号")
        ),
        titled=border > 0,
        torn=any(pieces[left].torn for left, _ in made),
    )
    return is_whole(full_lines(whole.text), joints)


def _put_together(text: Traced, alike: Alike, pieces: Sequence[Piece], order: Sequence[int]) -> Traced:
    line_end = Traced("\n", (), text.source)
    parts: list[Traced] = []
    for position, i in enumerate(order):
        piece = text.slice(pieces[i].start, pieces[i].end)
        if position and not _one_line(alike, pieces, (order[position - 1], i)):
            parts.append(line_end)
        parts.append(piece.slice(0, len(piece.text.rstrip())))
    return joined(parts, text.source)


def _one_line(alike: Alike, pieces: Sequence[Piece], joint: tuple[int, int]) -> bool:
    return one_word(alike, pieces[joint[0]], pieces[joint[1]]) or is_carried(pieces, joint)


def _repairs(alike: Alike, pieces: Sequence[Piece], order: Sequence[int]) -> tuple[str, ...]:
    """What was moved where, and why, in words."""
    repairs: list[str] = []
    for left, right in made_joints(order):
        head, tail = pieces[right].head[:12], pieces[left].tail[-12:]
        why = evidence(alike, pieces, order, (left, right))
        repairs.append(f"原文次序错乱：将“{head}…”起的一段接到“…{tail}”之后（{why}）")
    return tuple(repairs)
