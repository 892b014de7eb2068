"""The list of reports: filtered, sorted, paged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from reports.access import Visitor, visible_to
from reports.models import Report, Section
from reports.selectors.holdings import ReportLine, lines

ORDERS = {
    "newest": ("-period_end", "-published_at", "-pk"),
    "oldest": ("period_start", "pk"),
    "added": ("-created_at", "-pk"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters of the list; empty ones are off. ``district_ids`` holds a district and its predecessors."""

    words: str = ""
    district_ids: frozenset[int] = frozenset()
    year: int | None = None
    topic: str = ""
    kind: str = ""
    state: str = ""
    order: str = "newest"
    page: int = 1
    per_page: int = 50


@dataclass(frozen=True, slots=True)
class Listing:
    """One page. ``page`` is at most ``pages``, whatever was asked for."""

    lines: Sequence[ReportLine]
    total: int
    page: int
    pages: int


def listing(wanted: Wanted, user: Visitor) -> Listing:
    """The reports ``user`` may open that fit. Four queries, however many reports."""
    found = matching(wanted, user)
    total = found.count()
    pages = max(1, -(-total // wanted.per_page))
    page = min(wanted.page, pages)
    start = (page - 1) * wanted.per_page
    ordered = found.order_by(*ORDERS.get(wanted.order, ORDERS["newest"]))
    return Listing(lines(ordered.values_list("pk", flat=True)[start : start + wanted.per_page]), total, page, pages)


def matching(wanted: Wanted, user: Visitor) -> QuerySet[Report]:
    state = wanted.state or Report.State.PUBLISHED
    found = visible_to(user).filter(state=state)
    if wanted.words:
        found = found.filter(title__contains=wanted.words)
    if wanted.district_ids:
        spoken = Section.objects.filter(archived=False, district_id__in=wanted.district_ids).values("report_id")
        found = found.filter(Q(issuer_id__in=wanted.district_ids) | Q(pk__in=spoken))
    if wanted.year:
        found = found.filter(period_start__lte=wanted.year, period_end__gte=wanted.year)
    if wanted.topic:
        found = found.filter(topic=wanted.topic)
    return found.filter(kind=wanted.kind) if wanted.kind else found


def topics(user: Visitor) -> list[str]:
    """Topics of the reports that ``user`` may open."""
    return sorted(visible_to(user).exclude(topic="").order_by().values_list("topic", flat=True).distinct())
