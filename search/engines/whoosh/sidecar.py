"""Arrays in a file beside a segment, mapped into memory: a cold process need not decode Whoosh's blocks.

The file is named like the segment, so Whoosh's own clean-up removes both together. It holds, for each text field, the
postings and the folded text with the places of every character; for each field of whole values, the values by document.
A segment without such a file is read from Whoosh's own files.
"""

from __future__ import annotations

import json
import mmap
import os
import re
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.postings import NO_DOCUMENTS, NO_WEIGHTS, Documents, Weights

MAGIC = b"WENLAN1\n"
EXTENSION = ".arrays"
ALIGNMENT = 64


class Postings(NamedTuple):
    """A field's postings: those of ``terms[n]`` (sorted) lie from ``starts[n]`` to ``starts[n + 1]``."""

    terms: list[bytes]
    starts: NDArray[np.int64]
    documents: Documents
    weights: Weights


class Characters(NamedTuple):
    """A text field as UTF-16 units, each document closed by a zero; ``starts`` has one more entry than documents.

    The places of unit ``u``, ascending, are ``places[first[u]:first[u + 1]]``.
    """

    units: NDArray[np.uint16]
    starts: NDArray[np.int64]
    places: NDArray[np.uint32]
    first: NDArray[np.int64]


class Ordinals(NamedTuple):
    """Which of ``terms`` each document has: pairs of document and index into ``terms``, documents ascending."""

    terms: list[bytes]
    documents: Documents
    ordinals: NDArray[np.int32]


def index_characters(units: NDArray[np.uint16], starts: NDArray[np.int64]) -> Characters:
    """Adds the places of every character."""
    first = np.zeros(65537, np.int64)
    np.cumsum(np.bincount(units, minlength=65536), out=first[1:])
    return Characters(units, starts, np.argsort(units, kind="stable").astype(np.uint32), first)


def term_hashes(terms: list[bytes]) -> NDArray[np.uint64]:
    joined = b"".join(blake2b(term, digest_size=8).digest() for term in terms)
    return np.frombuffer(joined, np.uint64)


@lru_cache(maxsize=4096)
def _hash_of(term: bytes) -> np.uint64:
    """Asked for in every field of every segment."""
    return np.uint64(term_hashes([term])[0])


def write_sidecar(
    path: Path, postings: dict[str, Postings], characters: dict[str, Characters], ordinals: dict[str, Ordinals]
) -> None:
    """Writes and syncs the file. A field with two terms of one hash is left out: it is read from Whoosh's files."""
    arrays: dict[str, NDArray[Any]] = {}
    for name, field in postings.items():
        hashes = term_hashes(field.terms)
        order = np.argsort(hashes).astype(np.int32)
        if len(np.unique(hashes)) == len(hashes):
            arrays |= {f"hash/{name}": hashes[order], f"term/{name}": order, f"start/{name}": field.starts}
            arrays |= {f"document/{name}": _small(field.documents), f"weight/{name}": _small(field.weights)}
            arrays |= _lines(name, field.terms)
    for name, text in characters.items():
        arrays |= {f"{part}/{name}": array for part, array in text._asdict().items()}
    for name, values in ordinals.items():
        arrays |= {f"value/{name}": _blob(values.terms), f"has/{name}": values.documents, f"is/{name}": values.ordinals}
    _write(path, arrays)


def _lines(name: str, terms: list[bytes]) -> dict[str, NDArray[Any]]:
    """Sorted words, a line each, and where each line begins: fit for regular expressions and for bisecting."""
    begins = np.zeros(len(terms) + 1, np.uint32)
    np.cumsum([len(term) + 1 for term in terms], out=begins[1:])
    text = b"".join(term + b"\n" for term in terms)
    return {f"lexicon/{name}": np.frombuffer(text, np.uint8), f"line/{name}": begins}


def _small(numbers: NDArray[Any]) -> NDArray[Any]:
    """The same numbers in the smallest type that holds them."""
    if not len(numbers):
        return numbers
    if not np.array_equal(numbers, np.floor(numbers)) or numbers.min() < 0:
        return numbers
    return numbers.astype(np.min_scalar_type(int(numbers.max())))


def _blob(terms: list[bytes]) -> NDArray[np.uint8]:
    """Terms as lengths and bytes (a term may hold any byte)."""
    sizes = np.array([len(terms), *map(len, terms)], np.uint32)
    return np.frombuffer(sizes.tobytes() + b"".join(terms), np.uint8)


def _unblob(blob: NDArray[np.uint8]) -> list[bytes]:
    count = int(blob[:4].view(np.uint32)[0])
    ends = 4 + 4 * count + np.cumsum(blob[4 : 4 + 4 * count].view(np.uint32), dtype=np.int64)
    raw, starts = blob.tobytes(), [4 + 4 * count, *ends.tolist()]
    return [raw[start:end] for start, end in pairwise(starts)]


def _write(path: Path, arrays: dict[str, NDArray[Any]]) -> None:
    heads, at = {}, 0
    for name, array in arrays.items():
        heads[name] = (array.dtype.str, len(array), at)
        at += -(-array.nbytes // ALIGNMENT) * ALIGNMENT
    head = json.dumps(heads).encode()
    begin = -(-(len(MAGIC) + 8 + len(head)) // ALIGNMENT) * ALIGNMENT
    with path.open("wb") as file:
        file.write((MAGIC + len(head).to_bytes(8, "little") + head).ljust(begin, b"\0"))
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).tobytes().ljust(-(-array.nbytes // ALIGNMENT) * ALIGNMENT, b"\0"))
        file.flush()
        os.fsync(file.fileno())


class Sidecar:
    """Reads the arrays of one segment; nothing is copied before it is used."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._bytes = np.frombuffer(self._map, np.uint8)
        if self._bytes[: len(MAGIC)].tobytes() != MAGIC:
            raise ValueError(f"{path.name} 不是可识别的索引附件。")
        length = int.from_bytes(self._bytes[len(MAGIC) : len(MAGIC) + 8].tobytes(), "little")
        self._heads = json.loads(self._bytes[len(MAGIC) + 8 : len(MAGIC) + 8 + length].tobytes())
        self._begin = -(-(len(MAGIC) + 8 + length) // ALIGNMENT) * ALIGNMENT
        self._views: dict[str, NDArray[Any]] = {}

    def array(self, name: str) -> NDArray[Any]:
        if name not in self._views:
            kind, count, at = self._heads[name]
            begin = self._begin + at
            self._views[name] = self._bytes[begin : begin + count * np.dtype(kind).itemsize].view(kind)
        return self._views[name]

    def has(self, name: str) -> bool:
        return name in self._heads

    def _bounds(self, fieldname: str, term: bytes) -> tuple[int, int]:
        """From where to where a term's postings lie; an empty stretch where the segment lacks it."""
        hashes = self.array(f"hash/{fieldname}")
        wanted = _hash_of(term)
        place = int(hashes.searchsorted(wanted))
        if place == len(hashes) or hashes[place] != wanted:
            return 0, 0
        number = int(self.array(f"term/{fieldname}")[place])
        starts = self.array(f"start/{fieldname}")
        return int(starts[number]), int(starts[number + 1])

    def count(self, fieldname: str, term: bytes) -> int:
        """In how many documents a term stands."""
        start, end = self._bounds(fieldname, term)
        return end - start

    def release(self, *kinds: str) -> None:
        """Takes arrays' pages off this process; they stay in the system's cache and come back when read again."""
        for name, (kind, count, at) in self._heads.items():
            begin = -(-(self._begin + at) // mmap.PAGESIZE) * mmap.PAGESIZE
            length = self._begin + at + count * np.dtype(kind).itemsize - begin
            if name.startswith(kinds) and length >= mmap.PAGESIZE and hasattr(mmap, "MADV_DONTNEED"):
                self._map.madvise(mmap.MADV_DONTNEED, begin, length // mmap.PAGESIZE * mmap.PAGESIZE)

    def postings(self, fieldname: str, term: bytes) -> tuple[Documents, Weights]:
        """A term's documents and weights; empty where the segment lacks it."""
        start, end = self._bounds(fieldname, term)
        if start == end:
            return NO_DOCUMENTS, NO_WEIGHTS
        documents = self.array(f"document/{fieldname}")[start:end].astype(np.int32)
        return documents, self.array(f"weight/{fieldname}")[start:end].astype(np.float32)

    def all_postings(self, fieldname: str) -> Postings:
        arrays = (self.array(f"{part}/{fieldname}") for part in ("start", "document", "weight"))
        starts, documents, weights = arrays
        return Postings(self.lexicon(fieldname), starts, documents.astype(np.int32), weights.astype(np.float32))

    def lexicon(self, fieldname: str) -> list[bytes]:
        return self.array(f"lexicon/{fieldname}").tobytes().split(b"\n")[:-1]

    def terms_like(self, fieldname: str, pattern: re.Pattern[bytes]) -> list[tuple[int, bytes]]:
        """Place and start of the words that ``pattern``, of a whole line, fits."""
        lines = self.array(f"lexicon/{fieldname}").data
        return [(match.start(), match.group()) for match in pattern.finditer(lines)]

    def documents_with(self, fieldname: str, pattern: re.Pattern[bytes]) -> Documents:
        """Documents with any word that ``pattern``, of a whole line, fits; they may repeat."""
        found = np.array([begin for begin, _ in self.terms_like(fieldname, pattern)], np.uint32)
        numbers = np.searchsorted(self.array(f"line/{fieldname}"), found)
        starts, documents = self.array(f"start/{fieldname}"), self.array(f"document/{fieldname}")
        pieces = [documents[starts[number] : starts[number + 1]] for number in numbers]
        return np.concatenate([NO_DOCUMENTS, *pieces]).astype(np.int32)

    def characters(self, fieldname: str) -> Characters:
        return Characters(*(self.array(f"{part}/{fieldname}") for part in Characters._fields))

    def ordinals(self, fieldname: str) -> Ordinals:
        return Ordinals(
            _unblob(self.array(f"value/{fieldname}")), self.array(f"has/{fieldname}"), self.array(f"is/{fieldname}")
        )
