"""Where a text printed out of order may have been cut: at torn words, and where numbering does not carry on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from reports.parsing.lines import Line
from reports.parsing.marks import Mark
from reports.parsing.tears import SURE, closed_bracket, is_torn_tail, likeness, paragraph_mark, torn_heads
from reports.parsing.titled_parts import heads_part

MOST_TAILS = 12
BREAK, RESTART = 1.0, 0.6
"""What it costs a text that a number does not carry on, or that a count starts anew without a heading above."""


def find_cuts(text: str, lines: Sequence[Line], border: int) -> tuple[set[int], set[int]]:
    """Offsets at which pieces may part, by words and by numbers; none where nothing speaks for a disorder."""
    tails = list(islice((line for line in lines if is_torn_tail(line.text)), MOST_TAILS))
    heads = {tail.start: torn_heads(text, lines, tail) for tail in tails}
    breaks = list(_breaks(lines))
    after = _next_lines(lines)
    far = breaks and any(_carried_on_elsewhere(text, tail, heads[tail.start], after) for tail in tails)
    if not border and not far and not any(backwards for _, backwards in breaks):
        return set(), set()
    cuts = {border} if border else set()
    for tail in tails:
        cuts |= heads[tail.start] | ({after[tail.start]} if tail.start in after else set())
    cuts |= {line.start for line in lines if closed_bracket(line.text)}
    numbers = {_break_at(text, lines, index, tails) for index, _ in breaks if not _cut_nearby(lines, index, cuts)}
    first = lines[0].start
    return {cut for cut in cuts if cut > first}, {cut for cut in numbers if cut > first}


def ends_elsewhere(text: str, lines: Sequence[Line]) -> bool:
    """Does a word that a paragraph's end cuts in two go on at another place than the next line?"""
    tails = list(islice((line for line in lines if is_torn_tail(line.text)), MOST_TAILS))
    after = _next_lines(lines)
    return any(_carried_on_elsewhere(text, tail, torn_heads(text, lines, tail), after) for tail in tails)


def _next_lines(lines: Sequence[Line]) -> dict[int, int]:
    return dict(zip((line.start for line in lines), (line.start for line in lines[1:]), strict=False))


def _carried_on_elsewhere(text: str, tail: Line, heads: set[int], after: dict[int, int]) -> bool:
    """Does a paragraph cut in mid-word go on somewhere else than on the next line?"""
    following = after.get(tail.start, len(text))
    if likeness(text, tail.text, text[following : following + 12]) >= SURE:
        return False
    return any(likeness(text, tail.text, text[head : head + 12]) >= SURE for head in heads)


def _breaks(lines: Sequence[Line]) -> Iterator[tuple[int, bool]]:
    """Lines whose number does not carry on; True where a top number falls back behind the one before it.

    Below the heading of a district's part numbers begin again.
    """
    stack: list[Mark] = []
    first: dict[str, int] = {}
    for index, line in enumerate(lines):
        mark = paragraph_mark(line.text)
        if mark is None:
            if heads_part(line.text):
                stack.clear()
            continue
        above = stack[0].ordinal or 0 if stack and stack[0].family == mark.family else 0
        cost = step(stack, mark)
        if cost:
            back = 0 < (mark.ordinal or 0) < above and (mark.ordinal != 1 or first.get(mark.family, 1) > 1)
            yield index, back
        if len(stack) == 1:
            first.setdefault(mark.family, mark.ordinal or 1)


def step(stack: list[Mark], mark: Mark) -> float:
    """Put ``mark`` on the stack of open counts; what it costs."""
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].family == mark.family:
            open_ = stack[depth].ordinal or 0
            del stack[depth:]
            stack.append(mark)
            if mark.ordinal == open_ + 1:
                return 0.0
            return RESTART if mark.ordinal == 1 else BREAK
    while stack and stack[-1].rank > mark.rank:
        stack.pop()
    stack.append(mark)
    return 0.0 if mark.ordinal == 1 else BREAK


def _first_unmarked(lines: Sequence[Line], index: int) -> int:
    """The first of the unmarked paragraphs that stand right above line ``index``, at most four."""
    first = index
    while first > 0 and index - first < 4 and paragraph_mark(lines[first - 1].text) is None:
        first -= 1
    return first


def _cut_nearby(lines: Sequence[Line], index: int, cuts: set[int]) -> bool:
    """Does a cut found by its words, or the text's beginning, explain why the number at ``index`` does not carry on?"""
    for above in range(index, -1, -1):
        if lines[above].start in cuts:
            return True
        if above < index and paragraph_mark(lines[above].text) is not None:
            return any(lines[above].start < cut <= lines[above].end for cut in cuts)
    return True


def _break_at(text: str, lines: Sequence[Line], index: int, tails: Sequence[Line]) -> int:
    """The cut before a line whose number does not carry on.

    Unmarked paragraphs above it may belong on either side. Where a torn end waits for its other half, that half is
    the one that fits, or else the paragraph right above the number; without torn ends words decide.
    """
    first = _first_unmarked(lines, index)
    torn = [(max((likeness(text, t.text, lines[i].text) for t in tails), default=0), i) for i in range(first, index)]
    if torn and max(torn)[0] >= SURE:
        return lines[max(torn)[1]].start
    if tails and first < index:
        return lines[index - 1].start
    above = lines[first - 1].text if first else ""
    below = lines[index].text + (lines[index + 1].text if index + 1 < len(lines) else "")
    cut = index
    while cut > first and _alike(lines[cut - 1].text, below) > _alike(lines[cut - 1].text, above):
        cut -= 1
    return lines[cut].start


def _alike(paragraph: str, other: str) -> float:
    grams = {paragraph[i : i + 2] for i in range(min(len(paragraph), 600) - 1)}
    return sum(gram in other for gram in grams) / len(grams) if grams else 0.0
