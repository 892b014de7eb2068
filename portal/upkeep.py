"""Bringing what is derived up to date: the index, what is popular, and what became of plans."""

from __future__ import annotations

from reports import following
from search import outbox
from search.recounting import recount_popular
from search.withdrawn import withdrawn_reports


def catch_up() -> None:
    """All of it, now: for commands, after which everything is found without waiting for the background process."""
    true_index()
    following.bring_up_to_date()


def true_index() -> None:
    """Brings the index up to date; where something left it, words that found only that are no longer offered."""
    left = withdrawn_reports()
    outbox.drain()
    if left:
        recount_popular()
