"""Portals in data folders of their own, used as an operator does: by commands in processes of their own."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parents[3]
BUILD = "import django, json; django.setup(); from tests.portal.moving.world import build; print(json.dumps(build()))"
SEE = (
    "import django, json, sys; django.setup(); from tests.portal.moving.world import seen; "
    "print(json.dumps(seen(json.loads(sys.argv[1]))))"
)


@dataclass(frozen=True)
class House:
    """A portal's data folder; ``database`` is a DATABASE_URL, empty for SQLite within the folder."""

    data: Path
    database: str = ""
    hidden: tuple[str, ...] = field(default=("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SECRET_KEY"), repr=False)

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in self.hidden}
        return kept | {"DATA_DIR": str(self.data)} | ({"DATABASE_URL": self.database} if self.database else {})

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """``manage.py`` with this command, to its end."""
        return self._run([sys.executable, "manage.py", *command])

    def start(self, *command: str) -> subprocess.Popen[str]:
        """``manage.py`` with this command; its stderr can be read while it works."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=HOME, env=self.environment(), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
        )  # fmt: skip

    def build(self) -> dict[str, Any]:
        """Migrate, and fill with what people do in a portal. Returns the names that ``seen`` needs."""
        for done in (self.run("migrate", "-v0"), built := self._run([sys.executable, "-c", BUILD])):
            assert done.returncode == 0, done.stderr
        names: dict[str, Any] = json.loads(built.stdout)
        return names

    def seen(self, names: dict[str, Any]) -> dict[str, Any]:
        """What searches find and what pages show."""
        done = self._run([sys.executable, "-c", SEE, json.dumps(names)])
        assert done.returncode == 0, done.stderr
        answers: dict[str, Any] = json.loads(done.stdout)
        return answers

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        environment = self.environment() | {"DJANGO_SETTINGS_MODULE": "portal.settings", "DEBUG": "1"}
        return subprocess.run(
            command, check=False, cwd=HOME, env=environment, capture_output=True, text=True, timeout=300
        )


def content(place: Path) -> dict[str, Any]:
    """What an export holds: rows by table, bytes by original. PostgreSQL keeps the keys of JSON in another order."""
    held: dict[str, Any] = {}
    with zipfile.ZipFile(place) as archive:
        for name in archive.namelist():
            if name.startswith("tables/"):
                held[name] = [json.loads(line) for line in archive.read(name).splitlines()]
            elif name != "manifest.json":
                held[name] = archive.read(name)
    return held


def last_ids(place: Path) -> dict[str, int]:
    with zipfile.ZipFile(place) as archive:
        return {name: told["last_id"] for name, told in json.loads(archive.read("manifest.json"))["tables"].items()}


def why_no_postgres() -> str:
    """Empty where a server of one's own can be started here, else what is missing."""
    if importlib.util.find_spec("psycopg") is None:
        return "psycopg is not installed (EXTRAS=postgres): nothing to reach PostgreSQL with"
    return "" if _binary("initdb") else "PostgreSQL's server is not installed: no initdb found"


def _binary(name: str) -> str:
    known = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(known[-1]) if known else "")


@contextmanager
def postgres() -> Iterator[str]:
    """A server in a folder of its own, reached by a socket there alone; yields a DATABASE_URL of an empty database."""
    folder = Path(tempfile.mkdtemp(prefix="wenlan-pg-"))
    # The server refuses to run as root.
    account: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": ()} if os.getuid() == 0 else {}
    if account:
        shutil.chown(folder, "nobody", "nogroup")

    def run(name: str, *arguments: str) -> None:
        binary = _binary(name)
        done = subprocess.run([binary, *arguments], check=False, cwd=folder, capture_output=True, text=True, **account)
        assert done.returncode == 0, done.stderr

    log, cluster = str(folder / "log"), str(folder / "cluster")
    try:
        run("initdb", "-D", cluster, "-U", "wenlan", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        subprocess.run(
            [_binary("pg_ctl"), "-D", cluster, "-l", log, "-w", "-o", f"-k {folder} -c listen_addresses=''", "start"],
            check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **account,
        )  # fmt: skip
        try:
            run("createdb", "-h", str(folder), "-U", "wenlan", "wenlan")
            yield f"postgres://wenlan@/{folder}/wenlan"
        finally:
            run("pg_ctl", "-D", cluster, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
