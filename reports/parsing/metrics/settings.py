"""Where a quantity stands: the words of its clause on either side, up to the next mark or the next quantity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reports.parsing.metrics.quantities import Quantity
from reports.parsing.types import Span

_MARK: Final = re.compile(r"[,;:。!?()\[\]【】\n\t]|——|--")
_TRIM: Final = " 、和及与"
_WINDOW: Final = 60


@dataclass(frozen=True, slots=True)
class Setting:
    """``left``: from the previous quantity or mark to the number. ``clause``: from the last mark to the number.

    ``right``: from the unit to the next mark or quantity; a bracket between the unit and its noun is left out
    (12899名(小学6973名)学生). ``lead``: the sentence before the clause. All folded.
    """

    quantity: Quantity
    left: str
    clause: str
    right: str
    lead: str
    sentence: Span
    bracketed: bool


def settings(folded: str, sentence: Span, quantities: list[Quantity]) -> list[Setting]:
    """One setting a quantity of the sentence."""
    marks = [match.span() for match in _MARK.finditer(folded, *sentence)]
    return [_setting(folded, sentence, quantities, at, marks) for at in range(len(quantities))]


def _setting(folded: str, sentence: Span, quantities: list[Quantity], at: int, marks: list[tuple[int, int]]) -> Setting:
    quantity = quantities[at]
    clause_start = max((end for _, end in marks if end <= quantity.start), default=sentence.start)
    clause_end = min((start for start, _ in marks if start >= quantity.end), default=sentence.end)
    previous = quantities[at - 1].end if at else sentence.start
    following = quantities[at + 1].start if at + 1 < len(quantities) else sentence.end
    right = folded[quantity.end : min(clause_end, following)]
    if not right.strip() and folded[clause_end : clause_end + 1] == "(":
        right = _after_bracket(folded, clause_end, sentence.end)
    left_start = max(clause_start, previous)
    return Setting(
        quantity,
        folded[max(left_start, quantity.start - _WINDOW) : quantity.start].strip(_TRIM),
        folded[max(clause_start, quantity.start - _WINDOW) : quantity.start],
        right[:_WINDOW].strip(),
        folded[max(sentence.start, clause_start - 2 * _WINDOW) : clause_start],
        sentence,
        folded[sentence.start : quantity.start].count("(") > folded[sentence.start : quantity.start].count(")"),
    )


def _after_bracket(folded: str, opening: int, end: int) -> str:
    closing = folded.find(")", opening, min(end, opening + _WINDOW))
    if closing < 0:
        return ""
    match = _MARK.search(folded, closing + 1, end)
    return folded[closing + 1 : match.start() if match else end]
