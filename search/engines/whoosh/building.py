"""Many documents into segments: cut into words on all cores, written as whole segments."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from pathlib import Path
from typing import Any

from whoosh.fields import Schema

from search.engines.whoosh.inverting import invert
from search.engines.whoosh.segment_writing import write_segment

SEGMENT_DOCUMENTS = 12_500
"""Documents that one process holds at a time (about 300 MB), and the size of a new segment."""

WORTH_PROCESSES = 2000
"""Fewer documents are written by the calling process: starting others takes longer."""

Document = dict[str, Any]


def write_segments(folder: Path, schema: Schema, documents: Iterable[Document], processes: int = 1) -> list[Any]:
    """Writes segments with ``documents`` into ``folder``; returns them in the documents' order."""
    batches = _batches(documents, SEGMENT_DOCUMENTS)
    first = next(batches, None)
    if first is None:
        return []
    if processes < 2 or len(first) < min(WORTH_PROCESSES, SEGMENT_DOCUMENTS):
        return [_write(folder, schema, batch) for batch in chain([first], batches)]
    return _write_on_all_cores(folder, schema, chain([first], batches), processes)


def _write_on_all_cores(folder: Path, schema: Schema, batches: Iterator[list[Document]], processes: int) -> list[Any]:
    """Other processes write while this one reads on; no more batches wait than there are processes."""
    # Spawned, not forked: threads and open database connections of this process stay its own.
    context = multiprocessing.get_context("spawn")
    segments: list[Any] = []
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_serve, initargs=(os.getpid(),)) as pool:
        waiting: list[Future[Any]] = []
        for batch in batches:
            waiting.append(pool.submit(_write, folder, schema, batch))
            if len(waiting) > processes:
                segments.append(waiting.pop(0).result())
        segments.extend(future.result() for future in waiting)
    return segments


def _serve(parent: int) -> None:
    """Behind visitors, and never longer than the process that asked: one killed leaves none behind."""
    os.nice(5)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _write(folder: Path, schema: Schema, batch: list[Document]) -> Any:
    return write_segment(folder, schema, invert(schema, batch))


def _batches(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    source = iter(documents)
    while batch := list(islice(source, size)):
        yield batch
