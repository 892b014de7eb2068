"""The order of hits: by score, or by fields in mixed directions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import NUMERIC, TEXT

from search.engines.whoosh.evaluate import Matches, Scores
from search.engines.whoosh.postings import Documents
from search.engines.whoosh.snapshot import Snapshot

BY_SCORE = "score"


def page(snapshot: Snapshot, found: Matches, sort: Sequence[str], start: int, end: int | None) -> NDArray[np.int64]:
    """Which of ``found`` stand at places ``start`` to ``end``: indices into its arrays.

    ``sort`` names fields, ``-`` before a name turns its order round; none sorts by score. Ties keep document order.
    """
    count = len(found.documents)
    end = count if end is None else min(end, count)
    if start >= end:
        return np.zeros(0, np.int64)
    if sort:
        keys = [sort_key(snapshot, name, found) for name in reversed(sort)]
        return np.lexsort(keys)[start:end].astype(np.int64)
    return _best(found.scores, end)[start:]


def _best(scores: Scores, number: int) -> NDArray[np.int64]:
    """The places of the ``number`` highest scores, highest first."""
    if number < len(scores):
        least = np.partition(scores, len(scores) - number)[len(scores) - number]
        places = np.flatnonzero(scores >= least)
    else:
        places = np.arange(len(scores))
    return places[np.argsort(-scores[places], kind="stable")][:number].astype(np.int64)


def sort_key(snapshot: Snapshot, name: str, found: Matches) -> NDArray[Any]:
    """Numbers that sort ``found`` by a field; documents without a value come last either way."""
    down, fieldname = name.startswith("-"), name.lstrip("-")
    if fieldname == BY_SCORE:
        return -found.scores if down else found.scores
    ranks, none = _ranks(snapshot, fieldname, found.documents)
    keys = ranks.astype(np.float64)
    if down:
        keys = -keys
    keys[none] = np.inf
    return keys


def _ranks(snapshot: Snapshot, fieldname: str, documents: Documents) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    field = snapshot.schema[fieldname]
    if isinstance(field, NUMERIC) and field.column_type:
        ranks, none = snapshot.once(("ranks", fieldname), lambda: _number_ranks(snapshot, fieldname))
        return ranks[documents], none[documents]
    if isinstance(field, TEXT) or not field.indexed:
        return _stored_ranks(snapshot, fieldname, documents)
    column = snapshot.columns(fieldname)[0][documents]
    return column, column == 0


def _number_ranks(snapshot: Snapshot, fieldname: str) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Ranks, as the column's 64-bit numbers are too large for exact floats."""
    numbers = snapshot.numbers(fieldname)
    return np.unique(numbers, return_inverse=True)[1], numbers == snapshot.missing_number(fieldname)


def _stored_ranks(snapshot: Snapshot, fieldname: str, documents: Documents) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Ranks of values that the index only stores, read one by one: for fields that pages do not sort by."""
    values = np.array([str(snapshot.stored(int(doc)).get(fieldname) or "") for doc in documents], dtype=object)
    if not len(values):
        return np.zeros(0), np.zeros(0, np.bool_)
    return np.unique(values.astype(str), return_inverse=True)[1], values == ""
