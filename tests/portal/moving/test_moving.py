"""A portal that moved house is the same: rows, originals, pages and search; or it did not move at all."""

from __future__ import annotations

import signal
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.portal.moving.houses import House, content, last_ids, postgres, why_no_postgres

SHIPPED = {
    "auth.group.jsonl", "auth.group_permissions.jsonl", "reports.district.jsonl", "reports.districtname.jsonl",
    "reports.indicator.jsonl",
}  # fmt: skip
"""The tables that hold rows after ``migrate`` alone."""
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("moving")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("moving")


@dataclass(frozen=True)
class Old:
    """A house people worked in, the names of what it holds, what is seen of it, and its export."""

    house: House
    names: dict[str, Any]
    seen: dict[str, Any]
    place: Path


@pytest.fixture(scope="module")
def old(folder) -> Old:
    house = House(folder / "old")
    names = house.build()
    place = folder / "old.zip"
    done = house.run("export_all", str(place))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(place)
    return Old(house, names, house.seen(names), place)


def moved(old, house: House, folder: Path) -> Path:
    """Take the old house's export into ``house``, compare all there is, and export it again."""
    done = house.run("import_all", str(old.place))
    assert done.returncode == 0, done.stderr
    assert "10 份原件" in done.stderr
    again = folder / f"{house.data.name}.zip"
    assert house.run("export_all", str(again)).returncode == 0
    assert content(again) == content(old.place)
    known = last_ids(old.place)
    assert all(number >= known[table] for table, number in last_ids(again).items() if number is not None)
    assert house.seen(old.names) == old.seen
    assert house.run("check_index").returncode == 0
    return again


def test_the_file_is_its_owners_and_holds_what_people_did(old):
    held = content(old.place)
    assert stat.S_IMODE(old.place.stat().st_mode) == 0o600
    for table in ("correction", "basketitem", "verdict", "finding", "parse", "auditentry", "reviewdesk", "ingestrun"):
        assert held[f"tables/reports.{table}.jsonl"], table
    assert held["tables/search.savedsearch.jsonl"]
    assert {row["state"] for row in held["tables/reports.report.jsonl"]} >= {"draft", "returned", "withdrawn"}
    assert "mask" in {row["kind"] for row in held["tables/reports.correction.jsonl"]}
    assert not [name for name in held if "session" in name or "secret" in name or "axes" in name]
    secret = (old.house.data / "secret-key").read_bytes().strip()
    assert not [name for name in held if name.startswith("files/") and secret in held[name]]


def test_to_another_folder(old, folder):
    house = House(folder / "new")
    moved(old, house, folder)
    refused = house.run("import_all", str(old.place))
    assert (refused.returncode, "这里已经有数据" in refused.stderr) == (1, True), refused.stderr
    assert not [path for path in (house.data / "files").iterdir() if len(path.name) != 2]


def test_a_killed_import_leaves_nothing(old, folder):
    house = House(folder / "killed")
    work = house.start("import_all", str(old.place))
    for line in work.stderr:
        if line.startswith("["):
            work.send_signal(signal.SIGKILL)
            break
    assert work.wait() == -signal.SIGKILL
    work.stderr.close()
    place = folder / "killed.zip"
    assert house.run("export_all", str(place)).returncode == 0
    held = content(place)
    assert {name.rpartition("/")[2] for name, rows in held.items() if rows} == SHIPPED
    assert not any(row["is_sample"] for row in held["tables/reports.district.jsonl"])
    assert house.run("import_all", str(old.place)).returncode == 0


@pytest.mark.skipif(bool(why_no_postgres()), reason=why_no_postgres())
def test_to_postgresql_and_back(old, folder):
    with postgres() as url:
        there = moved(old, House(folder / "postgres", url), folder)
    back = House(folder / "back")
    assert back.run("import_all", str(there)).returncode == 0
    home = folder / "back.zip"
    assert back.run("export_all", str(home)).returncode == 0
    assert content(home) == content(old.place)
    assert back.seen(old.names) == old.seen
