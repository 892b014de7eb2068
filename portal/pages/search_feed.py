"""``/feeds/``: what a search finds, newest published first, as RSS."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.pages.search_address import Asked
from portal.pages.search_hits import begin_with_words
from portal.pages.search_saved import kept
from reports.access import Visitor
from reports.selectors.hits import issuers_of, published_at
from search import saved
from search.searching import Hit, search_sections

ITEMS = 50
UNFIT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


@require_safe
def of_search(request: HttpRequest) -> HttpResponse:
    """The search of the address, for whoever may read."""
    asked = kept(request.GET)
    name = _("检索“%s”") % asked.q if asked.q else _("最新内容")
    return _answer(request, asked, name, reverse("feed-search") + asked.url().removeprefix("/search/"), request.user)


@require_safe
def of_saved(request: HttpRequest, key: str) -> HttpResponse:
    """A kept search; the key stands for its owner, since feed readers cannot log in."""
    found = saved.by_key(key)
    if found is None:
        raise Http404
    asked = kept(QueryDict(found.query_string))
    return _answer(request, asked, found.name, reverse("feed-saved", args=[key]), found.user)


def _answer(request: HttpRequest, asked: Asked, name: str, path: str, user: Visitor) -> HttpResponse:
    base = request.build_absolute_uri("/").rstrip("/")
    result = search_sections(replace(asked.request(), sort="published", page=1, per_page=ITEMS), user)
    feed = Rss201rev2Feed(
        title=_plain(name),
        link=base + asked.url(),
        description=_("共 %s 条，新发布的在前。") % f"{result.total:,}",
        language="zh-cn",
        feed_url=base + path,
    )
    reports = {hit.report_id for hit in result.hits}
    issuers, times = issuers_of(reports), published_at(reports)
    for hit in result.hits:
        _add(feed, hit, base, issuers.get(hit.report_id, ""), times.get(hit.report_id))
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    response["Cache-Control"] = "private, max-age=300"
    return response


def _add(feed: Rss201rev2Feed, hit: Hit, base: str, issuer: str, when: datetime | None) -> None:
    snippet = "".join(piece.text for piece in begin_with_words(hit.snippet))
    feed.add_item(
        title=_plain(" › ".join((hit.title, *hit.heading_path))),
        link=base + hit.url,
        description=_plain(snippet),
        author_name=_plain(hit.district or issuer) or None,
        categories=[_plain(hit.topic)] if hit.topic else (),
        pubdate=when,
        unique_id=base + hit.url,
        unique_id_is_permalink=True,
    )


def _plain(text: str) -> str:
    """
    >>> _plain("控辍\\x00保学\\ufffe")
    '控辍保学'
    """
    return UNFIT.sub("", text)
