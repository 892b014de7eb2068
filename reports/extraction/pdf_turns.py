"""Pages whose text is written sideways or upside down, as wide tables are: turned so that it stands upright."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from reports.extraction.pdf_strokes import Stroke
from reports.extraction.pdf_weave import Character

SAMPLE = 60
MOST = 0.6
"""A page is turned where at least this share of its characters is; a few sideways words are none of the text."""
QUARTER = math.pi / 2


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page is looked at: ``quarters`` is how often its text is turned to the right. Its box is in points."""

    quarters: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    @property
    def angle(self) -> float:
        """The angle at which pdfium reports the page's upright text."""
        return self.quarters * QUARTER

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A box on the page (left, bottom, right, top) as it stands for the reader."""
        match self.quarters:
            case 1:
                return self.top - y1, x0 - self.left, self.top - y0, x1 - self.left
            case 2:
                return self.right - x1, self.top - y1, self.right - x0, self.top - y0
            case 3:
                return y0 - self.bottom, self.right - x1, y1 - self.bottom, self.right - x0
            case _:
                return x0 - self.left, y0 - self.bottom, x1 - self.left, y1 - self.bottom

    @property
    def changes(self) -> bool:
        return bool(self.quarters or self.left or self.bottom)

    def character(self, char: Character | None) -> Character | None:
        if char is None:
            return None
        x0, y0, x1, y1 = self.box(char.x0, char.bottom, char.x1, char.top)
        return replace(char, x0=x0, x1=x1, bottom=y0, top=y1)

    def stroke(self, stroke: Stroke) -> Stroke:
        return Stroke(*self.box(stroke.x0, stroke.y0, stroke.x1, stroke.y1))


def turn_of(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, characters: Sequence[Character | None]) -> Turn:
    """By the angle of most of the characters; what the page says of its own rotation is for showing it only."""
    found = [char for char in characters if char is not None and not char.code.isspace()]
    sample = found[:: max(1, len(found) // SAMPLE)]
    angles = Counter(quarters_of(pdfium.FPDFText_GetCharAngle(textpage.raw, char.index)) for char in sample)
    ((usual, count),) = angles.most_common(1) or ((0, 0),)
    return Turn(usual if count >= MOST * len(sample) and usual > 0 else 0, *page.get_cropbox())


def quarters_of(angle: float) -> int:
    """Quarter turns of an angle in radians; -1 for a slanted one.

    >>> [quarters_of(angle) for angle in (0.0, 1.57, 3.14, 4.71, 6.28, 0.8)]
    [0, 1, 2, 3, 0, -1]
    """
    quarters = round(angle / QUARTER)
    return quarters % 4 if abs(angle - quarters * QUARTER) < 0.1 else -1
