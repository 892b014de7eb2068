"""Pages whose letters have no meaning: fonts without a table from shapes to characters read as garbage, or not at all.

Such a page looks right when it is shown. It is better read as a picture than put into the index as noise.
"""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from reports.extraction.encoding import CJK, COMMON
from reports.extraction.pdf_weave import Character

UNKNOWN = "\ufffd"
FEWEST = 30
"""Characters from which a page can be judged."""
LOST = 0.3
FEWEST_CHINESE, COMMON_AT_LEAST = 60, 0.2
"""Different characters, and how many of them are common: in prose two of three, in lists of names half, in characters
taken at random one of twenty."""
LATIN_LETTERS = 0.5
SYMBOLS = frozenset("!\"#$&'*+/;<=>?@[\\]^_`{|}~")
MANY_SYMBOLS = 0.12
SAMPLE = 8


def lost_characters(characters: Sequence[Character | None]) -> int:
    return sum(1 for char in characters if char is not None and char.code == UNKNOWN)


def is_legible(characters: Sequence[Character | None]) -> bool:
    """Whether most of a page's characters are what they show.

    Not so where many are unknown, where hardly any is a common one, or where a page without Chinese is mostly of
    accented letters or signs: a font's own numbering, taken for characters.
    """
    codes = [char.code for char in characters if char is not None and not char.code.isspace()]
    if len(codes) < FEWEST:
        return True
    # A few characters of private use are a font's ornaments.
    if codes.count(UNKNOWN) + sum("\ue000" <= code <= "\uf8ff" for code in codes) > LOST * len(codes):
        return False
    chinese = {code for code in codes if CJK.match(code)}
    if len(chinese) >= FEWEST_CHINESE and len(chinese & COMMON) < COMMON_AT_LEAST * len(chinese):
        return False
    if chinese:
        return True
    accented = sum(1 for code in codes if "\xa1" <= code <= "\xff")
    symbols = sum(1 for code in codes if code in SYMBOLS)
    return accented < LATIN_LETTERS * len(codes) and symbols < MANY_SYMBOLS * len(codes)


def is_invisible(textpage: pypdfium2.PdfTextPage, characters: Sequence[Character | None]) -> bool:
    """Whether the text is not drawn (rendering mode 3): recognised text that lies under the picture of a page."""
    solid = [char for char in characters if char is not None and not char.code.isspace()]
    sample = solid[:: max(1, len(solid) // SAMPLE)]
    modes = [pdfium.FPDFTextObj_GetTextRenderMode(_object(textpage, char.index)) for char in sample]
    return modes.count(pdfium.FPDF_TEXTRENDERMODE_INVISIBLE) * 2 > len(modes)


def _object(textpage: pypdfium2.PdfTextPage, index: int) -> pdfium.FPDF_PAGEOBJECT:
    return pdfium.FPDFText_GetTextObject(textpage.raw, index)
