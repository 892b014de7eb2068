"""A backup is one sealed file: the database as it stood at one moment, every original it names, and their checksums.

The database is copied with SQLite's own backup interface (https://www.sqlite.org/backup.html), so that readers and
writers go on meanwhile. It is copied before the files: whatever it names lay on the disk by then. The index, sessions'
key and generated passwords stay out; what is left out is made anew. For a move to another kind of database there is
``portal.moving``.
"""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from portal.sealed import Sealing, sealing

FORMAT = 1
DATABASE = "wenlan.sqlite3"
SIGNS = ("samples-loaded",)
"""Files under DATA_DIR that say what has been done to this database, and so go with it."""
LAST_BACKUP = "last-backup"
"""File under DATA_DIR whose age is that of the newest backup."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished file. ``size`` in bytes; ``missing`` are originals that the database names and the disk lacks.

    ``damaged`` are in the file as they lie on the disk, and no longer what their checksum says.
    """

    path: Path
    originals: int
    size: int
    missing: tuple[str, ...]
    damaged: tuple[str, ...] = ()


def default_name(moment: datetime) -> str:
    return f"wenlan-{moment:%Y%m%d-%H%M%S}.zip"


def write(database: Path, data: Path, place: Path, made: datetime) -> Backup:
    """Back up ``database`` and the originals under ``data`` into the new file ``place`` (mode 0600).

    The file appears whole or not at all. Raises FileExistsError where ``place`` is taken, OSError where the disk
    does not suffice.
    """
    with sealing(place) as file:
        with copied(database, data) as copy:
            named = originals_in(copy)
            file.add(DATABASE, copy)
        missing, damaged = add_originals(file, data, named)
        for sign in SIGNS:
            if (data / sign).exists():
                file.add(sign, data / sign)
        file.about = {"format": FORMAT, "made": made.isoformat(), "missing": missing}
    (data / LAST_BACKUP).touch()
    return Backup(place, len(named) - len(missing), place.stat().st_size, tuple(missing), tuple(damaged))


def add_originals(file: Sealing, data: Path, named: list[str]) -> tuple[list[str], list[str]]:
    """Put the originals of these checksums in; returns those that the disk lacks, and those that changed on it."""
    missing, damaged = [], []
    for sha256 in named:
        member = original_name(sha256)
        try:
            file.add(member, data / member)
        except FileNotFoundError:
            missing.append(sha256)
            continue
        if file.entries[member]["sha256"] != sha256:
            damaged.append(sha256)
    return missing, damaged


def original_name(sha256: str) -> str:
    """Where an original lies, below DATA_DIR and in the file alike."""
    return f"files/{sha256[:2]}/{sha256}"


@contextlib.contextmanager
def copied(database: Path, workroom: Path) -> Iterator[Path]:
    """A copy of a database as of now, in one file; gone on exit. ``workroom``: shares and sticks cannot lock it."""
    with tempfile.TemporaryDirectory(dir=workroom, prefix=".wenlan-backup-") as folder:
        copy = Path(folder, DATABASE)
        source = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
        target = sqlite3.connect(copy)
        with contextlib.closing(source), contextlib.closing(target):
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        yield copy


def originals_in(database: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(database)) as copy:
        return [row[0] for row in copy.execute("SELECT sha256 FROM reports_sourcefile ORDER BY sha256")]
