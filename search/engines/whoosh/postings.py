"""Whoosh's files of one segment, read straight into arrays.

Whoosh hands postings out one by one. Here a term's blocks become two arrays at once: document numbers and weights.
The compound file is mapped and its parts are views of the map, where Whoosh would copy every part when it opens.
"""

from __future__ import annotations

import io
import mmap
import os
import struct
import zlib
from pickle import load as read_pickle
from pickle import loads
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3PerDocReader, W3TermsReader
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.util.numeric import byte_to_length

Documents = NDArray[np.signedinteger[Any]]
Weights = NDArray[np.float32]
NO_DOCUMENTS: Documents = np.zeros(0, np.int32)
NO_WEIGHTS: Weights = np.zeros(0, np.float32)
LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.float64)
"""The field length that a length byte stands for."""

_INT = struct.Struct("!i")
_HEADER = 4


class _View(io.RawIOBase):
    """A readable file over a piece of a memory map, without a copy."""

    def __init__(self, view: memoryview) -> None:
        self._view, self._at = view, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        piece = self._view[self._at : self._at + len(target)]
        target[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: len(self._view)}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        return self._at


class _ViewFile(BufferFile):  # type: ignore[misc]
    """Whoosh's structured file over a view."""

    def __init__(self, view: memoryview, name: str | None = None) -> None:
        self._buf, self._name, self.onclose = view, name, None
        self.file = io.BufferedReader(_View(view))
        self.is_real = self.is_closed = False

    def subset(self, position: int, length: int, name: str | None = None) -> _ViewFile:
        return _ViewFile(self._buf[position : position + length], name or self._name)


class MappedStorage(CompoundStorage):  # type: ignore[misc]
    """A compound segment whose parts are views of one memory map."""

    def release(self) -> None:
        """Takes the map's pages off this process; they stay in the system's cache."""
        if self._source and hasattr(mmap, "MADV_DONTNEED"):
            self._source.madvise(mmap.MADV_DONTNEED)

    def open_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if not self._source:
            return super().open_file(name, *args, **kwargs)
        offset, length = self.range(name)
        return _ViewFile(memoryview(self._source)[offset : offset + length], name)


def open_files(storage: FileStorage, segment: Any) -> FileStorage:
    """Where the files of a segment are read from."""
    if not segment.is_compound():
        return storage
    return MappedStorage(storage.open_file(segment.make_filename(segment.COMPOUND_EXT)))


class TermArrays(W3TermsReader):  # type: ignore[misc]
    """The terms of a segment; ``arrays`` gives a term's postings at once."""

    def arrays(self, fieldname: str, term: bytes) -> tuple[Documents, Weights]:
        """Document numbers (ascending) and weights; both empty where the segment lacks the term."""
        if (fieldname, term) not in self:
            return NO_DOCUMENTS, NO_WEIGHTS
        info = self.term_info(fieldname, term)
        if info.is_inlined():
            documents, weights, _ = info.inlined_postings()
            return np.array(documents, np.int32), np.array(weights, np.float32)
        offset, (length,) = info.extent()
        return _decode(self._postfile.get(offset, length))

    def lexicon(self, fieldname: str) -> list[bytes]:
        """The field's terms in order."""
        if fieldname not in self._fieldmap:
            return []
        terms = []
        for name, term in self.terms_from(fieldname, b""):
            if name != fieldname:
                break
            terms.append(term)
        return terms


def _decode(blocks: bytes) -> tuple[Documents, Weights]:
    """All blocks of one term: ``length, info pickle, data pickle`` each; the last length is negative."""
    documents: list[NDArray[np.int64]] = []
    weights: list[Weights] = []
    at, last = _HEADER, False
    while not last:
        (length,) = _INT.unpack_from(blocks, at)
        last, end = length < 0, at + _INT.size + abs(length)
        stream = io.BytesIO(blocks[at + _INT.size : end])
        count, _, _, compressed, *_ = read_pickle(stream)  # noqa: S301
        data = stream.read()
        deltas, block_weights, _ = loads(zlib.decompress(data) if compressed else data)  # noqa: S301
        documents.append(np.cumsum(np.array(deltas, np.int64)))
        weights.append(_weights(block_weights, count))
        at = end
    return np.concatenate(documents).astype(np.int32), np.concatenate(weights)


def _weights(stored: float | tuple[float, ...] | None, count: int) -> Weights:
    if stored is None:
        return np.ones(count, np.float32)
    if isinstance(stored, float):
        return np.full(count, stored, np.float32)
    return np.array(stored, np.float32)


class DocumentArrays(W3PerDocReader):  # type: ignore[misc]
    """What a segment keeps for each document; lengths and numbers come as arrays."""

    def length_bytes(self, fieldname: str) -> NDArray[np.uint8]:
        """The coded length of ``fieldname`` in every document; 0 where it has none."""
        raw = self._raw(f"_{fieldname}_len")
        found = np.zeros(self._doccount, np.uint8)
        values = np.frombuffer(raw[: self._doccount], np.uint8)
        found[: len(values)] = values
        return found

    def numbers(self, fieldname: str, typecode: str, default: float) -> NDArray[Any]:
        """A number column; ``default`` where a document has none."""
        kind = np.dtype(f">{'i8' if typecode == 'q' else 'u8' if typecode == 'Q' else typecode}")
        raw = self._raw(fieldname)
        values = np.frombuffer(raw[: len(raw) // kind.itemsize * kind.itemsize], kind)[: self._doccount]
        found = np.full(self._doccount, default, kind.newbyteorder("="))
        found[: len(values)] = values
        return found

    def _raw(self, name: str) -> bytes:
        if not self.has_column(name):
            return b""
        file, offset, length = self._get_column_file(name)
        return bytes(file.get(offset, length))
