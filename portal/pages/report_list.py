"""``/reports/``: every report that the visitor may open, filtered and paged."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.pages import parameters
from portal.pages.pager import pager
from reports.access import may_see_drafts
from reports.models import Report
from reports.selectors import listing, places
from reports.selectors.listing import ORDERS, Wanted

NARROWING = ("q", "district", "year", "topic", "kind", "state")
"""Parts of the address that leave reports out."""


def report_list(request: HttpRequest) -> HttpResponse:
    wanted_place = parameters.text(request.GET, "district", 60)
    found = places.district_given(wanted_place)
    ids = places.place_of(found).ids if found else frozenset()
    # An unknown district matches nothing, rather than everything.
    wanted = _wanted(request, ids or (frozenset({0}) if wanted_place else frozenset()))
    result = listing.listing(wanted, request.user)
    context = {
        "wanted": wanted,
        "district": found,
        "district_words": found.name if found else wanted_place,
        "unknown_district": wanted_place if wanted_place and not found else "",
        "narrowed": any(parameters.text(request.GET, key, 100) for key in NARROWING),
        "result": result,
        "pager": pager(request, result.page, result.pages),
        "topics": listing.topics(request.user),
        "kinds": Report.Kind.choices,
        "states": Report.State.choices if may_see_drafts(request.user) else [],
    }
    return render(request, "reports.html", context)


def _wanted(request: HttpRequest, district_ids: frozenset[int]) -> Wanted:
    query = request.GET
    state = parameters.one_of(query, "state", tuple(Report.State.values))
    return Wanted(
        words=parameters.text(query, "q", 100),
        district_ids=district_ids,
        year=parameters.year(query, "year"),
        topic=parameters.text(query, "topic", 60),
        kind=parameters.one_of(query, "kind", tuple(Report.Kind.values)),
        state=state if may_see_drafts(request.user) else "",
        order=parameters.one_of(query, "sort", ORDERS) or "newest",
        page=parameters.page_number(query),
    )
