"""Numbers as staff read them: grouped digits, none added, none lost; money in 万元 or 亿元 where it is large."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

MINUS = "−"
SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
SCALED_UNITS = frozenset({"元"})
COMPARATORS = {">=": "≥", "<=": "≤", "~": "约"}


@dataclass(frozen=True, slots=True)
class Scale:
    """What a column is printed in: base values are divided by ``divisor``."""

    divisor: Decimal
    unit: str

    def show(self, value: Decimal, step: Decimal | None = None) -> str:
        """With as many places as were printed: ``step`` is what the last printed place is worth.

        >>> Scale(Decimal(1), "%").show(Decimal("92.000000"), Decimal("0.1"))
        '92.0'
        """
        scaled = value / self.divisor
        if step is None:
            return grouped(scaled)
        places = max(0, -(step / self.divisor).normalize().adjusted())
        printed = scaled.quantize(Decimal(1).scaleb(-places))
        return f"{printed:,f}".replace("-", MINUS) if printed == scaled else grouped(scaled)


def signed(comparator: str, text: str) -> str:
    """近 and 以上 are never dropped.

    >>> signed(">=", "120"), signed("=", "120")
    ('≥120', '120')
    """
    return COMPARATORS.get(comparator, "") + text


def grouped(value: Decimal) -> str:
    """
    >>> grouped(Decimal("183000000.000000")), grouped(Decimal("66.930000")), grouped(Decimal("-0.5"))
    ('183,000,000', '66.93', '−0.5')
    """
    plain = f"{value.normalize():,f}"
    return plain.replace("-", MINUS)


def scale_for(values: Iterable[Decimal], base_unit: str) -> Scale:
    """One scale for numbers that stand together: the largest that leaves the greatest of them at least 1.

    >>> scale_for([Decimal(183000000), Decimal(9000000)], "元").unit, scale_for([Decimal(38216)], "人").unit
    ('亿元', '人')
    """
    greatest = max((abs(value) for value in values), default=Decimal(0))
    if base_unit in SCALED_UNITS:
        for divisor, word in SCALES:
            if greatest >= divisor:
                return Scale(divisor, f"{word}{base_unit}")
    return Scale(Decimal(1), base_unit)


def converted(value: Decimal, base_value: Decimal, base_unit: str) -> str:
    """The value with 万/亿 multiplied out, empty where that says nothing new.

    >>> converted(Decimal("1.83"), Decimal("183000000"), "元")
    '183,000,000 元'
    >>> converted(Decimal("12"), Decimal("12"), "人")
    ''
    """
    return "" if value == base_value else f"{grouped(base_value)} {base_unit}".strip()


def for_spreadsheet(texts: Sequence[str]) -> str | Decimal:
    """A number where one plain number is shown, else the words of the page.

    >>> for_spreadsheet(["1,830.0"]), for_spreadsheet(["≥120"]), for_spreadsheet(["22", "47"])
    (Decimal('1830.0'), '≥120', '22 / 47')
    """
    plain = texts[0].replace(",", "").replace(MINUS, "-")
    is_number = len(texts) == 1 and plain.isascii() and plain.replace(".", "", 1).removeprefix("-").isdigit()
    return Decimal(plain) if is_number else " / ".join(texts)


def difference(now: Decimal, before: Decimal, unit: str) -> str:
    """A change in words' form: percentage points for rates, percent for amounts.

    >>> difference(Decimal("93.7"), Decimal("91.6"), "%"), difference(Decimal(110), Decimal(100), "人")
    ('+2.1 个百分点', '+10.0%')
    """
    change = now - before
    if unit == "%":
        return f"{_signed(change)} 个百分点"
    if before == 0:
        return "—"
    return f"{_signed((change / before * 100).quantize(Decimal('0.1')), keep=True)}%"


def _signed(value: Decimal, *, keep: bool = False) -> str:
    shown = f"{value:,f}".replace("-", MINUS) if keep else grouped(value)
    return f"+{shown}" if value > 0 else shown


def file_size(size: int) -> str:
    """
    >>> file_size(96 * 1024), file_size(3_774_874), file_size(12)
    ('96 KB', '3.6 MB', '1 KB')
    """
    if size >= 1024 * 1024:
        return f"{size / 1024 / 1024:.1f} MB"
    return f"{max(1, round(size / 1024))} KB"
