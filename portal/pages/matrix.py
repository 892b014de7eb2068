"""Counts by row and year as a table of coloured cells; the number is always printed, a gap is a gap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.selectors.coverage import CoverageRow

STEPS = 4


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """``css`` is c1 to c4 by quantity, c0 for a gap, empty where nothing was to be expected."""

    css: str
    text: str
    label: str
    url: str = ""
    count: int = 0

    @property
    def missing(self) -> bool:
        return self.css == "c0"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    label: str
    url: str
    cells: tuple[MatrixCell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """``legend`` names the range of each step, ``gaps`` counts cells that lack what should be there."""

    lead: str
    years: Sequence[int]
    rows: tuple[MatrixRow, ...]
    legend: tuple[tuple[str, str], ...]
    gaps: int

    @property
    def missing_by_year(self) -> list[tuple[int, list[tuple[MatrixRow, MatrixCell]]]]:
        """The years that lack something, the newest first, each with what lacks."""
        gaps = [
            (year, [(row, row.cells[index]) for row in self.rows if row.cells[index].missing])
            for index, year in enumerate(self.years)
        ]
        return [(year, lacking) for year, lacking in reversed(gaps) if lacking]


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of a row's head, of a filled cell and of a gap; an empty one gives plain text."""

    row: Callable[[CoverageRow], str]
    cell: Callable[[CoverageRow, int], str]
    gap: Callable[[CoverageRow, int], str]


def matrix(
    lead: str,
    rows: Iterable[CoverageRow],
    years: Sequence[int],
    links: Links,
    unit: str,
    *,
    gap_years: set[int] | None = None,
) -> Matrix:
    """``gap_years``: only these years count as gaps (a place without any report that year); None: every empty cell."""
    listed = list(rows)
    breaks = steps(max((count for row in listed for count in row.counts.values()), default=0))
    shown = tuple(
        MatrixRow(
            row.label,
            links.row(row),
            tuple(_cell(row, year, breaks, links, unit, gap_years) for year in years),
            row.total,
        )
        for row in listed
    )
    gaps = sum(cell.missing for row in shown for cell in row.cells)
    return Matrix(lead, years, shown, legend(breaks), gaps)


def _cell(
    row: CoverageRow, year: int, breaks: Sequence[int], links: Links, unit: str, gap_years: set[int] | None
) -> MatrixCell:
    count = row.counts.get(year, 0)
    if count:
        step = sum(count >= low for low in breaks)
        label = _("%(row)s %(year)s 年，%(count)s %(unit)s") % {
            "row": row.label, "year": year, "count": count, "unit": unit,
        }  # fmt: skip
        return MatrixCell(f"c{step}", f"{count:,}", label, links.cell(row, year), count)
    if not row.expected or (row.since and year < row.since) or (gap_years is not None and year not in gap_years):
        return MatrixCell("", "—", _("%(row)s %(year)s 年，无") % {"row": row.label, "year": year})
    return MatrixCell(
        "c0", _("缺"), _("%(row)s %(year)s 年，缺") % {"row": row.label, "year": year}, links.gap(row, year)
    )


def steps(highest: int) -> tuple[int, ...]:
    """The lowest count of each step.

    >>> steps(2), steps(16), steps(0)
    ((1, 2), (1, 5, 9, 13), ())
    """
    if highest <= STEPS:
        return tuple(range(1, highest + 1))
    return tuple(1 + (highest * step) // STEPS for step in range(STEPS))


def legend(breaks: Sequence[int]) -> tuple[tuple[str, str], ...]:
    """(class, range in words) of each step.

    >>> legend((1, 5, 9, 13))
    (('c1', '1—4'), ('c2', '5—8'), ('c3', '9—12'), ('c4', '13 以上'))
    """
    words = []
    for index, low in enumerate(breaks):
        if index + 1 == len(breaks):
            span = _("%(low)s 以上") % {"low": low}
        else:
            high = breaks[index + 1] - 1
            span = str(low) if low == high else f"{low}—{high}"
        words.append((f"c{index + 1}", span))
    return tuple(words)
