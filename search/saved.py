"""Searches that somebody keeps, and whose feed others may follow who hold its key."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import QuerySet

from search.models import SavedSearch

MOST = 100
LONGEST_NAME = 100
LONGEST_QUERY = 2000


class NotSavableError(Exception):
    """``reason`` is one of long, full, twice."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def save(user: User, query_string: str, name: str) -> SavedSearch:
    """Each search once a person. ``query_string`` is the page's address after the question mark."""
    mine = SavedSearch.objects.filter(user=user)
    if len(query_string) > LONGEST_QUERY:
        raise NotSavableError("long")
    if mine.filter(query_string=query_string).exists():
        raise NotSavableError("twice")
    if mine.count() >= MOST:
        raise NotSavableError("full")
    found, new = SavedSearch.objects.get_or_create(
        user=user, query_string=query_string, defaults={"name": name[:LONGEST_NAME]}
    )
    if not new:
        raise NotSavableError("twice")
    return found


def of(user: User) -> QuerySet[SavedSearch]:
    """The newest first."""
    return SavedSearch.objects.filter(user=user)


def rename(user: User, pk: int, name: str) -> bool:
    """False where ``user`` keeps no such search or ``name`` is empty."""
    return bool(name) and bool(of(user).filter(pk=pk).update(name=name[:LONGEST_NAME]))


def forget(user: User, pk: int) -> bool:
    """False where ``user`` keeps no such search. Its feed ends."""
    return bool(of(user).filter(pk=pk).delete()[0])


def by_key(key: str) -> SavedSearch | None:
    """The search whose feed the key opens, while its owner may log in."""
    return SavedSearch.objects.filter(feed_key=key, user__is_active=True).select_related("user").first()
