"""What was asked, by day and without names: for popular queries and for those that found nothing."""

from __future__ import annotations

import atexit
import logging
import threading
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import F, Sum
from django.utils import timezone

from reports.screening import personal_numbers
from search.models import QueryLog
from search.query import parse

KEPT_DAYS = 400
POPULAR_DAYS = 90
MOST_PENDING = 2000
"""Different queries waiting to be written; what is asked beyond that goes uncounted."""

logger = logging.getLogger(__name__)
_pending: dict[str, tuple[int, int]] = {}
"""How often asked, and what it found last. A page must not wait for a writer only to be counted."""
_lock = threading.Lock()
_timer: threading.Timer | None = None


def remember(query: str, total: int) -> None:
    """Counts a query asked today; nothing is kept of one without words. Call it for first pages only.

    Written within ``QUERY_LOG_SECONDS``, together with all others, and when the process ends.
    """
    global _timer  # noqa: PLW0603 - one for the process
    text = " ".join(query.split())[:200]
    if not text:
        return
    if not settings.QUERY_LOG_SECONDS:
        write([(text, 1, total)])
        return
    with _lock:
        if text in _pending or len(_pending) < MOST_PENDING:
            _pending[text] = (_pending.get(text, (0, 0))[0] + 1, total)
        if _timer is None:
            _timer = threading.Timer(settings.QUERY_LOG_SECONDS, _write_from_timer)
            _timer.daemon = True
            _timer.start()


def write_pending() -> None:
    """Writes what waits. A database that cannot be written loses these counts, and says so."""
    global _timer  # noqa: PLW0603 - one for the process
    with _lock:
        taken = [(text, times, total) for text, (times, total) in _pending.items()]
        _pending.clear()
        _timer = None
    try:
        write(taken)
    except DatabaseError:
        logger.warning("%d queries went uncounted", len(taken), exc_info=True)


def _write_from_timer() -> None:
    try:
        write_pending()
    finally:
        connection.close()


atexit.register(write_pending)


def write(asked: Iterable[tuple[str, int, int]]) -> None:
    """(query, times, what it found last) of today. Identity and telephone numbers are nobody's popular query."""
    today = timezone.localdate()
    for text, times, total in asked:
        if not parse(text).tree.parts or personal_numbers(text):
            continue
        found = QueryLog.objects.filter(query=text, day=today).update(times=F("times") + times, total=total)
        if not found:
            _, made = QueryLog.objects.get_or_create(query=text, day=today, defaults={"times": times, "total": total})
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
