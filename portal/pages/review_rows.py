"""The right half of the review screen: sections and numbers as rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.pages.doubts import doubt_in_words, doubts
from portal.pages.report import NumberLine, number_line
from portal.pages.review_lines import SourceLine
from reports.models import SHOWN_CONFIDENCE, Metric, Section
from reports.selectors import review as selectors
from reports.selectors.review import Desk

CHECKED = (Metric.Review.CONFIRMED, Metric.Review.REJECTED)


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A row of the structure: its lines in the original, its numbers, and the offset it begins at."""

    section: Section
    lines: str
    numbers: int
    start: int
    moved: bool


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A row of the numbers. ``flag`` says what is odd about it; ``width`` is the confidence out of 40.

    ``doubt`` says why it is unsure.
    """

    line: NumberLine
    icon: str
    state: str
    flag: str
    width: int
    low: bool
    doubt: str


def section_rows(desk: Desk, lines: Sequence[SourceLine]) -> list[SectionRow]:
    """Each section with the lines of the original that it was read from, in the order in which it is read."""
    starts: list[int] = []
    numbers: list[int] = []
    moved: set[int] = set()
    for line in lines:
        starts.append(line.start)
        numbers.append(line.number or numbers[-1])
        if line.moved and line.section is not None:
            moved.add(line.section)
    counts: dict[int, int] = {}
    for metric in desk.numbers:
        counts[metric.section_id] = counts.get(metric.section_id, 0) + 1

    def number_at(offset: int) -> int:
        return numbers[max(0, bisect_right(starts, offset) - 1)] if numbers else 0

    return [
        SectionRow(
            section,
            lines_in_words([(number_at(start), number_at(end - 1)) for start, end in section.origin]),
            counts.get(section.pk, 0),
            section.origin[0][0] if section.origin else 0,
            section.index in moved,
        )
        for section in desk.sections
    ]


def lines_in_words(spans: Sequence[tuple[int, int]]) -> str:
    """First and last lines; where the text goes on elsewhere, the next ones.

    >>> lines_in_words([(12, 12), (13, 13), (1, 1)]), lines_in_words([(4, 4)]), lines_in_words([])
    ('12—13，1', '4', '—')
    """
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and joined[-1][0] <= first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return "，".join(str(first) if first == last else f"{first}—{last}" for first, last in joined) or "—"


def number_rows(desk: Desk, *, by_text: bool) -> list[NumberRow]:
    """Doubtful ones first, decided ones last; or as they stand in the text."""
    unsure = doubts(desk.parsed.metrics)
    rows = [number_row(number, doubt_in_words(number, unsure)) for number in desk.numbers]
    if by_text:
        return rows
    return sorted(rows, key=lambda row: (row.line.metric.review in CHECKED, not (row.low or row.flag)))


def number_row(number: Metric, doubt: str = "") -> NumberRow:
    icon, state = {
        Metric.Review.CONFIRMED: ("done", _("已确认")),
        Metric.Review.REJECTED: ("x", _("已驳回")),
    }.get(Metric.Review(number.review), ("wait", _("待确认")))
    return NumberRow(
        number_line(number),
        icon,
        state,
        _odd(number),
        max(1, round(40 * number.confidence)),
        number.confidence < SHOWN_CONFIDENCE,
        doubt,
    )


def _odd(number: Metric) -> str:
    return _("超过 100%") if selectors.over_hundred(number) else ""
