"""``/districts/`` and ``/districts/<code>/``: the places, and what each one's reports say over the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.downloads import download
from portal.pages import coverage as coverage_page
from portal.pages import parameters, tables
from portal.pages.followup_lines import ICONS
from portal.pages.matrix import Links, Matrix, matrix
from portal.pages.parameters import address
from portal.pages.year_export import of_years
from reports.exports import FORMATS
from reports.models import District, DistrictName
from reports.selectors import follow_ups, holdings, places, series
from reports.selectors.coverage import CoverageRow, city_coverage, kinds_held, topics_held, years_held
from reports.selectors.places import City, Place

CHARTS = 3
TABLE_ROWS = 12
TOPICS = 12
NEWEST = 5


@dataclass(frozen=True, slots=True)
class CityHeld:
    """A city of the list with its places and what each holds."""

    city: City
    rows: Sequence[CoverageRow]
    years: range


def districts(request: HttpRequest) -> HttpResponse:
    words = parameters.text(request.GET, "q", 40)
    cities = [places.city(each) for each in places.cities_held()[:10]]
    held = []
    for city in cities:
        rows = city_coverage(city)
        held.append(CityHeld(city, rows, years_held(rows)))
    context = {"words": words, "found": places.find_districts(words), "held": held}
    return render(request, "districts.html", context)


def district(request: HttpRequest, code: str) -> HttpResponseBase:
    found = places.district_by_code(code) or places.district_given(parameters.clean(code, 60))
    if found is None:
        raise Http404
    if found.successor is not None:
        return redirect(found.successor.get_absolute_url())
    if found.code != code:
        return redirect(found.get_absolute_url())
    format_name = parameters.one_of(request.GET, "format", tuple(FORMATS))
    if format_name:
        return _export(request, places.place_of(found), format_name)
    return render(request, "district.html", district_context(request, found))


def _export(request: HttpRequest, place: Place, format_name: str) -> HttpResponseBase:
    """Every indicator of the place, not only those that the page has room for."""
    indicators = [line.indicator for line in series.key_first(series.indicators_held([place]))]
    table = tables.over_years(indicators, place, years_held(kinds_held(place)))
    base = request.build_absolute_uri("/").rstrip("/")
    return download(of_years(table, _("%(place)s历年指标") % {"place": place.name}, _("指标"), base), format_name)


def district_context(request: HttpRequest, found: District) -> dict[str, object]:
    place = places.place_of(found)
    kinds = kinds_held(place)
    years = years_held(kinds)
    held_years = {year for row in kinds for year in row.counts}
    missing = [year for year in years if year not in held_years]
    lines = series.key_first(series.indicators_held([place]))
    table = tables.over_years([line.indicator for line in lines[:TABLE_ROWS]], place, years)
    may_upload = coverage_page.may_upload(request)
    return {
        "place": place,
        "crumbs": crumbs(found),
        "totals": holdings.place_totals(place),
        "kinds": _matrix(_("类型"), kinds, years, place, set(missing), "kind", may_upload=may_upload),
        "gap_sentence": coverage_page.gap_sentence(missing),
        "may_upload": may_upload,
        "gap_url": address("/upload/", district=place.code, year=missing[0]) if missing and may_upload else "",
        "table": table,
        "formats": [(name, each.label, f"?format={name}") for name, each in FORMATS.items()],
        "charts": tables.charts(table, frozenset(missing))[:CHARTS],
        "indicator_count": len(lines),
        "topics": _matrix(
            _("主题"), topics_held(place)[:TOPICS], years, place, set(missing), "topic", may_upload=may_upload
        ),
        "promises": [(ICONS[word], word, number) for word, number in follow_ups.tally(place.ids)],
        "newest": holdings.newest(NEWEST, place),
        "history": history(place),
    }


def _matrix(
    lead: str, rows: Sequence[CoverageRow], years: Sequence[int], place: Place, missing: set[int], key: str,
    *, may_upload: bool,
) -> Matrix:  # fmt: skip
    """Only years without any report are gaps: not every year needs every kind."""

    def cell(row: CoverageRow, year: int) -> str:
        if key == "topic":
            return address(f"/districts/{place.code}/topics/", topic=row.key, year=year)
        return address("/reports/", district=place.code, year=year, kind=row.key)

    def head(row: CoverageRow) -> str:
        return address(f"/districts/{place.code}/topics/", topic=row.key) if key == "topic" else ""

    def gap(_row: CoverageRow, year: int) -> str:
        return address("/upload/", district=place.code, year=year) if may_upload else ""

    unit = _("份") if key == "kind" else _("节")
    return matrix(lead, rows, list(years), Links(head, cell, gap), unit, gap_years=missing)


def crumbs(district: District) -> list[District]:
    """The places above, the highest first."""
    above: list[District] = []
    parent = district.parent
    while parent is not None and len(above) < 3:
        above.insert(0, parent)
        parent = parent.parent
    return above


def history(place: Place) -> list[tuple[str, str]]:
    """(years in words, name) of every official name, the newest first."""
    official = DistrictName.objects.filter(district_id__in=place.ids, kind=DistrictName.Kind.OFFICIAL)
    rows = sorted(official, key=lambda name: (name.valid_to is None, name.valid_to or 0, name.pk), reverse=True)
    named = [(years_in_words(name.valid_from, name.valid_to), name.name) for name in rows]
    return named if len(named) > 1 else []


def years_in_words(first: int | None, last: int | None) -> str:
    """
    >>> years_in_words(2012, None), years_in_words(1980, 2012), years_in_words(None, 2012)
    ('2012 年起', '1980—2012 年', '2012 年前')
    """
    if last is None:
        return _("%(first)s 年起") % {"first": first} if first else _("至今")
    return f"{first}—{last} 年" if first else _("%(last)s 年前") % {"last": last}
