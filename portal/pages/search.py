"""``/search/``: sections that match, with facets; every state of the page is an address."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.downloads import download
from portal.pages import guide, parameters, search_export, search_facets
from portal.pages.pager import pager
from portal.pages.report import NumberLine, number_line, with_query
from portal.pages.search_address import PER_PAGE, Asked, asked_in
from reports.exports import FORMATS
from reports.selectors.hits import NOTES, issuers_of, numbers_of
from search.highlight import Piece
from search.query_log import remember
from search.searching import Hit, SearchResult, search_sections
from search.suggest import complete

FARTHEST = 10_000
"""Hits that can be paged through; beyond that the search should be narrowed."""


@dataclass(frozen=True, slots=True)
class HitLine:
    """A hit with its numbers. ``place`` is its own or its report's, ``unseen`` how many numbers are not noted."""

    hit: Hit
    snippet: tuple[Piece, ...]
    place: str
    url: str
    numbers: tuple[NumberLine, ...]
    unseen: int
    more_url: str


@dataclass(frozen=True, slots=True)
class WayOut:
    """What finds something where the search found nothing."""

    label: str
    detail: str
    total: int
    url: str


def search(request: HttpRequest) -> HttpResponseBase:
    asked = asked_in(request.GET)
    asked, result = _search(asked, request)
    if format_name := parameters.one_of(request.GET, "format", tuple(FORMATS)):
        base = request.build_absolute_uri("/").rstrip("/")
        return download(search_export.of_search(asked, result.total, request.user, base), format_name)
    if asked.page == 1 and not getattr(request, "htmx", False):
        remember(asked.q, result.total)
    chips = search_facets.chips(result, asked)
    context = {
        "no_headsearch": True,
        "asked": asked,
        "result": result,
        "lines": _lines(result, asked),
        "chips": chips,
        "filters_on": sum(chip.css != "is-syn" for chip in chips),
        "groups": search_facets.groups(result, asked),
        "years": search_facets.year_bars(result, asked),
        "with_numbers": next((each for each in result.facets.get("has_metrics", ()) if each.value == "1"), None),
        "sorts": _sorts(asked),
        "per_page": PER_PAGE,
        "pager": pager(request, result.page, min(result.pages, FARTHEST // asked.per)),
        "took": max(1, round(result.took_ms)),
        "ways_out": [] if result.total else _ways_out(asked, result, request),
        "syntax": guide.SYNTAX,
        "formats": search_export.formats(asked),
    }
    return render(request, "search.html", context)


def _search(asked: Asked, request: HttpRequest) -> tuple[Asked, SearchResult]:
    """A page beyond the last gives the last one."""
    result = search_sections(asked.request(), request.user)
    last = max(1, min(result.pages, FARTHEST // asked.per))
    if asked.page > last:
        asked = replace(asked, page=last)
        result = search_sections(asked.request(), request.user)
    return asked, result


def _lines(result: SearchResult, asked: Asked) -> list[HitLine]:
    numbers = numbers_of(hit.section_id for hit in result.hits)
    issuers = issuers_of({hit.report_id for hit in result.hits})
    lines = []
    for hit in result.hits:
        found = numbers.get(hit.section_id, [])
        lines.append(
            HitLine(
                hit,
                begin_with_words(hit.snippet),
                hit.district or issuers.get(hit.report_id, ""),
                with_query(hit.url, asked.q),
                tuple(number_line(number) for number in found[:NOTES]),
                max(0, len(found) - NOTES),
                with_query(f"/reports/{hit.report_id}/", asked.q),
            )
        )
    return lines


def begin_with_words(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A snippet without the stop that parted it from its heading.

    >>> begin_with_words((Piece("。全县有", False), Piece("留守儿童", True)))[0].text
    '全县有'
    """
    if not pieces:
        return pieces
    first = pieces[0]._replace(text=pieces[0].text.lstrip("。．.：:；;，,、 "))
    return (first, *pieces[1:])


def _sorts(asked: Asked) -> list[tuple[str, str, bool]]:
    labels = (("relevance", _("相关度")), ("newest", _("年度新→旧")), ("oldest", _("旧→新")))
    return [(label, asked.url(sort=sort), asked.sort == sort) for sort, label in labels]


def _ways_out(asked: Asked, result: SearchResult, request: HttpRequest) -> list[WayOut]:
    """Weaker searches that find something, the gentlest first. A handful of searches at most."""
    tries: list[tuple[str, str, Asked]] = []
    if result.suggestion:
        tries.append((_("改词，条件不变"), result.suggestion, replace(asked, q=result.suggestion)))
    if asked.within:
        tries.append((_("不限于前次结果"), asked.q, replace(asked, within="")))
    if asked.year_from or asked.year_to or asked.years:
        tries.append((_("不限年度"), _("看其他年度怎么说"), replace(asked, years=(), year_from=None, year_to=None)))
    if asked.districts:
        tries.append((_("不限区县"), _("看其他区县怎么说"), replace(asked, districts=())))
    if asked.has_filters:
        tries.append((_("去掉全部筛选"), asked.q, Asked(q=asked.q, within=asked.within)))
    if asked.scope != "all":
        tries.append((_("改在全文里找"), asked.q, replace(asked, scope="all")))
    if "“" not in asked.q and len(asked.q.split()) > 1:
        either = " OR ".join(asked.q.split())
        tries.append((_("有一个词就行"), either, Asked(q=either)))
    ways = []
    for label, detail, weaker in tries:
        total = search_sections(replace(weaker, page=1).request(), request.user).total
        if total:
            ways.append(WayOut(label, detail, total, weaker.url()))
    return ways


def completions(request: HttpRequest) -> JsonResponse:
    """What the words typed so far may become, for the search box."""
    typed = parameters.text(request.GET, "q", 40)
    found = complete(typed, request.user, 8) if typed else ()
    return JsonResponse({"found": [{"text": each.text, "kind": each.kind, "url": each.url} for each in found]})
