"""Where a search found nothing: weaker ones that find something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from portal.pages.search_address import Asked
from reports.access import Visitor
from search.searching import search_sections


@dataclass(frozen=True, slots=True)
class WayOut:
    """What finds something where the search found nothing."""

    label: str
    detail: str
    total: int
    url: str


def ways_out(asked: Asked, suggestion: str | None, user: Visitor) -> list[WayOut]:
    """Weaker searches that find something, the gentlest first. A handful of searches at most."""
    ways = []
    for label, detail, weaker in _weaker(asked, suggestion):
        total = search_sections(replace(weaker, page=1).request(), user).total
        if total:
            ways.append(WayOut(label, detail, total, weaker.url()))
    return ways


def _weaker(asked: Asked, suggestion: str | None) -> Iterator[tuple[str, str, Asked]]:
    """(label, detail, what to ask instead)."""
    if suggestion:
        yield _("改词，条件不变"), suggestion, replace(asked, q=suggestion)
    if asked.within:
        yield _("不限于前次结果"), asked.q, replace(asked, within="")
    if asked.year_from or asked.year_to or asked.years:
        yield _("不限年度"), _("看其他年度怎么说"), replace(asked, years=(), year_from=None, year_to=None)
    if asked.districts:
        yield _("不限区县"), _("看其他区县怎么说"), replace(asked, districts=())
    if asked.topics or asked.kinds or asked.stages:
        yield _("不限主题、类型和学段"), _("看别处怎么说"), replace(asked, topics=(), kinds=(), stages=())
    if asked.excluded:
        yield _("不作排除"), _("排除了的也算"), replace(asked, excluded=())
    if asked.has_filters:
        yield _("去掉全部筛选"), asked.q, Asked(q=asked.q, within=asked.within)
    if asked.scope != "all":
        yield _("改在全文里找"), asked.q, replace(asked, scope="all")
    if "“" not in asked.q and len(asked.q.split()) > 1:
        either = " OR ".join(asked.q.split())
        yield _("有一个词就行"), either, Asked(q=either)
