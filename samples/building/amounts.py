"""Reads an amount as a report prints it (2.3万多人, 四千万元, 百分之九十五) for the gold cases.

Kept apart from the parser on purpose: gold that the parser reads would only prove that the parser agrees with itself.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
POWERS = {"万": Decimal(10) ** 4, "亿": Decimal(10) ** 8}
PERSONS = {"名", "位", "个人", "人"}
NUMBER = r"\d[\d,]*(?:\.\d+)?|[零〇一二三四五六七八九十百千两]+"
AMOUNT = re.compile(
    rf"(?P<percent>百分之)?(?P<low>{NUMBER})(?:(?:%|万)?[-—–~至](?P<high>{NUMBER}))?"
    r"(?P<more>[余多]?)(?P<power>[万亿]?)(?P<more_after>[余多]?)(?P<unit>.*)"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """``value`` counts ``unit`` as printed; ``base_value`` has 万 and 亿 multiplied out."""

    value: Decimal
    high: Decimal | None
    unit: str
    base_value: Decimal
    base_unit: str
    comparator: str


def read_amount(printed: str, unit: str = "") -> Amount:
    """The amount; ``unit`` is what a table's head says where the cell holds a bare number.

    >>> a = read_amount("2.3万多人"); str(a.value), a.unit, int(a.base_value), a.base_unit, a.comparator
    ('2.3', '万人', 23000, '人', '>=')
    >>> a = read_amount("四千万元"); int(a.value), a.unit, int(a.base_value)
    (4000, '万元', 40000000)
    >>> a = read_amount("百分之九十五"); int(a.value), a.unit
    (95, '%')
    >>> a = read_amount("1：12.5"); str(a.value), a.unit
    ('0.08', '比')
    """
    found = AMOUNT.fullmatch(unicodedata.normalize("NFKC", printed).replace(" ", "") + (unit or ""))
    if not found:
        raise ValueError(f"no amount: {printed!r}")
    low = read_number(found["low"])
    high = read_number(found["high"]) if found["high"] else None
    printed_unit = "%" if found["percent"] else found["power"] + found["unit"]
    more = found["more"] or found["more_after"]
    comparator = "between" if high is not None else ">=" if more else "="
    factor = POWERS.get(found["power"], Decimal(1))
    if found["unit"].startswith(":"):
        ratio = low / Decimal(found["unit"][1:])
        return Amount(ratio, None, "比", ratio, "比", "=")
    if found["unit"] == "成":
        return Amount(low, high, "成", low * 10, "%", comparator)
    return Amount(low, high, printed_unit, low * factor, base_unit(found["unit"] or printed_unit), comparator)


def base_unit(unit: str) -> str:
    """名 and 位 count persons; 个 before a noun is no unit of its own.

    >>> base_unit("名"), base_unit("个班"), base_unit("个百分点"), base_unit("个")
    ('人', '班', '百分点', '个')
    """
    if unit in PERSONS:
        return "人"
    unit = unit.replace("(次)", "次")
    return unit[1:] if unit.startswith("个") and len(unit) > 1 else unit


def read_number(text: str) -> Decimal:
    """An Arabic or Chinese number.

    >>> [int(read_number(text)) for text in ("1,206", "十二", "两千三百", "一百零五")]
    [1206, 12, 2300, 105]
    """
    if text[0].isdigit() and text[0].isascii():
        return Decimal(text.replace(",", ""))
    total, digit = 0, 0
    for char in text:
        if char in TENS:
            total += (digit or 1) * TENS[char]
            digit = 0
        else:
            digit = DIGITS[char]
    return Decimal(total + digit)
