"""Word's number formats (ECMA-376 part 1, 17.18.59 ST_NumberFormat): a count → the characters Word prints."""

from __future__ import annotations

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def chinese(
    number: int, digits: str = DIGITS, units: str = "十百千", zero: str = "零", *, short_ten: bool = True
) -> str:
    """A number below 10,000 in Chinese counting.

    >>> chinese(1), chinese(10), chinese(12), chinese(20), chinese(105)
    ('一', '十', '十二', '二十', '一百零五')
    """
    if not 0 < number < 10_000:
        return str(number)
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += (zero if gap and text else "") + digits[digit] + (units[place - 1] if place else "")
            gap = False
        else:
            gap = True
    return text[1:] if short_ten and 10 <= number < 20 else text


def roman(number: int) -> str:
    """
    >>> roman(4), roman(19)
    ('IV', 'XIX')
    """
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def letters(number: int) -> str:
    """Word repeats the letter after Z: AA, BB.

    >>> letters(1), letters(26), letters(28)
    ('A', 'Z', 'BB')
    """
    return chr(65 + (number - 1) % 26) * min((number - 1) // 26 + 1, 30) if number > 0 else str(number)


def _run(first: str, count: int) -> Callable[[int], str]:
    """Consecutive characters of Unicode, such as ① to ⑳; plain digits beyond."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= count else str(number)


def _listed(characters: str) -> Callable[[int], str]:
    """A closed list of characters; plain digits beyond."""
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else str(number)


def _digitwise(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(abs(number)))


def _enclosed_ideograph(number: int) -> str:
    return _run("㊀", 10)(number)


# format → how it prints. 12 as an example: 十二, ⑫, XII …
FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _digitwise("０１２３４５６７８９"),
    "decimalFullWidth2": _digitwise("０１２３４５６７８９"),
    "decimalEnclosedCircle": _run("①", 20),
    "decimalEnclosedCircleChinese": _run("①", 20),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "decimalEnclosedParen": _run("⑴", 20),
    "ideographEnclosedCircle": _enclosed_ideograph,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "koreanCounting": chinese,
    "ideographDigital": _digitwise(DIGITS),
    "japaneseDigitalTenThousand": _digitwise(DIGITS),
    "taiwaneseDigital": _digitwise("○一二三四五六七八九"),
    "chineseLegalSimplified": lambda number: chinese(number, LEGAL, "拾佰仟", short_ten=False),
    "japaneseLegal": lambda number: chinese(number, LEGAL_TRADITIONAL, "拾佰仟", short_ten=False),
    "ideographLegalTraditional": lambda number: chinese(number, LEGAL_TRADITIONAL, "拾佰仟", short_ten=False),
    "ideographTraditional": _listed(STEMS),
    "ideographZodiac": _listed(BRANCHES),
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": letters,
    "lowerLetter": lambda number: letters(number).lower(),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": lambda number: f"{number}.",
    "none": lambda _number: "",
}


def print_number(number: int, format_name: str) -> str:
    """The count as Word prints it; a format that is not known prints digits."""
    return FORMATS.get(format_name, str)(number)
