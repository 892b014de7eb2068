"""Writes a segment: Whoosh's own files, block by block from arrays, and the sidecar beside them."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import default_codec
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, W3FieldWriter, W3PostingsWriter, W3TermInfo
from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence

from search.engines.whoosh.inverting import Content
from search.engines.whoosh.postings import LENGTHS
from search.engines.whoosh.sidecar import EXTENSION, Ordinals, Postings, write_sidecar
from search.engines.whoosh.state import INDEX_NAME

BLOCK = 128
UNIQUE_SHARE = 0.9
"""A field nearly every document of which has a value of its own (a key) gets no ordinals in the sidecar."""


class _ArrayPostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    """Writes a term's blocks from arrays, where Whoosh adds posting by posting."""

    def write_term(self, format_: Any, documents: Any, weights: Any, lengths: Any) -> W3TermInfo:
        self.start_postings(format_, W3TermInfo())
        empty = isinstance(format_, Existence)
        for start in range(0, len(documents), BLOCK):
            if start:
                self._write_block()
            here = slice(start, start + BLOCK)
            self._ids = array("I", documents[here].astype(np.uint32).tobytes())
            self._weights = array("f", weights[here].tobytes())
            self._values = [] if empty else [weights[here].astype(">u4").tobytes()]
            self._maxweight = float(weights[here].max())
            if lengths is not None:
                of_these = lengths[documents[here]]
                self._minlength, self._maxlength = int(of_these.min()), int(of_these.max())
        return self.finish_postings()


class _ArrayFieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes whole fields from arrays."""

    def write_field(self, name: str, field: FieldType, postings: Postings, lengths: NDArray[np.int64] | None) -> None:
        self.start_field(name, field)
        codec = self._codec
        writer = _ArrayPostingsWriter(self._postfile, BLOCK, compression=codec._compression)  # noqa: SLF001
        self._postwriter = writer
        bounds = postings.starts.tolist()
        for number, term in enumerate(postings.terms):
            self._btext = term
            here = slice(bounds[number], bounds[number + 1])
            info = writer.write_term(field.format, postings.documents[here], postings.weights[here], lengths)
            self._tindex.add(self._fieldid.to_bytes(2, "big") + term, info.to_bytes())
        self.finish_field()


def write_segment(folder: Path, schema: Schema, content: Content) -> Any:
    """Writes one segment into ``folder`` and returns it; no reader sees it before it stands in a table of contents."""
    storage = FileStorage(str(folder))
    codec = default_codec()
    segment = codec.new_segment(storage, INDEX_NAME)
    _write_documents(codec.per_document_writer(storage, segment), schema, content)
    segment.set_doc_count(len(content.stored))
    fields = _ArrayFieldWriter(codec, storage, segment)
    for name in sorted(content.postings):
        coded = content.lengths.get(name)
        lengths = None if coded is None else LENGTHS[coded].astype(np.int64)
        fields.write_field(name, schema[name], content.postings[name], lengths)
    fields.close()
    segment.create_compound_file(storage)
    segment.compound = True
    words = {name: content.postings[name] for name in content.characters}
    write_sidecar(sidecar_path(folder, segment), words, content.characters, _all_ordinals(schema, content))
    return segment


def sidecar_path(folder: Path, segment: Any) -> Path:
    return folder / str(segment.make_filename(EXTENSION))


def _write_documents(writer: Any, schema: Schema, content: Content) -> None:
    names = [name for name in content.lengths if content.total_lengths[name]]
    for number, stored in enumerate(content.stored):
        writer.start_doc(number)
        for name, value in stored.items():
            writer.add_field(name, schema[name], value, 0)
        for name in names:
            if content.lengths[name][number]:
                writer.add_column_value(f"_{name}_len", LENGTHS_COLUMN, int(content.lengths[name][number]))
        for name, column in content.columns.items():
            if column[number] is not None:
                writer.add_column_value(name, schema[name].column_type, column[number])
        writer.finish_doc()
    writer._fieldlengths.update(content.total_lengths)  # noqa: SLF001 - Whoosh adds them up document by document
    writer.close()


def _all_ordinals(schema: Schema, content: Content) -> dict[str, Ordinals]:
    """For every field of whole values but keys and numbers, whose columns hold them already."""
    return {
        name: as_ordinals(postings)
        for name, postings in content.postings.items()
        if name not in content.characters
        and name not in content.columns
        and not (schema[name].unique or len(postings.terms) > UNIQUE_SHARE * len(content.stored) > 9)
    }


def as_ordinals(postings: Postings) -> Ordinals:
    """Postings turned round: by document."""
    numbers = np.repeat(np.arange(len(postings.terms), dtype=np.int32), np.diff(postings.starts))
    order = np.argsort(postings.documents, kind="stable")
    return Ordinals(postings.terms, postings.documents[order], numbers[order])
