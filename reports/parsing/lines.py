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
    while start <= end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        raw = text[start:stop]
        bare = raw.strip()
        first = start if not bare or len(bare) == len(raw) else start + raw.index(bare)
        yield Line(first, first + len(bare), bare)
        start = stop + 1
