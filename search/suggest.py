"""While somebody types: districts, indicators, headings and popular queries that begin or sound like it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from haystack import connections
from whoosh.query import Not

from reports.access import Visitor, published
from reports.models import District, Indicator, Section
from search.analysis import normalise
from search.engines.whoosh.engine import Plan, run
from search.engines.whoosh.nodes import OneOf
from search.pinyin import spell
from search.query_log import popular
from search.withdrawn import withdrawn_reports

KINDS = ("district", "indicator", "heading", "query")
"""What can be completed, the most welcome first."""

KEPT_SECONDS = 60.0
MOST_HEADINGS = 3000
LONGEST_HEADING = 24
POPULAR_QUERIES = 300


class Completion(NamedTuple):
    """``kind`` is one of KINDS. ``url`` is a page of its own (a district, an indicator); else it is searched for."""

    text: str
    kind: str
    url: str | None


class _Entry(NamedTuple):
    folded: str
    pinyin: str
    initials: str
    weight: int
    completion: Completion


def complete(prefix: str, user: Visitor, limit: int = 8) -> tuple[Completion, ...]:  # noqa: ARG001 - see below
    """What ``prefix`` may become, best first. Everybody gets the same: only what is published is offered."""
    typed = normalise(prefix).strip()
    if not typed or len(typed) > LONGEST_HEADING:
        return ()
    letters = typed.replace(" ", "").replace("'", "")
    by_sound = letters.isascii() and letters.isalpha()
    found: list[tuple[int, int, int, int, Completion]] = []
    for entry in _vocabulary():
        rank = _rank(entry, typed, letters if by_sound else "")
        if rank is not None:
            found.append((rank, KINDS.index(entry.completion.kind), -entry.weight, len(entry.folded), entry.completion))
    found.sort(key=lambda one: one[:4])
    return tuple(dict.fromkeys(one[4] for one in found))[:limit]


def _rank(entry: _Entry, typed: str, letters: str) -> int | None:
    """0 begins with what was typed, 1 sounds like it, 2 has such initials, 3 holds it; None is no match."""
    if entry.folded.startswith(typed):
        return 0
    if letters:
        if entry.pinyin.startswith(letters):
            return 1
        if len(letters) > 1 and entry.initials.startswith(letters):
            return 2
    return 3 if len(typed) > 1 and typed in entry.folded else None


class _Kept:
    """The vocabulary, made anew when it is old, when the index changed or when a report was withdrawn."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.made_at = float("-inf")
        self.made_for: Any = None
        self.entries: tuple[_Entry, ...] = ()


_kept = _Kept()


def _vocabulary() -> tuple[_Entry, ...]:
    hidden = withdrawn_reports()
    snapshot = connections["default"].get_backend().snapshot()
    key = (id(snapshot), hidden)
    if key != _kept.made_for or time.monotonic() - _kept.made_at > KEPT_SECONDS:
        with _kept.lock:
            entries = [*_districts(), *_indicators(), *_headings(snapshot, hidden), *_queries()]
            _kept.entries, _kept.made_for, _kept.made_at = tuple(entries), key, time.monotonic()
    return _kept.entries


def _districts() -> Iterator[_Entry]:
    """Places that published reports speak of, and their cities."""
    spoken = Section.objects.filter(report__in=published(), archived=False, district__isnull=False)
    codes = set(spoken.values_list("district__code", flat=True).distinct())
    codes |= set(published().filter(issuer__isnull=False).values_list("issuer__code", flat=True).distinct())
    for district in District.objects.filter(code__in=codes).order_by("order", "code"):
        pinyin, initials = (district.pinyin, district.initials) if district.pinyin else spell(district.name)
        url = district.get_absolute_url()
        yield _Entry(normalise(district.name), pinyin, initials, 0, Completion(district.name, "district", url))


def _indicators() -> Iterator[_Entry]:
    for indicator in Indicator.objects.all():
        completion = Completion(indicator.name, "indicator", indicator.get_absolute_url())
        for name in (indicator.name, *indicator.aliases):
            yield _Entry(normalise(name), *spell(name), 0, completion)


def _headings(snapshot: Any, hidden: frozenset[int]) -> Iterator[_Entry]:
    """The most frequent headings of the index, without those that only withdrawn reports have."""
    if snapshot is None or not snapshot.size:
        return
    shown = run(snapshot, Plan(query=Not(OneOf("report", hidden)), end=0)).documents
    terms = snapshot.values("own_heading")
    counts = np.zeros(len(terms) + 1, np.int64)
    for column in snapshot.columns("own_heading"):
        counts += np.bincount(column[shown], minlength=len(terms) + 1)
    for place in np.argsort(-counts[1:], kind="stable")[:MOST_HEADINGS]:
        text = terms[place].decode()
        if counts[place + 1] and 2 <= len(text) <= LONGEST_HEADING:
            yield _Entry(normalise(text), *spell(text), int(counts[place + 1]), Completion(text, "heading", None))


def _queries() -> Iterator[_Entry]:
    for text, asked in popular(POPULAR_QUERIES):
        if len(text) <= LONGEST_HEADING:
            yield _Entry(normalise(text), *spell(text), asked, Completion(text, "query", None))
