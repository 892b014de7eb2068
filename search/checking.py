"""Whether the index holds what the database says: section by section, and the text of each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from haystack import connections

from reports.models import IndexChange
from search.engines.whoosh.writer import live_documents
from search.outbox import drain, indexed_sections, pending, prepare, rebuild


@dataclass(frozen=True)
class IndexDifference:
    """Section numbers: ``missing`` from the index, ``surplus`` in it, ``changed`` since they were indexed.

    ``broken`` says why the index cannot be read at all. ``reports`` are the reports concerned.
    """

    missing: tuple[int, ...] = ()
    surplus: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    pending: int = 0
    reports: tuple[int, ...] = ()
    broken: str = ""

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus or self.changed or self.pending or self.broken)


def compare() -> IndexDifference:
    """Compares database and index; reads everything once."""
    backend = connections["default"].get_backend()
    wanted = {document["section"]: document for document in _fingerprints(prepare(backend, indexed_sections()))}
    try:
        held = {document["section"]: document for document in _fingerprints(live_documents(backend.state))}
    except Exception as error:  # noqa: BLE001 - whatever makes the index unreadable is the finding
        return IndexDifference(
            missing=tuple(sorted(wanted)), pending=pending(), broken=str(error) or type(error).__name__
        )
    missing, surplus = wanted.keys() - held.keys(), held.keys() - wanted.keys()
    changed = {number for number in wanted.keys() & held.keys() if wanted[number] != held[number]}
    reports = {wanted[number]["report"] for number in missing | changed}
    reports |= {held[number]["report"] for number in surplus | changed}
    return IndexDifference(
        missing=tuple(sorted(missing)),
        surplus=tuple(sorted(surplus)),
        changed=tuple(sorted(changed)),
        pending=pending(),
        reports=tuple(sorted(reports)),
    )


def _fingerprints(documents: Any) -> Any:
    """Each document's section, report and the checksum of all its fields."""
    for document in documents:
        text = "\0".join(f"{name}={document[name]}" for name in sorted(document))
        checksum = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()
        yield {"section": int(document["section"]), "report": int(document["report"]), "checksum": checksum}


def repair(difference: IndexDifference) -> None:
    """Brings the index up to date where it differs; an unreadable one is built anew."""
    if difference.broken:
        rebuild()
        return
    IndexChange.objects.bulk_create([IndexChange(report_id=report) for report in difference.reports])
    drain()
