"""The process that forks a child for every file. Started by `isolation.py`; ends when its starter does.

It has imported the readers beforehand, so that a child costs milliseconds. The control socket carries one message a
file: the wall-clock limit, with two descriptors. On the first ("job") the child receives its request and answers in
lines of JSON; on the second ("status") this server says how the child ended. Closing the status end cancels the file.
"""

from __future__ import annotations

import contextlib
import gc
import os
import selectors
import signal
import socket
import struct
import sys
import time
import traceback
from dataclasses import dataclass
from importlib import import_module
from types import FrameType

from reports.extraction.confinement import give_up_network_and_rights

HEADER = struct.Struct("d")
STATUS = struct.Struct("i?q")
"""Exit code as Popen gives it (negative: the signal that ended it); whether the wall clock did; bytes of memory held at
most."""
READY = b"R"
READERS = ("task", "txt", "docx", "html", "pdf", "xlsx", "office", "doc", "rtf", "xls")
PRELOAD = tuple(f"reports.extraction.{name}" for name in READERS)
# trafilatura loads its word lists at first use: better once here than in every child.
WARM_UP = "<html><body><article><p>文澜读取网页之前先读这一段，让第一个网页不必等待。</p></article></body></html>"


@dataclass(slots=True)
class Running:
    pid: int
    status: socket.socket
    deadline: float
    timed_out: bool = False


class ForkServer:
    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.running: dict[int, Running] = {}
        self.selector = selectors.DefaultSelector()
        self.selector.register(control, selectors.EVENT_READ, "control")
        # A child's death must end select(): the signal writes a byte here.
        self.woken, self.wake = socket.socketpair()
        for end in (self.woken, self.wake):
            end.setblocking(False)
        self.selector.register(self.woken, selectors.EVENT_READ, "woken")
        signal.set_wakeup_fd(self.wake.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _ignore)

    def serve(self) -> None:
        """Until the starter closes its end of the control socket."""
        try:
            while self._turn():
                pass
        finally:
            for job in self.running.values():
                _kill_group(job.pid)

    def _turn(self) -> bool:
        for key, _ in self.selector.select(self._patience()):
            if key.data == "control":
                if not self._accept():
                    return False
            elif key.data == "woken":
                with contextlib.suppress(BlockingIOError):
                    self.woken.recv(4096)
            else:  # the asker closed the status end: nobody waits for this file any more
                _kill_group(key.data)
        self._kill_late()
        self._reap()
        return True

    def _patience(self) -> float | None:
        if not self.running:
            return None
        return max(0.0, min(job.deadline for job in self.running.values()) - time.monotonic())

    def _accept(self) -> bool:
        try:
            message, descriptors, _, _ = socket.recv_fds(self.control, HEADER.size, 2)
        except ConnectionError:
            return False
        if len(message) < HEADER.size or len(descriptors) != 2:
            return False
        job, status = (socket.socket(fileno=descriptor) for descriptor in descriptors)
        pid = os.fork()
        if pid == 0:
            self._become_child(job, status)
        _set_group(pid)
        job.close()
        self.running[pid] = Running(pid, status, time.monotonic() + HEADER.unpack(message)[0])
        self.selector.register(status, selectors.EVENT_READ, pid)
        return True

    def _become_child(self, job: socket.socket, status: socket.socket) -> None:
        code = 1
        try:
            _set_group(0)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            for other in (self.control, self.woken, self.wake, status, *(r.status for r in self.running.values())):
                other.close()
            self.selector.close()
            from reports.extraction.task import run

            run(job)
            code = 0
        except BaseException:  # noqa: BLE001 - a child never returns into the server's loop, whatever happens
            traceback.print_exc()
        finally:
            os._exit(code)

    def _kill_late(self) -> None:
        now = time.monotonic()
        for job in self.running.values():
            if job.deadline <= now and not job.timed_out:
                job.timed_out = True
                job.deadline = now + 3600
                _kill_group(job.pid)

    def _reap(self) -> None:
        for pid in list(self.running):
            # Not reaped yet, the number cannot be another's: grandchildren (LibreOffice) are ended first.
            if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                continue
            _kill_group(pid)
            job = self.running.pop(pid)
            _, status, usage = os.wait4(pid, 0)
            code = os.waitstatus_to_exitcode(status)
            self.selector.unregister(job.status)
            with contextlib.suppress(OSError):
                job.status.send(STATUS.pack(code, job.timed_out, usage.ru_maxrss * 1024))
            job.status.close()


def _ignore(_signal: int, _frame: FrameType | None) -> None:
    """SIGCHLD needs a handler for the wake-up byte to be written."""


def _set_group(pid: int) -> None:
    # Done by both sides, as shells do: whichever comes first, the group exists before anyone kills it.
    with contextlib.suppress(OSError):
        os.setpgid(pid, pid)


def _kill_group(pid: int) -> None:
    with contextlib.suppress(OSError):
        os.killpg(pid, signal.SIGKILL)


def main() -> None:
    """Serves the control socket whose descriptor is the first argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=int(sys.argv[1]))
    give_up_network_and_rights()
    from reports.extraction import html

    for module in PRELOAD:
        import_module(module)
    html.extract_bytes(WARM_UP.encode())
    gc.collect()
    gc.freeze()
    control.sendall(READY)
    ForkServer(control).serve()
