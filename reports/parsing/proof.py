"""Does a new order of a text's pieces prove itself? If not, the printed order stays and the reader is told.

Numbers and words at the cuts are strong evidence, but a page that was cut at paragraphs may have been cut where
nothing shows it. So every joint must be shown, every cut must lie where nobody can doubt it, and the text that
comes out must be whole (``wholeness.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reports.parsing.cuts import step
from reports.parsing.marks import Mark
from reports.parsing.openings import begins_inside, goes_on_number, may_begin
from reports.parsing.pieces import Alike, Piece, is_bare_heading, one_word
from reports.parsing.tears import ENDED
from reports.parsing.wholeness import ends_of_counts

KINDRED = "词语相近"
KINSHIP, LEAST_ALIKE = 2.0, 0.2
"""How much more a paragraph without number must share with the one it is moved to, and how much at the least."""


def is_proven(alike: Alike, pieces: Sequence[Piece], order: Sequence[int], border: int) -> bool:
    """Is every joint of ``order`` shown by words or numbers, and every cut certain?"""
    worded = {right for left, right in pairwise(order) if one_word(alike, pieces[left], pieces[right])}
    carried = [joint for joint in pairwise(order) if joint[1] not in worded and is_carried(pieces, joint)]
    others = [joint for joint in pairwise(order) if joint[1] not in worded and joint not in carried]
    if any(pieces[left].torn for left, _ in others):
        return False
    if len(carried) > 1 and not all(_numbered(pieces, order, joint) for joint in carried):
        return False
    made = made_joints(order)
    if not all(evidence(alike, pieces, order, joint) for joint in others if joint in made):
        return False
    if not is_torn(alike, pieces, order) and _may_have_moved(pieces, order, border):
        return False
    if any("\t" in pieces[left].tail + pieces[right].head for left, right in made):
        return False
    if not worded and not carried and _moved_along(pieces, order):
        return False
    entered = worded | {right for left, right in made if evidence(alike, pieces, order, (left, right)) == KINDRED}
    kept = {left for left, right in pairwise(order) if right == left + 1}
    return all(_certain(pieces, i, border) or i in kept or i + 1 in entered for i in range(len(pieces) - 1))


def is_torn(alike: Alike, pieces: Sequence[Piece], order: Sequence[int]) -> bool:
    """Do words show a joint? Then the page is cut inside sentences, and a paragraph seldom goes unseen."""
    joints = [(pieces[left], pieces[right]) for left, right in pairwise(order)]
    carried = [(left, right) for left, right in pairwise(order) if is_carried(pieces, (left, right))]
    return any(one_word(alike, left, right) for left, right in joints) or any(
        pieces[left].torn or begins_inside(pieces[right].head) for left, right in carried
    )


def _may_have_moved(pieces: Sequence[Piece], order: Sequence[int], border: int) -> bool:
    """Are there paragraphs without number that may have been moved as well, and nothing would show it?"""
    if border and len(made_joints(order)) == 1:
        return pieces[order[0]].strays_ahead
    return any(piece.strays for piece in pieces)


def _moved_along(pieces: Sequence[Piece], order: Sequence[int]) -> bool:
    """Could numbers at a piece's end as well stand in another count: in one that a joint closes, or from there?"""
    closed = set()
    stack: list[Mark] = []
    for position, i in enumerate(order):
        for at, mark in enumerate(pieces[i].marks):
            before = list(stack)
            step(stack, mark)
            if not at and position and i != order[position - 1] + 1:
                closed |= {(one.family, one.ordinal or 0) for one in before if one.rank > mark.rank}
    last = {number for piece in pieces for number in _last_count(piece.marks)}
    ends = set(ends_of_counts(mark for i in order for mark in pieces[i].marks))
    return any((family, count + 1) in last or (family, count - 1) in ends for family, count in closed)


def _last_count(marks: Sequence[Mark]) -> Iterator[tuple[str, int]]:
    """The numbers of the counts that are open at a piece's end, above one."""
    shallowest: float = 99
    for mark in reversed(marks):
        shallowest = min(shallowest, mark.rank)
        if mark.rank == shallowest and (mark.ordinal or 0) > 1:
            yield mark.family, mark.ordinal or 0


def _certain(pieces: Sequence[Piece], index: int, border: int) -> bool:
    """Can the piece at ``index`` end nowhere but where it was cut?"""
    piece, after = pieces[index : index + 2]
    if after.start == border or piece.torn or piece.ends_in_line:
        return True
    return not piece.loose and after.opens_with_mark


def made_joints(order: Sequence[int]) -> list[tuple[int, int]]:
    """The joints that the page did not print."""
    return [(left, right) for left, right in pairwise(order) if right != left + 1]


def is_carried(pieces: Sequence[Piece], joint: tuple[int, int]) -> bool:
    """An open end and a beginning in mid-sentence: with one such pair in a text they belong together.

    Where a sentence may begin like the right piece, the left one may as well have lost its end.
    """
    left, right = pieces[joint[0]], pieces[joint[1]]
    if right.opens_with_mark or not right.begins_plainly:
        return False
    if not (left.torn or (joint[1] != joint[0] + 1 and not ENDED.search(left.tail))):
        return False
    return begins_inside(right.head) or goes_on_number(left.tail, right.head) or not may_begin(right.head)


def evidence(alike: Alike, pieces: Sequence[Piece], order: Sequence[int], joint: tuple[int, int]) -> str:
    """Why two pieces belong together, in words; empty if nothing says so."""
    left, right = pieces[joint[0]], pieces[joint[1]]
    if one_word(alike, left, right):
        return "词语或书名号相接"
    if is_carried(pieces, joint):
        return "其余各段均已相接"
    if right.opens_with_mark or _kindred(left.tail, right.head, pieces[joint[1] - 1].tail):
        return _numbered(pieces, order, joint)
    return ""


def _numbered(pieces: Sequence[Piece], order: Sequence[int], joint: tuple[int, int]) -> str:
    """How the first number of the right piece carries on what the pieces before it count; empty if it does not."""
    left, right = pieces[joint[0]], pieces[joint[1]]
    if not right.marks:
        return ""
    if not right.opens_with_mark and not is_carried(pieces, joint):
        return KINDRED
    stack, mark = _open_counts(pieces, order[: order.index(joint[1])]), right.marks[0]
    if not stack:
        return "编号由此开始" if mark.ordinal == 1 else ""
    if left.tail[-1] in ":：" or is_bare_heading(left):
        return f"“{left.tail[-8:]}”之下编号由此开始" if mark.ordinal == 1 and mark.rank > stack[-1].rank else ""
    opened = next((one.ordinal or 0 for one in stack if one.family == mark.family), None)
    return f"编号“{mark.text}”相接" if opened is not None and mark.ordinal == opened + 1 else ""


def _open_counts(pieces: Sequence[Piece], order: Sequence[int]) -> list[Mark]:
    stack: list[Mark] = []
    for i in order:
        for mark in pieces[i].marks:
            step(stack, mark)
    return stack


def _kindred(left: str, paragraph: str, other: str) -> bool:
    """Does a paragraph share far more words with ``left`` than with ``other``?"""
    near = _shared(paragraph, left)
    return near >= LEAST_ALIKE and near >= KINSHIP * _shared(paragraph, other)


def _shared(paragraph: str, other: str) -> float:
    """The share of a paragraph's pairs of characters that ``other`` has too."""
    grams = {paragraph[i : i + 2] for i in range(min(len(paragraph), 600) - 1)}
    return sum(gram in other for gram in grams) / len(grams) if grams else 0.0
