"""``/indicators/`` and ``/indicators/<slug>/``: one measure over all districts of a city and all years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.downloads import download
from portal.pages import figures, parameters, tables
from portal.pages.asked_place import asked_place
from portal.pages.tables import TableRow, YearTable
from portal.pages.year_export import of_years
from reports.access import published
from reports.exports import FORMATS
from reports.models import Indicator
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
    without: tuple[str, ...] = ()


def indicators(request: HttpRequest) -> HttpResponse:
    words = parameters.text(request.GET, "district", 60)
    district = places.district_given(words)
    chosen = [places.place_of(district)] if district else []
    lines = series.key_first(series.indicators_held(chosen)) if district or not words else []
    nothing_held = not lines and not published().exists()
    context = {"lines": lines, "district": district, "words": words, "nothing_held": nothing_held}
    return render(request, "indicators.html", context)


def indicator(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = Indicator.objects.filter(slug=parameters.clean(slug, 80)).first()
    if found is None:
        raise Http404
    place = asked_place(request)
    city = places.city(place.whole) if place.whole else None
    years, known = _years(request, found, city)
    table = tables.over_places(found, city.places, years) if city and years else None
    format_name = parameters.one_of(request.GET, "format", tuple(FORMATS))
    if format_name and table and city:
        title = f"{city.whole.name}{found.name}（{years[0]}—{years[-1]}年）"
        return download(of_years(table, title, _("区县"), request.build_absolute_uri("/").rstrip("/")), format_name)
    context = {
        "indicator": found,
        "city": city,
        "cities": place.held,
        "note": place.note,
        "years": years,
        "known": known,
    }
    return render(request, "indicator.html", context | (_shown(request, found, city, table) if table and city else {}))


def _years(request: HttpRequest, found: Indicator, city: City | None) -> tuple[list[int], list[int]]:
    """The years asked for, and those that have numbers; where the wish leaves none, all of them."""
    known = years_with_numbers(found, city.places) if city else []
    low, high = parameters.year(request.GET, "year_from"), parameters.year(request.GET, "year_to")
    asked = [year for year in known if (low or year) <= year <= (high or year)]
    return asked[-tables.MOST_YEARS :] if asked else known[-tables.MOST_YEARS :], known


def _shown(request: HttpRequest, found: Indicator, city: City, table: YearTable) -> dict[str, object]:
    ranked = ranked_years(table)
    asked = parameters.year(request.GET, "rank")
    year = asked if asked in ranked else next(iter(ranked), None)
    heat = bool(parameters.one_of(request.GET, "heat", ("1",)))
    here = parameters.address(
        found.get_absolute_url(),
        district=parameters.text(request.GET, "district", 60),
        year_from=parameters.text(request.GET, "year_from", 8),
        year_to=parameters.text(request.GET, "year_to", 8),
        rank=asked or "",
    )
    return {
        "table": tables.heat(table, first=1) if heat else table,
        "heat": heat,
        "plain_url": here,
        "heat_url": with_more(here, "heat=1"),
        "formats": [(name, each.label, with_more(here, f"format={name}")) for name, each in FORMATS.items()],
        "charts": tables.charts(table),
        "ranked_year": year,
        "ranked_years": ranked,
        "ranking": ranking(table, year, found) if year else [],
        "sum": total(table, city, found),
    }


def with_more(address: str, parameter: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{parameter}"


def years_with_numbers(found: Indicator, chosen: Sequence[Place]) -> list[int]:
    """Every year from the first number to the last, and years that only plans speak of."""
    keys = series.cells([found], chosen)
    told = {key.year for key in keys if not key.plan} or {key.year for key in keys}
    return sorted({*range(min(told), max(told) + 1), *(key.year for key in keys)}) if told else []


def ranked_years(table: YearTable) -> list[int]:
    """Years in which two places or more have a number, the newest first."""
    return [year for year in reversed(table.years) if sum(year in row.actual for row in table.rows[1:]) > 1]


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
            row.actual[year].text,
            _change(row, year),
            f"{float(abs(row.actual[year].value) / greatest) * 100:.1f}",
            row.actual[year].url,
        )
        for row in rows
    ]


def _change(row: TableRow, year: int) -> str:
    """Against the year before, in the same unit; empty where that has no value."""
    if year - 1 not in row.actual:
        return ""
    return figures.difference(row.actual[year].value, row.actual[year - 1].value, row.unit)


def total(table: YearTable, city: City, found: Indicator) -> Sum | None:
    """Sums of the districts, for amounts only: rates do not add up. A year that lacks one of them has none.

    Districts of which no report gives this number at all stay out, and are named.
    """
    districts = table.rows[1 : 1 + len(city.districts)]
    told = [row for row in districts if row.actual]
    if found.unit in RATES or len(told) < 2 or any(row.unit in RATES for row in told):
        return None
    texts = tuple(
        figures.grouped(sum((row.actual[year].value for row in told), Decimal(0)))
        if all(year in row.actual for row in told)
        else ""
        for year in table.years
    )
    return Sum(texts, tuple(row.label for row in districts if not row.actual)) if any(texts) else None
