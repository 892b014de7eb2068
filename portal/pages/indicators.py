"""``/indicators/`` and ``/indicators/<slug>/``: one measure over all districts of a city and all years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.pages import figures, parameters, tables
from portal.pages.tables import TableRow, YearTable
from reports.models import District, Indicator
from reports.selectors import places, series
from reports.selectors.places import City, Place

RATES = ("%", "‰")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in the order of one year's values. ``width`` is the bar's length, 0 to 100."""

    rank: int
    name: str
    url: str
    value: str
    change: str
    width: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Sum:
    """What the districts add up to, for years in which every one of them has a number."""

    texts: tuple[str, ...]


def indicators(request: HttpRequest) -> HttpResponse:
    words = parameters.text(request.GET, "district", 60)
    district = places.district_given(words)
    chosen = [places.place_of(district)] if district else []
    lines = series.key_first(series.indicators_held(chosen)) if district or not words else []
    context = {"lines": lines, "district": district, "words": words}
    return render(request, "indicators.html", context)


def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    found = Indicator.objects.filter(slug=parameters.clean(slug, 80)).first()
    if found is None:
        raise Http404
    held = places.cities_held()
    city = places.city(_asked_city(request, held)) if held else None
    return render(request, "indicator.html", _context(request, found, city, held))


def _asked_city(request: HttpRequest, held: Sequence[District]) -> District:
    asked = places.district_given(parameters.text(request.GET, "district", 60))
    whole = places.city_of(asked) if asked else None
    return next((city for city in held if whole and city.pk == whole.pk), held[0])


def _context(request: HttpRequest, found: Indicator, city: City | None, held: Sequence[District]) -> dict[str, object]:
    years = years_with_numbers(found, city.places) if city else range(0)
    low, high = parameters.year(request.GET, "year_from"), parameters.year(request.GET, "year_to")
    years = range(max(years.start, low or years.start), min(years.stop, (high or years.stop) + 1)) if years else years
    table = tables.over_places(found, city.places, years) if city and years else None
    year = _ranked_year(table) if table else None
    return {
        "indicator": found,
        "city": city,
        "cities": held,
        "table": table,
        "years": years,
        "charts": tables.charts(table) if table else [],
        "ranked_year": year,
        "ranking": ranking(table, year, found) if table and year else [],
        "sum": total(table, city, found) if table and city else None,
    }


def years_with_numbers(found: Indicator, chosen: Sequence[Place]) -> range:
    years = {key.year for key in series.cells([found], chosen)}
    return range(min(years), max(years) + 1) if years else range(0)


def _ranked_year(table: YearTable) -> int | None:
    """The newest year in which two places or more have a number."""
    for year in reversed(table.years):
        if sum(year in row.actual for row in table.rows[1:]) > 1:
            return year
    return None


def ranking(table: YearTable, year: int, found: Indicator) -> list[Ranked]:
    """The districts of the city by that year's value, best first. Equal values share a rank."""
    rows = [row for row in table.rows[1:] if year in row.actual]
    rows.sort(key=lambda row: row.actual[year].value, reverse=found.higher_is_better is not False)
    greatest = max((abs(row.actual[year].value) for row in rows), default=Decimal(0)) or Decimal(1)
    values = [row.actual[year].value for row in rows]
    return [
        Ranked(
            values.index(row.actual[year].value) + 1,
            row.label,
            row.url,
            _text(table, row, year),
            _change(row, year),
            f"{float(abs(row.actual[year].value) / greatest) * 100:.1f}",
            row.actual[year].url,
        )
        for row in rows
    ]


def _text(table: YearTable, row: TableRow, year: int) -> str:
    return row.figures[list(table.years).index(year)].text


def _change(row: TableRow, year: int) -> str:
    """Against the year before, in the same unit; empty where that has no value."""
    if year - 1 not in row.actual:
        return ""
    return figures.difference(row.actual[year].value, row.actual[year - 1].value, row.unit)


def total(table: YearTable, city: City, found: Indicator) -> Sum | None:
    """Sums of the districts, for amounts only: rates do not add up. A year that lacks one district has none."""
    districts = table.rows[1 : 1 + len(city.districts)]
    if found.unit in RATES or not districts or any(row.unit in RATES for row in districts):
        return None
    texts = tuple(
        figures.grouped(sum((row.actual[year].value for row in districts), Decimal(0)))
        if all(year in row.actual for row in districts)
        else ""
        for year in table.years
    )
    return Sum(texts) if any(texts) else None
