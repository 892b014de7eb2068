"""``import_all``: an export into an empty portal, whole or not at all.

Originals are unpacked beside their place first. Rows, references and the originals' list are then checked within one
transaction; the originals take their places as its last step. A process killed before the end leaves no row, and at
most files that no row names and that the next import takes over.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from portal.backup import SIGNS, original_name
from portal.moving.databases import empty, keep_others_out
from portal.moving.leaving import FORMAT, SETTINGS, VERSION, Progress
from portal.moving.loading import UnfitTableError, load
from portal.moving.schema import is_older, last_migrations
from portal.moving.tables import moving_tables
from portal.sealed import CHECKSUM, NotWholeError, Sealed, unsealed
from reports.models import IndexChange, Report, SourceFile

KNOWN_MEMBER = re.compile(r"files/[0-9a-f]{2}/[0-9a-f]{64}|tables/[a-z_]+\.[a-z_]+\.jsonl")
STAGED = "arriving-"
FAULTS = {
    "unreadable": "导出文件读不出来（{about}），没有导入。请换一份。",
    "foreign": "这不是文澜的导出文件，或其中有不该有的内容，没有导入。请核对文件。",
    "missing": "导出文件里缺少 {about}，没有导入。请重新导出。",
    "changed": "导出文件里的 {about} 与清单不符，文件已损坏，没有导入。请重新导出或重新拷贝。",
    "no_room": "磁盘空间不够：导入后至少有 {about}，没有导入。请腾出空间后再试。",
}
NEWER = "这份导出由更新的版本制作，没有导入。请先升级本系统再试。"
OLDER = "这份导出由较旧的版本制作，没有导入。请用当时的版本导入，升级后再试。"


class CannotImportError(Exception):
    """Why nothing was imported; ``str()`` is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came in. ``left_out``: rows by table that give rights unknown here. ``settings``: those that differ."""

    made: str
    originals: int
    missing: int
    left_out: Counter[str]
    settings: dict[str, Any]


def arrive(place: Path, data: Path, show: Progress) -> Arrived:
    """Take the export ``place`` into an empty, migrated portal; raises CannotImportError, with nothing changed."""
    refuse_data()
    try:
        with unsealed(place, KNOWN_MEMBER) as file:
            _refuse_foreign(file)
            with _workroom(data) as folder:
                file.need_room(folder)
                for member in _originals(file):
                    file.unpack(member, folder / member, 0o440)
                left_out = _take_in(file, folder, data, show)
    except NotWholeError as fault:
        raise CannotImportError(FAULTS[fault.reason].format(about=fault.about)) from fault
    except (UnfitTableError, DatabaseError) as fault:
        raise CannotImportError(f"导出文件里的内容与本系统不合（{fault}），没有导入。请重新导出。") from fault
    except OSError as fault:
        raise CannotImportError(f"写不进磁盘（{fault}），没有导入。请检查文件夹和磁盘空间后再试。") from fault
    about = file.about
    differing = {name: about["settings"].get(name) for name in SETTINGS}
    differing = {name: value for name, value in differing.items() if value != getattr(settings, name)}
    return Arrived(str(about.get("made", "")), len(_originals(file)), len(about["missing"]), left_out, differing)


def refuse_data() -> None:
    """Raise CannotImportError where anybody has worked with this portal."""
    held = [(table.shown, table.held()) for table in moving_tables()]
    told = "、".join(f"{name} {count}" for name, count in held if count)
    if told:
        raise CannotImportError(
            f"这里已经有数据（{told}），没有导入。请把 DATA_DIR（和 DATABASE_URL）指向一个空的系统后再试。"
        )


def _refuse_foreign(file: Sealed) -> None:
    about = file.about
    if about.get("format") != FORMAT or not _has_shape(about):
        raise NotWholeError("foreign")
    if about["version"] > VERSION:
        raise CannotImportError(NEWER)
    ours = last_migrations()
    if about["migrations"] != ours:
        raise CannotImportError(OLDER if is_older(about["migrations"], ours) else NEWER)
    labels = {table.label for table in moving_tables()}
    members = {table.member for table in moving_tables()}
    if about["tables"].keys() != labels or members != {name for name in file.entries if name.startswith("tables/")}:
        raise NotWholeError("foreign")
    wrong = [name for name in _originals(file) if name != original_name(file.entries[name]["sha256"])]
    if set(wrong) != {original_name(sha256) for sha256 in about["damaged"]}:
        raise NotWholeError("changed", next(iter(wrong), "manifest.json"))


def _has_shape(about: dict[str, Any]) -> bool:
    checksums = [about.get("missing"), about.get("damaged")]
    return (
        type(about.get("version")) is int
        and all(isinstance(about.get(name), dict) for name in ("migrations", "tables", "settings"))
        and all(isinstance(name, str) for name in about["migrations"].values())
        and all(isinstance(told, dict) and {"rows", "last_id"} <= told.keys() for told in about["tables"].values())
        and all(isinstance(held, list) for held in checksums)
        and all(isinstance(each, str) and CHECKSUM.fullmatch(each) for held in checksums for each in held or ())
    )


def _originals(file: Sealed) -> list[str]:
    return [name for name in file.entries if name.startswith("files/")]


@contextmanager
def _workroom(data: Path) -> Iterator[Path]:
    """A folder beside the originals' places, gone on exit; what a killed import left goes too."""
    files = data / "files"
    files.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in files.glob(f"{STAGED}*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=files, prefix=STAGED) as name:
        yield Path(name)


def _take_in(file: Sealed, folder: Path, data: Path, show: Progress) -> Counter[str]:
    placed: list[Path] = []
    try:
        with transaction.atomic():
            keep_others_out(moving_tables())
            refuse_data()
            empty(moving_tables())
            left_out = load(file, show)
            connection.check_constraints()
            _compare_originals(file)
            _ask_for_the_index()
            for member in _originals(file):
                _put(folder / member, data / member, placed)
            # Whatever stands in the house now, samples are not to be added to it.
            for sign in SIGNS:
                (folder / sign).touch()
                _put(folder / sign, data / sign, placed)
    except BaseException:
        for path in placed:
            path.unlink(missing_ok=True)
        raise
    return left_out


def _put(staged: Path, place: Path, placed: list[Path]) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        placed.append(place)
    staged.replace(place)


def _compare_originals(file: Sealed) -> None:
    """Every source has its original, or is told to lack it, and there are no others."""
    named = {original_name(sha256) for sha256 in SourceFile.objects.values_list("sha256", flat=True).iterator()}
    missing = {original_name(sha256) for sha256 in file.about["missing"]}
    held = set(_originals(file))
    if named != held | missing or held & missing:
        raise NotWholeError("missing", next(iter(sorted(named - held - missing)), "files/"))


def _ask_for_the_index() -> None:
    """So that the index follows also where this process is killed before it is built."""
    reports = Report.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000)
    now = timezone.now()
    IndexChange.objects.bulk_create((IndexChange(report_id=pk, created_at=now) for pk in reports), batch_size=500)
