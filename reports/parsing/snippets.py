"""The text of a document shop's preview: one text in numbered pieces, cut wherever the piece was full.

1、…全区小学在校学生2.1万人,初中|2、在校学生9千人。… : the numbers are the shop's, the sentences run on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from reports.parsing.lines import Line, full_lines
from reports.parsing.traced import Edit

NUMBER = re.compile(r"(\d{1,3})、\s*")
ENDED = re.compile("[。！？；：!?;:…][”』」）)]?$")
SHORTEST = 120
"""A piece is longer; only the last may be shorter."""
FEWEST_CUT = 0.6
"""The share of pieces (the last left out) that end within a sentence."""


def numbered_pieces(text: str) -> Iterator[Edit]:
    """The shop's numbers and the line ends before them; nothing where the numbers are a list's own.

    >>> from reports.parsing.clean import mended
    >>> one, two = "全区小学在校生增加，" * 13 + "初", "中在校生减少。" * 3
    >>> mended(numbered_pieces, f"文档简介\\n1、{one}\\n2、{two}") == f"文档简介\\n{one}{two}"
    True
    """
    before: Line | None = None
    for line in _pieces(full_lines(text)) if "1、" in text else ():
        mark = NUMBER.match(line.text)
        yield Edit(before.end if before else line.start, line.start + (mark.end() if mark else 0))
        before = line


def _pieces(lines: Sequence[Line]) -> list[Line]:
    """The run of lines 1、 2、 3、 …, where most break off in mid-sentence."""
    for first, line in enumerate(lines):
        if not line.text.startswith("1、") or len(line.text) < SHORTEST:
            continue
        run: list[Line] = []
        for piece in islice(lines, first, None):
            if not piece.text.startswith(f"{len(run) + 1}、"):
                break
            run.append(piece)
        whole = run[:-1]
        cut = sum(not ENDED.search(piece.text) for piece in whole)
        if whole and cut >= len(whole) * FEWEST_CUT and all(len(piece.text) >= SHORTEST for piece in whole):
            return run
    return []
