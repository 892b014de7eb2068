"""The way back from a backup into an empty DATA_DIR. Nothing is put in place before all of it has proved whole."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from portal.backup import DATABASE, FORMAT, SIGNS
from portal.sealed import NotWholeError, Sealed, unsealed

KNOWN_MEMBER = re.compile(rf"files/[0-9a-f]{{2}}/[0-9a-f]{{64}}|{re.escape(DATABASE)}|{'|'.join(SIGNS)}")
FAULTS = {
    "unreadable": "备份文件读不出来（{about}），没有恢复。请换一份备份。",
    "foreign": "这不是文澜的备份，或由更新的版本制作，没有恢复。请核对文件，或升级后再试。",
    "missing": "备份里缺少 {about}，没有恢复。请换一份备份。",
    "changed": "备份里的 {about} 与清单不符，备份已损坏，没有恢复。请换一份备份。",
    "no_room": "磁盘空间不够：这份备份恢复后有 {about}，没有恢复。请腾出空间后再试。",
}


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
            with unsealed(place, KNOWN_MEMBER) as file:
                _refuse_foreign(file)
                file.need_room(data)
                for member in file.entries:
                    file.unpack(member, folder / member, 0o440 if member.startswith("files/") else 0o600)
        except NotWholeError as fault:
            raise CannotRestoreError(FAULTS[fault.reason].format(about=fault.about)) from fault
        except OSError as fault:
            raise CannotRestoreError(f"写不进磁盘（{fault}），没有恢复。请检查文件夹和磁盘空间后再试。") from fault
        _check_database(folder / DATABASE)
        _put_in_place(folder, database, data)
    originals = sum(member.startswith("files/") for member in file.entries)
    return Restored(str(file.about.get("made", "")), originals, len(file.about["missing"]))


def _refuse_foreign(file: Sealed) -> None:
    about = file.about
    if about.get("format") != FORMAT or DATABASE not in file.entries or not isinstance(about.get("missing"), list):
        raise NotWholeError("foreign")


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
