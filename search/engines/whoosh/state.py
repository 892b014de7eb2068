"""The process's one open index: which folder is the live one, and its newest snapshot.

The index's folder holds generations, each a Whoosh index of its own, and ``current``, a file that names the live one.
A rebuild makes a new generation beside the live one and renames ``current`` into place, so readers never see an empty
or half-built index. Readers look at two file times a query and open only segments they have not open already.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
import uuid
from functools import cache
from pathlib import Path
from typing import Any

from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage, OverlayStorage
from whoosh.index import TOC, EmptyIndexError
from whoosh.reading import EmptyReader, IndexReader, MultiReader, SegmentReader

from search.engines.whoosh.postings import open_files
from search.engines.whoosh.segment import Segment
from search.engines.whoosh.snapshot import Snapshot

POINTER = "current"
INDEX_NAME = "MAIN"
RACY = 0.1
"""Seconds within which a folder can change twice under one time stamp."""
OPEN_TRIES = 10


class IndexState:
    """Opens snapshots of the index under ``root``. One object a process and folder; see ``index_state``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._seen: tuple[object, ...] = ()
        self._segments: dict[str, Segment] = {}
        self._segments_of: Path | None = None

    def folder(self) -> Path | None:
        """The live generation; None before the first build."""
        try:
            name = (self.root / POINTER).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        return self.root / name

    def snapshot(self) -> Snapshot | None:
        """The newest commit; None where there is no index yet."""
        seen = self._look()
        if seen and seen == self._seen:
            return self._snapshot
        with self._lock:
            self._snapshot = self._open()
            self._seen = seen
            return self._snapshot

    def _look(self) -> tuple[object, ...]:
        """What would change with a commit; empty when it changed so lately that it cannot be told."""
        try:
            pointer = os.stat(self.root / POINTER)  # noqa: PTH116 - on every query
            newest, folder = pointer.st_mtime_ns, self._segments_of
            if folder:
                newest = max(newest, os.stat(folder).st_mtime_ns)  # noqa: PTH116
        except FileNotFoundError:
            return ()
        if time.time_ns() - newest < RACY * 1e9:
            return ()
        return (pointer.st_ino, newest, folder)

    def _open(self) -> Snapshot | None:
        for attempt in range(OPEN_TRIES):
            folder = self.folder()
            if folder is None:
                return None
            try:
                return self._open_folder(folder)
            except (FileNotFoundError, EmptyIndexError):
                # A writer merged or a rebuild swapped while we looked; look again.
                if attempt == OPEN_TRIES - 1:
                    raise
                time.sleep(0.02)
        return None

    def _open_folder(self, folder: Path) -> Snapshot:
        storage = FileStorage(str(folder))
        toc = TOC.read(storage, INDEX_NAME)
        if self._segments_of != folder:
            self._segments, self._segments_of, self._snapshot = {}, folder, None
        names = [segment.segment_id() for segment in toc.segments]
        if self._snapshot and self._snapshot.generation == toc.generation and set(names) == set(self._segments):
            return self._snapshot
        opened = {
            segment.segment_id(): self._segments.get(segment.segment_id()) or Segment(storage, toc.schema, segment)
            for segment in toc.segments
        }
        self._segments = opened
        pairs = [(opened[s.segment_id()], set(s.deleted_docs())) for s in toc.segments]
        return Snapshot(toc.schema, pairs, toc.generation, lambda: _whoosh_reader(storage, toc))

    def new_generation(self, schema: Schema) -> Path:
        """An empty index in a folder of its own, not live yet."""
        folder = self.root / f"g{int(time.time())}-{uuid.uuid4().hex[:8]}"
        folder.mkdir(parents=True)
        FileStorage(str(folder)).create_index(schema, indexname=INDEX_NAME)
        return folder

    def make_live(self, folder: Path) -> None:
        """Switches readers to ``folder`` in one step."""
        beside = self.root / f"{POINTER}.{uuid.uuid4().hex}"
        with beside.open("w", encoding="utf-8") as file:
            file.write(folder.name)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.root / POINTER)
        with contextlib.suppress(OSError):
            descriptor = os.open(self.root, os.O_RDONLY)
            os.fsync(descriptor)
            os.close(descriptor)


class _MappedReader(SegmentReader):  # type: ignore[misc]
    """Whoosh's reader of a segment, over a memory map: its own copies every part when it opens."""

    def __init__(self, storage: FileStorage, schema: Schema, segment: Any) -> None:
        self.schema, self.is_closed, self._gen = schema, False, None
        self._segment, self._segid, self._codec = segment, segment.segment_id(), segment.codec()
        self._storage = OverlayStorage(open_files(storage, segment), storage)
        self._terms = self._codec.terms_reader(self._storage, segment)
        self._perdoc = self._codec.per_document_reader(self._storage, segment)


def _whoosh_reader(storage: FileStorage, toc: TOC) -> IndexReader:
    """Whoosh's own reader of the same segments, for what the arrays do not answer."""
    readers = [_MappedReader(storage, toc.schema, segment) for segment in toc.segments]
    return readers[0] if len(readers) == 1 else MultiReader(readers) if readers else EmptyReader(toc.schema)


@cache
def index_state(root: Path) -> IndexState:
    """The process's state for the index under ``root``."""
    return IndexState(root)
