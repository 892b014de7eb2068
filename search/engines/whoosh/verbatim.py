"""Exact substrings: where the folded text of a field holds given characters, word borders or not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.postings import NO_DOCUMENTS, NO_WEIGHTS, Documents, Weights
from search.engines.whoosh.segment import Characters, Segment, encode
from search.engines.whoosh.snapshot import Snapshot

STEP = 1 << 22
"""Characters looked at in one go; bounds the memory of the comparison."""


def occurrences(snapshot: Snapshot, fieldname: str, text: str) -> tuple[Documents, Weights]:
    """Documents whose field holds ``text`` (folded), and how often. Overlapping places count each."""
    wanted = np.frombuffer(encode(text), np.uint16)
    if not len(wanted) or 0 in wanted:
        return NO_DOCUMENTS, NO_WEIGHTS
    documents, counts = [NO_DOCUMENTS], [NO_WEIGHTS]
    for segment, offset in zip(snapshot.segments, snapshot.offsets, strict=False):
        found, number = np.unique(_documents_of_places(segment, fieldname, wanted), return_counts=True)
        documents.append((found + offset).astype(np.int32))
        counts.append(number.astype(np.float32))
    return np.concatenate(documents), np.concatenate(counts)


def _documents_of_places(segment: Segment, fieldname: str, wanted: NDArray[np.uint16]) -> NDArray[np.int64]:
    characters = segment.characters(fieldname)
    places = _places(characters, wanted)
    return np.searchsorted(characters.starts, places, side="right") - 1


def _places(characters: Characters, wanted: NDArray[np.uint16]) -> NDArray[np.int64]:
    """Where ``wanted`` begins. A document's closing zero keeps a match from running into the next document."""
    units = characters.units
    last = len(units) - len(wanted)
    found = [np.zeros(0, np.int64)]
    rarest = _rarest(units, wanted)
    for begin in range(0, last + 1, STEP):
        end = min(begin + STEP, last + 1)
        places = np.flatnonzero(units[begin + rarest : end + rarest] == wanted[rarest]) + begin
        for at, unit in enumerate(wanted):
            if at != rarest:
                places = places[units[places + at] == unit]
        found.append(places)
    return np.concatenate(found)


def _rarest(units: NDArray[np.uint16], wanted: NDArray[np.uint16]) -> int:
    """The place in ``wanted`` of the character that a sample of the text has least often."""
    sample = units[:: max(1, len(units) // 65536)]
    return int(np.argmin([np.count_nonzero(sample == unit) for unit in wanted]))
