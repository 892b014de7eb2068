"""The fork server of this process: started at the first file, ended with the process.

Safe in threads; a forked process (a gunicorn worker) starts its own.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reports.extraction.confinement import Limits
from reports.extraction.forkserver import HEADER, READY, STATUS
from reports.extraction.types import RefusedFile

logger = logging.getLogger(__name__)

# The project's folder comes as an argument: in PYTHONPATH a colon in its name would part it.
START = "import sys; sys.path.insert(0, sys.argv.pop()); from reports.extraction.forkserver import main; main()"
START_SECONDS = 60.0
GRACE_SECONDS = 5.0
# What a child needs of the environment; passwords and keys stay out.
ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV")
PROGRESS = b'{"progress"'

ReportLine = Callable[[bytes], None]


class ServerLostError(Exception):
    """The fork server itself is gone (killed by an operator or the kernel)."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a child ended; ``peak_bytes`` is the memory it held at most, LibreOffice's own not counted."""

    code: int
    timed_out: bool
    peak_bytes: int = 0


class _Server:
    """A running fork server and the socket that commands it."""

    def __init__(self) -> None:
        self.control, theirs = socket.socketpair()
        root = str(Path(__file__).parents[2])
        environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
        command = [sys.executable, "-c", START, str(theirs.fileno()), root]
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command,
                pass_fds=[theirs.fileno()],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
        self.control.settimeout(START_SECONDS)
        try:
            if self.control.recv(1) != READY:
                raise ServerLostError
        except (OSError, ServerLostError) as error:
            self.close()
            raise ServerLostError from error

    def submit(self, wall_seconds: float, job: socket.socket, status: socket.socket) -> None:
        try:
            socket.send_fds(self.control, [HEADER.pack(wall_seconds)], [job.fileno(), status.fileno()])
        except OSError as error:
            raise ServerLostError from error

    def close(self) -> None:
        self.control.close()
        try:
            self.process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


_lock = threading.Lock()
_server: _Server | None = None


def _running_server() -> _Server:
    global _server  # noqa: PLW0603 - one server a process is the point
    if _server is None:
        _server = _Server()
    return _server


def stop_server() -> None:
    """Ends this process's fork server and its children; the next file starts another."""
    global _server
    with _lock:
        server, _server = _server, None
    if server is not None:
        server.close()


def _forget_server() -> None:
    """In a forked process: the parent's server is not ours, and our copy of its socket must not keep it alive."""
    global _server, _lock  # noqa: PLW0603
    _lock = threading.Lock()
    if _server is not None:
        _server.control.close()
        # Not our child: without a return code its Popen would warn when collected.
        _server.process.returncode = 0
        _server = None


atexit.register(stop_server)
os.register_at_fork(after_in_child=_forget_server)


def ask(request: dict[str, Any], limits: Limits, report: ReportLine) -> tuple[bytes, Ending]:
    """A child's answer to a request, and how it ended. ``report`` gets its lines of progress.

    A server that has died since the last file is started anew, once. Raises RefusedFile where that fails.
    """
    try:
        return _ask(request, limits, report)
    except ServerLostError:
        stop_server()
        try:
            return _ask(request, limits, report)
        except ServerLostError:
            logger.exception("the extraction server does not start")
            raise RefusedFile("timeout", "读取文件的服务没有启动。请稍后重试；仍不行请联系管理员查看日志。") from None


def _ask(request: dict[str, Any], limits: Limits, report: ReportLine) -> tuple[bytes, Ending]:
    job, job_theirs = socket.socketpair()
    status, status_theirs = socket.socketpair()
    with job, status:
        with job_theirs, status_theirs, _lock:
            _running_server().submit(limits.wall_seconds, job_theirs, status_theirs)
        deadline = time.monotonic() + limits.wall_seconds + GRACE_SECONDS
        try:
            job.sendall(json.dumps(request).encode() + b"\n")
            answer = _receive(job, limits.answer_bytes, deadline, report)
            status.settimeout(max(0.1, deadline - time.monotonic()))
            ending = status.recv(STATUS.size)
        except TimeoutError:
            return b"", Ending(-signal.SIGKILL, timed_out=True)
        except OSError as error:
            raise ServerLostError from error
        if len(ending) < STATUS.size:
            raise ServerLostError
        return answer, Ending(*STATUS.unpack(ending))


def _receive(job: socket.socket, limit: int, deadline: float, report: ReportLine) -> bytes:
    """A child's last line. One that says too much is cut off: its answer no longer parses."""
    said, received = bytearray(), 0
    while True:
        job.settimeout(max(0.1, deadline - time.monotonic()))
        try:
            piece = job.recv(1 << 20)
        except ConnectionResetError:
            break
        received += len(piece)
        if not piece or received > limit:
            break
        said += piece
        while said.startswith(PROGRESS) and (end := said.find(b"\n")) >= 0:
            report(bytes(said[:end]))
            del said[: end + 1]
    with contextlib.suppress(OSError):
        job.shutdown(socket.SHUT_RDWR)
    return bytes(said)
