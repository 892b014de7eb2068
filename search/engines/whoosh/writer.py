"""Changes of the index. One process at a time, kept by a file lock that the kernel frees when its holder dies."""

from __future__ import annotations

import contextlib
import fcntl
import shutil
import time
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, clean_files
from whoosh.query import Query

from search.analysis import segmenter
from search.engines.whoosh.building import write_segments
from search.engines.whoosh.engine import Plan, run
from search.engines.whoosh.merging import Part, merge, worth_merging
from search.engines.whoosh.parsing import WordField
from search.engines.whoosh.segment import Segment
from search.engines.whoosh.segment_writing import write_segment
from search.engines.whoosh.state import INDEX_NAME, POINTER, IndexState

MANY_SEGMENTS = 20
"""Small segments are merged once there are more than this; up to here they cost queries next to nothing."""

LOCK_SECONDS = 600
FINGERPRINT = "fingerprint"
LAYOUT = 1
"""Raised whenever the files of this engine change their layout."""


class IndexBusyError(Exception):
    """Another process kept the index's lock for too long."""


@contextlib.contextmanager
def writing(root: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Holds the index's lock, waiting up to ``seconds`` for it."""
    root.mkdir(mode=0o750, parents=True, exist_ok=True)
    with (root / "writer.lock").open("w") as file:
        end = time.monotonic() + seconds
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise IndexBusyError("索引正由另一个进程更新，等待超时；请稍后再试。") from None
                time.sleep(0.05)
        yield


def replace_documents(state: IndexState, remove: Iterable[Query], add: Iterable[dict[str, Any]]) -> None:
    """In one commit: drops the documents that match ``remove``, adds ``add``. The caller holds the lock."""
    folder, toc = _table(state)
    snapshot = state.snapshot()
    if snapshot:
        for query in remove:
            for document in run(snapshot, Plan(query=query, end=0)).documents:
                number, within = snapshot.locate(int(document))
                toc.segments[number].delete_document(within)
    new = write_segments(folder, toc.schema, add)
    _commit(folder, toc, [*toc.segments, *new])
    if len(toc.segments) + len(new) > MANY_SEGMENTS:
        compact(state)


def _table(state: IndexState) -> tuple[Path, TOC]:
    folder = state.folder()
    if folder is None:
        raise FileNotFoundError("还没有索引：请先运行 rebuild_index。")
    return folder, TOC.read(FileStorage(str(folder)), INDEX_NAME)


def _commit(folder: Path, toc: TOC, segments: list[Any]) -> None:
    """The new table of contents takes effect in one rename; then files that no table names are removed."""
    storage = FileStorage(str(folder))
    kept = [segment for segment in segments if segment.deleted_count() < segment.doc_count_all()]
    TOC(toc.schema, kept, toc.generation + 1).write(storage, INDEX_NAME)
    clean_files(storage, INDEX_NAME, toc.generation + 1, kept)
    shutil.rmtree(folder / f"{INDEX_NAME}.tmp", ignore_errors=True)


def compact(state: IndexState) -> None:
    """Merges small segments and drops deleted documents for good. The caller holds the lock."""
    folder, toc = _table(state)
    storage = FileStorage(str(folder))
    groups = worth_merging([(one.doc_count_all(), one.deleted_count()) for one in toc.segments])
    merged = []
    for group in groups:
        parts = [_part(storage, toc.schema, toc.segments[place]) for place in group]
        merged.append(write_segment(folder, toc.schema, merge(toc.schema, parts)))
    gone = {place for group in groups for place in group}
    if gone:
        _commit(folder, toc, [*(one for place, one in enumerate(toc.segments) if place not in gone), *merged])


def _part(storage: FileStorage, schema: Schema, segment: Any) -> Part:
    live = np.ones(segment.doc_count_all(), np.bool_)
    live[list(segment.deleted_docs())] = False
    return Part(Segment(storage, schema, segment), live)


def build(state: IndexState, schema: Schema, documents: Iterable[dict[str, Any]], processes: int = 1) -> Path:
    """A new generation with ``documents``, made live when it is whole. The caller holds the lock."""
    folder = state.new_generation(schema)
    try:
        (folder / FINGERPRINT).write_text(fingerprint(schema), encoding="utf-8")
        segments = write_segments(folder, schema, documents, processes)
        _commit(folder, TOC.read(FileStorage(str(folder)), INDEX_NAME), segments)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    state.make_live(folder)
    remove_leftovers(state)
    return folder


def fingerprint(schema: Schema) -> str:
    """Differs where fields, their kinds, the analyzer, its words or the files' layout differ."""
    parts = [str(LAYOUT)]
    for name, field in sorted(schema.items()):
        parts.append(f"{name} {type(field).__name__} {field.stored} {field.indexed} {bool(field.column_type)}")
        if isinstance(field, WordField):
            parts.append(segmenter(field.analyzer.words).version)
    return blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def is_outdated(state: IndexState, schema: Schema) -> bool:
    """Whether the live index was made by other rules than ``schema`` and this program have; True without an index."""
    folder = state.folder()
    try:
        return folder is None or (folder / FINGERPRINT).read_text(encoding="utf-8") != fingerprint(schema)
    except FileNotFoundError:
        return True


def remove_leftovers(state: IndexState) -> None:
    """Deletes generations that are not live. Readers that still map their files keep what they mapped."""
    live = state.folder()
    for path in state.root.iterdir():
        if path.is_dir() and path != live and path.name.startswith("g"):
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith(f"{POINTER}."):
            path.unlink(missing_ok=True)


def live_documents(state: IndexState) -> Iterator[dict[str, Any]]:
    """The stored fields of every document that can be found."""
    snapshot = state.snapshot()
    if snapshot:
        for document in np.flatnonzero(snapshot.live):
            yield snapshot.stored(int(document))
