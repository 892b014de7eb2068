"""The index as it is after one commit: all segments as one row of documents, numbered from 0."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import Schema
from whoosh.reading import IndexReader
from whoosh.searching import Searcher

from search.engines.whoosh.cache import ByteCache, MakesOnce
from search.engines.whoosh.postings import LENGTHS, NO_DOCUMENTS, NO_WEIGHTS, Documents, Weights
from search.engines.whoosh.segment import Segment

B, K1 = 0.75, 1.2
"""The free parameters of BM25, as Whoosh sets them."""

CACHE_BYTES = 128 * 1024 * 1024
SMALL_BYTES = 2 * 1024 * 1024
"""Query trees and counts of words, 200 bytes each, are kept apart: postings would push them out."""
Mask = NDArray[np.bool_]


class Snapshot(MakesOnce):
    """Immutable. Statistics count deleted documents too until they are merged away, as Whoosh's do."""

    def __init__(
        self,
        schema: Schema,
        segments: Sequence[tuple[Segment, set[int]]],
        generation: int,
        open_whoosh: Callable[[], IndexReader],
    ) -> None:
        """``segments``: each with its deleted documents. ``open_whoosh``: Whoosh's own reader of the same."""
        self.schema, self.generation, self._open_whoosh = schema, generation, open_whoosh
        self.segments = [segment for segment, _ in segments]
        sizes = [segment.size for segment in self.segments]
        self.offsets = np.concatenate([[0], np.cumsum(np.array(sizes, np.int64))]).astype(np.int64)
        self.size = int(self.offsets[-1])
        self.live: Mask = np.ones(self.size, np.bool_)
        for (_, deleted), offset in zip(segments, self.offsets, strict=False):
            if deleted:
                self.live[np.array(sorted(deleted), np.int64) + offset] = False
        self.cache, self.small = ByteCache(CACHE_BYTES), ByteCache(SMALL_BYTES)
        super().__init__()

    @property
    def live_count(self) -> int:
        return int(np.count_nonzero(self.live))

    def whoosh_searcher(self) -> Searcher:
        """Whoosh's own searcher over the same documents, opened when first needed."""
        return self.once("searcher", lambda: Searcher(self._open_whoosh()))

    def postings(self, fieldname: str, term: bytes) -> tuple[Documents, Weights]:
        """The documents that have a term (deleted ones too), ascending, and the term's weight in each."""
        found = [
            (documents + np.int32(offset), weights)
            for segment, offset in zip(self.segments, self.offsets, strict=False)
            for documents, weights in [segment.postings(fieldname, term)]
            if len(documents)
        ]
        if len(found) == 1:
            return found[0]
        if not found:
            return NO_DOCUMENTS, NO_WEIGHTS
        return np.concatenate([one for one, _ in found]), np.concatenate([two for _, two in found])

    def count(self, fieldname: str, term: bytes) -> int:
        """In how many documents a term stands, deleted ones included."""
        return self.small.get(
            ("count", fieldname, term), lambda: sum(segment.count(fieldname, term) for segment in self.segments)
        )

    def documents_with(self, fieldname: str, pattern: re.Pattern[bytes]) -> Documents:
        """Documents with any term that ``pattern`` fits as a line, ascending."""
        found = [
            np.unique(segment.documents_with(fieldname, pattern)) + np.int32(offset)
            for segment, offset in zip(self.segments, self.offsets, strict=False)
        ]
        return np.concatenate([NO_DOCUMENTS, *found])

    def idf(self, document_frequency: int) -> float:
        return log(self.size / (document_frequency + 1)) + 1 if self.size else 0.0

    def norms(self, fieldname: str) -> NDArray[np.float32]:
        """BM25's length part for every document: ``K1 · ((1 − B) + B · length / average)``."""
        norms: NDArray[np.float32] = self.once(("norms", fieldname), lambda: self._read_norms(fieldname))
        return norms

    def _read_norms(self, fieldname: str) -> NDArray[np.float32]:
        average = sum(segment.total_length(fieldname) for segment in self.segments) / (self.size or 1) or 1
        # Whoosh takes a document without the field for one of length 1.
        table = K1 * ((1 - B) + B * np.where(np.arange(256) == 0, 1.0, LENGTHS) / average)
        coded = [segment.length_bytes(fieldname) for segment in self.segments]
        norms: NDArray[np.float32] = table.astype(np.float32)[np.concatenate([*coded, np.zeros(0, np.uint8)])]
        return norms

    def numbers(self, fieldname: str) -> NDArray[Any]:
        """The whole-number or float column of a field; ``missing_number`` where a document has none."""
        numbers: NDArray[Any] = self.once(
            ("numbers", fieldname),
            lambda: np.concatenate([s.numbers(fieldname) for s in self.segments] or [np.zeros(0, np.uint64)]),
        )
        return numbers

    def missing_number(self, fieldname: str) -> float:
        default: float = self.schema[fieldname].column_type._default  # noqa: SLF001
        return default

    def values(self, fieldname: str) -> list[bytes]:
        """The values that a field has anywhere, in order."""
        values: list[bytes] = self.once(
            ("values", fieldname), lambda: sorted({term for s in self.segments for term in s.ordinals(fieldname).terms})
        )
        return values

    def columns(self, fieldname: str) -> list[NDArray[np.int32]]:
        """Which of ``values`` each document has, one array a place for a value: 1 + its number, 0 for none."""
        columns: list[NDArray[np.int32]] = self.once(("columns", fieldname), lambda: self._lay_columns(fieldname))
        return columns

    def _lay_columns(self, fieldname: str) -> list[NDArray[np.int32]]:
        number = {term: place for place, term in enumerate(self.values(fieldname), 1)}
        parts = []
        for segment in self.segments:
            numbers = np.array([0, *(number[term] for term in segment.ordinals(fieldname).terms)], np.int32)
            parts.append([numbers[column] for column in segment.columns(fieldname)])
        # A segment may lack a place that others have: there nothing has a further value.
        none = [np.zeros(segment.size, np.int32) for segment in self.segments]
        rows = (zip(row, none, strict=True) for row in zip_longest(*parts))
        return [np.concatenate([empty if column is None else column for column, empty in row]) for row in rows]

    def locate(self, document: int) -> tuple[int, int]:
        """The segment that holds a document, and its number there."""
        number = int(np.searchsorted(self.offsets, document, side="right")) - 1
        return number, document - int(self.offsets[number])

    def stored(self, document: int) -> dict[str, Any]:
        """The stored fields of one document."""
        number, within = self.locate(document)
        return self.segments[number].stored(within)
