"""Bringing what is derived up to date: the index, and what became of plans."""

from __future__ import annotations

from reports import following
from search import outbox


def catch_up() -> None:
    """Both, now: for commands, after which everything is to be found without waiting for the background process."""
    outbox.drain()
    following.bring_up_to_date()
