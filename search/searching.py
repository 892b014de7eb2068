"""The search behind the page, the API and the command: one request in, one result out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from haystack import connections
from whoosh.query import And, Not, Or, Query, Term

from reports.access import Visitor
from search.engines.whoosh.engine import Found, Plan, run
from search.engines.whoosh.nodes import OneOf
from search.engines.whoosh.snapshot import Snapshot
from search.facets import FACETS
from search.highlight import Piece, mark, snippet
from search.labels import label_values
from search.outbox import withdrawn_reports
from search.planning import Compiled, Compiler, districts_query, years_query
from search.query import AllOf, parse
from search.search_indexes import PATH_MARK
from search.spelling import did_you_mean
from search.synonyms import Groups, all_groups

SORTS: dict[str, tuple[str, ...]] = {
    "relevance": (),
    "newest": ("-period", "-published_at"),
    "oldest": ("period", "published_at"),
}
LARGEST_PAGE = 200


@dataclass(frozen=True)
class SearchRequest:
    """What a visitor asks for. Districts are codes; ``within`` is an earlier query that must match too."""

    query: str = ""
    years: tuple[int, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    districts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    excluded: tuple[tuple[str, str], ...] | Mapping[str, Sequence[str]] = ()
    scope: str = "all"
    sort: str = "relevance"
    page: int = 1
    per_page: int = 20
    has_metrics: bool | None = None
    report: int | None = None
    expand: bool = True
    within: str = ""


@dataclass(frozen=True)
class FacetValue:
    """``value`` is what the address and filters hold; ``label`` is what people read."""

    value: str
    label: str
    count: int
    selected: bool
    excluded: bool = False


@dataclass(frozen=True)
class Hit:
    """One section. ``more_in_report``: how many other sections of its report match."""

    section_id: int
    report_id: int
    title: str
    heading_path: tuple[str, ...]
    district: str | None
    district_code: str | None
    year: int | None
    topic: str | None
    kind: str
    stage: str | None
    score: float
    snippet: tuple[Piece, ...]
    title_pieces: tuple[Piece, ...]
    path_pieces: tuple[tuple[Piece, ...], ...]
    more_in_report: int
    url: str


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
    # First what changed, then the index: in between, the index can only have caught up.
    hidden = withdrawn_reports()
    snapshot = connections["default"].get_backend().snapshot()
    page, per_page = max(1, request.page), min(max(1, request.per_page), LARGEST_PAGE)
    if snapshot is None:
        return SearchResult(request.query, 0, _milliseconds(begun), facets=_empty_facets(), notes=parsed.repairs)
    compiled = _compile(parsed.tree, request, snapshot, all_groups() if request.expand else ())
    plan = Plan(
        query=compiled.query,
        narrow=(*_narrow(request, snapshot), *((Not(OneOf("report", hidden)),) if hidden else ())),
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
        facets=_facets(found, request),
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


def facet_filters(request: SearchRequest) -> dict[str, Query]:
    """The ticked values of each facet as one query: any of the chosen ones, none of the excluded ones."""
    chosen = selected_values(request)
    refused = excluded_values(request)
    filters: dict[str, Query] = {}
    for facet in FACETS:
        parts: list[Query] = []
        if chosen[facet.field]:
            parts.append(_any(facet.field, chosen[facet.field]))
        if refused[facet.field]:
            parts.append(Not(_any(facet.field, refused[facet.field])))
        if facet.field == "year" and (request.year_from or request.year_to):
            parts.append(years_query(request.year_from, request.year_to))
        if parts:
            filters[facet.field] = parts[0] if len(parts) == 1 else And(parts)
    return filters


def selected_values(request: SearchRequest) -> dict[str, tuple[str, ...]]:
    """The chosen values by facet."""
    metrics = () if request.has_metrics is None else (str(int(request.has_metrics)),)
    return {
        "year": tuple(str(year) for year in request.years),
        "district": request.districts,
        "topic": request.topics,
        "kind": request.kinds,
        "stage": request.stages,
        "has_metrics": metrics,
    }


def excluded_values(request: SearchRequest) -> dict[str, tuple[str, ...]]:
    """The excluded values by facet."""
    pairs: Iterable[tuple[str, str]] = (
        [(name, value) for name, values in request.excluded.items() for value in values]
        if isinstance(request.excluded, Mapping)
        else request.excluded
    )
    listed = [(name, str(value)) for name, value in pairs if name != "year" or str(value).isdecimal()]
    return {facet.field: tuple(value for name, value in listed if name == facet.field) for facet in FACETS}


def _any(name: str, values: Sequence[str]) -> Query:
    if name == "district":
        return districts_query(tuple(values))
    if name == "has_metrics":
        return Or([Term(name, b"t" if value == "1" else b"f") for value in values])
    return Or([Term(name, value) for value in values])


def _empty_facets() -> dict[str, tuple[FacetValue, ...]]:
    return {facet.field: () for facet in FACETS}


def _facets(found: Found, request: SearchRequest) -> dict[str, tuple[FacetValue, ...]]:
    """Every counted value, and the chosen and excluded ones even where nothing is left of them."""
    chosen, refused = selected_values(request), excluded_values(request)
    facets: dict[str, tuple[FacetValue, ...]] = {}
    for facet in FACETS:
        name = facet.field
        counts = {_facet_value(value): count for value, count in found.facets[name]}
        for value in (*chosen[name], *refused[name]):
            counts.setdefault(value, 0)
        labels = label_values(facet, counts)
        values = [
            FacetValue(value, labels[value], count, value in chosen[name], value in refused[name])
            for value, count in counts.items()
        ]
        facets[name] = tuple(sorted(values, key=lambda one: one.value)) if facet.by_value else tuple(values)
    return facets


def _facet_value(value: Any) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def as_hits(found: Found, marks: tuple[str, ...]) -> tuple[Hit, ...]:
    """The hits of a page, with ``marks`` marked."""
    return tuple(
        _hit(stored, score, same - 1, marks)
        for (stored, score), same in zip(found.stored(), found.same_group, strict=True)
    )


def _hit(stored: dict[str, Any], score: float, more: int, marks: tuple[str, ...]) -> Hit:
    path = tuple(heading for heading in stored.get("headings", "").split(PATH_MARK) if heading)
    title, text = stored["title"], stored["text"]
    own_heading = f"{path[-1]}\n" if path else ""
    return Hit(
        section_id=stored["section"],
        report_id=stored["report"],
        title=title,
        heading_path=path,
        district=stored.get("own_district"),
        district_code=stored.get("own_code"),
        year=stored.get("period"),
        topic=stored.get("topic"),
        kind=stored["kind"],
        stage=stored.get("stage"),
        score=score,
        snippet=snippet(text.removeprefix(own_heading) or text, marks),
        title_pieces=mark(title, marks),
        path_pieces=tuple(mark(heading, marks) for heading in path),
        more_in_report=more,
        url=f"/reports/{stored['report']}/#s{stored['section']}",
    )


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


def hit_to_json(hit: Hit) -> dict[str, Any]:
    """A hit as ``search --json`` prints it; marks stand between ``<em>`` and ``</em>``."""
    return {
        "section_id": hit.section_id,
        "report_id": hit.report_id,
        "title": hit.title,
        "heading_path": list(hit.heading_path),
        "district": hit.district,
        "district_code": hit.district_code,
        "year": hit.year,
        "topic": hit.topic,
        "kind": hit.kind,
        "stage": hit.stage,
        "score": round(hit.score, 4),
        "snippet": "".join(f"<em>{piece.text}</em>" if piece.marked else piece.text for piece in hit.snippet),
        "url": hit.url,
    }


__all__ = [
    "FacetValue", "Hit", "SearchRequest", "SearchResult", "hit_to_json", "replace", "result_to_json", "search_sections",
]  # fmt: skip
