"""How the numbers of a text's paragraphs count: where a count does not go on, and where each count ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from reports.parsing.cuts import step
from reports.parsing.lines import Line
from reports.parsing.marks import Mark
from reports.parsing.tears import paragraph_mark


class Break(NamedTuple):
    """A number above one that does not follow the one before it, nor one under another heading (4 after 1 to 3)."""

    line: int
    mark: Mark
    before: Mark | None
    """The number of its own count before it; none where a count begins with it."""
    first: bool
    """Is it the first number of the text?"""
    end: Mark | None
    """The count that the break itself ends."""


class Counts(NamedTuple):
    """All counts of a text."""

    breaks: tuple[Break, ...]
    ends: Counter[tuple[str, int]]
    """Family and last number of every count that does not go on, and how many end so."""
    still_open: frozenset[tuple[str, int]]
    """Those that are open at the text's end."""
    top: int
    """The rank of the topmost count."""
    whole: bool
    """Does the topmost count begin with one somewhere? In an excerpt from a report's middle it does not."""
    begins_below: bool
    """Does the text begin with a number that belongs under a heading, and the first heading with a one stand below?"""

    def goes_on_elsewhere(self, found: Break) -> bool:
        """Does another count end with the number that is missing before a break?

        >>> from reports.parsing.lines import full_lines
        >>> counts = counted(full_lines("三、丙\\n一、甲\\n二、乙"))
        >>> counts.goes_on_elsewhere(counts.breaks[0])
        True
        """
        wanted = (found.mark.family, (found.mark.ordinal or 0) - 1)
        own = found.end is not None and (found.end.family, found.end.ordinal or 0) == wanted
        return self.ends[wanted] > own


def counted(lines: Sequence[Line]) -> Counts:
    """The counts of the numbered paragraphs among ``lines``."""
    stack: list[Mark] = []
    latest: dict[str, int] = {}
    breaks: list[Break] = []
    ends: Counter[tuple[str, int]] = Counter()
    marks = [(index, mark) for index, line in enumerate(lines) if (mark := paragraph_mark(line.text))]
    for index, mark in marks:
        before = list(stack)
        cost = step(stack, mark)
        own = next((one for one in before if one.family == mark.family), None)
        for one in before:
            if one not in stack and not (one is own and mark.ordinal == (one.ordinal or 0) + 1):
                ends[one.family, one.ordinal or 0] += 1
        ordinal = mark.ordinal or 0
        if cost and ordinal > 1 and latest.get(mark.family) != ordinal - 1:
            end = own if own is not None and own not in stack else None
            breaks.append(Break(index, mark, own, not before, end))
        latest[mark.family] = ordinal
    still_open = frozenset((one.family, one.ordinal or 0) for one in stack)
    ends.update(still_open)
    top = min((mark.rank for _, mark in marks), default=0)
    whole = any(mark.ordinal == 1 and mark.rank == top for _, mark in marks)
    heading = next((mark for _, mark in marks if mark.rank == top), None)
    first = marks[0] if marks else (1, None)
    below = first[0] == 0 and first[1] is not heading and heading is not None and heading.ordinal == 1
    return Counts(tuple(breaks), ends, still_open, top, whole, below)
