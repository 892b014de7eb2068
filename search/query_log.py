"""What was asked, by day and without names: for popular queries and for those that found nothing."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, Sum
from django.utils import timezone

from search.models import QueryLog
from search.query import parse

KEPT_DAYS = 400
POPULAR_DAYS = 90


def remember(query: str, total: int) -> None:
    """Counts a query asked today. Call it for first pages only; nothing is kept of a query without words."""
    text = " ".join(query.split())[:200]
    if not parse(text).tree.parts:
        return
    today = timezone.localdate()
    found = QueryLog.objects.filter(query=text, day=today).update(times=F("times") + 1, total=total)
    if not found:
        _, made = QueryLog.objects.get_or_create(query=text, day=today, defaults={"times": 1, "total": total})
        if made:
            QueryLog.objects.filter(day__lt=today - timedelta(days=KEPT_DAYS)).delete()


def popular(limit: int = 10) -> list[tuple[str, int]]:
    """The queries asked most of late that found something, with how often."""
    return _most_asked(limit, total__gt=0)


def failed(limit: int = 50) -> list[tuple[str, int]]:
    """The queries asked most of late that found nothing, with how often."""
    return _most_asked(limit, total=0)


def _most_asked(limit: int, **found: int) -> list[tuple[str, int]]:
    since = timezone.localdate() - timedelta(days=POPULAR_DAYS)
    rows = QueryLog.objects.filter(day__gte=since, **found).values("query").annotate(asked=Sum("times"))
    return [(row["query"], row["asked"]) for row in rows.order_by("-asked", "query")[:limit]]
