"""From database to index: drains the ``IndexChange`` rows.

Whoever holds the index's lock drains all rows. A row is deleted after the index's commit, so that a process killed in
between leaves work to be done again, never work undone. Until a withdrawn report has left the index it is masked in
every search.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from haystack import connections
from whoosh.fields import Schema

from reports.models import IndexChange, Section
from search.added_words import words_in_force
from search.engines.whoosh.backend import WhooshBackend
from search.engines.whoosh.nodes import OneOf
from search.engines.whoosh.writer import build, is_outdated, replace_documents, writing

PROGRESS = "progress"
BATCH_REPORTS = 200
"""Reports brought up to date in one commit; bounds the memory of a long drain."""


def pending() -> int:
    """How many changes the index does not hold yet."""
    return IndexChange.objects.count()


def outdated() -> bool:
    """Whether the index was made by other rules than now hold (words that staff added, a newer program), or is none."""
    backend = _backend()
    return is_outdated(backend.state, _schema(backend))


def drain() -> int:
    """Brings the index up to date and returns how many changes that took. Waits for another process that does so.

    An index made by other rules (a newer program, words that staff added) is built anew.
    """
    backend = _backend()
    done = 0
    if not pending() and not outdated():
        return 0
    with writing(backend.path):
        if is_outdated(backend.state, _schema(backend)):
            done += _rebuild(backend)
        while changes := _next_changes():
            _bring_up_to_date(backend, {report for _, report in changes})
            for batch in _batches((number for number, _ in changes), 500):
                IndexChange.objects.filter(pk__in=batch).delete()
            done += len(changes)
    return done


def rebuild() -> int:
    """A new index beside the live one, swapped in when it is whole. Returns the number of its sections."""
    backend = _backend()
    with writing(backend.path):
        _rebuild(backend)
        snapshot = backend.snapshot()
        return snapshot.live_count if snapshot else 0


def progress() -> tuple[int, int] | None:
    """How many sections a rebuild has read, of how many; None when no rebuild is under way."""
    try:
        done, total = (_backend().path / PROGRESS).read_text(encoding="utf-8").split()
    except (FileNotFoundError, ValueError):
        return None
    return int(done), int(total)


def _schema(backend: WhooshBackend) -> Schema:
    """The schema that an index made now would have: with the words that staff added."""
    return backend.schema(words_in_force())


def _backend() -> WhooshBackend:
    backend: WhooshBackend = connections["default"].get_backend()
    return backend


def _next_changes() -> list[tuple[int, int]]:
    """The oldest changes (row, report) of at most ``BATCH_REPORTS`` reports."""
    reports: set[int] = set()
    chosen: list[tuple[int, int]] = []
    for number, report in IndexChange.objects.order_by("pk").values_list("pk", "report_id").iterator():
        if report not in reports and len(reports) == BATCH_REPORTS:
            break
        reports.add(report)
        chosen.append((number, report))
    return chosen


def _bring_up_to_date(backend: WhooshBackend, reports: set[int]) -> None:
    sections = indexed_sections().filter(report_id__in=reports)
    documents = prepare(backend, sections.order_by("report_id", "index"))
    replace_documents(backend.state, [OneOf("report", frozenset(reports))], documents)


def _rebuild(backend: WhooshBackend) -> int:
    """Rows that are there before the sections are read are done with by the rebuild."""
    changes = list(IndexChange.objects.values_list("pk", flat=True))
    sections = indexed_sections().order_by("report_id", "index")
    documents = _counted(backend, prepare(backend, sections), sections.count())
    try:
        build(backend.state, _schema(backend), documents, os.cpu_count() or 1)
    finally:
        (backend.path / PROGRESS).unlink(missing_ok=True)
    for batch in _batches(changes, 500):
        IndexChange.objects.filter(pk__in=batch).delete()
    return len(changes)


def _counted(backend: WhooshBackend, documents: Iterable[dict[str, Any]], total: int) -> Iterator[dict[str, Any]]:
    """The same documents, with the progress written down now and then."""
    for number, document in enumerate(documents):
        if number % 500 == 0:
            (backend.path / PROGRESS).write_text(f"{number} {total}", encoding="utf-8")
        yield document


def _batches(numbers: Iterable[int], size: int) -> Iterator[list[int]]:
    source = iter(numbers)
    while batch := list(islice(source, size)):
        yield batch


def _index() -> Any:
    return connections["default"].get_unified_index().get_index(Section)


def indexed_sections() -> Any:
    """The sections that belong in the index."""
    return _index().index_queryset()


def prepare(backend: WhooshBackend, sections: Any) -> Iterator[dict[str, Any]]:
    """The index's documents for ``sections``, read in batches."""
    yield from backend.prepare(_index(), sections.iterator(chunk_size=500))
