"""From database to index: drains the ``IndexChange`` rows.

Whoever holds the index's lock drains all rows. A row is deleted after the index's commit, so that a process killed in
between leaves work to be done again, never work undone. Until a withdrawn report has left the index it is masked in
every search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from haystack import connections

from reports.access import published
from reports.models import IndexChange, Section
from search.engines.whoosh.backend import WhooshBackend
from search.engines.whoosh.nodes import OneOf
from search.engines.whoosh.writer import build, replace_documents, writing

BATCH_REPORTS = 200
"""Reports brought up to date in one commit; bounds the memory of a long drain."""


def pending() -> int:
    """How many changes the index does not hold yet."""
    return IndexChange.objects.count()


def withdrawn_reports() -> frozenset[int]:
    """Reports that changed, may no longer be read by everyone, and may still be in the index."""
    changed = set(IndexChange.objects.values_list("report_id", flat=True).distinct())
    if not changed:
        return frozenset()
    return frozenset(changed - set(published().filter(pk__in=changed).values_list("pk", flat=True)))


def drain() -> int:
    """Brings the index up to date and returns how many changes that took. Waits for another process that does so."""
    backend = _backend()
    done = 0
    if not pending() and backend.state.folder():
        return 0
    with writing(backend.path):
        if backend.state.folder() is None or index_is_outdated():
            done += _rebuild(backend)
        while changes := _next_changes():
            _bring_up_to_date(backend, {report for _, report in changes})
            IndexChange.objects.filter(pk__in=[number for number, _ in changes]).delete()
            done += len(changes)
    return done


def rebuild() -> int:
    """A new index beside the live one, swapped in when it is whole. Returns the number of its sections."""
    backend = _backend()
    with writing(backend.path):
        _rebuild(backend)
        snapshot = backend.snapshot()
        return snapshot.live_count if snapshot else 0


def index_is_outdated() -> bool:
    """Whether the index was made with another analyzer or other fields than the program has now."""
    snapshot = _backend().snapshot()
    return snapshot is None or set(snapshot.schema.names()) != set(_backend().schema()[1].names())


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
    build(backend.state, backend.schema()[1], prepare(backend, indexed_sections().order_by("report_id", "index")))
    for batch in _batches(changes, 500):
        IndexChange.objects.filter(pk__in=batch).delete()
    return len(changes)


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
