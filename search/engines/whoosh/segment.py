"""One segment of the index, opened once and never changed: postings, lengths, text and values as arrays."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage

from search.analysis import normalise
from search.engines.whoosh.postings import DocumentArrays, Documents, MappedStorage, TermArrays, Weights
from search.engines.whoosh.sidecar import Sidecar


class Ordinals(NamedTuple):
    """Which of ``terms`` each document has: pairs of document and index into ``terms``, documents ascending."""

    terms: list[bytes]
    documents: Documents
    ordinals: NDArray[np.int32]


class Characters(NamedTuple):
    """A text field of all documents as UTF-16 units, each document closed by a zero; ``starts`` has one more entry."""

    units: NDArray[np.uint16]
    starts: NDArray[np.int64]


class Segment:
    """Reads one segment. Arrays come from the sidecar where there is one, else from Whoosh's own files."""

    def __init__(self, storage: FileStorage, schema: Schema, segment: Any) -> None:
        self.name: str = segment.segment_id()
        self.size: int = segment.doc_count_all()
        self.schema = schema
        files = storage
        if segment.is_compound():
            files = MappedStorage(storage.open_file(segment.make_filename(segment.COMPOUND_EXT)))
        codec = segment.codec()
        terms_name = segment.make_filename(codec.TERMS_EXT)
        self.terms = TermArrays(
            codec, files.open_file(terms_name), files.file_length(terms_name), segment.open_file(files, codec.POSTS_EXT)
        )
        self.documents = DocumentArrays(files, segment)
        self._lock = threading.RLock()
        self._made: dict[object, Any] = {}
        self.sidecar = Sidecar.open(storage, segment)

    def _once(self, key: object, make: Callable[[], Any]) -> Any:
        """What ``make`` returns, made once. The lock also keeps threads off each other's file positions."""
        if key not in self._made:
            with self._lock:
                if key not in self._made:
                    self._made[key] = make()
        return self._made[key]

    def postings(self, fieldname: str, term: bytes) -> tuple[Documents, Weights]:
        if self.sidecar and self.sidecar.has_postings(fieldname):
            return self.sidecar.postings(fieldname, term)
        with self._lock:
            return self.terms.arrays(fieldname, term)

    def lexicon(self, fieldname: str) -> list[bytes]:
        found: list[bytes] = self._once(("lexicon", fieldname), lambda: self.terms.lexicon(fieldname))
        return found

    def length_bytes(self, fieldname: str) -> NDArray[np.uint8]:
        found: NDArray[np.uint8] = self._once(("lengths", fieldname), lambda: self.documents.length_bytes(fieldname))
        return found

    def total_length(self, fieldname: str) -> int:
        return int(self.documents.field_length(fieldname))

    def numbers(self, fieldname: str) -> NDArray[Any]:
        """The number of every document, in the field's column form."""
        column = self.schema[fieldname].column_type
        found: NDArray[Any] = self._once(
            ("numbers", fieldname),
            lambda: self.documents.numbers(fieldname, column._typecode, column._default),  # noqa: SLF001
        )
        return found

    def ordinals(self, fieldname: str) -> Ordinals:
        found: Ordinals = self._once(("ordinals", fieldname), lambda: self._read_ordinals(fieldname))
        return found

    def _read_ordinals(self, fieldname: str) -> Ordinals:
        terms = self.lexicon(fieldname)
        documents = [self.terms.arrays(fieldname, term)[0] for term in terms]
        counts = [len(found) for found in documents]
        joined = np.concatenate([*documents, np.zeros(0, np.int32)])
        ordinals = np.repeat(np.arange(len(terms), dtype=np.int32), counts)
        order = np.argsort(joined, kind="stable")
        return Ordinals(terms, joined[order], ordinals[order])

    def characters(self, fieldname: str) -> Characters:
        if self.sidecar and self.sidecar.has_characters(fieldname):
            return Characters(*self.sidecar.characters(fieldname))
        found: Characters = self._once(("characters", fieldname), lambda: self._read_characters(fieldname))
        return found

    def _read_characters(self, fieldname: str) -> Characters:
        texts = [normalise(self.documents.stored_fields(doc).get(fieldname) or "") for doc in range(self.size)]
        return as_characters(texts)

    def stored(self, document: int) -> dict[str, Any]:
        """The stored fields of one document."""
        with self._lock:
            fields: dict[str, Any] = dict(self.documents.stored_fields(document))
        return fields


def as_characters(texts: list[str]) -> Characters:
    """Folded texts, one a document, as one array."""
    pieces = [np.frombuffer(encode(text.replace("\0", " ") + "\0"), np.uint16) for text in texts]
    starts = np.zeros(len(pieces) + 1, np.int64)
    np.cumsum([len(piece) for piece in pieces], out=starts[1:])
    return Characters(np.concatenate([*pieces, np.zeros(0, np.uint16)]), starts)


def encode(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")
