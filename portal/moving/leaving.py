"""``export_all``: every table, every original and the settings into one sealed file, while the portal works."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from portal.backup import LAST_BACKUP, Backup, add_originals
from portal.moving.databases import last_id, one_moment
from portal.moving.rows import lines, names
from portal.moving.schema import last_migrations
from portal.moving.tables import moving_tables
from portal.sealed import Sealing, sealing
from portal.system_state import versions
from reports.models import SourceFile

FORMAT = "wenlan-export"
VERSION = 1
SETTINGS = ("PORTAL_NAME", "OPEN_READING", "FOUR_EYES", "MAX_UPLOAD_BYTES")
"""What is of the house, not of the machine: how it is called and what its people may do."""

Progress = Callable[[int, int, str], None]


def leave(data: Path, place: Path, made: datetime, show: Progress) -> Backup:
    """Write everything into the new file ``place`` (mode 0600), which appears whole or not at all.

    Raises FileExistsError where ``place`` is taken, OSError where the disk does not suffice. ``show`` hears of
    (done, total, table). Rows come first: whatever they name lay on the disk by then.
    """
    with sealing(place) as file:
        with one_moment():
            tables = _tables(file, show)
            named = list(SourceFile.objects.order_by("sha256").values_list("sha256", flat=True))
        missing, damaged = add_originals(file, data, named)
        file.about = {
            "format": FORMAT,
            "version": VERSION,
            "made": made.isoformat(),
            "made_by": dict(versions()) | {"database": connection.vendor},
            "migrations": last_migrations(),
            "tables": tables,
            "settings": {name: getattr(settings, name) for name in SETTINGS},
            "missing": missing,
            "damaged": damaged,
        }
    (data / LAST_BACKUP).touch()
    return Backup(place, len(named) - len(missing), place.stat().st_size, tuple(missing), tuple(damaged))


def _tables(file: Sealing, show: Progress) -> dict[str, Any]:
    known, told, tables = names(), {}, moving_tables()
    for number, table in enumerate(tables, start=1):
        count = 0
        with file.member(table.member) as write:
            for line in lines(table, known):
                write(line)
                count += 1
        told[table.label] = {"rows": count, "last_id": last_id(table) if table.counts else None}
        show(number, len(tables), table.shown)
    return told
