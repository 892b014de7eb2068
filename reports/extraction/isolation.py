"""Reading a stranger's file without risk to the process that asks: a confined child of the fork server does it."""

from __future__ import annotations

import json
import logging
import signal
import stat
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import get_args

from reports.extraction import server
from reports.extraction.confinement import Limits
from reports.extraction.types import RefusalCode, RefusedFile
from reports.parsing.types import ExtractedText

logger = logging.getLogger(__name__)

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

Progress = Callable[[int, int], None]
"""Pages done, pages to do; called while scans are read, a page every few seconds."""


def extract_isolated(
    path: Path, limits: Limits | None = None, *, filename: str | None = None, progress: Progress | None = None
) -> ExtractedText:
    """Reads a file in a confined child. ``filename`` is the original name where ``path`` is a temporary one.

    Pages that are pictures are read where the extra ``ocr`` is installed, under wider limits (30 s a page).
    Raises RefusedFile: every way in which a file or its reader can fail ends as one sentence.
    """
    limits = limits or Limits()
    _check_file(path, limits)
    answer = _ask(path, filename, limits, progress, read_scans=False)
    if isinstance(answer, int):
        from reports.extraction import ocr

        answer = _ask(path, filename, ocr.limits_for(answer, limits), progress, read_scans=True)
    if isinstance(answer, int):
        raise RefusedFile("corrupt", SENTENCES["corrupt"])
    return answer


def _check_file(path: Path, limits: Limits) -> None:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise RefusedFile("unsupported", SENTENCES["unsupported"])
    if status.st_size > limits.file_bytes:
        raise RefusedFile("too_large", SENTENCES["too_large"].format(size=limits.file_bytes // 1024 // 1024))


def _ask(
    path: Path, filename: str | None, limits: Limits, progress: Progress | None, *, read_scans: bool
) -> ExtractedText | int:
    """The text; or the number of scanned pages to read, where this machine can."""

    def report(line: bytes) -> None:
        done, total = _pages(line)
        if progress:
            progress(done, total)

    with tempfile.TemporaryDirectory(prefix="wenlan-", ignore_cleanup_errors=True) as folder:
        request = {
            "path": str(path.resolve()),
            "filename": filename,
            "folder": folder,
            "limits": asdict(limits),
            "read_scans": read_scans,
        }
        answer, ending = server.ask(request, limits, report)
    return read_answer(answer, ending)


def _pages(line: bytes) -> tuple[int, int]:
    try:
        done, total = json.loads(line)["progress"]
        return int(done), int(total)
    except (ValueError, KeyError, TypeError):
        return 0, 0


def read_answer(answer: bytes, ending: server.Ending) -> ExtractedText | int:
    """What a child's answer means. It comes from where a stranger's file was read: it is checked, never trusted."""
    from reports.extraction.task import unpack

    if ending.timed_out:
        raise RefusedFile("timeout", SENTENCES["timeout"])
    if ending.code < 0:
        code = DEATHS.get(-ending.code, "corrupt")
        raise RefusedFile(code, SENTENCES[code])
    try:
        reply = json.loads(answer)
        scans = int(reply.get("scans", 0))
        extracted = unpack(reply["extracted"]) if reply.get("extracted") is not None else None
        code, message = reply.get("refused", ("corrupt", None))
        message = str(message or SENTENCES.get(code, SENTENCES["corrupt"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise RefusedFile("too_complex", SENTENCES["too_complex"]) from None
    if scans and _can_read_scans():
        return scans
    if extracted is not None:
        return extracted
    if reply.get("detail"):
        logger.warning("a reader failed: %s", str(reply["detail"])[-2000:])
    raise RefusedFile(code if code in get_args(RefusalCode) else "corrupt", message)


def _can_read_scans() -> bool:
    from reports.extraction import ocr

    return ocr.available()
