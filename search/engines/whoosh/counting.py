"""Facet counts: how many of the found documents have each value."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import numpy as np
from whoosh.fields import NUMERIC
from whoosh.support.relativedelta import relativedelta

from search.engines.whoosh.postings import Documents
from search.engines.whoosh.snapshot import Snapshot


def count_values(snapshot: Snapshot, fieldname: str, documents: Documents) -> list[tuple[Any, int]]:
    """Each value of the field with its number of ``documents``; most frequent first, then by value."""
    field = snapshot.schema[fieldname]
    if isinstance(field, NUMERIC) and field.column_type:
        return _count_numbers(snapshot, fieldname, documents)
    values = snapshot.once(("decoded", fieldname), lambda: [*map(field.from_bytes, snapshot.values(fieldname))])
    counts, places = np.zeros(len(values) + 1, np.int64), documents.astype(np.intp, copy=False)
    for column in snapshot.columns(fieldname):
        counts += np.bincount(column.take(places), minlength=len(values) + 1)
    found = [(value, count) for value, count in zip(values, counts[1:].tolist(), strict=True) if count]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _count_numbers(snapshot: Snapshot, fieldname: str, documents: Documents) -> list[tuple[Any, int]]:
    field = snapshot.schema[fieldname]
    values, counts = np.unique(snapshot.numbers(fieldname)[documents], return_counts=True)
    missing = snapshot.missing_number(fieldname)
    found = [
        (field.from_column_value(int(value)), int(count))
        for value, count in zip(values, counts, strict=True)
        if value != missing
    ]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def count_same(snapshot: Snapshot, fieldname: str, documents: Documents, chosen: Documents) -> list[int]:
    """For each of ``chosen``: how many of ``documents`` have the same number in ``fieldname``, itself included."""
    places, size = snapshot.once(("groups", fieldname), lambda: _groups(snapshot, fieldname))
    counts = np.bincount(places.take(documents), minlength=size)
    return [int(count) for count in counts[places[chosen]]]


def _groups(snapshot: Snapshot, fieldname: str) -> tuple[Any, int]:
    values, places = np.unique(snapshot.numbers(fieldname), return_inverse=True)
    return places.astype(np.int32), len(values)


def count_dates(
    snapshot: Snapshot, fieldname: str, documents: Documents, start: datetime, end: datetime, gap: dict[str, int]
) -> list[tuple[datetime, int]]:
    """Documents in each step of ``gap`` from ``start`` to ``end``; steps without a document are left out."""
    field = snapshot.schema[fieldname]
    numbers = snapshot.numbers(fieldname)[documents]
    step, found, begin = relativedelta(**gap), [], start
    if begin + step <= begin:
        return []
    while begin < end:
        after = min(begin + step, end)
        low, high = field.to_column_value(begin), field.to_column_value(after - timedelta(microseconds=1))
        number = int(np.count_nonzero((numbers >= low) & (numbers <= high)))
        if number:
            found.append((begin, number))
        begin = after
    return found
