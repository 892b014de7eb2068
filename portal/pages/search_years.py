"""The years of the search page: a histogram one can drag over, and tick boxes for those who cannot."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.pages.search_address import Asked
from search.searching import FacetValue, SearchResult

WIDTH, TOP, BASE = 240.0, 8.0, 64.0
"""Of the drawing, in its own units; beneath the base line stand the years."""
LABEL = 30.0
"""What a year takes there, with the blank beside it."""


@dataclass(frozen=True, slots=True)
class Bar:
    year: int
    x: str
    y: str
    width: str
    height: str
    chosen: bool
    title: str


@dataclass(frozen=True, slots=True)
class YearBars:
    """``span`` is what is chosen, in words; ``left``, ``right`` and ``brush`` frame it and are empty without one."""

    bars: tuple[Bar, ...]
    years: tuple[FacetValue, ...]
    ticks: tuple[tuple[str, int, str], ...]
    span: str
    clear: str
    left: str
    right: str
    brush: str


def year_bars(result: SearchResult, asked: Asked) -> YearBars:
    """Without bars where nothing found has a year: what was chosen can still be seen and changed."""
    values = {int(value.value): value for value in result.facets.get("year", ()) if value.value.isdigit()}
    span = _span(asked)
    clear = asked.url(years=(), year_from=None, year_to=None) if span else ""
    if not values:
        return YearBars((), (), (), span, clear, "", "", "")
    years = range(min(values), max(values) + 1)
    step = WIDTH / len(years)
    left, right = _brush(asked, years, step)
    framed = right > left
    return YearBars(
        bars=_bars(values, years, step, asked),
        years=tuple(values[year] for year in sorted(values, reverse=True)),
        ticks=_ticks(years, step),
        span=span,
        clear=clear,
        left=_f(left) if framed else "",
        right=_f(right) if framed else "",
        brush=_f(right - left) if framed else "",
    )


def _bars(values: dict[int, FacetValue], years: range, step: float, asked: Asked) -> tuple[Bar, ...]:
    most = max(value.count for value in values.values()) or 1
    gap = min(1.5, step / 8)
    title = _("%(year)s 年，%(count)s 条")
    bars = []
    for index, year in enumerate(years):
        count = values[year].count if year in values else 0
        height = (BASE - TOP) * count / most
        x, y, width = index * step + gap, BASE - height, step - 2 * gap
        told = title % {"year": year, "count": count}
        bars.append(Bar(year, _f(x), _f(y), _f(width), _f(height), _is_chosen(year, asked), told))
    return tuple(bars)


def _is_chosen(year: int, asked: Asked) -> bool:
    if year in asked.years:
        return True
    if asked.year_from is None and asked.year_to is None:
        return False
    return (asked.year_from or year) <= year <= (asked.year_to or year)


def _brush(asked: Asked, years: range, step: float) -> tuple[float, float]:
    if asked.year_from is None and asked.year_to is None:
        return 0.0, 0.0
    first = min(max(asked.year_from or years[0], years[0]), years[-1])
    last = max(min(asked.year_to or years[-1], years[-1]), first)
    return (first - years[0]) * step, (last - years[0] + 1) * step


def _ticks(years: range, step: float) -> tuple[tuple[str, int, str], ...]:
    """(x, year, anchor): the ends, and the round years between them where there is room.

    >>> [year for _x, year, _anchor in _ticks(range(2003, 2025), WIDTH / 22)]
    [2003, 2010, 2015, 2020, 2024]
    >>> [year for _x, year, _anchor in _ticks(range(1950, 2025), WIDTH / 75)]
    [1950, 1970, 1980, 1990, 2000, 2010, 2024]
    """
    every = 5 if 5 * step >= LABEL else 10 if 10 * step >= LABEL else 20
    middle = [
        (x, year, "middle")
        for year in years
        if year % every == 0 and 1.5 * LABEL <= (x := (year - years[0] + 0.5) * step) <= WIDTH - 1.5 * LABEL
    ]
    ends = [(0.0, years[0], "start"), (WIDTH, years[-1], "end")] if len(years) > 1 else []
    single = [] if ends else [(WIDTH / 2, years[0], "middle")]
    return tuple((_f(x), year, anchor) for x, year, anchor in [*ends[:1], *middle, *ends[1:], *single])


def _span(asked: Asked) -> str:
    if asked.year_from or asked.year_to:
        return f"{asked.year_from or ''}—{asked.year_to or ''}"
    return "、".join(str(year) for year in asked.years)


def _f(number: float) -> str:
    return f"{number:.1f}"
