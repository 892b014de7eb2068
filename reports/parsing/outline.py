"""From a row of headings to a tree: which heading stands under which.

Families nest by how they are used here, not by a fixed table: a mark that continues an open count belongs to it,
a family not seen yet opens a level below. Inside a district's part numbering starts anew, so a place's heading
fences off what stands above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.parsing.heading_words import Heading


@dataclass(frozen=True, slots=True)
class Node:
    """``parent`` is an index into the nodes; ``level`` 1 is the top."""

    heading: Heading
    parent: int | None
    level: int


def build_outline(headings: Sequence[Heading]) -> list[Node]:
    """Nodes in the order of the headings.

    >>> from reports.parsing.headings import find_headings
    >>> [n.level for n in build_outline(find_headings("一、甲事\\n(一)乙事\\n(二)丙事\\n二、丁事"))]
    [1, 2, 2, 1]
    """
    nodes: list[Node] = []
    stack: list[int] = []
    chapters: dict[str, tuple[int, int]] = {}
    for index, heading in enumerate(_ranked_as_used(headings)):
        if heading.family == "lost":
            heading = replace(heading, family=_numbered_above([nodes[i].heading for i in stack]))
        opened = [nodes[i].heading for i in stack]
        keep = _back_to_chapter(heading, opened, chapters)
        if keep is None:
            keep = _depth(heading, opened)
        if heading.place and not any(one.place for one in opened):
            chapters.update(
                {one.family: (one.ordinal, at) for at, one in enumerate(opened[keep:], keep) if one.ordinal}
            )
        del stack[keep:]
        nodes.append(Node(heading, stack[-1] if stack else None, len(stack) + 1))
        stack.append(index)
    return nodes


def _back_to_chapter(new: Heading, stack: Sequence[Heading], chapters: dict[str, tuple[int, int]]) -> int | None:
    """三、存在的困难 behind places without marks that stand under 二、分县情况: the chapters' count goes on.

    ``chapters`` holds the counts that were open before the first place, each with its depth.
    """
    fence = max((i for i, open_ in enumerate(stack) if open_.place), default=None)
    known = chapters.get(new.family)
    if fence is None or known is None or new.place or new.ordinal != known[0] + 1:
        return None
    if any(open_.family == new.family for open_ in stack[fence:]):
        return None
    chapters[new.family] = (new.ordinal, known[1])
    return min(known[1], len(stack))


def _ranked_as_used(headings: Sequence[Heading]) -> list[Heading]:
    """Headings with ranks as this report nests them: 1. may enclose (一), whatever most reports do.

    A family encloses another where its count goes on after the other began anew.
    """
    votes = _votes(headings)
    ranks: dict[str, float] = {heading.family: heading.rank for heading in headings}
    for (outer, inner), count in votes.items():
        if ranks[outer] > ranks[inner] and count > votes.get((inner, outer), 0):
            ranks[outer] = ranks[inner] - 0.5
    return [
        heading if heading.rank == ranks[heading.family] else replace(heading, rank=ranks[heading.family])
        for heading in headings
    ]


def _votes(headings: Sequence[Heading]) -> dict[tuple[str, str], int]:
    """How often the first family's count went on after the second's had begun at one since."""
    votes: dict[tuple[str, str], int] = {}
    last: dict[str, int] = {}
    begun: dict[str, set[str]] = {}
    for heading in headings:
        if heading.ordinal is None or heading.family == "series":
            continue
        if last.get(heading.family) == heading.ordinal - 1:
            for inner in begun.get(heading.family, ()):
                votes[heading.family, inner] = votes.get((heading.family, inner), 0) + 1
        if heading.ordinal == 1:
            for family, inside in begun.items():
                if family != heading.family:
                    inside.add(heading.family)
        last[heading.family] = heading.ordinal
        begun[heading.family] = set()
    return votes


def without_bare_lists(headings: Sequence[Heading]) -> list[Heading]:
    """The headings without lists whose items are all plain text: such items belong to the text above them.

    A list with one real heading stays whole, and so does an item with headings under it.
    """
    nodes = build_outline(headings)
    parents = {node.parent for node in nodes}
    lists: dict[tuple[int | None, str], list[str]] = {}
    for index, node in enumerate(nodes):
        kind = "surely" if index in parents else node.heading.titular
        lists.setdefault((node.parent, node.heading.family), []).append(kind)
    real = {key for key, kinds in lists.items() if "surely" in kinds or kinds.count("maybe") * 2 > len(kinds)}
    return [node.heading for node in nodes if (node.parent, node.heading.family) in real]


def _depth(new: Heading, stack: Sequence[Heading]) -> int:
    """How many of the open headings stay open above ``new``."""
    if new.family == "annex":
        return 0
    if new.place:
        return _depth_of_place(new, stack)
    fence = max((i for i, open_ in enumerate(stack) if open_.place), default=-1)
    inside = _same_count(new, stack, fence + 1)
    if inside is not None:
        return inside
    if fence >= 0 and new.ordinal is not None and new.ordinal > 1:
        outside = _continues(new, stack, fence)
        if outside is not None:
            return outside
    keep = len(stack)
    while keep > fence + 1 and stack[keep - 1].rank > new.rank:
        keep -= 1
    return keep


def _depth_of_place(new: Heading, stack: Sequence[Heading]) -> int:
    for i, open_ in enumerate(stack):
        if open_.place and (open_.family == new.family or not new.mark):
            return i
    keep = len(stack)
    while keep and stack[keep - 1].rank >= new.rank and stack[keep - 1].family != "part":
        keep -= 1
    return keep


def _same_count(new: Heading, stack: Sequence[Heading], floor: int) -> int | None:
    """Where the count stands that ``new`` is part of, from the innermost outwards."""
    for i in range(len(stack) - 1, floor - 1, -1):
        if stack[i].family == new.family:
            return i
    return None


def _numbered_above(stack: Sequence[Heading]) -> str:
    """A mark whose number was lost joins the innermost numbered count."""
    return next((open_.family for open_ in reversed(stack) if open_.family in {"num", "dot_num"}), "lost")


def _continues(new: Heading, stack: Sequence[Heading], fence: int) -> int | None:
    for i in range(fence, -1, -1):
        open_ = stack[i]
        if open_.family == new.family and open_.ordinal is not None and new.ordinal == open_.ordinal + 1:
            return i
    return None
