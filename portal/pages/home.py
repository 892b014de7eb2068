"""``/``: the search box, what is held, the city's key figures, what came last, what awaits."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.pages import coverage, figures
from portal.pages.charts import Spark, sparkline
from portal.pages.matrix import Matrix
from reports.access import may_see_drafts
from reports.models import Indicator
from reports.selectors import holdings, places, series
from reports.selectors.places import City, Place
from reports.selectors.waiting import waiting_for
from search.query_log import popular

NEWEST = 6
HOT = 8
KEY_FIGURES = 5
YEARS_SHOWN = 15


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """The newest value of one indicator for the whole city, with its line over the years."""

    indicator: Indicator
    year: int
    value: str
    unit: str
    change: str
    spark: Spark | None
    url: str


def home(request: HttpRequest) -> HttpResponse:
    held = places.cities_held()
    city = places.city(held[0]) if held else None
    context = {
        "no_headsearch": True,
        "city": city,
        "totals": holdings.totals(),
        "matrix": _matrix(city, request) if city else None,
        "may_upload": coverage.may_upload(request),
        "key_figures": key_figures(city.whole) if city else [],
        "hot": [words for words, _times in popular(HOT)],
        "newest": holdings.newest(NEWEST),
        "waiting": waiting_for(request.user, city) if may_see_drafts(request.user) else None,
    }
    return render(request, "home.html", context)


def _matrix(city: City, request: HttpRequest) -> Matrix:
    return coverage.city_matrix(city, may_upload=coverage.may_upload(request), last_years=YEARS_SHOWN)


def key_figures(whole: Place) -> list[KeyFigure]:
    """Indicators that the city's own reports give for two years or more, those chosen by staff first."""
    lines = series.key_first(series.indicators_held([whole]))
    indicators = [line.indicator for line in lines if line.first < line.last][: 2 * KEY_FIGURES]
    cells = series.cells(indicators, [whole])
    found = [_key_figure(indicator, whole, cells) for indicator in indicators]
    return [figure for figure in found if figure][:KEY_FIGURES]


def _key_figure(indicator: Indicator, whole: Place, cells: dict[series.Key, series.Cell]) -> KeyFigure | None:
    readings = {
        key.year: cell.agreed
        for key, cell in cells.items()
        if key.indicator == indicator.pk and key.place == whole.id and not key.plan and cell.agreed
    }
    if not readings:
        return None
    newest = max(readings)
    scale = figures.scale_for([each.base_value for each in readings.values()], readings[newest].base_unit)
    values = {year: each.base_value for year, each in readings.items()}
    return KeyFigure(
        indicator,
        newest,
        scale.show(values[newest], readings[newest].step),
        scale.unit,
        change_since(values, newest, readings[newest].base_unit),
        sparkline(sorted(values), values),
        indicator.get_absolute_url(),
    )


def change_since(values: dict[int, Decimal], year: int, unit: str) -> str:
    """Against the year before; empty where that year has no value: a gap is not bridged."""
    if year - 1 not in values:
        return ""
    return _("比上年 %(change)s") % {"change": figures.difference(values[year], values[year - 1], unit)}
