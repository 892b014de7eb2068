"""Sentences and clauses with their offsets. A sentence ends with 。！？ or the line; ; and … do not end it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reports.parsing.types import Span

_SENTENCE: Final = re.compile(r"[^。!?\n]+(?:[。!?]++[”’」』》)\]】\"]*+)?|[。!?]+")
CLAUSE_MARKS: Final = frozenset(",;:。!?()\n()【】[]")


def sentences(folded: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Spans of the sentences of ``folded[start:end]``, without white space at either end.

    >>> text = "投资5万元。已完成! 新建2所;改建3所"
    >>> [text[a:b] for a, b in sentences(text)]
    ['投资5万元。', '已完成!', '新建2所;改建3所']
    """
    for match in _SENTENCE.finditer(folded, start, len(folded) if end is None else end):
        piece = match.group()
        stripped = piece.strip()
        if stripped:
            at = match.start() + piece.index(stripped)
            yield Span(at, at + len(stripped))
