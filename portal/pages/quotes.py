"""Numbers in their sentences, as pages that lay sentences side by side show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports.models import Metric

AROUND = 70
"""Characters of a sentence shown before its first number and after its last."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence; a number has the address of its note."""

    text: str
    url: str = ""
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence with the numbers it is quoted for, and where it stands."""

    pieces: tuple[Piece, ...]
    source: str
    source_url: str


def quotes(numbers: Iterable[Metric]) -> tuple[Quote, ...]:
    """One quote a sentence, in the order of the numbers; ``report`` and ``section`` should be loaded."""
    together: dict[tuple[int, str], list[Metric]] = {}
    for number in numbers:
        together.setdefault((number.section_id, number.sentence), []).append(number)
    return tuple(_quote(same) for same in together.values())


def _quote(numbers: list[Metric]) -> Quote:
    first = numbers[0]
    marks = {
        number.printed: Piece(number.printed, f"/numbers/{number.pk}/", number.review == Metric.Review.CONFIRMED)
        for number in numbers
    }
    heading = f"{first.section.mark}{first.section.heading}"
    return Quote(
        pieces=pieces(first.sentence, marks),
        source=" › ".join(part for part in (first.report.title, heading) if part),
        source_url=f"{first.report.get_absolute_url()}#s{first.section_id}",
    )


def pieces(sentence: str, marks: Mapping[str, Piece]) -> tuple[Piece, ...]:
    """The sentence parted at its numbers. One that is printed more than once stays plain: which is meant is not told.

    >>> [piece.text for piece in pieces("新建幼儿园6所。", {"6所": Piece("6所", "/numbers/1/")})]
    ['新建幼儿园', '6所', '。']
    >>> [piece.text for piece in pieces("新建6所，改建6所。", {"6所": Piece("6所", "/numbers/1/")})]
    ['新建6所，改建6所。']
    """
    flat = " ".join(sentence.split())
    places = sorted((flat.index(printed), printed) for printed in marks if flat.count(printed) == 1)
    if not places:
        return (Piece(shortened(flat, 0, 2 * AROUND)),)
    found, at = [], 0
    for start, printed in places:
        if start >= at:
            found += [Piece(flat[at:start]), marks[printed]]
            at = start + len(printed)
    found[0] = Piece(shortened(found[0].text, AROUND, 0))
    return tuple(piece for piece in (*found, Piece(shortened(flat[at:], 0, AROUND))) if piece.text)


def shortened(text: str, last: int, first: int) -> str:
    """The ``last`` or the ``first`` characters, with the cut shown.

    >>> shortened("培训教师三千人次", 4, 0), shortened("培训教师三千人次", 0, 4), shortened("培训", 0, 4)
    ('…三千人次', '培训教师…', '培训')
    """
    if len(text) <= max(last, first):
        return text
    return f"…{text[-last:]}" if last else f"{text[:first]}…"
