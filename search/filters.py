"""The ticked facets of a request: as queries of the engine, and with the counts of each value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from whoosh.query import And, Not, Or, Query, Term

from search.engines.whoosh.engine import Found
from search.facets import FACETS
from search.labels import label_values
from search.planning import districts_query, years_query
from search.request import SearchRequest


class FacetValue(NamedTuple):
    """``value`` is what the address and filters hold; ``label`` is what people read."""

    value: str
    label: str
    count: int  # type: ignore[assignment]  # nobody counts in it as in a tuple
    selected: bool
    excluded: bool = False


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


def counted_facets(found: Found, request: SearchRequest) -> dict[str, tuple[FacetValue, ...]]:
    """Every counted value, and the chosen and excluded ones even where nothing is left of them."""
    chosen, refused = selected_values(request), excluded_values(request)
    facets: dict[str, tuple[FacetValue, ...]] = {}
    for facet in FACETS:
        name = facet.field
        counts = {_facet_value(name, value): count for value, count in found.facets[name]}
        for value in (*chosen[name], *refused[name]):
            counts.setdefault(value, 0)
        labels = label_values(facet, counts)
        values = [
            FacetValue(value, labels[value], count, value in chosen[name], value in refused[name])
            for value, count in counts.items()
        ]
        facets[name] = tuple(sorted(values, key=lambda one: one.value)) if facet.by_value else tuple(values)
    return facets


def _facet_value(name: str, value: Any) -> str:
    """As it stands in the address. The index writes truth as its terms do.

    >>> _facet_value("has_metrics", "t"), _facet_value("has_metrics", "f"), _facet_value("year", 2012)
    ('1', '0', '2012')
    """
    if name == "has_metrics":
        return "1" if value in (True, "t") else "0"
    return str(value)
