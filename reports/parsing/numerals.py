"""Reading numbers as Chinese reports write them, folded before: 23,990 · 12.5 · 四千 · 二〇一一 · 三至五.

Everything here is exact: numbers are ``Decimal`` until the last step, so that 134.68万 is 1346800 and not
1346800.0000000002. All patterns are bounded and possessive: no input makes them backtrack.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

ARABIC: Final = r"(?:\d{1,3}(?:,\d{3})+(?!\d|,\d{3})|\d{1,12}+(?!\d))(?:\.\d{1,6}+)?"
"""23,990 · 134.68 · 7. A comma is a thousands separator only between groups of three digits."""

CHINESE: Final = r"[零〇一二两三四五六七八九十百千]{1,10}+(?:点[零〇一二三四五六七八九]{1,4}+)?"
"""四千 · 二百六十 · 九十五点三. 万 and 亿 are magnitudes of the unit, as in 四千万元."""

_DIGITS: Final = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_STEPS: Final = {"十": 10, "百": 100, "千": 1000}
_MAGNITUDES: Final = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
_ADJACENT: Final = re.compile(
    r"(?P<tens>[一二三四五六七八九]?十)?(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<step>[十百千]?)"
)


def read_arabic(text: str) -> Decimal:
    """A number of the form ``ARABIC``.

    >>> read_arabic("23,990"), read_arabic("134.68")
    (Decimal('23990'), Decimal('134.68'))
    """
    return Decimal(text.replace(",", ""))


def read_chinese(text: str) -> Decimal | None:
    """A number of the form ``CHINESE``; None where the characters do not form a number (百千, 三五).

    >>> read_chinese("四千"), read_chinese("二百六十"), read_chinese("一千零五"), read_chinese("二零一一")
    (Decimal('4000'), Decimal('260'), Decimal('1005'), Decimal('2011'))
    >>> read_chinese("九十五点三"), read_chinese("两百五"), read_chinese("三五")
    (Decimal('95.3'), Decimal('250'), None)
    """
    whole, _, fraction = text.partition("点")
    number = _read_whole(whole)
    if number is None or not fraction:
        return number
    return number + Decimal("0." + "".join(str(_DIGITS[digit]) for digit in fraction))


def _read_whole(text: str) -> Decimal | None:
    if not any(step in text for step in _STEPS):
        digits = [str(_DIGITS[digit]) for digit in text]
        return Decimal("".join(digits)) if len(digits) == 1 or len(digits) >= 4 else None
    total, digit, zero, last_step = 0, 0, False, 10000
    for character in text:
        if character in _STEPS:
            step = _STEPS[character]
            if step >= last_step:
                return None
            total += step * (digit or 1)
            digit, last_step = 0, step
        elif digit:
            return None
        else:
            digit = _DIGITS[character]
            zero = zero or digit == 0
    if digit:
        total += digit * (last_step // 10 if last_step > 10 and not zero else 1)
    return Decimal(total)


def read_adjacent(text: str) -> tuple[Decimal, Decimal] | None:
    """Two neighbouring digits, the spoken form of a range; None for anything else.

    >>> read_adjacent("两三"), read_adjacent("三五"), read_adjacent("七八十"), read_adjacent("二零")
    ((Decimal('2'), Decimal('3')), (Decimal('3'), Decimal('5')), (Decimal('70'), Decimal('80')), None)
    """
    match = _ADJACENT.fullmatch(text)
    if match is None:
        return None
    low, high = _DIGITS[match["low"]], _DIGITS[match["high"]]
    if high - low != 1 and (low, high) != (3, 5):
        return None
    base = Decimal(_read_whole(match["tens"]) or 0) if match["tens"] else Decimal(0)
    step = magnitude(match["step"])
    return base + low * step, base + high * step


def read_number(text: str) -> Decimal | None:
    """Either form."""
    return read_arabic(text) if text[:1].isdecimal() else read_chinese(text)


def magnitude(text: str) -> Decimal:
    """The factor of a magnitude word; KeyError for an unknown one.

    >>> magnitude("万"), magnitude("")
    (Decimal('10000'), Decimal('1'))
    """
    return Decimal(_MAGNITUDES[text])
