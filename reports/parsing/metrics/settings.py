"""Where a quantity stands: the words of its clause on either side, up to the next mark or the next quantity."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final, NamedTuple

from reports.parsing.metrics.quantities import Quantity
from reports.parsing.types import Span

_MARK: Final = re.compile(r"[,;:。!?()\[\]【】\n\t|—-](?:(?<![—-])|(?<=—)—|(?<=-)-)")
"""A mark, or a dash of two strokes. One class of letters opens the expression: so words are passed over at a glance."""
_BORDER: Final = re.compile(r"^[ 、]*(?:和(?!谐)|及(?!格)|与)?")
_BORDERS: Final = frozenset(" 、和及与")
_LIST_MARK: Final = re.compile(r"[一二三四五六七八九十\d ]*$")
WINDOW: Final = 84
"""No more than this many characters on either side are looked at: work stays linear in any text."""


class Setting(NamedTuple):
    """``left``: from the previous quantity or mark to the number. ``clause``: from the last mark to the number.

    ``right``: from the unit to the next mark or quantity; a bracket between the unit and its noun is left out
    (12899名(小学6973名)学生). ``lead``: the sentence before the clause. All folded. ``bracketed``: the number stands in
    a bracket that says which of those before it.
    """

    quantity: Quantity
    left: str
    clause: str
    right: str
    lead: str
    sentence: Span
    bracketed: bool = False


def settings(folded: str, sentence: Span, quantities: list[Quantity]) -> list[Setting]:
    """One setting a quantity of the sentence, in order."""
    marks = [match.span() for match in _MARK.finditer(folded, *sentence)]
    starts, ends = [start for start, _ in marks], [end for _, end in marks]
    brackets = folded.find("(", *sentence) >= 0
    found = []
    for at, quantity in enumerate(quantities):
        opening = bisect_right(ends, quantity.start) - 1
        clause_start = ends[opening] if opening >= 0 else sentence.start
        closing = bisect_left(starts, quantity.end)
        clause_end = starts[closing] if closing < len(starts) else sentence.end
        previous = quantities[at - 1].end if at else sentence.start
        following = quantities[at + 1].start if at + 1 < len(quantities) else sentence.end
        left = folded[max(clause_start, previous, quantity.start - WINDOW) : quantity.start]
        if previous < clause_start and folded[clause_start - 1] == ")":
            words = _before_bracket(folded, clause_start - 1, previous)
            left = words + left if words or left[:1] != "的" else _counted_before(folded, clause_start, sentence) + left
        right = folded[quantity.end : min(clause_end, following, quantity.end + WINDOW)]
        if not right.strip() and folded[clause_end : clause_end + 1] == "(":
            right = _after_bracket(folded, clause_end, sentence.end)
        found.append(
            Setting(
                quantity,
                (_BORDER.sub("", left) if left[:1] in _BORDERS else left).strip(" 、"),
                folded[max(clause_start, quantity.start - WINDOW) : quantity.start],
                right.strip(),
                folded[max(sentence.start, clause_start - 2 * WINDOW) : clause_start],
                sentence,
                brackets and _in_bracket(folded, sentence.start, quantity.start),
            )
        )
    return found


def _in_bracket(folded: str, start: int, at: int) -> bool:
    return folded.rfind("(", start, at) > folded.rfind(")", start, at)


def _before_bracket(folded: str, closing: int, start: int) -> str:
    """小规模学校(含教学点)218所: the words before a bracket that counts nothing itself."""
    opening = folded.rfind("(", max(start, closing - WINDOW), closing)
    if opening < 0:
        return ""
    words = _MARK.split(folded[max(start, opening - WINDOW) : opening])[-1]
    return "" if _LIST_MARK.match(words) else words


def _counted_before(folded: str, end: int, sentence: Span) -> str:
    """占总金额(16684万元)的84%: the words before a bracket that holds a number itself; the bracket ends at ``end``."""
    opening = folded.rfind("(", max(sentence.start, end - WINDOW), end)
    return "" if opening < 0 else _MARK.split(folded[max(sentence.start, opening - WINDOW) : opening])[-1]


def _after_bracket(folded: str, opening: int, end: int) -> str:
    limit = min(end, opening + 2 * WINDOW)
    closing = folded.find(")", opening, limit)
    if closing < 0:
        return ""
    match = _MARK.search(folded, closing + 1, limit)
    return folded[closing + 1 : match.start() if match else limit]
