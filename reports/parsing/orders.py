"""What each order of a text's pieces costs: numbers that do not carry on, ends that do not meet, pieces moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from reports.parsing.cuts import step
from reports.parsing.marks import Mark
from reports.parsing.pieces import Alike, Piece, is_bare_heading
from reports.parsing.tears import closed_bracket

NEW_JOINT, MOST_RANKED = 0.3, 8
STRANGE, LOST, EMPTY, UNPROVEN, STRONGEST = 1.5, 1.0, 1.0, 0.3, 10.0
"""Costs of a joint: closing what was not opened, words missing before a mark, a heading without text, nothing known;
the most that a likeness counts."""

Joints = Mapping[tuple[int, int], float]


def joint_costs(alike: Alike, pieces: Sequence[Piece]) -> Joints:
    """What it costs to read one piece right after another, for all pairs."""
    numbers = range(len(pieces))
    return {(i, j): _joint(alike, pieces[i], pieces[j]) for i in numbers for j in numbers if i != j}


def ranked(pieces: Sequence[Piece], fixed: int | None, joints: Joints) -> list[tuple[float, tuple[int, ...]]]:
    """The cheapest orders, the cheapest first; orders that begin alike are weighed together."""
    best: list[tuple[float, tuple[int, ...]]] = []
    least = min(0.0, *joints.values())
    joined = cache(_joined_cost)

    def grow(order: tuple[int, ...], cost: float, stack: tuple[Mark, ...]) -> None:
        left = len(pieces) - len(order)
        if not left:
            best.append((round(cost, 6), order))
            best.sort()
            del best[MOST_RANKED:]
            return
        if len(best) == MOST_RANKED and cost + left * least > best[-1][0]:
            return
        for i in range(len(pieces)):
            if i not in order and (order or fixed is None or i == fixed):
                added, after = joined(pieces[i], stack)
                if order:
                    added += joints[order[-1], i] + _moved(pieces, order[-1], i)
                grow((*order, i), cost + added, after)

    grow((), 0.0, ())
    return best


def without_moves(pieces: Sequence[Piece], order: Sequence[int], cost: float) -> float:
    """The cost without what it costs to part printed neighbours: what numbers and words alone say."""
    return cost - sum(_moved(pieces, i, j) for i, j in pairwise(order))


def order_cost(pieces: Sequence[Piece], order: Sequence[int], joints: Joints) -> float:
    """What one order costs."""
    cost = 0.0
    stack: tuple[Mark, ...] = ()
    for i in order:
        added, stack = _joined_cost(pieces[i], stack)
        cost += added
    return round(cost + sum(joints[i, j] + _moved(pieces, i, j) for i, j in pairwise(order)), 6)


def _joined_cost(piece: Piece, stack: tuple[Mark, ...]) -> tuple[float, tuple[Mark, ...]]:
    open_ = list(stack)
    cost = sum(step(open_, mark) for mark in piece.marks)
    return cost, tuple(open_)


def _moved(pieces: Sequence[Piece], left: int, right: int) -> float:
    """What it costs to part pieces that the page printed together; nothing where a torn end parted them already."""
    return NEW_JOINT if right != left + 1 and not pieces[left].torn else 0.0


def _joint(alike: Alike, left: Piece, right: Piece) -> float:
    """What it costs to read ``right`` after ``left``; below zero where they were plainly one."""
    if not left.torn:
        if is_bare_heading(left) and right.opens_with_mark and right.marks[0].rank <= left.marks[-1].rank:
            return EMPTY
        return STRANGE if closed_bracket(right.head) else 0.0
    if right.opens_with_mark:
        return LOST
    likely = alike(left.tail, right.head)
    return -min(likely, STRONGEST) / 4 if likely else UNPROVEN
