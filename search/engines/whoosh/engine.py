"""One search: what to find, filter, count and sort, and what came of it. The heart that haystack's backend wraps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce
from typing import Any

import numpy as np
from whoosh.query import Every, Query

from search.engines.whoosh.counting import count_same, count_values
from search.engines.whoosh.evaluate import Evaluation, Matches
from search.engines.whoosh.ordering import page
from search.engines.whoosh.postings import Documents
from search.engines.whoosh.snapshot import Mask, Snapshot


@dataclass(frozen=True)
class Plan:
    """What to do over one snapshot.

    ``query`` scores; ``narrow`` only narrows, for hits and facets alike. ``filters`` are what visitors ticked, by
    facet: each facet is counted under the filters of the *other* facets. ``group`` is a whole-number field.
    """

    query: Query = field(default_factory=Every)
    narrow: tuple[Query, ...] = ()
    filters: Mapping[str, Query] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    start: int = 0
    end: int | None = 20
    group: str = ""


@dataclass(frozen=True)
class Found:
    """One page of hits with their scores, the exact total, and for each facet its values with their counts."""

    snapshot: Snapshot
    total: int
    hits: tuple[tuple[int, float], ...]
    facets: dict[str, list[tuple[Any, int]]]
    same_group: tuple[int, ...]
    documents: Documents

    def stored(self) -> Iterator[tuple[dict[str, Any], float]]:
        """The stored fields (not to be changed: they are kept for the next search) and score of each hit."""
        for document, score in self.hits:
            yield self.snapshot.cache.get(("stored", document), partial(self.snapshot.stored, document)), score


def run(snapshot: Snapshot, plan: Plan) -> Found:
    """Carries out ``plan``. Deleted documents are never found."""
    evaluation = Evaluation(snapshot, lambda query: ask_whoosh(snapshot, query))
    every = evaluation.matches(plan.query)
    allowed = reduce(np.logical_and, (evaluation.mask(query) for query in plan.narrow), snapshot.live)
    filters = {name: evaluation.mask(query) for name, query in plan.filters.items()}
    found = _kept(every, _under(allowed, filters.values()))
    places = page(snapshot, found, plan.sort, plan.start, plan.end)
    chosen = found.documents[places]
    facets = {
        name: count_values(snapshot, name, _under_others(name, every, found, allowed, filters)) for name in plan.facets
    }
    groups = count_same(snapshot, plan.group, found.documents, chosen) if plan.group and len(chosen) else ()
    return Found(
        snapshot=snapshot,
        total=len(found.documents),
        hits=tuple(zip(chosen.tolist(), found.scores[places].tolist(), strict=True)),
        facets=facets,
        same_group=tuple(groups),
        documents=found.documents,
    )


def _under(allowed: Mask, masks: Any) -> Mask:
    return reduce(np.logical_and, masks, allowed)


def _kept(matches: Matches, mask: Mask) -> Matches:
    if mask.all():
        return matches
    # Picking by places is many times faster than by a mask, and by NumPy's own indices than by others.
    kept = np.flatnonzero(mask.take(matches.documents))
    return Matches(matches.documents.take(kept), matches.scores.take(kept))


def _under_others(name: str, every: Matches, found: Matches, allowed: Mask, filters: Mapping[str, Mask]) -> Documents:
    """What a facet counts: the matches under all filters but its own."""
    if name not in filters:
        return found.documents
    return _kept(every, _under(allowed, [mask for other, mask in filters.items() if other != name])).documents


def ask_whoosh(snapshot: Snapshot, query: Query) -> Matches:
    """The matches of a query type that only Whoosh knows."""
    pairs: Sequence[tuple[float, int]] = snapshot.whoosh_searcher().search(query, limit=None).top_n
    ordered = sorted((document, score) for score, document in pairs)
    return Matches(
        np.array([document for document, _ in ordered], np.int32), np.array([score for _, score in ordered], np.float64)
    )
