"""The lines of a text, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Line(NamedTuple):
    """``text`` is the line without its white space at both ends; it stands at ``start`` to ``end``."""

    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        return self.start == self.end


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """All lines, empty ones too.

    >>> [line.text for line in lines_of(" 甲 \\n\\n乙")]
    ['甲', '', '乙']
    """
    end = len(text) if end is None else end
    if start > end:
        return
    for raw in text[start:end].split("\n"):
        bare = raw.strip()
        first = start if not bare or len(bare) == len(raw) else start + raw.index(bare)
        yield Line(first, first + len(bare), bare)
        start += len(raw) + 1


def places(words: str, text: str) -> Iterator[int]:
    """Where the words stand in a text, without overlap.

    >>> list(places("甲甲", "甲甲甲乙甲甲"))
    [0, 4]
    """
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def full_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """All lines that hold more than white space.

    >>> [line.text for line in full_lines(" 甲 \\n\\n乙")]
    ['甲', '乙']
    """
    at, found = start, []
    for raw in text[start:end].split("\n"):
        bare = raw.strip()
        if bare:
            first = at if len(bare) == len(raw) else at + raw.index(bare)
            found.append(Line(first, first + len(bare), bare))
        at += len(raw) + 1
    return found
