"""Numbers are read back exactly as they are written."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reports.parsing.numerals import read_adjacent, read_arabic, read_chinese

_DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A number below ten thousand as reports write it: 一千零五, 二百六十, 十二."""
    words, zero = "", False
    for step, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, step)
        if digit:
            words += ("零" if zero and words else "") + _DIGITS[digit] + word
            zero = False
        elif words:
            zero = True
    return words.removeprefix("一") if words.startswith("一十") else words


@given(st.integers(min_value=1, max_value=9999))
def test_chinese_numbers_round_trip(number: int) -> None:
    assert read_chinese(in_chinese(number)) == number


@given(st.integers(min_value=0, max_value=10**11), st.integers(min_value=0, max_value=9999))
def test_arabic_numbers_round_trip(whole: int, fraction: int) -> None:
    assert read_arabic(f"{whole:,}.{fraction:04d}") == Decimal(whole) + Decimal(fraction) / 10000


@given(st.text(alphabet="零一二两三四五六七八九十百千点", min_size=1, max_size=10))
def test_anything_made_of_numerals_is_a_number_or_none(text: str) -> None:
    if text.count("点") == 0:
        value = read_chinese(text)
        assert value is None or value >= 0


def test_neighbouring_digits_are_a_range() -> None:
    assert read_adjacent("两三") == (Decimal(2), Decimal(3))
    assert read_adjacent("七九") is None
