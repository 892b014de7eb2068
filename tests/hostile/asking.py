"""Asking for a file's text as the portal does, and holding the answer to what is promised of every file."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args
from unittest.mock import patch

from reports.extraction import RefusedFile, extract_isolated, server
from reports.extraction.types import RefusalCode
from reports.parsing.types import ExtractedText

SECONDS, SPARE = 30.0, 5.0
MEMORY = 1024 * 1024 * 1024
CODES = frozenset(get_args(RefusalCode))


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer and what it cost; ``peak_bytes`` of the child that read, 0 where none was needed."""

    answer: ExtractedText | RefusedFile
    seconds: float
    peak_bytes: int


def ask(path: Path) -> Asked:
    """What the asker gets: a text or a sentence, in time and within memory, and nothing is left behind."""
    endings: list[server.Ending] = []
    told = server.ask

    def noting(*arguments: Any) -> tuple[bytes, server.Ending]:
        reply, ending = told(*arguments)
        endings.append(ending)
        return reply, ending

    answer: ExtractedText | RefusedFile
    begun = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(tempfile, "tempdir", folder),
        patch.object(server, "ask", noting),
    ):
        try:
            answer = extract_isolated(path)
        except RefusedFile as refused:
            answer = refused
        assert not list(Path(folder).iterdir())
    asked = Asked(answer, time.monotonic() - begun, max((ending.peak_bytes for ending in endings), default=0))
    assert asked.seconds < SECONDS + SPARE
    assert asked.peak_bytes <= MEMORY
    if isinstance(answer, RefusedFile):
        assert answer.code in CODES
        assert answer.message.endswith("。")
        assert any("\u4e00" <= char <= "\u9fff" for char in answer.message)
    return asked


def read(path: Path) -> ExtractedText | RefusedFile:
    return ask(path).answer


def refused_as(path: Path, *codes: str) -> Asked:
    asked = ask(path)
    assert isinstance(asked.answer, RefusedFile), str(asked.answer)[:200]
    assert asked.answer.code in codes, asked.answer.code
    return asked
