"""Sections that speak of the same things as a given one."""

from __future__ import annotations

from haystack import connections
from whoosh.query import Not, Term

from reports.models import Section
from search.engines.whoosh.engine import Plan, run
from search.engines.whoosh.nodes import OneOf
from search.engines.whoosh.similarity import like
from search.outbox import withdrawn_reports
from search.searching import Hit, as_hits


def similar_sections(section: Section, limit: int = 6) -> tuple[Hit, ...]:
    """The published sections most like ``section``, best first, at most one of each report and none of its own."""
    hidden = withdrawn_reports()
    snapshot = connections["default"].get_backend().snapshot()
    if snapshot is None:
        return ()
    query = like(snapshot, "text", Term("section", section.pk))
    narrow = Not(OneOf("report", hidden | {section.report_id}))
    found = run(snapshot, Plan(query=query, narrow=(narrow,), end=limit * 5, group="report"))
    firsts: dict[int, Hit] = {}
    for hit in as_hits(found, ()):
        firsts.setdefault(hit.report_id, hit)
    return tuple(firsts.values())[:limit]
