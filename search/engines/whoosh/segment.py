"""One segment of the index, opened once and never changed: postings, lengths, text and values as arrays."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage

from search.analysis import normalise
from search.engines.whoosh.cache import MakesOnce
from search.engines.whoosh.inverting import as_characters
from search.engines.whoosh.postings import DocumentArrays, Documents, MappedStorage, TermArrays, Weights, open_files
from search.engines.whoosh.sidecar import EXTENSION, Characters, Ordinals, Postings, Sidecar

MANY_PAGES = 2000
PAGES_A_DOCUMENT = 16
"""The system maps 64 KB around what is read."""
PAGES_A_LOOK = 100


MANY = 8
"""A value that this part of the documents has is decoded once: there are few such, and they are long."""


class Segment(MakesOnce):
    """Reads one segment. Arrays come from the sidecar where there is one, else from Whoosh's own files."""

    def __init__(self, storage: FileStorage, schema: Schema, segment: Any) -> None:
        self.name: str = segment.segment_id()
        self.size: int = segment.doc_count_all()
        self.schema = schema
        self.files = files = open_files(storage, segment)
        codec = segment.codec()
        terms_name = segment.make_filename(codec.TERMS_EXT)
        self.terms = TermArrays(
            codec, files.open_file(terms_name), files.file_length(terms_name), segment.open_file(files, codec.POSTS_EXT)
        )
        self.documents = DocumentArrays(files, segment)
        # The lock also keeps threads off each other's file positions.
        super().__init__()
        self._pages = 0
        path = Path(storage.folder) / segment.make_filename(EXTENSION)
        self.sidecar = Sidecar(path) if path.exists() else None

    def postings(self, fieldname: str, term: bytes) -> tuple[Documents, Weights]:
        """A term's documents, ascending, and its weight in each; empty where the segment lacks it."""
        if self.sidecar and self.sidecar.has(f"hash/{fieldname}"):
            return self.sidecar.postings(fieldname, term)
        kept = self._made.get(("postings", fieldname, term))
        if kept:
            return kept  # type: ignore[no-any-return]
        with self._lock:
            found = self.terms.arrays(fieldname, term)
        if len(found[0]) * MANY > self.size:
            self._made[("postings", fieldname, term)] = found
        return found

    def count(self, fieldname: str, term: bytes) -> int:
        """In how many documents a term stands."""
        if self.sidecar and self.sidecar.has(f"hash/{fieldname}"):
            return self.sidecar.count(fieldname, term)
        return len(self.postings(fieldname, term)[0])

    def documents_with(self, fieldname: str, pattern: re.Pattern[bytes]) -> Documents:
        """Documents with any term that ``pattern`` fits as a line; they may repeat."""
        if self.sidecar and self.sidecar.has(f"line/{fieldname}"):
            return self.sidecar.documents_with(fieldname, pattern)
        terms = self.terms_like(fieldname, pattern)
        return np.concatenate([np.zeros(0, np.int32), *(self.postings(fieldname, term)[0] for term in terms)])

    def all_postings(self, fieldname: str) -> Postings:
        """The whole field, for merging."""
        if self.sidecar and self.sidecar.has(f"hash/{fieldname}"):
            return self.sidecar.all_postings(fieldname)
        terms = self.lexicon(fieldname)
        with self._lock:
            pairs = [self.terms.arrays(fieldname, term) for term in terms]
        starts = np.zeros(len(terms) + 1, np.int64)
        np.cumsum([len(documents) for documents, _ in pairs], out=starts[1:])
        documents = np.concatenate([np.zeros(0, np.int32), *(one for one, _ in pairs)])
        return Postings(terms, starts, documents, np.concatenate([np.zeros(0, np.float32), *(two for _, two in pairs)]))

    def lexicon(self, fieldname: str) -> list[bytes]:
        """The field's terms in order."""
        if self.sidecar and self.sidecar.has(f"lexicon/{fieldname}"):
            return self.sidecar.lexicon(fieldname)
        found: list[bytes] = self.once(("lexicon", fieldname), lambda: self.terms.lexicon(fieldname))
        return found

    def terms_like(self, fieldname: str, pattern: re.Pattern[bytes]) -> list[bytes]:
        """The field's terms that ``pattern``, of a whole line, fits."""
        if self.sidecar and self.sidecar.has(f"line/{fieldname}"):
            return [term for _, term in self.sidecar.terms_like(fieldname, pattern)]
        return [term for term in self.lexicon(fieldname) if pattern.fullmatch(term)]

    def length_bytes(self, fieldname: str) -> NDArray[np.uint8]:
        """The coded length of the field in every document."""
        found: NDArray[np.uint8] = self.once(("lengths", fieldname), lambda: self.documents.length_bytes(fieldname))
        return found

    def total_length(self, fieldname: str) -> int:
        return int(self.documents.field_length(fieldname))

    def numbers(self, fieldname: str) -> NDArray[Any]:
        """The number of every document, in the field's column form."""
        column = self.schema[fieldname].column_type
        found: NDArray[Any] = self.once(
            ("numbers", fieldname),
            lambda: self.documents.numbers(fieldname, column._typecode, column._default),  # noqa: SLF001
        )
        return found

    def ordinals(self, fieldname: str) -> Ordinals:
        """The field's values by document."""
        found: Ordinals = self.once(("ordinals", fieldname), lambda: self._read_ordinals(fieldname))
        return found

    def _read_ordinals(self, fieldname: str) -> Ordinals:
        if self.sidecar and self.sidecar.has(f"value/{fieldname}"):
            return self.sidecar.ordinals(fieldname)
        postings = self.all_postings(fieldname)
        numbers = np.repeat(np.arange(len(postings.terms), dtype=np.int32), np.diff(postings.starts))
        order = np.argsort(postings.documents, kind="stable")
        return Ordinals(postings.terms, postings.documents[order], numbers[order])

    def columns(self, fieldname: str) -> list[NDArray[np.int32]]:
        """``ordinals`` as one array a value place: 1 + ordinal for every document, 0 for none."""
        found: list[NDArray[np.int32]] = self.once(("columns", fieldname), lambda: self._lay_columns(fieldname))
        return found

    def _lay_columns(self, fieldname: str) -> list[NDArray[np.int32]]:
        _, documents, ordinals = self.ordinals(fieldname)
        place = np.arange(len(documents)) - np.searchsorted(documents, documents)
        columns = []
        for number in range(int(place.max(initial=0)) + 1):
            column = np.zeros(self.size, np.int32)
            here = place == number
            column[documents[here]] = ordinals[here] + 1
            columns.append(column)
        return columns

    def characters(self, fieldname: str) -> Characters:
        """The field's folded text and where each character stands in it."""
        found: Characters = self.once(("characters", fieldname), lambda: self._read_characters(fieldname))
        return found

    def touched(self, pages: int) -> None:
        """Lets go of the memory maps' pages now and then: a process would keep every page that it ever read.

        The pages stay in the system's cache; only now and then, as reading them again takes a while.
        """
        self._pages += pages
        if self._pages > MANY_PAGES:
            self._pages = 0
            if self.sidecar:
                self.sidecar.release("units/", "places/")
            if isinstance(self.files, MappedStorage):
                self.files.release()

    def _read_characters(self, fieldname: str) -> Characters:
        if self.sidecar and self.sidecar.has(f"units/{fieldname}"):
            return self.sidecar.characters(fieldname)
        stored = (self.documents.stored_fields(document).get(fieldname) for document in range(self.size))
        return as_characters(normalise(text or "") for text in stored)

    def stored(self, document: int) -> dict[str, Any]:
        """The stored fields of one document."""
        with self._lock:
            fields: dict[str, Any] = dict(self.documents.stored_fields(document))
            self.touched(PAGES_A_DOCUMENT)
        return fields
