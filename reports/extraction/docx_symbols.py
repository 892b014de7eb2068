"""Characters of symbol fonts: their numbers mean nothing outside the font, so each font has its table.

Only what is met in reports: ticks and boxes of forms, numbers in circles, comparisons. The rest are ornaments.
"""

from __future__ import annotations

import re

# Symbol fonts occupy F000–F0FF of the private area; the last two figures are the place in the font.
PRIVATE = re.compile("[\uf020-\uf0ff]")
ORNAMENT = ""
TICKS = {0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0xA8: "□", 0xE0: "→"}
WINGDINGS = {
    **TICKS,
    **{0x81 + place: chr(ord("①") + place) for place in range(10)},
    **{0x8C + place: chr(ord("❶") + place) for place in range(10)},
}
WINGDINGS_2 = {
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0xA3: "□",
    **{0x6A + place: chr(ord("①") + place) for place in range(10)},
}
SYMBOL = {0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xAE: "→"}
FONTS = {"wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2, "symbol": SYMBOL}


def symbol(code: str, font: str) -> str:
    """A character by its number in a font, as w:sym gives it; empty for an ornament.

    >>> symbol("F0FC", "Wingdings"), symbol("00B3", "Symbol"), symbol("F04A", "Wingdings"), symbol("2714", "宋体")
    ('✓', '≥', '', '✔')
    """
    try:
        number = int(code, 16)
        char = chr(number)
    except (ValueError, OverflowError):
        return ORNAMENT
    table = FONTS.get(font.lower())
    if table is not None and (number < 0x100 or PRIVATE.match(char)):
        return table.get(number & 0xFF, ORNAMENT)
    return ORNAMENT if "\ue000" <= char <= "\uf8ff" else char


def spelled_out(text: str, font: str) -> str:
    """Text set in a font, its private characters replaced where the font's table knows them."""
    table = FONTS.get(font.lower(), {})
    return PRIVATE.sub(lambda match: table.get(ord(match[0]) & 0xFF, match[0]), text)
