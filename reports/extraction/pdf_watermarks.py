"""Characters printed across a page or palely behind its text: kept apart before lines and cells are read.

Taken for text they would stand in the middle of words: 基本情外况表传.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from reports.extraction.pdf_lines import is_pale
from reports.extraction.pdf_turns import quarters_of
from reports.extraction.pdf_weave import Character

LARGE = 1.5
"""Watermarks are so many times as high as the text."""
Characters = list[Character | None]


def part_watermarks(
    textpage: pypdfium2.PdfTextPage, characters: Sequence[Character | None], upright: float
) -> tuple[Characters, Characters]:
    """The page's text, and what is slanted or large and pale; line ends stay with both."""
    solid = [char for char in characters if char is not None and not char.code.isspace()]
    usual = median(char.top - char.bottom for char in solid) if solid else 0.0
    marks = {char.index for char in solid if _is_mark(textpage, char, usual, upright)}
    if not marks or len(marks) == len(solid):
        return list(characters), []
    text = [char for char in characters if char is None or char.index not in marks]
    return text, [char for char in characters if char is None or char.index in marks]


def _is_mark(textpage: pypdfium2.PdfTextPage, char: Character, usual: float, upright: float) -> bool:
    if char.top - char.bottom > LARGE * usual and is_pale(textpage, char.index):
        return True
    return quarters_of(pdfium.FPDFText_GetCharAngle(textpage.raw, char.index) - upright) < 0
