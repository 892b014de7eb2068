"""The address of a search: every filter stands in the query string, so that any view can be kept and shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from portal.pages import parameters
from portal.pages.parameters import YEARS, address, whole_number
from reports.selectors import places
from search.facets import FACETS
from search.searching import SearchRequest

PATH = "/search/"
SCOPES = ("all", "title", "headings")
SORTS = ("relevance", "newest", "oldest")
PER_PAGE = (20, 50, 100)
LISTS = {"district": "districts", "topic": "topics", "kind": "kinds", "stage": "stages"}
"""Facets with tick boxes: their name in the address and the attribute that holds what is ticked."""
FIELDS = frozenset(facet.field for facet in FACETS)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. ``districts`` are codes; ``opened`` the facets shown in full, ``unknown`` the names
    that no single district bears.
    """

    q: str = ""
    within: str = ""
    scope: str = "all"
    sort: str = "relevance"
    page: int = 1
    per: int = PER_PAGE[0]
    years: tuple[int, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    districts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    excluded: tuple[tuple[str, str], ...] = ()
    metrics: bool = False
    expand: bool = True
    opened: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing asked for at all: neither words nor a filter."""
        return not (self.q or self.within or self.has_filters)

    @property
    def has_filters(self) -> bool:
        lists = (self.years, self.districts, self.topics, self.kinds, self.stages, self.excluded)
        return any(lists) or self.metrics or self.year_from is not None or self.year_to is not None

    def request(self) -> SearchRequest:
        return SearchRequest(
            query=self.q,
            within=self.within,
            scope=self.scope,
            sort=self.sort,
            page=self.page,
            per_page=self.per,
            years=self.years,
            year_from=self.year_from,
            year_to=self.year_to,
            districts=self.districts,
            topics=self.topics,
            kinds=self.kinds,
            stages=self.stages,
            excluded=self.excluded,
            has_metrics=True if self.metrics else None,
            expand=self.expand,
        )

    def url(self, **changes: Any) -> str:
        """The address with some filters changed, from its first page unless ``page`` is among them."""
        other = replace(self, **{"page": 1, **changes})
        return address(PATH, **other.parts())

    def without(self, name: str, value: object) -> str:
        """The address with one value of a list taken out."""
        return self.url(**{name: tuple(each for each in getattr(self, name) if each != value)})

    def cleared(self) -> str:
        """The address with the words alone."""
        return Asked(q=self.q, scope=self.scope).url()

    def parts(self) -> dict[str, object]:
        """Keys and values as they stand in the address; what is left at its default is empty."""
        return {
            "q": self.q,
            "within": self.within,
            "scope": self.scope if self.scope != "all" else "",
            "year": list(self.years),
            "year_from": self.year_from,
            "year_to": self.year_to,
            "district": list(self.districts),
            "topic": list(self.topics),
            "kind": list(self.kinds),
            "stage": list(self.stages),
            "not": [f"{name}:{value}" for name, value in self.excluded],
            "metrics": "1" if self.metrics else "",
            "expand": "" if self.expand else "0",
            "open": list(self.opened),
            "sort": self.sort if self.sort != "relevance" else "",
            "per": self.per if self.per != PER_PAGE[0] else "",
            "page": self.page if self.page > 1 else "",
        }


def asked_in(query: QueryDict) -> Asked:
    """Read an address. Nonsense is left out, reversed years are turned round, names of districts become codes."""
    codes, unknown = _districts(parameters.texts(query, "district", 60))
    low, high = parameters.year(query, "year_from"), parameters.year(query, "year_to")
    if low and high and low > high:
        low, high = high, low
    words = parameters.text(query, "q")
    within = parameters.text(query, "within")
    years = (whole_number(each, YEARS.start, YEARS.stop - 1) for each in parameters.texts(query, "year", 8))
    per = whole_number(parameters.text(query, "per", 4), 1, 100)
    return Asked(
        q=words,
        within=within if within != words else "",
        scope=parameters.one_of(query, "scope", SCOPES) or "all",
        sort=parameters.one_of(query, "sort", SORTS) or "relevance",
        page=parameters.page_number(query),
        per=per if per in PER_PAGE else PER_PAGE[0],
        years=tuple(sorted({year for year in years if year})),
        year_from=low,
        year_to=high,
        districts=codes,
        topics=parameters.texts(query, "topic"),
        kinds=parameters.texts(query, "kind", 20),
        stages=parameters.texts(query, "stage", 20),
        excluded=_excluded(parameters.texts(query, "not", 100)),
        metrics=query.get("metrics") == "1",
        expand=query.get("expand") != "0",
        opened=tuple(name for name in parameters.texts(query, "open", 20) if name in LISTS),
        unknown=unknown,
    )


def _districts(given: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes as they are, names as codes; a name nobody bears stays, so that it finds nothing rather than all."""
    codes, unknown = [], []
    for words in given:
        if words.isascii() and words.isdigit():
            codes.append(words)
            continue
        district = places.district_given(words)
        codes.append(district.code if district else words)
        if district is None:
            unknown.append(words)
    return tuple(dict.fromkeys(codes)), tuple(unknown)


def _excluded(given: Iterable[str]) -> tuple[tuple[str, str], ...]:
    pairs = (words.partition(":") for words in given)
    return tuple((name, value) for name, _colon, value in pairs if name in FIELDS and _may_be_excluded(name, value))


def _may_be_excluded(name: str, value: str) -> bool:
    """A year outside ``YEARS`` would stretch the histogram to it."""
    return whole_number(value, YEARS.start, YEARS.stop - 1) is not None if name == "year" else bool(value)
