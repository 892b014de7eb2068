"""Reading a stranger's file without risk to the process that asks: a child does it, this module starts and watches it.

One fork server a process, started at the first file and ended with the process. Safe in threads; a forked process
(a gunicorn worker) starts its own.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import logging
import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reports.extraction.confinement import Limits
from reports.extraction.forkserver import HEADER, READY, STATUS
from reports.extraction.types import RefusalCode, RefusedFile
from reports.parsing.types import ExtractedText

logger = logging.getLogger(__name__)

START = "from reports.extraction.forkserver import main; main()"
START_SECONDS = 60.0
GRACE_SECONDS = 5.0
# What a child needs of the environment; passwords and keys stay out.
ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "VIRTUAL_ENV")
SENTENCES: dict[RefusalCode, str] = {
    "too_large": "文件超过{size}MB，太大了。请删去其中的图片，或拆成几个文件后再上传。",
    "too_complex": "文件内容过于庞大或嵌套过深，读取时超出内存限制。请拆成几个文件，或另存一份后重新上传。",
    "timeout": "读取文件用时过长，已停止。请拆成几个文件，或另存一份后重新上传。",
    "corrupt": "文件已损坏，无法读出内容。请用原来的软件打开检查，另存一份后重新上传。",
    "unsupported": "这不是普通文件，无法读取。请选择文档文件上传。",
}
# How a child died → the refusal. Failed allocations end in abort, trap or illegal instruction in C++ readers.
DEATHS: dict[int, RefusalCode] = {
    signal.SIGXCPU: "timeout",
    signal.SIGKILL: "too_complex",
    signal.SIGABRT: "too_complex",
    signal.SIGTRAP: "too_complex",
    signal.SIGILL: "too_complex",
    signal.SIGXFSZ: "too_complex",
}


class _ServerLostError(Exception):
    """The fork server itself is gone (killed by an operator or the kernel)."""


@dataclass(frozen=True, slots=True)
class _Ending:
    code: int
    timed_out: bool


class _Server:
    """A running fork server and the socket that commands it."""

    def __init__(self) -> None:
        self.control, theirs = socket.socketpair()
        root = str(Path(__file__).parents[2])
        environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
        environment["PYTHONPATH"] = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
        command = [sys.executable, "-c", START, str(theirs.fileno())]
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
                raise _ServerLostError
        except (OSError, _ServerLostError) as error:
            self.close()
            raise _ServerLostError from error

    def submit(self, wall_seconds: float, job: socket.socket, status: socket.socket) -> None:
        try:
            socket.send_fds(self.control, [HEADER.pack(wall_seconds)], [job.fileno(), status.fileno()])
        except OSError as error:
            raise _ServerLostError from error

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


def extract_isolated(path: Path, limits: Limits | None = None, *, filename: str | None = None) -> ExtractedText:
    """Reads a file in a confined child. ``filename`` is the original name where ``path`` is a temporary one.

    Raises RefusedFile: every way in which a file or its reader can fail ends as one sentence.
    """
    limits = limits or Limits()
    _check_file(path, limits)
    with tempfile.TemporaryDirectory(prefix="wenlan-", ignore_cleanup_errors=True) as folder:
        request = {"path": str(path.resolve()), "filename": filename, "folder": folder, "limits": asdict(limits)}
        answer, ending = _ask_twice(request, limits)
    return _read_answer(answer, ending)


def _check_file(path: Path, limits: Limits) -> None:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise RefusedFile("unsupported", SENTENCES["unsupported"])
    if status.st_size > limits.file_bytes:
        raise RefusedFile("too_large", SENTENCES["too_large"].format(size=limits.file_bytes // 1024 // 1024))


def _ask_twice(request: dict[str, Any], limits: Limits) -> tuple[bytes, _Ending]:
    """A server that has died since the last file is started anew, once."""
    try:
        return _ask(request, limits)
    except _ServerLostError:
        stop_server()
        try:
            return _ask(request, limits)
        except _ServerLostError:
            logger.exception("the extraction server does not start")
            raise RefusedFile("timeout", "读取文件的服务没有启动。请稍后重试；仍不行请联系管理员查看日志。") from None


def _ask(request: dict[str, Any], limits: Limits) -> tuple[bytes, _Ending]:
    job, job_theirs = socket.socketpair()
    status, status_theirs = socket.socketpair()
    with job, status:
        with job_theirs, status_theirs, _lock:
            _running_server().submit(limits.wall_seconds, job_theirs, status_theirs)
        deadline = time.monotonic() + limits.wall_seconds + GRACE_SECONDS
        try:
            job.sendall(json.dumps(request).encode() + b"\n")
            answer = _receive(job, limits.answer_bytes, deadline)
            status.settimeout(max(0.1, deadline - time.monotonic()))
            ending = status.recv(STATUS.size)
        except TimeoutError:
            return b"", _Ending(-signal.SIGKILL, timed_out=True)
        except OSError as error:
            raise _ServerLostError from error
        if len(ending) < STATUS.size:
            raise _ServerLostError
        return answer, _Ending(*STATUS.unpack(ending))


def _receive(job: socket.socket, limit: int, deadline: float) -> bytes:
    """All a child says. One that says too much is cut off: its answer no longer parses."""
    pieces, received = [], 0
    while True:
        job.settimeout(max(0.1, deadline - time.monotonic()))
        try:
            piece = job.recv(1 << 20)
        except ConnectionResetError:
            break
        received += len(piece)
        if not piece or received > limit:
            break
        pieces.append(piece)
    with contextlib.suppress(OSError):
        job.shutdown(socket.SHUT_RDWR)
    return b"".join(pieces)


def _read_answer(answer: bytes, ending: _Ending) -> ExtractedText:
    from reports.extraction.task import unpack

    if ending.timed_out:
        raise RefusedFile("timeout", SENTENCES["timeout"])
    if ending.code < 0:
        code = DEATHS.get(-ending.code, "corrupt")
        raise RefusedFile(code, SENTENCES[code])
    try:
        reply = json.loads(answer)
        if "extracted" in reply:
            return unpack(reply["extracted"])
        code, message = reply["refused"]
    except (ValueError, KeyError, TypeError):
        raise RefusedFile("too_complex", SENTENCES["too_complex"]) from None
    if reply.get("detail"):
        logger.warning("a reader failed: %s", str(reply["detail"])[-2000:])
    raise RefusedFile(code, message or SENTENCES[code])
