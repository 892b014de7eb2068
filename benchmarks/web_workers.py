"""The portal's web processes, started as ``make run`` starts them, without the background process."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Serving:
    """``process`` is gunicorn's own; its children are the workers."""

    port: int
    process: subprocess.Popen[bytes]

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(child) for child in children.split()]

    def cpu_seconds(self) -> float:
        """What the workers have spent so far, the system's work for them included."""
        return sum(_times(child) for child in self.workers())

    def megabytes(self) -> dict[str, int]:
        """Of the largest worker: what is its own, and with it the pages of mapped files, which workers share."""
        workers = list(self.workers())
        return {
            what: max((_kilobytes(child, line) // 1024 for child in workers), default=0)
            for what, line in (("own", "RssAnon"), ("with_file_pages", "VmRSS"))
        }


def _kilobytes(child: int, line: str) -> int:
    lines = dict(each.split(":", 1) for each in Path(f"/proc/{child}/status").read_text("ascii").splitlines())
    return int(lines[line].split()[0])


def _times(child: int) -> float:
    """utime and stime, the 14th and 15th field; the second may hold blanks."""
    fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def serving(folder: Path, workers: int) -> Iterator[Serving]:
    """Until the block ends. What is said goes to ``web.log`` in ``folder``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--config", "python:portal.gunicorn_conf"]
    environment = os.environ | {"WEB_WORKERS": str(workers)}
    with (folder / "web.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{port}"], env=environment, stdout=log, stderr=log
        )  # the portal's own command
        try:
            _until_ready(port, process)
            yield Serving(port, process)
        finally:
            process.terminate()
            process.wait(30)


def _until_ready(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.suppress(OSError):
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.2)
    raise RuntimeError("gunicorn 没有启动，原因见数据目录中的 web.log。")
