"""A backup is one zip file: the database as it stood at one moment, every original it names, and a list of checksums.

The database is copied with SQLite's own backup interface (https://www.sqlite.org/backup.html), so that readers and
writers go on meanwhile. It is copied before the files: whatever it names lay on the disk by then. The index, sessions'
key and generated passwords stay out; what is left out is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "wenlan.sqlite3"
SIGNS = ("samples-loaded",)
"""Files under DATA_DIR that say what has been done to this database, and so go with it."""
LAST_BACKUP = "last-backup"
"""File under DATA_DIR whose age is that of the newest backup."""
CHUNK = 1 << 20
OLDEST_TIME = (1980, 1, 1, 0, 0, 0)
"""All that zip needs of a member's time; the manifest tells when the backup was made."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup. ``size`` in bytes; ``missing`` are originals that the database names and the disk lacks."""

    path: Path
    originals: int
    size: int
    missing: tuple[str, ...]


def default_name(moment: datetime) -> str:
    return f"wenlan-{moment:%Y%m%d-%H%M%S}.zip"


def write(database: Path, data: Path, place: Path, made: datetime) -> Backup:
    """Back up ``database`` and the originals under ``data`` into the new file ``place`` (mode 0600).

    The file appears whole or not at all. Raises FileExistsError where ``place`` is taken, OSError where the disk
    does not suffice.
    """
    if place.exists():
        raise FileExistsError(place)
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")
    staged = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            count, missing = _fill(file, database, data, made)
            file.flush()
            os.fsync(file.fileno())
        staged.rename(place)
    finally:
        staged.unlink(missing_ok=True)
    (data / LAST_BACKUP).touch()
    return Backup(place, count, place.stat().st_size, missing)


def _fill(file: IO[bytes], database: Path, data: Path, made: datetime) -> tuple[int, tuple[str, ...]]:
    entries: dict[str, dict[str, object]] = {}
    missing = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        with copied(database, data) as copy:
            named = originals_in(copy)
            entries[DATABASE] = _add(archive, DATABASE, copy)
        for sha256 in named:
            member = original_name(sha256)
            try:
                entries[member] = _add(archive, member, data / member)
            except FileNotFoundError:
                missing.append(sha256)
        for sign in SIGNS:
            if (data / sign).exists():
                entries[sign] = _add(archive, sign, data / sign)
        about = {"format": FORMAT, "made": made.isoformat(), "entries": entries, "missing": missing}
        archive.writestr(MANIFEST, json.dumps(about, ensure_ascii=False, indent=1))
    return len(named) - len(missing), tuple(missing)


def original_name(sha256: str) -> str:
    """Where an original lies, below DATA_DIR and in the backup alike."""
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


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> dict[str, object]:
    """One member, read once; its checksum and size."""
    digest, size = hashlib.sha256(), 0
    info = zipfile.ZipInfo(name, OLDEST_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as member:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            member.write(chunk)
    return {"sha256": digest.hexdigest(), "size": size}
