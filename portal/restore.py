"""The way back from a backup into an empty DATA_DIR. Nothing is put in place before all of it has proved whole."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
import sqlite3
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.backup import CHUNK, DATABASE, FORMAT, MANIFEST, SIGNS

LONGEST_MANIFEST = 256 * 1024 * 1024
KNOWN_MEMBER = re.compile(rf"files/[0-9a-f]{{2}}/[0-9a-f]{{64}}|{re.escape(DATABASE)}|{'|'.join(SIGNS)}")


class CannotRestoreError(Exception):
    """Why nothing was restored; ``str()`` is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back. ``missing`` counts originals that were lost before the backup was made."""

    made: str
    originals: int
    missing: int


def read(place: Path, database: Path, data: Path) -> Restored:
    """Restore the backup ``place`` to ``database`` and ``data``; raises CannotRestoreError, with nothing changed."""
    refuse_to_overwrite(database, data)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data, prefix="restoring-") as name:
        folder = Path(name)
        try:
            with zipfile.ZipFile(place) as archive:
                about = _manifest(archive)
                for member, entry in about["entries"].items():
                    _unpack(archive, member, entry, folder / member)
        except (OSError, zipfile.BadZipFile, EOFError) as fault:
            raise CannotRestoreError(f"备份文件 {place.name} 读不出来（{fault}），没有恢复。请换一份备份。") from fault
        _check_database(folder / DATABASE)
        _put_in_place(folder, database, data)
    originals = sum(member.startswith("files/") for member in about["entries"])
    return Restored(str(about["made"]), originals, len(about["missing"]))


def refuse_to_overwrite(database: Path, data: Path) -> None:
    held = database.exists() and database.stat().st_size and _tables(database)
    if held or any(path.is_file() for path in (data / "files").rglob("*")):
        raise CannotRestoreError(f"{data} 里已经有数据，没有恢复。请把 DATA_DIR 指向一个空文件夹后再试。")


def _tables(database: Path) -> int:
    """How many tables there are; a file that is no database counts as one that is in use."""
    try:
        with contextlib.closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as there:
            return int(there.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0])
    except sqlite3.Error:
        return 1


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    """The list of what must be there; a list of unknown shape, or one that names other places, is refused."""
    try:
        if archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
            raise ValueError
        about = json.loads(archive.read(MANIFEST))
        entries = about["entries"]
        known = about["format"] == FORMAT and DATABASE in entries and isinstance(about["missing"], list)
        sound = all(
            KNOWN_MEMBER.fullmatch(name) and set(entry) == {"sha256", "size"} for name, entry in entries.items()
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        known = sound = False
    if not known or not sound:
        raise CannotRestoreError("这不是文澜的备份，或由更新的版本制作，没有恢复。请核对文件，或升级后再试。")
    return dict(about)


def _unpack(archive: zipfile.ZipFile, name: str, entry: dict[str, Any], target: Path) -> None:
    """One member, no longer than it says and with the checksum it says."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    try:
        member = archive.open(name)
    except KeyError:
        raise CannotRestoreError(f"备份里缺少 {name}，没有恢复。请换一份备份。") from None
    with member, target.open("wb") as file:
        while (chunk := member.read(CHUNK)) and size <= entry["size"]:
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
    if (size, digest.hexdigest()) != (entry["size"], entry["sha256"]):
        raise CannotRestoreError(f"备份里的 {name} 与清单不符，备份已损坏，没有恢复。请换一份备份。")
    target.chmod(0o440 if name.startswith("files/") else 0o600)


def _check_database(copy: Path) -> None:
    try:
        with contextlib.closing(sqlite3.connect(copy)) as restored:
            sound = restored.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.Error:
        sound = False
    if not sound:
        raise CannotRestoreError("备份里的数据库已损坏，没有恢复。请换一份备份。")


def _put_in_place(folder: Path, database: Path, data: Path) -> None:
    """The database last: until it is there, the folder counts as one without data and can be tried again."""
    if (folder / "files").exists():
        shutil.rmtree(data / "files", ignore_errors=True)
        (folder / "files").rename(data / "files")
    for sign in SIGNS:
        if (folder / sign).exists():
            (folder / sign).replace(data / sign)
    for rest in ("-wal", "-shm"):
        Path(f"{database}{rest}").unlink(missing_ok=True)
    shutil.move(folder / DATABASE, database)
