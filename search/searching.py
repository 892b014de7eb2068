"""The search behind the page, the API and the command: one request in, one result out."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from haystack import connections
from whoosh.query import Query

from reports.access import Visitor
from search.engines.whoosh.engine import Plan, run
from search.engines.whoosh.nodes import OneOf
from search.engines.whoosh.snapshot import Snapshot
from search.facets import FACETS
from search.filters import FacetValue, counted_facets, facet_filters
from search.hits import Hit, as_hits, hit_to_json
from search.planning import Compiled, Compiler
from search.query import AllOf, parse
from search.request import LARGEST_PAGE, SORTS, SearchRequest
from search.spelling import did_you_mean
from search.synonyms import Groups, all_groups


@dataclass(frozen=True)
class SearchResult:
    """``total`` is exact. ``notes`` say in Chinese what was mended in the query."""

    query: str
    total: int
    took_ms: float
    expanded: tuple[str, ...] = ()
    suggestion: str | None = None
    facets: dict[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    hits: tuple[Hit, ...] = ()
    page: int = 1
    pages: int = 1
    notes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


def search_sections(request: SearchRequest, user: Visitor) -> SearchResult:  # noqa: ARG001 - see below
    """Finds sections of published reports; ``user`` sees what every reader sees, drafts are never in the index."""
    begun = time.perf_counter()
    parsed = parse(request.query)
    snapshot, withheld = connections["default"].get_backend().open()
    page, per_page = max(1, request.page), min(max(1, request.per_page), LARGEST_PAGE)
    if snapshot is None:
        nothing: dict[str, tuple[FacetValue, ...]] = {facet.field: () for facet in FACETS}
        return SearchResult(request.query, 0, _milliseconds(begun), facets=nothing, notes=parsed.repairs)
    compiled = _compile(parsed.tree, request, snapshot, all_groups() if request.expand else ())
    plan = Plan(
        query=compiled.query,
        narrow=(*withheld, *_narrow(request, snapshot)),
        filters=facet_filters(request),
        facets=tuple(facet.field for facet in FACETS),
        sort=SORTS.get(request.sort, ()) or _order_without_words(parsed.tree),
        start=(page - 1) * per_page,
        end=page * per_page,
        group="report",
    )
    found = run(snapshot, plan)
    return SearchResult(
        query=request.query,
        total=found.total,
        took_ms=_milliseconds(begun),
        expanded=compiled.expanded,
        suggestion=did_you_mean(snapshot, parsed.tree, request.query) if page == 1 else None,
        facets=counted_facets(found, request),
        hits=as_hits(found, compiled.marks),
        page=page,
        pages=max(1, -(-found.total // per_page)),
        notes=parsed.repairs,
        marks=compiled.marks,
    )


def _milliseconds(begun: float) -> float:
    return round((time.perf_counter() - begun) * 1000, 2)


def _compile(tree: AllOf, request: SearchRequest, snapshot: Snapshot, groups: Groups) -> Compiled:
    scope = request.scope if request.scope in {"all", "title", "headings"} else "all"
    return Compiler(scope, snapshot, groups).compile(tree)


def _order_without_words(tree: AllOf) -> tuple[str, ...]:
    """Browsing without a query shows the newest first."""
    return () if tree.parts else SORTS["newest"]


def _narrow(request: SearchRequest, snapshot: Snapshot) -> tuple[Query, ...]:
    queries: list[Query] = []
    if request.within.strip():
        queries.append(_compile(parse(request.within).tree, request, snapshot, ()).query)
    if request.report is not None:
        queries.append(OneOf("report", frozenset({request.report})))
    return tuple(queries)


def result_to_json(result: SearchResult) -> dict[str, Any]:
    """The result as ``search --json`` prints it."""
    return {
        "query": result.query,
        "total": result.total,
        "took_ms": result.took_ms,
        "expanded": list(result.expanded),
        "suggestion": result.suggestion,
        "facets": {name: _facet_to_json(name, values) for name, values in result.facets.items()},
        "hits": [hit_to_json(hit) for hit in result.hits],
    }


def _facet_to_json(name: str, values: Iterable[FacetValue]) -> list[list[Any]]:
    if name == "year":
        return [[int(one.value), one.count] for one in values]
    return [[one.label if name == "district" else one.value, one.count] for one in values]


__all__ = [
    "LARGEST_PAGE", "SORTS", "FacetValue", "Hit", "SearchRequest", "SearchResult", "hit_to_json", "result_to_json",
    "search_sections",
]  # fmt: skip
