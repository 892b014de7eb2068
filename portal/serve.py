"""``python -m portal.serve``: gunicorn and the background process together, until either is asked to stop.

Imports no Django: it only looks after two children. A background process that dies is started again; when gunicorn
ends, all ends.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

HOST = os.environ.get("HOST") or "127.0.0.1"
PORT = int(os.environ.get("PORT") or 8000)
DATA_DIR = Path(os.environ.get("DATA_DIR") or "var").expanduser().resolve()
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
RESTART_PAUSE = 2.0


def why_not_listen(host: str, port: int) -> str:
    """One sentence that says why nothing can listen there, or an empty string."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"端口 {port} 已被占用。换一个端口再试，例如：make run PORT={port + 1}"
            if error.errno == errno.EACCES:
                return f"没有权限使用端口 {port}。请用 1024 以上的端口，例如：make run PORT=8000"
            return f"地址 {host}:{port} 不能使用（{error.strerror}）。请检查 HOST 和 PORT。"
    return ""


@dataclass(slots=True)
class Pair:
    """The two children."""

    environment: dict[str, str]
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    stopping: bool = False

    def start_web(self) -> None:
        shown_host = f"[{HOST}]" if ":" in HOST else HOST
        command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--config", "python:portal.gunicorn_conf"]
        self._start("web", [*command, "--bind", f"{shown_host}:{PORT}"])

    def start_worker(self) -> None:
        self._start("worker", [sys.executable, "manage.py", "work"])

    def _start(self, name: str, command: list[str]) -> None:
        self.children[name] = subprocess.Popen(command, env=self.environment)  # noqa: S603 - our own commands

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        self.stopping = True
        for child in self.children.values():
            with contextlib.suppress(ProcessLookupError):
                child.terminate()

    def look_after(self) -> int:
        """Until gunicorn ends; returns its exit code."""
        while self.children["web"].poll() is None:
            if not self.stopping and self.children["worker"].poll() is not None:
                sys.stderr.write("后台进程停止了，正在重新启动。\n")
                time.sleep(RESTART_PAUSE)
                self.start_worker()
            time.sleep(0.3)
        self.stop()
        for child in self.children.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=20)
            child.kill()
        return 0 if self.stopping else self.children["web"].returncode


def environment() -> dict[str, str]:
    """Open reading is for the machine itself; whoever listens further asks for a login unless told otherwise."""
    opened = os.environ.get("OPEN_READING") or ("1" if HOST in LOOPBACK else "0")
    return {**os.environ, "DATA_DIR": str(DATA_DIR), "OPEN_READING": opened}


def main() -> int:
    if refusal := why_not_listen(HOST, PORT):
        sys.stderr.write(refusal + "\n")
        return 1
    if "--check" in sys.argv:
        return 0
    pair = Pair(environment())
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, pair.stop)
    pair.start_web()
    pair.start_worker()
    return pair.look_after()


if __name__ == "__main__":
    raise SystemExit(main())
