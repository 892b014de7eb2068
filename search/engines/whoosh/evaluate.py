"""What a query matches, and with what score: Whoosh's query tree evaluated on arrays.

Scores equal Whoosh's own (BM25F over fields, its statistics and defaults). A query type without a handler here is
handed to Whoosh's searcher.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial, reduce
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import query as whoosh_query
from whoosh.query import Query

from search.engines.whoosh.nodes import Best, MostOf, OneOf, Verbatim, key_of
from search.engines.whoosh.postings import NO_DOCUMENTS, NO_WEIGHTS, Documents, Weights
from search.engines.whoosh.ranges import in_column, in_range
from search.engines.whoosh.snapshot import K1, Mask, Snapshot
from search.engines.whoosh.verbatim import occurrences

Scores = NDArray[np.floating[Any]]
"""Single words are scored in float32, which halves what is kept of them; sums are made in float64."""


class Matches(NamedTuple):
    """Documents in ascending order, and their scores. Deleted documents are in until ``live`` drops them."""

    documents: Documents
    scores: Scores


SEARCHED = 32
"""Where one list is so many times longer than another, the shorter one's documents are searched for in it."""
NOTHING = Matches(NO_DOCUMENTS, NO_WEIGHTS)


class Evaluation:
    """Evaluates queries over one snapshot. ``fallback`` answers the query types unknown here."""

    def __init__(self, snapshot: Snapshot, fallback: Callable[[Query], Matches]) -> None:
        self.snapshot, self.fallback = snapshot, fallback

    def matches(self, query: Query) -> Matches:
        handler = HANDLERS.get(type(query))
        if handler is None:
            return self.fallback(query)
        if type(query) in CACHED:
            return self.snapshot.cache.get(("found", key_of(query)), lambda: _compact(handler(self, query)))
        if _is_one_word(query):
            return self.snapshot.cache.get(("found", key_of(query)), lambda: _compact(_one_word(self, query)))
        return handler(self, query)

    def mask(self, query: Query) -> Mask:
        """Whether each document matches. Filters are asked again and again, so their masks are kept."""
        return self.snapshot.cache.get(("mask", key_of(query)), lambda: self._mask(query))

    def _mask(self, query: Query) -> Mask:
        if isinstance(query, whoosh_query.Not):
            return ~self.mask(query.query)
        if isinstance(query, whoosh_query.And):
            return reduce(np.logical_and, map(self.mask, query.subqueries), self.everything())
        if isinstance(query, whoosh_query.Or):
            return reduce(np.logical_or, map(self.mask, query.subqueries), ~self.everything())
        return self.mask_of(self.matches(query).documents)

    def mask_of(self, documents: Documents) -> Mask:
        mask = np.zeros(self.snapshot.size, np.bool_)
        mask[documents.astype(np.intp, copy=False)] = True
        return mask

    def everything(self) -> Mask:
        return np.ones(self.snapshot.size, np.bool_)

    def add_up(self, parts: Sequence[Matches]) -> Matches:
        """Documents of any part with the sum of their scores."""
        if len(parts) == 1:
            return parts[0]
        total, found = np.zeros(self.snapshot.size), np.zeros(self.snapshot.size, np.bool_)
        for documents, scores in parts:
            places = documents.astype(np.intp, copy=False)
            total[places] += scores
            found[places] = True
        return self.chosen(found, total)

    @staticmethod
    def chosen(mask: Mask, scores: Scores) -> Matches:
        places = np.flatnonzero(mask)
        return Matches(places, scores.take(places))

    def weigh(self, fieldname: str, documents: Documents, weights: Weights, boost: float) -> Matches:
        """BM25 for the documents of a term."""
        if not self.snapshot.schema[fieldname].scorable:
            return Matches(documents, weights * np.float32(boost))
        worth = np.float32(self.snapshot.idf(len(documents)) * (K1 + 1) * boost)
        return Matches(documents, worth * weights / (weights + self.snapshot.norms(fieldname)[documents]))


def _compact(found: Matches) -> Matches:
    """As it is kept: indices as NumPy makes them take twice the room."""
    return Matches(found.documents.astype(np.int32, copy=False), found.scores)


def _is_one_word(query: Query) -> bool:
    """A word in several fields: what people ask again and again, in ever new company."""
    return type(query) is whoosh_query.Or and all(type(part) in CACHED for part in query.subqueries)


def _one_word(evaluation: Evaluation, query: whoosh_query.Or) -> Matches:
    """Only the sum is kept, not its parts as well."""
    documents, scores = _boosted(evaluation.add_up([HANDLERS[type(p)](evaluation, p) for p in query.subqueries]), query)
    return Matches(documents, scores.astype(np.float32))


def _term(evaluation: Evaluation, query: whoosh_query.Term) -> Matches:
    if query.fieldname not in evaluation.snapshot.schema:
        return NOTHING
    field = evaluation.snapshot.schema[query.fieldname]
    try:
        term = query.text if isinstance(query.text, bytes) else field.to_bytes(query.text)
    except ValueError:
        return NOTHING
    documents, weights = evaluation.snapshot.postings(query.fieldname, term)
    return evaluation.weigh(query.fieldname, documents, weights, query.boost)


def _verbatim(evaluation: Evaluation, query: Verbatim) -> Matches:
    if query.fieldname not in evaluation.snapshot.schema:
        return NOTHING
    documents, counts = occurrences(evaluation.snapshot, query.fieldname, query.text)
    return evaluation.weigh(query.fieldname, documents, counts, query.boost)


def _or(evaluation: Evaluation, query: whoosh_query.Or) -> Matches:
    parts = [evaluation.matches(part) for part in query.subqueries]
    return _boosted(evaluation.add_up(parts), query) if parts else NOTHING


def _and(evaluation: Evaluation, query: whoosh_query.And) -> Matches:
    parts = sorted((evaluation.matches(part) for part in query.subqueries), key=lambda part: len(part.documents))
    return _boosted(reduce(partial(_both, evaluation), parts), query) if parts else NOTHING


def _both(evaluation: Evaluation, one: Matches, other: Matches) -> Matches:
    """Documents of both, scores added. ``one`` is the shorter."""
    if not len(one.documents):
        return NOTHING
    if len(other.documents) < SEARCHED * len(one.documents):
        places = one.documents.astype(np.intp, copy=False)
        added = np.full(evaluation.snapshot.size, np.nan)
        added[other.documents.astype(np.intp, copy=False)] = other.scores
        scores = added.take(places) + one.scores
        kept = np.flatnonzero(~np.isnan(scores))
        return Matches(one.documents.take(kept), scores.take(kept))
    places = np.searchsorted(other.documents, one.documents)
    places[places == len(other.documents)] = 0
    kept = other.documents[places] == one.documents
    return Matches(one.documents[kept], one.scores[kept] + other.scores[places[kept]])


def _boosted(found: Matches, query: Query) -> Matches:
    return found if query.boost == 1.0 else Matches(found.documents, found.scores * query.boost)


def _not(evaluation: Evaluation, query: whoosh_query.Not) -> Matches:
    """All other documents, each with the score 1: Whoosh adds it up with the rest."""
    return _constant(evaluation, evaluation.mask(query), 1.0)


def _everything(evaluation: Evaluation, query: Query) -> Matches:
    if getattr(query, "fieldname", None):
        having = [column > 0 for column in evaluation.snapshot.columns(query.fieldname)]
        return _constant(evaluation, reduce(np.logical_or, having, ~evaluation.everything()), query.boost)
    return _constant(evaluation, evaluation.everything(), query.boost)


def _nothing(_evaluation: Evaluation, _query: Query) -> Matches:
    return NOTHING


def _constant(evaluation: Evaluation, mask: Mask, score: float) -> Matches:
    return evaluation.chosen(mask, np.full(evaluation.snapshot.size, score))


def _one_of(evaluation: Evaluation, query: OneOf) -> Matches:
    field = evaluation.snapshot.schema[query.fieldname]
    # What the field cannot hold, no document has.
    wanted = np.array([in_column(field, value) for value in query.values if field.is_valid(value)], np.uint64)
    return _constant(evaluation, np.isin(evaluation.snapshot.numbers(query.fieldname), wanted), 1.0)


def _best(evaluation: Evaluation, query: Best) -> Matches:
    parts = [evaluation.matches(part) for part in query.subqueries]
    if len(parts) == 1:
        return parts[0]
    top = np.full(evaluation.snapshot.size, -1.0)
    for documents, scores in parts:
        top[documents] = np.maximum(top[documents], scores)
    return evaluation.chosen(top >= 0, top)


def _pattern(evaluation: Evaluation, query: whoosh_query.PatternQuery) -> Matches:
    """Words with a beginning, or with anything for ``*`` and one character for ``?``; all score alike."""
    if query.fieldname not in evaluation.snapshot.schema:
        return NOTHING
    text = query.text + "*" if isinstance(query, whoosh_query.Prefix) else query.text
    # A character is one byte, or a leading one and those that continue it.
    wild = {"*": b"[^\\n]*", "?": b"[^\\n\\x80-\\xbf][\\x80-\\xbf]*"}
    line = b"".join(wild.get(one) or re.escape(one.encode("utf-8", "replace")) for one in text)
    documents = evaluation.snapshot.documents_with(query.fieldname, re.compile(b"(?m:^" + line + b"$)"))
    return Matches(documents, np.full(len(documents), float(query.boost)))


def _fuzzy(evaluation: Evaluation, query: whoosh_query.FuzzyTerm) -> Matches:
    """Whoosh tells which words are near; all score 1, whatever the boost."""
    if not query.constantscore or query.fieldname not in evaluation.snapshot.schema:
        return evaluation.fallback(query)
    found, field = np.zeros(evaluation.snapshot.size, np.bool_), evaluation.snapshot.schema[query.fieldname]
    for term in query._btexts(evaluation.snapshot.whoosh_searcher().reader()):  # noqa: SLF001
        found[evaluation.snapshot.postings(query.fieldname, field.to_bytes(term))[0]] = True
    return _constant(evaluation, found, 1.0)


def _most_of(evaluation: Evaluation, query: MostOf) -> Matches:
    """Units that nothing matches do not count, so that one unknown word does not hide what the others find."""
    parts = [part for part in map(evaluation.matches, query.units) if len(part.documents)]
    if not parts:
        return NOTHING
    if len(parts) == 1 and not query.extras:
        return parts[0]
    extras = [evaluation.matches(extra) for extra in query.extras]
    whole = reduce(np.logical_and, [evaluation.mask_of(part.documents) for part in parts])
    if np.count_nonzero(whole & evaluation.snapshot.live) >= query.enough:
        return _under_mask(whole, [*parts, *extras])
    weights = [max(evaluation.snapshot.idf(len(part.documents)), 0.1) for part in parts]
    covered = np.zeros(evaluation.snapshot.size)
    for part, weight in zip(parts, weights, strict=True):
        covered[part.documents] += weight
    covered /= sum(weights)
    some = covered > 0
    kept = covered >= _needed(covered.take(np.flatnonzero(some & evaluation.snapshot.live)), query)
    documents, scores = _under_mask(some & kept, [*parts, *extras])
    return Matches(documents, scores * covered.take(documents) ** 2)


def _under_mask(mask: Mask, parts: Sequence[Matches]) -> Matches:
    """The documents of ``mask`` with the sum of their scores in ``parts``."""
    documents = np.flatnonzero(mask)
    scores = np.zeros(len(documents))
    for part in parts:
        inside = np.flatnonzero(mask.take(part.documents))
        scores[np.searchsorted(documents, part.documents.take(inside))] += part.scores.take(inside)
    return Matches(documents, scores)


def _needed(covered: Scores, query: MostOf) -> float:
    """The share that a document must match: all of it, or as much as the best ``enough`` documents have."""
    whole = 1 - 1e-9
    if np.count_nonzero(covered >= whole) >= query.enough:
        return whole
    if len(covered) <= query.enough:
        return min(query.share, whole)
    best = np.partition(covered, len(covered) - query.enough)[len(covered) - query.enough]
    return min(max(float(best), query.share), whole)


def _number_range(evaluation: Evaluation, query: whoosh_query.NumericRange) -> Matches:
    if not evaluation.snapshot.schema[query.fieldname].column_type:
        return evaluation.fallback(query)
    return _constant(evaluation, in_range(evaluation.snapshot, query), query.boost)


HANDLERS: dict[type[Query], Callable[[Evaluation, Query], Matches]] = {
    whoosh_query.Term: _term,
    whoosh_query.And: _and,
    whoosh_query.Or: _or,
    whoosh_query.Not: _not,
    whoosh_query.Every: _everything,
    type(whoosh_query.NullQuery): _nothing,
    whoosh_query.NumericRange: _number_range,
    whoosh_query.Prefix: _pattern,
    whoosh_query.Wildcard: _pattern,
    whoosh_query.DateRange: _number_range,
    whoosh_query.FuzzyTerm: _fuzzy,
    Verbatim: _verbatim,
    OneOf: _one_of,
    Best: _best,
    MostOf: _most_of,
}
CACHED = frozenset(
    {whoosh_query.Term, Verbatim, Best, whoosh_query.Prefix, whoosh_query.Wildcard, whoosh_query.FuzzyTerm}
)
