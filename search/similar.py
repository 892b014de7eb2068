"""Sections that speak of the same things as a given one."""

from __future__ import annotations

from haystack import connections
from whoosh.query import Not, Term

from reports.models import Section
from search.engines.whoosh.engine import Plan, run
from search.engines.whoosh.nodes import OneOf
from search.engines.whoosh.similarity import like
from search.hits import Hit, as_hits


def similar_sections(section: Section, limit: int = 6) -> tuple[Hit, ...]:
    """The published sections most like ``section``, best first, at most one of each report and none of its own."""
    snapshot, withheld = connections["default"].get_backend().open()
    if snapshot is None:
        return ()
    query = like(snapshot, "text", Term("section", section.pk))
    others = Not(OneOf("report", frozenset({section.report_id})))
    found = run(snapshot, Plan(query=query, narrow=(*withheld, others), end=limit * 5, group="report"))
    firsts: dict[int, Hit] = {}
    for hit in as_hits(found, ()):
        firsts.setdefault(hit.report_id, hit)
    return tuple(firsts.values())[:limit]
