"""Facets in haystack's own form: fields as they were counted, dates by spans, and how many fit each further query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from whoosh.query import And, Query

from search.engines.whoosh.counting import count_dates
from search.engines.whoosh.engine import Found, Plan, run
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.values import as_moment

QueryFacets = Iterable[tuple[str, str]]


def facets_of(
    found: Found,
    plan: Plan,
    dates: Mapping[str, Any],
    queries: QueryFacets,
    parse: Callable[[Snapshot, str], Query],
) -> dict[str, Any]:
    """``dates``: by field, haystack's start, end and gap. ``queries``: pairs of a field and the words asked of it."""
    texts = [f"{name}:{text}" for name, text in queries]
    return {
        "fields": found.facets,
        "dates": {name: _dates(found, name, spec) for name, spec in dates.items()},
        "queries": {text: _number(found, plan, parse(found.snapshot, text)) for text in texts},
    }


def no_facets(fields: Iterable[str] | None, dates: Iterable[str] | None, queries: QueryFacets | None) -> dict[str, Any]:
    """The same of an index that is not there."""
    return {
        "fields": {name: [] for name in fields or ()},
        "dates": {name: [] for name in dates or ()},
        "queries": {f"{name}:{text}": 0 for name, text in queries or ()},
    }


def _number(found: Found, plan: Plan, query: Query) -> int:
    return run(found.snapshot, Plan(query=And([plan.query, query]), narrow=plan.narrow, end=0)).total


def _dates(found: Found, name: str, spec: Mapping[str, Any]) -> list[tuple[datetime, int]]:
    gap = {f"{spec['gap_by']}s": int(spec.get("gap_amount", 1))}
    return count_dates(
        found.snapshot, name, found.documents, as_moment(spec["start_date"]), as_moment(spec["end_date"]), gap
    )
