"""Sentences and clauses with their offsets. A sentence ends with 。！？ or the line; ; and … do not end it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reports.parsing.types import Span, Table

_SENTENCE: Final = re.compile(r"[^。!?\n]+(?:[。!?]++[”’」』》)\]】\"]*+)?|[。!?]+")
_LONGEST: Final = 1500
"""A longer "sentence" is a text without marks; it is cut at a comma, so that work stays linear."""
_SHORTEST_PROSE: Final = 12
_PROSE: Final = re.compile(r"[,;。]")


def spans_outside(folded: str, start: int, end: int, tables: Sequence[Table]) -> Iterator[Span]:
    """Sentences of the running text, and of those table cells that hold running text themselves."""
    for table in tables:
        if start <= table.start < end:
            yield from sentences(folded, start, table.start)
            yield from _cells(folded, table)
            start = table.end
    yield from sentences(folded, start, end)


def _cells(folded: str, table: Table) -> Iterator[Span]:
    at = table.start
    for cell in re.split(r"([\t\n])", folded[table.start : table.end]):
        if len(cell) >= _SHORTEST_PROSE and _PROSE.search(cell):
            yield from sentences(folded, at, at + len(cell))
        at += len(cell)


def sentences(folded: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Spans of the sentences of ``folded[start:end]``, without white space at either end.

    >>> text = "投资5万元。已完成! 新建2所;改建3所"
    >>> [text[a:b] for a, b in sentences(text)]
    ['投资5万元。', '已完成!', '新建2所;改建3所']
    """
    for match in _SENTENCE.finditer(folded, start, len(folded) if end is None else end):
        piece = match.group()
        stripped = piece.strip()
        at = match.start() + piece.index(stripped)
        while len(stripped) > _LONGEST:
            cut = max(stripped.rfind(mark, 0, _LONGEST) for mark in ";,、\t ") + 1 or _LONGEST
            yield Span(at, at + cut)
            at, stripped = at + cut, stripped[cut:]
        if stripped:
            yield Span(at, at + len(stripped))
