"""The printed table: a line a case, and the mean."""

from __future__ import annotations

from statistics import fmean

from benchmarks.scoring.case import COUNTS, Figures

_NAME_WIDTH, _WIDTH = 26, 9


def table(figures: dict[str, Figures]) -> str:
    """Columns as in ``Figures``, names cut to nine characters. The last line averages shares and adds up counts."""
    width = max([_NAME_WIDTH, *(len(name) + 1 for name in figures)])
    lines = ["case".ljust(width) + " ".join(name[:_WIDTH].rjust(_WIDTH) for name in Figures._fields)]
    lines += [name.ljust(width) + _cells(row) for name, row in figures.items()]
    if len(figures) > 1:
        lines.append("mean".ljust(width) + _cells(mean(list(figures.values()))))
    return "\n".join(lines)


def mean(rows: list[Figures]) -> Figures:
    averaged = {name: fmean(getattr(row, name) for row in rows) for name in Figures._fields}
    added = {name: sum(getattr(row, name) for row in rows) for name in COUNTS}
    return Figures(**{**averaged, **added})


def _cells(row: Figures) -> str:
    return " ".join(f"{cell:{_WIDTH}d}" if isinstance(cell, int) else f"{cell:{_WIDTH}.3f}" for cell in row)
