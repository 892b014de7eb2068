"""Refusals: why a file cannot be read, in one Chinese sentence that says what to do."""

from __future__ import annotations

from typing import Literal

RefusalCode = Literal["empty", "unsupported", "corrupt", "encrypted", "too_large", "too_complex", "timeout", "no_text"]


class RefusedFile(Exception):  # noqa: N818 - a refusal is an answer, no error of ours
    """A file that cannot be taken in. ``message`` is one Chinese sentence: what happened and what to do."""

    def __init__(self, code: RefusalCode, message: str) -> None:
        super().__init__(code, message)
        self.code: RefusalCode = code
        self.message = message

    def __str__(self) -> str:
        return self.message
