"""``/coverage/``: which place has handed in what, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.downloads import download
from portal.pages import parameters
from portal.pages.asked_place import asked_place
from portal.pages.coverage_export import of_matrix
from portal.pages.matrix import Links, Matrix, matrix
from portal.pages.parameters import address
from reports.exports import FORMATS
from reports.models import Report
from reports.selectors import listing, places
from reports.selectors.coverage import EVERYTHING, CoverageRow, Narrowing, city_coverage, years_held
from reports.selectors.places import City


def may_upload(request: HttpRequest) -> bool:
    return bool(request.user.has_perm("reports.add_sourcefile"))


def coverage(request: HttpRequest) -> HttpResponseBase:
    place = asked_place(request)
    narrowing = Narrowing(
        topic=parameters.text(request.GET, "topic", 60),
        kind=parameters.one_of(request.GET, "kind", tuple(Report.Kind.values)),
    )
    city = places.city(place.whole) if place.whole else None
    shown = city_matrix(city, narrowing, may_upload=may_upload(request)) if city else None
    format_name = parameters.one_of(request.GET, "format", tuple(FORMATS))
    if format_name and city and shown:
        return download(of_matrix(shown, _("%(city)s报送情况") % {"city": city.whole.name}), format_name)
    context = {
        "cities": place.held,
        "city": city,
        "note": place.note,
        "narrowing": narrowing,
        "topics": listing.topics(request.user),
        "kinds": Report.Kind.choices,
        "may_upload": may_upload(request),
        "matrix": shown,
        "formats": [(name, each.label, _with_format(city, narrowing, name)) for name, each in FORMATS.items()],
    }
    return render(request, "coverage.html", context)


def _with_format(city: City | None, narrowing: Narrowing, name: str) -> str:
    district = city.whole.code if city else ""
    return address("/coverage/", district=district, topic=narrowing.topic, kind=narrowing.kind, format=name)


def city_matrix(
    city: City,
    narrowing: Narrowing = EVERYTHING,
    *,
    may_upload: bool,
    last_years: int | None = None,
) -> Matrix:
    """Places of a city by year. A gap leads those who may to the upload page, filled in beforehand."""
    rows = city_coverage(city, narrowing)
    years = years_held(rows)
    return matrix(
        _("区县"), rows, list(years[-last_years:] if last_years else years), _links(narrowing, may_upload), _("份")
    )


def _links(narrowing: Narrowing, may_upload: bool) -> Links:
    def gap(row: CoverageRow, year: int) -> str:
        return address("/upload/", district=row.key, year=year, topic=narrowing.topic) if may_upload else ""

    def filled(row: CoverageRow, year: int) -> str:
        return address("/reports/", district=row.key, year=year, topic=narrowing.topic, kind=narrowing.kind)

    return Links(row=lambda row: f"/districts/{row.key}/", cell=filled, gap=gap)


def gap_sentence(years: Sequence[int]) -> str:
    """``缺 2010、2016 两年`` in short; empty without gaps."""
    if not years:
        return ""
    named = "、".join(str(year) for year in years[:6])
    more = _("等 %(count)s 年") % {"count": len(years)} if len(years) > 6 else _("年")
    return _("缺 %(years)s %(more)s") % {"years": named, "more": more}
