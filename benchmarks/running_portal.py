"""The portal as it is run, web and background process, in a data folder of its own: to be measured, or half killed."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
PASSWORD = "long-password-1"  # noqa: S105 - of an account that lives as long as the measurement
PEOPLE = """
from django.contrib.auth.models import Group, User
from reports import samples
samples.load_districts()
user = User.objects.create_user("王审核", password="{password}")
user.groups.add(Group.objects.get(name="审核员"))
"""


@dataclass
class Portal:
    """``base`` is its address; ``rows`` reads its database without disturbing it."""

    base: str
    data: Path
    process: subprocess.Popen[bytes]

    def rows(self, question: str) -> list[tuple[object, ...]]:
        with contextlib.closing(sqlite3.connect(f"file:{self.data}/wenlan.sqlite3?mode=ro", uri=True)) as database:
            return database.execute(question).fetchall()

    def worker(self) -> int:
        """The process id of the background process; 0 where none runs just now."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for child in children:
            with contextlib.suppress(OSError):
                if b"work" in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0"):
                    return int(child)
        return 0


@contextlib.contextmanager
def running(data: Path, *, samples: bool = False) -> Iterator[Portal]:
    """Prepares a portal with one reviewer, empty or with the sample reports, and serves it until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data.mkdir(parents=True, exist_ok=True)
    if not samples:
        (data / "samples-loaded").touch()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "PYTEST"))}
    environment = kept | {"DATA_DIR": str(data), "PORT": str(port), "HOST": "127.0.0.1", "OPEN_READING": "1"}
    for command in (["prepare"], ["shell", "-v0", "-c", PEOPLE.format(password=PASSWORD)]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=HOME, env=environment, check=True, timeout=180)
    process = subprocess.Popen([sys.executable, "-m", "portal.serve"], cwd=HOME, env=environment)
    try:
        base = f"http://127.0.0.1:{port}"
        _until_ready(base, process)
        yield Portal(base, data, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=40)


def _until_ready(base: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{base}/healthz", timeout=2):  # noqa: S310 - our own
            return
        time.sleep(0.3)
    raise AssertionError("the portal did not start")
