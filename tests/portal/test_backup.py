"""A backup comes back as it was, or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import stat
import subprocess
import sys
import threading
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from portal import backup, restore
from portal.sealed import MANIFEST
from tests.reports.brought import TEXT

HOME = Path(__file__).resolve().parents[2]
MADE = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
ORIGINAL = "泸县2012年教育工作总结".encode()


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A data folder with a database in WAL mode and one original."""
    data = tmp_path / "data"
    sha256 = hashlib.sha256(ORIGINAL).hexdigest()
    place = data / backup.original_name(sha256)
    place.parent.mkdir(parents=True)
    place.write_bytes(ORIGINAL)
    (data / "samples-loaded").touch()
    (data / "secret-key").write_text("never to be copied")
    with contextlib.closing(open_database(data)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE reports_sourcefile (id INTEGER PRIMARY KEY, sha256 TEXT)")
        made.execute("CREATE TABLE pairs (one INTEGER, other INTEGER)")
        made.execute("INSERT INTO reports_sourcefile (sha256) VALUES (?)", [sha256])
    return data


def open_database(data: Path) -> sqlite3.Connection:
    return sqlite3.connect(data / backup.DATABASE, isolation_level=None, timeout=30)


def rows(data: Path, question: str) -> list[tuple[object, ...]]:
    with contextlib.closing(open_database(data)) as database:
        return database.execute(question).fetchall()


def backed_up(data: Path, name: str = "b.zip") -> backup.Backup:
    return backup.write(data / backup.DATABASE, data, data.parent / name, MADE)


def restored(place: Path, data: Path) -> restore.Restored:
    return restore.read(place, data / backup.DATABASE, data)


def test_a_round_trip(portal, tmp_path):
    made = backed_up(portal)
    assert (made.originals, made.missing) == (1, ())
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert (portal / backup.LAST_BACKUP).exists()
    with zipfile.ZipFile(made.path) as archive:
        assert not [name for name in archive.namelist() if "secret" in name or "password" in name]
    other = tmp_path / "other"
    assert restored(made.path, other) == restore.Restored(MADE.isoformat(), 1, 0)
    (sha256,) = rows(other, "SELECT sha256 FROM reports_sourcefile")[0]
    assert (other / backup.original_name(str(sha256))).read_bytes() == ORIGINAL
    assert (other / "samples-loaded").exists()
    assert sorted(path.name for path in other.iterdir()) == ["files", "samples-loaded", "wenlan.sqlite3"]


def test_it_is_of_one_moment_while_others_write(portal):
    """Each transaction writes both halves of a pair: a copy of half a transaction would hold one alone."""
    stop = threading.Event()

    def write() -> None:
        with contextlib.closing(open_database(portal)) as database:
            number = 0
            while not stop.is_set():
                number += 1
                database.execute("BEGIN IMMEDIATE")
                database.execute("INSERT INTO pairs VALUES (?, NULL)", [number])
                database.execute("UPDATE pairs SET other = one WHERE other IS NULL")
                database.execute("COMMIT")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [backed_up(portal, f"{number}.zip") for number in range(5)]
    finally:
        stop.set()
        writer.join()
    assert rows(portal, "SELECT COUNT(*) FROM pairs") != [(0,)]
    for each in made:
        folder = portal.parent / each.path.stem
        restored(each.path, folder)
        assert rows(folder, "SELECT COUNT(*) FROM pairs WHERE other IS NOT one") == [(0,)]


def test_an_existing_file_is_not_overwritten(portal):
    place = portal.parent / "b.zip"
    place.write_text("somebody's")
    with pytest.raises(FileExistsError):
        backed_up(portal)
    assert place.read_text() == "somebody's"


def test_a_lost_original_is_named_and_the_rest_saved(portal, tmp_path):
    (sha256,) = rows(portal, "SELECT sha256 FROM reports_sourcefile")[0]
    (portal / backup.original_name(str(sha256))).unlink()
    made = backed_up(portal)
    assert (made.originals, made.missing) == (0, (sha256,))
    assert restored(made.path, tmp_path / "other").missing == 1


def test_what_fails_leaves_nothing_behind(portal, monkeypatch):
    def held() -> list[Path]:
        return sorted(path for path in portal.parent.rglob("*") if not path.name.endswith(("-shm", "-wal")))

    before = held()

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        backed_up(portal)
    assert held() == before


@pytest.mark.parametrize("held", ["database", "files", "no-database"])
def test_a_folder_with_data_is_not_overwritten(portal, tmp_path, held):
    made = backed_up(portal)
    other = tmp_path / "other"
    (other / "files" / "ab").mkdir(parents=True)
    if held == "database":
        with contextlib.closing(open_database(other)) as database:
            database.execute("CREATE TABLE kept (id INTEGER)")
    else:
        (other / ("files/ab/ab" if held == "files" else backup.DATABASE)).write_bytes(b"theirs")
    with pytest.raises(restore.CannotRestoreError, match="已经有数据"):
        restored(made.path, other)


def changed(place: Path, change) -> Path:
    """The backup with its members put through ``change``: a dictionary of names and bytes."""
    with zipfile.ZipFile(place) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    other = place.with_name("changed.zip")
    with zipfile.ZipFile(other, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return other


def about(change):
    """A change of the manifest."""

    def apply(members):
        manifest = json.loads(members[MANIFEST])
        change(manifest)
        members[MANIFEST] = json.dumps(manifest).encode()

    return apply


def original_in(members) -> str:
    return next(name for name in members if name.startswith("files/"))


def rename_to(name):
    return about(lambda manifest: manifest["entries"].update({name: manifest["entries"][backup.DATABASE]}))


DAMAGE = [
    (lambda members: members.update({original_in(members): b"other words"}), "与清单不符"),
    (lambda members: members.pop(original_in(members)), "缺少"),
    (lambda members: members.pop(MANIFEST), "不是文澜的备份"),
    (about(lambda manifest: manifest.update(format=99)), "不是文澜的备份"),
    (about(lambda manifest: manifest["entries"].pop(backup.DATABASE)), "不是文澜的备份"),
    (about(lambda manifest: manifest.update(entries=[1])), "不是文澜的备份"),
    (rename_to("../../evil"), "不是文澜的备份"),
    (rename_to("/etc/evil"), "不是文澜的备份"),
    (rename_to("secret-key"), "不是文澜的备份"),
]


@pytest.mark.parametrize(("damage", "said"), DAMAGE)
def test_a_damaged_or_forged_backup_restores_nothing(portal, tmp_path, damage, said):
    place = changed(backed_up(portal).path, damage)
    other = tmp_path / "other"
    with pytest.raises(restore.CannotRestoreError, match=said):
        restored(place, other)
    assert list(other.iterdir()) == []


def test_a_cut_file_and_any_other_file(portal, tmp_path):
    place = backed_up(portal).path
    for content in (place.read_bytes()[:-200], b"", b"PK\x03\x04 nothing"):
        place.write_bytes(content)
        with pytest.raises(restore.CannotRestoreError, match="读不出来"):
            restored(place, tmp_path / "other")


def test_a_broken_database_with_a_right_checksum(portal, tmp_path):
    nonsense = b"no database"
    entry = {"sha256": hashlib.sha256(nonsense).hexdigest(), "size": len(nonsense)}

    def damage(members):
        members[backup.DATABASE] = nonsense
        about(lambda manifest: manifest["entries"].update({backup.DATABASE: entry}))(members)

    with pytest.raises(restore.CannotRestoreError, match="数据库已损坏"):
        restored(changed(backed_up(portal).path, damage), tmp_path / "other")


def test_other_databases_are_left_to_their_own_tools(monkeypatch, tmp_path):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")
    (tmp_path / "b").touch()
    for command in ("backup", "restore"):
        with pytest.raises(CommandError, match="export_all") as refused:
            call_command(command, str(tmp_path / "b"))
        assert refused.value.returncode == 2


@pytest.mark.slow
def test_the_same_search_after_the_way_back(tmp_path):
    """The commands themselves, in processes of their own, with the real database, originals and index."""

    def run(data: str, *command: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"DATA_DIR": str(tmp_path / data)}
        for name in [name for name in environment if name.startswith(("DJANGO", "PYTEST"))]:
            del environment[name]
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            check=False,
            cwd=HOME,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
        )

    def found(data: str) -> dict[str, object]:
        answer = json.loads(run(data, "search", "薄弱学校", "--json").stdout)
        return {key: value for key, value in answer.items() if key != "took_ms"}

    assert run("one", "migrate", "-v0").returncode == 0
    (tmp_path / "泸县2012年教育工作总结.txt").write_text(TEXT, encoding="utf-8")
    assert run("one", "ingest", str(tmp_path / "泸县2012年教育工作总结.txt"), "--publish").returncode == 0
    (tmp_path / "safe").mkdir()
    made = run("one", "backup", str(tmp_path / "safe"))
    assert (made.returncode, Path(made.stdout.strip()).parent) == (0, tmp_path / "safe"), made.stderr
    refused = run("one", "restore", made.stdout.strip())
    assert (refused.returncode, "已经有数据" in refused.stderr) == (1, True)
    back = run("two", "restore", made.stdout.strip())
    assert back.returncode == 0, back.stderr
    assert found("two") == found("one")
    assert found("two")["total"] == 1
    again = run("two", "ingest", str(tmp_path / "泸县2012年教育工作总结.txt"), "--publish")
    assert "重复" in again.stderr + again.stdout
    assert run("two", "check_index").returncode == 0
