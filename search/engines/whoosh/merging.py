"""Several segments as one, without the deleted documents and without cutting any text again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import Schema

from search.engines.whoosh.inverting import Content, sort_postings
from search.engines.whoosh.parsing import WordField
from search.engines.whoosh.postings import LENGTHS
from search.engines.whoosh.segment import Segment
from search.engines.whoosh.sidecar import Characters, Postings, index_characters

SMALL = 20_000
"""Documents up to which a segment is merged with others again and again."""

DELETED_SHARE = 0.25
"""A larger segment is rewritten once so much of it is deleted."""

LARGEST = 60_000


class Part(NamedTuple):
    """A segment to merge, and which of its documents live."""

    segment: Segment
    live: NDArray[np.bool_]


def worth_merging(sizes: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Groups of segments to merge, by place. ``sizes``: documents and deleted documents of each segment."""
    groups: list[list[int]] = [[]]
    held = 0
    for place, (size, deleted) in sorted(enumerate(sizes), key=lambda pair: pair[1]):
        if size > SMALL and deleted < DELETED_SHARE * size:
            continue
        if held + size - deleted > LARGEST and groups[-1]:
            groups.append([])
            held = 0
        groups[-1].append(place)
        held += size - deleted
    return [sorted(group) for group in groups if len(group) > 1 or any(sizes[place][1] for place in group)]


def merge(schema: Schema, parts: Sequence[Part]) -> Content:
    """The live documents of all parts, in their order."""
    indexed = [name for name, field in schema.items() if field.indexed]
    words = [name for name in indexed if isinstance(schema[name], WordField)]
    scorable = [name for name in indexed if schema[name].scorable]
    lengths = {
        name: _join([part.segment.length_bytes(name)[part.live] for part in parts], np.uint8) for name in scorable
    }
    return Content(
        stored=[part.segment.stored(int(doc)) for part in parts for doc in np.flatnonzero(part.live)],
        postings={name: _postings(name, parts) for name in indexed},
        lengths=lengths,
        # The exact lengths of the deleted documents are not kept; coded ones are what scores are made of.
        total_lengths={name: int(LENGTHS[coded].sum()) for name, coded in lengths.items()},
        columns={name: _column(schema, name, parts) for name in indexed if schema[name].column_type},
        characters={name: _characters(name, parts) for name in words},
    )


def _join(arrays: Sequence[NDArray[Any]], kind: Any) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, kind), *arrays])


def _postings(name: str, parts: Sequence[Part]) -> Postings:
    words: list[bytes] = []
    numbers, documents, weights = [], [], []
    first = 0
    for part in parts:
        postings = part.segment.all_postings(name)
        kept = part.live[postings.documents]
        renumbered = (np.cumsum(part.live) - 1 + first).astype(np.int32)
        of_term = np.repeat(np.arange(len(postings.terms), dtype=np.int64), np.diff(postings.starts)) + len(words)
        numbers.append(of_term[kept])
        documents.append(renumbered[postings.documents[kept]])
        weights.append(postings.weights[kept])
        words.extend(postings.terms)
        first += int(np.count_nonzero(part.live))
    merged = sort_postings(words, _join(numbers, np.int64), _join(documents, np.int32), _join(weights, np.float32))
    return _without_empty(merged)


def _without_empty(postings: Postings) -> Postings:
    """Terms that only deleted documents had are gone."""
    used = np.diff(postings.starts) > 0
    if used.all():
        return postings
    terms = [term for term, kept in zip(postings.terms, used.tolist(), strict=True) if kept]
    starts = np.concatenate([postings.starts[:-1][used], postings.starts[-1:]])
    return Postings(terms, starts, postings.documents, postings.weights)


def _column(schema: Schema, name: str, parts: Sequence[Part]) -> list[Any]:
    missing = schema[name].column_type._default  # noqa: SLF001
    numbers = [number for part in parts for number in part.segment.numbers(name)[part.live].tolist()]
    return [None if number == missing else number for number in numbers]


def _characters(name: str, parts: Sequence[Part]) -> Characters:
    pieces, sizes = [], []
    for part in parts:
        text = part.segment.characters(name)
        sizes.append(np.diff(text.starts)[part.live])
        pieces.append(text.units[np.repeat(part.live, np.diff(text.starts))])
    starts = np.zeros(sum(len(size) for size in sizes) + 1, np.int64)
    np.cumsum(_join(sizes, np.int64), out=starts[1:])
    return index_characters(_join(pieces, np.uint16), starts)
