"""What a process that reads strangers' files may not do: gain rights, reach the network, eat the machine.

Linux calls through ctypes. Where a call is refused (an old kernel, a strict container) the next measure is tried;
memory, time and file size limits hold everywhere.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
from dataclasses import dataclass

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2
# machine → (audit number of the architecture, number of the socket() call): linux/audit.h, asm/unistd.h
SOCKET_CALL = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
AF_UNIX = 1
EACCES = 13


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Beyond it the child is killed and the file refused."""

    file_bytes: int = 50 * 1024 * 1024
    wall_seconds: float = 30.0
    cpu_seconds: int = 30
    memory_bytes: int = 1024 * 1024 * 1024
    written_bytes: int = 200 * 1024 * 1024
    answer_bytes: int = 256 * 1024 * 1024
    open_files: int = 256


def give_up_network_and_rights() -> str:
    """For the fork server, once, while it has a single thread. Returns the measure taken against the network."""
    libc = ctypes.CDLL(None, use_errno=True)
    measure = "none"
    for flags, name in ((CLONE_NEWNET, "namespace"), (CLONE_NEWUSER | CLONE_NEWNET, "user namespace")):
        if measure == "none" and libc.unshare(flags) == 0:
            measure = name
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if measure == "none" and _forbid_sockets(libc):
        measure = "seccomp"
    return measure


def limit_resources(limits: Limits) -> None:
    """For the child, before it opens the file. Limits already stricter stay as they are."""
    wanted = (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.written_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_AS, limits.memory_bytes),
    )
    for kind, value in wanted:
        hard = resource.getrlimit(kind)[1]
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        # At the hard limit of processor time the kernel kills without saying why; SIGXCPU comes at the soft one.
        spare = 1 if kind == resource.RLIMIT_CPU and hard == resource.RLIM_INFINITY else 0
        resource.setrlimit(kind, (value, value + spare))


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def _forbid_sockets(libc: ctypes.CDLL) -> bool:
    """A seccomp filter under which socket() makes local sockets only."""
    known = SOCKET_CALL.get(platform.machine())
    if known is None or os.name != "posix":
        return False
    architecture, call = known
    load, jump_equal, answer = 0x20, 0x15, 0x06
    allow, deny = 0x7FFF0000, 0x00050000 | EACCES
    # Each line: code, jump if true, jump if false, operand. Offsets 0, 4, 16 are call, architecture, first argument.
    lines = (
        (load, 0, 0, 4),
        (jump_equal, 0, 4, architecture),
        (load, 0, 0, 0),
        (jump_equal, 0, 2, call),
        (load, 0, 0, 16),
        (jump_equal, 0, 1, AF_UNIX),
        (answer, 0, 0, allow),
        (answer, 0, 0, deny),
    )
    code = b"".join(struct.pack("HBBI", *line) for line in lines)
    program = _Program(len(lines), code)
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)
