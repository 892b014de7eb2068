"""What a visitor asks of the search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SORTS: dict[str, tuple[str, ...]] = {
    "relevance": (),
    "newest": ("-period", "-published_at"),
    "oldest": ("period", "published_at"),
    "published": ("-published_at", "-period"),
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
