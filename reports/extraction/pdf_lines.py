"""A pdf page's characters as lines: where each stands, how large and how bold it is."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from reports.extraction.assembly import FIGURES, RAISE
from reports.extraction.pdf_legible import UNKNOWN
from reports.extraction.pdf_weave import GENERATED, Character, Run, weave

GAP_IN_LINE = 1.2
"""A gap wider than this many character heights parts pieces that stand side by side; where no column does, they are
put together again."""
GAP_AT_HINT = 0.5
"""The same where pdfium reported a line end."""
BOLD_WEIGHT = 600
UPRIGHT = 0.1
SPACED = 8
STOPS = "。，；：、？！”》）"
SMALL, RAISED = 0.75, 0.2
"""Shares of the line's height."""
FEW_FIGURES = 2
PALE = 150
"""Of 255: all three colours are lighter."""
# Printed twice on purpose, and sometimes set so close that they look like a shadow.
REPEATED = frozenset(" —–-…·.。_=~\x00")
# A space that the reader inferred from a gap is wanted between Latin words only.
INFERRED_SPACE = re.compile(r"(?<=[!-~])\x00+(?=[!-~])")


@dataclass(slots=True)
class Line:
    """A run of text on one baseline. Coordinates are points from the page's lower left corner."""

    text: str
    x0: float
    x1: float
    bottom: float
    top: float
    size: float
    bold: bool
    slanted: bool = False
    pale: bool = False
    """In light grey or half transparent, as watermarks are."""

    @property
    def height(self) -> float:
        return self.top - self.bottom


def read_characters(textpage: pypdfium2.PdfTextPage) -> list[Character | None]:
    """All characters in the order of the file; None where the reader saw a line end."""
    handle, box = textpage.raw, pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    found: list[Character | None] = []
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(handle, index)
        if code in (10, 13):
            if found and found[-1] is not None:
                found.append(None)
            continue
        if (
            code < 32
            or 0xD800 <= code < 0xE000
            or code in (0xFFFE, 0xFFFF)
            or not pdfium.FPDFText_GetLooseCharBox(handle, index, reference)
        ):
            continue
        if pdfium.FPDFText_HasUnicodeMapError(handle, index) == 1:
            code = ord(UNKNOWN)  # what pdfium gives instead is the shape's number in its font
        generated = code in (32, 0xA0) and pdfium.FPDFText_IsGenerated(handle, index) == 1
        found.append(Character(GENERATED if generated else chr(code), box.left, box.right, box.bottom, box.top, index))
    return found


def read_lines(textpage: pypdfium2.PdfTextPage, characters: list[Character | None], upright: float = 0.0) -> list[Line]:
    """Characters gathered into lines; text printed twice at one place (shadows, imitated bold) counts once.

    ``upright`` is the angle of the page's text: what stands at another one is slanted.

    Geometry decides. Line ends that the reader saw are a hint only: some writers set every number apart, and pdfium
    then reports a new line in the middle of one.
    """
    lines: list[Line] = []
    for run in weave(_runs(characters)):
        line = _line(textpage, run, upright)
        if line is not None and not _printed_twice(line, lines):
            lines.append(line)
    return lines


def _runs(characters: list[Character | None]) -> list[Run]:
    """Characters that follow each other in the file and on the page."""
    runs: list[Run] = []
    run: Run = []
    hinted = False
    for char in characters:
        if char is None:
            hinted = True
            continue
        if run and _breaks(run, char, GAP_AT_HINT if hinted else GAP_IN_LINE):
            runs.append(run)
            run = []
        if not (run and _shadow(run[-1], char)):
            run.append(char)
        hinted = hinted and char.code == GENERATED
    return [*runs, run] if run else runs


def _breaks(run: list[Character], char: Character, widest_gap: float) -> bool:
    if char.code == GENERATED:
        return False
    last = next((c for c in reversed(run) if c.code != GENERATED), run[-1])
    height = max(last.top - last.bottom, char.top - char.bottom, 1.0)
    shared = min(last.top, char.top) - max(last.bottom, char.bottom)
    level = shared > 0.3 * min(last.top - last.bottom, char.top - char.bottom)
    return not level or char.x0 - last.x1 > widest_gap * height or char.x0 < last.x0 - height


def _shadow(last: Character, char: Character) -> bool:
    near = 0.25 * (char.top - char.bottom)
    return (
        last.code == char.code
        and char.code not in REPEATED
        and abs(last.x0 - char.x0) < near
        and abs(last.bottom - char.bottom) < near
    )


def _line(textpage: pypdfium2.PdfTextPage, run: list[Character], upright: float) -> Line | None:
    solid = [char for char in run if not char.code.isspace() and char.code != GENERATED]
    if not solid:
        return None
    raised = raised_figures(solid)
    codes = (char.code.translate(RAISE) if char.index in raised else char.code for char in run)
    text = INFERRED_SPACE.sub(" ", "".join(codes)).replace(GENERATED, "")
    middle = solid[len(solid) // 2]
    handle = textpage.raw
    angle = abs(pdfium.FPDFText_GetCharAngle(handle, middle.index) - upright)
    return Line(
        text=close_up(" ".join(text.split())),
        x0=solid[0].x0,
        x1=max(char.x1 for char in solid),
        bottom=min(char.bottom for char in solid),
        top=max(char.top for char in solid),
        size=round(pdfium.FPDFText_GetFontSize(handle, middle.index) * 2) / 2 or round(middle.top - middle.bottom, 1),
        bold=pdfium.FPDFText_GetFontWeight(handle, middle.index) >= BOLD_WEIGHT,
        slanted=UPRIGHT < angle < 6.283 - UPRIGHT,
        pale=is_pale(textpage, middle.index),
    )


def close_up(text: str) -> str:
    """Without the space after every character that some writers use to set a line wide. Words and numbers that are
    whole show that the spaces are meant.

    >>> close_up("全 县 新 建 幼 儿 园 1 2 所"), close_up("总 结"), close_up("甲 乙 丙 丁 戊 己 庚 12")
    ('全县新建幼儿园12所', '总 结', '甲 乙 丙 丁 戊 己 庚 12')
    """
    pieces = text.split(" ")
    spaced = len(pieces) >= SPACED and all(len(piece.rstrip(STOPS)) <= 1 for piece in pieces)
    return "".join(pieces) if spaced else text


def raised_figures(solid: list[Character]) -> set[int]:
    """One or two figures behind a full character that are smaller than their line and stand clearly higher."""
    height = max(char.top - char.bottom for char in solid)
    if height <= 0:
        return set()  # a font that claims to have none
    ground = min(char.bottom for char in solid if char.top - char.bottom > SMALL * height)
    raised: set[int] = set()
    run: list[int] = []
    for place, char in enumerate([*solid, None]):
        small = char is not None and char.top - char.bottom < SMALL * height
        if char is not None and small and char.code in FIGURES and char.bottom - ground > RAISED * height:
            run.append(place)
            continue
        if not small and 1 <= len(run) <= FEW_FIGURES and run[0]:
            raised.update(solid[figure].index for figure in run)
        run = []
    return raised


def is_pale(textpage: pypdfium2.PdfTextPage, index: int) -> bool:
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFText_GetFillColor(textpage.raw, index, red, green, blue, opacity):
        return False
    return min(red.value, green.value, blue.value) > PALE or opacity.value < 255 - PALE


def _printed_twice(line: Line, lines: list[Line]) -> bool:
    return any(
        other.text == line.text and abs(other.x0 - line.x0) < 2 and abs(other.bottom - line.bottom) < 2
        for other in lines[-3:]
    )
