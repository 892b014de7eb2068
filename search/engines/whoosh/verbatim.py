"""Exact substrings: where the folded text of a field holds given characters, word borders or not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.inverting import encode
from search.engines.whoosh.postings import NO_DOCUMENTS, NO_WEIGHTS, Documents, Weights
from search.engines.whoosh.segment import PAGES_A_LOOK
from search.engines.whoosh.sidecar import Characters
from search.engines.whoosh.snapshot import Snapshot


def occurrences(snapshot: Snapshot, fieldname: str, text: str) -> tuple[Documents, Weights]:
    """Documents whose field holds ``text`` (folded), and how often. Overlapping places count each."""
    return snapshot.cache.get(("occurrences", fieldname, text), lambda: _look_up(snapshot, fieldname, text))


def _look_up(snapshot: Snapshot, fieldname: str, text: str) -> tuple[Documents, Weights]:
    wanted = np.frombuffer(encode(text), np.uint16)
    if not len(wanted) or 0 in wanted:
        return NO_DOCUMENTS, NO_WEIGHTS
    documents, counts = [NO_DOCUMENTS], [NO_WEIGHTS]
    for segment, offset in zip(snapshot.segments, snapshot.offsets, strict=False):
        characters = segment.characters(fieldname)
        places = find_places(characters, wanted)
        numbers = np.searchsorted(characters.starts, places, side="right") - 1
        found, first = np.unique(numbers, return_index=True)
        documents.append((found + offset).astype(np.int32))
        counts.append(np.diff(first, append=len(numbers)).astype(np.float32))
        segment.touched(PAGES_A_LOOK)
    return np.concatenate(documents), np.concatenate(counts)


def find_places(characters: Characters, wanted: NDArray[np.uint16]) -> NDArray[np.int64]:
    """Where ``wanted`` begins: the places of its rarest character whose neighbours fit too, rarer ones asked first.

    A document's closing zero keeps a match from running into the next document.
    """
    units, first = characters.units, characters.first
    frequency = first[wanted.astype(np.int64) + 1] - first[wanted]
    order = np.argsort(frequency, kind="stable")
    rarest = int(order[0])
    unit = int(wanted[rarest])
    places = characters.places[first[unit] : first[unit + 1]].astype(np.int64) - rarest
    places = places[(places >= 0) & (places + len(wanted) <= len(units))]
    for at in order[1:]:
        places = places[units[places + at] == wanted[at]]
    return places
