"""Changes of the index. One process at a time, kept by a file lock that the kernel frees when its holder dies."""

from __future__ import annotations

import contextlib
import fcntl
import shutil
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query import Query
from whoosh.writing import MERGE_SMALL, NO_MERGE, SegmentWriter

from search.engines.whoosh.engine import Plan, run
from search.engines.whoosh.state import INDEX_NAME, POINTER, IndexState

MANY_SEGMENTS = 20
"""Small segments are merged once there are more than this; up to here they cost queries nothing."""

LOCK_SECONDS = 600


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


def replace_documents(
    state: IndexState, folder: Path, remove: Iterable[Query], add: Iterable[dict[str, Any]], *, merge: bool = True
) -> None:
    """In one commit: drops the documents that match ``remove``, adds ``add``. The caller holds the lock."""
    snapshot = state.snapshot()
    writer = FileIndex(FileStorage(str(folder)), indexname=INDEX_NAME).writer()
    try:
        if snapshot and folder == state.folder():
            for query in remove:
                for document in run(snapshot, Plan(query=query, end=0)).documents:
                    writer.delete_document(int(document))
        for document in add:
            writer.add_document(**document)
    except BaseException:
        writer.cancel()
        raise
    commit(writer, merge=merge)


def commit(writer: SegmentWriter, *, merge: bool) -> None:
    """Commits; small segments are merged only when there are many."""
    many = merge and len(writer.segments) > MANY_SEGMENTS
    writer.commit(mergetype=MERGE_SMALL if many else NO_MERGE)


def compact(folder: Path) -> None:
    """Merges all segments into one, dropping deleted documents for good. The caller holds the lock."""
    FileIndex(FileStorage(str(folder)), indexname=INDEX_NAME).writer().commit(optimize=True)


def build(state: IndexState, schema: Schema, documents: Iterable[dict[str, Any]]) -> Path:
    """A new generation with ``documents``, made live when it is whole. The caller holds the lock."""
    folder = state.new_generation(schema)
    try:
        writer = FileIndex(FileStorage(str(folder)), indexname=INDEX_NAME).writer(limitmb=256)
        for document in documents:
            writer.add_document(**document)
        writer.commit(mergetype=NO_MERGE)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    state.make_live(folder)
    remove_leftovers(state)
    return folder


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
