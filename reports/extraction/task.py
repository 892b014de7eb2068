"""What a child of the fork server does: takes a request, reads the file under limits, answers in lines of JSON."""

from __future__ import annotations

import json
import os
import socket
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reports.extraction.confinement import Limits, limit_resources
from reports.extraction.types import RefusedFile
from reports.parsing.types import ExtractedText, StyledLine, Table

Answer = dict[str, Any]
Progress = Callable[[int, int], None]


def run(job: socket.socket) -> None:
    """Serves one request on ``job``: ``{"path", "filename", "folder", "limits", "read_scans"}``.

    Lines of progress may come first; the last line sent is the answer.
    """
    with job.makefile("rb") as incoming:
        request = json.loads(incoming.readline())
    _silence()
    os.chdir(request["folder"])
    os.environ["TMPDIR"] = tempfile.tempdir = request["folder"]
    limit_resources(Limits(**request["limits"]))

    def progress(done: int, total: int) -> None:
        job.sendall(json.dumps({"progress": [done, total]}).encode() + b"\n")

    try:
        answer = _answer(Path(request["path"]), request["filename"], progress if request["read_scans"] else None)
        payload = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
    except MemoryError:
        payload = b'{"refused": ["too_complex", null]}'
    job.sendall(payload + b"\n")


def _answer(path: Path, filename: str | None, progress: Progress | None) -> Answer:
    """``progress`` is given where scans are to be read."""
    from reports.extraction import read_file
    from reports.extraction.ocr import ScansFound

    try:
        return {"extracted": pack(read_file(path, filename, read_scans=progress is not None, progress=progress))}
    except ScansFound as scans:
        partial = pack(scans.partial) if scans.partial else None
        return {"refused": [scans.code, scans.message], "scans": scans.pages, "extracted": partial}
    except RefusedFile as refused:
        return {"refused": [refused.code, refused.message]}
    except (MemoryError, RecursionError):
        return {"refused": ["too_complex", None]}
    except Exception:  # noqa: BLE001 - a reader that fails on a hostile file is the file's refusal, noted for operators
        return {"refused": ["corrupt", None], "detail": traceback.format_exc(limit=-4)}


def _silence() -> None:
    """Readers' chatter about damaged files is for nobody."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)


def pack(extracted: ExtractedText) -> Answer:
    """As plain JSON values: an answer of a child is data, never code (no pickle)."""
    return {
        "text": extracted.text,
        "format": extracted.format,
        "encoding": extracted.encoding,
        "tables": [[table.start, table.end, table.rows] for table in extracted.tables],
        "styled_lines": [[line.start, line.end, line.level] for line in extracted.styled_lines],
        "pages": extracted.pages,
        "boilerplate": extracted.boilerplate,
        "warnings": extracted.warnings,
        "title": extracted.title,
    }


def unpack(packed: Answer) -> ExtractedText:
    """The value again. Raises KeyError, TypeError or ValueError where a child's answer has another shape."""
    return ExtractedText(
        text=str(packed["text"]),
        format=str(packed["format"]),
        encoding=packed["encoding"],
        tables=tuple(
            Table(int(start), int(end), tuple(tuple(str(cell) for cell in row) for row in rows))
            for start, end, rows in packed["tables"]
        ),
        styled_lines=tuple(StyledLine(int(start), int(end), level) for start, end, level in packed["styled_lines"]),
        pages=tuple(int(page) for page in packed["pages"]),
        boilerplate=tuple(str(text) for text in packed["boilerplate"]),
        warnings=tuple(str(text) for text in packed["warnings"]),
        title=packed["title"],
    )
