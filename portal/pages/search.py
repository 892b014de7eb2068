"""``/search/``: sections that match, with facets; every state of the page is an address."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.downloads import download
from portal.pages import guide, parameters, search_export, search_facets, search_markup
from portal.pages.pager import pager
from portal.pages.search_address import LISTS, PER_PAGE, Asked, asked_in
from portal.pages.search_hits import hit_lines
from portal.pages.search_ways_out import ways_out
from portal.pages.search_years import year_bars
from reports.access import published
from reports.exports import FORMATS
from search.query_log import remember
from search.searching import SearchResult, search_sections
from search.suggest import complete

FARTHEST = 10_000
"""Hits that can be paged through; beyond that the search should be narrowed."""


def search(request: HttpRequest) -> HttpResponseBase:
    asked = asked_in(request.GET)
    asked, result = _search(asked, request)
    if format_name := parameters.one_of(request.GET, "format", tuple(FORMATS)):
        base = request.build_absolute_uri("/").rstrip("/")
        return download(search_export.of_search(asked, result.total, request.user, base), format_name)
    htmx = getattr(request, "htmx", None)
    if htmx and (name := str(htmx.target or "").removeprefix("facet-")) in LISTS:
        one = search_facets.group(name, result.facets.get(name, ()), asked)
        return render(request, "parts/search_facet.html", {"asked": asked, "groups": [one] if one else []})
    if asked.page == 1 and not htmx:
        remember(asked.q, result.total)
    return render(request, "search.html", _context(request, asked, result))


def _search(asked: Asked, request: HttpRequest) -> tuple[Asked, SearchResult]:
    """A page beyond the last gives the last one."""
    result = search_sections(asked.request(), request.user)
    last = max(1, min(result.pages, FARTHEST // asked.per))
    if asked.page > last:
        asked = replace(asked, page=last)
        result = search_sections(asked.request(), request.user)
    return asked, result


def _context(request: HttpRequest, asked: Asked, result: SearchResult) -> dict[str, Any]:
    chips = search_facets.chips(result, asked)
    query = urlsplit(replace(asked, page=1, opened=()).url()).query
    return {
        "no_headsearch": True,
        "asked": asked,
        "result": result,
        "hits": search_markup.hits(hit_lines(result.hits, asked.q), request),
        "chips": chips,
        "filters_on": sum(chip.css != "is-syn" for chip in chips),
        "groups": search_facets.groups(result, asked),
        "years": year_bars(result, asked),
        "with_numbers": next((each for each in result.facets.get("has_metrics", ()) if each.value == "1"), None),
        "sorts": _sorts(asked),
        "per_page": PER_PAGE,
        "pager": pager(request, result.page, min(result.pages, FARTHEST // asked.per)),
        "took": max(1, round(result.took_ms)),
        "nothing_held": not result.total and not published().exists(),
        "ways_out": [] if result.total else ways_out(asked, result.suggestion, request.user),
        "syntax": guide.SYNTAX,
        "formats": search_export.formats(asked),
        "query": query,
        "feed": f"{reverse('feed-search')}?{query}" if settings.OPEN_READING else reverse("saved-searches"),
    }


def _sorts(asked: Asked) -> list[tuple[str, str, bool]]:
    labels = (("relevance", _("相关度")), ("newest", _("年度新→旧")), ("oldest", _("旧→新")))
    return [(label, asked.url(sort=sort), asked.sort == sort) for sort, label in labels]


def completions(request: HttpRequest) -> JsonResponse:
    """What the words typed so far may become, for the search box."""
    typed = parameters.text(request.GET, "q", 40)
    found = complete(typed, request.user, 8) if typed else ()
    return JsonResponse({"found": [{"text": each.text, "kind": each.kind, "url": each.url} for each in found]})
