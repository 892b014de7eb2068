"""The bundled sample reports of a fictional city: their districts in, and everything of theirs out again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from reports import originals, publishing
from reports.models import Correction, District, DistrictName, IngestRun, Report, SourceFile

SAMPLES_DIR = Path(settings.BASE_DIR) / "samples"


def are_loaded() -> bool:
    """Whether any page may show sample data, and must say so."""
    return District.objects.filter(is_sample=True).exists()


def load_districts() -> int:
    """The fictional city's districts, in the city's own order. Safe to repeat; returns how many there are."""
    entries = json.loads((SAMPLES_DIR / "districts.json").read_text(encoding="utf-8"))["districts"]
    with transaction.atomic():
        rows = {entry["code"]: _district(entry) for entry in entries}
        for entry in entries:
            row = rows[entry["code"]]
            row.parent, row.successor = rows.get(entry["parent"]), rows.get(entry["successor"])
            row.save(update_fields=["parent", "successor"])
            _write_names(row, entry)
    return len(entries)


def _district(entry: dict[str, Any]) -> District:
    fields = {key: entry[key] for key in ("name", "level", "order", "valid_from", "valid_to")}
    row, _created = District.objects.update_or_create(code=entry["code"], defaults={**fields, "is_sample": True})
    return row


def _write_names(row: District, entry: dict[str, Any]) -> None:
    years = {"valid_from": entry["valid_from"], "valid_to": entry["valid_to"]}
    names = [(entry["name"], DistrictName.Kind.OFFICIAL), (entry["short"], DistrictName.Kind.SHORT)]
    names += [(alias, DistrictName.Kind.ALIAS) for alias in entry["aliases"]]
    for name, kind in names:
        DistrictName.objects.get_or_create(district=row, name=name, kind=kind, **years)


def remove() -> int:
    """Delete sample reports, files, runs and districts, and nothing else; returns how many reports went.

    Readers stop seeing them at once (the index is told in the same transaction).
    """
    with transaction.atomic():
        reports = list(Report.objects.filter(is_sample=True))
        publishing.note_change(reports)
        sources = SourceFile.objects.filter(is_sample=True)
        checksums = list(sources.values_list("sha256", flat=True))
        Report.objects.filter(pk__in=[report.pk for report in reports]).delete()
        IngestRun.objects.filter(source__in=sources).delete()
        Correction.objects.filter(source__in=sources).delete()
        sources.delete()
        _remove_districts()
    for checksum in checksums:
        originals.discard(checksum)
    return len(reports)


def _remove_districts() -> None:
    """Sample districts from the leaves up; one that real rows point to stays, for nothing real may break."""
    samples = District.objects.filter(is_sample=True)
    samples.update(successor=None)
    unused = Q(sections__isnull=True, metrics__isnull=True, report__isnull=True, children__isnull=True)
    while doomed := list(samples.filter(unused).distinct().values_list("pk", flat=True)):
        District.objects.filter(pk__in=doomed).delete()
