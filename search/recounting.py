"""Popular queries that find nothing any more, because what they found was withdrawn or hidden, are popular no more."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from search.models import QueryLog
from search.query_log import popular
from search.request import SearchRequest
from search.searching import search_sections

MOST = 300
"""As many as are offered while somebody types."""


def recount_popular() -> list[str]:
    """Asks every popular query again and strikes off those that find nothing now; returns them. Some ms a query."""
    gone = [text for text, _asked in popular(MOST) if not search_sections(SearchRequest(text), AnonymousUser()).total]
    QueryLog.objects.filter(query__in=gone).update(total=0)
    return gone
