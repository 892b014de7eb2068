"""Reading what stands in an address: every value is hostile until it has passed here."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import QueryDict

YEARS = range(1949, 2101)
TEXT_LENGTH = 400
LIST_LENGTH = 50


def text(parameters: QueryDict, key: str, length: int = TEXT_LENGTH) -> str:
    """One line, without control characters, at most ``length`` characters.

    >>> from django.http import QueryDict
    >>> text(QueryDict("q=%20控辍%00保学%0A"), "q")
    '控辍保学'
    """
    return clean(str(parameters.get(key, "") or ""), length)


def clean(raw: str, length: int = TEXT_LENGTH) -> str:
    kept = "".join(" " if char in "\n\r\t" else char for char in raw[: 4 * length] if _is_plain(char))
    return kept.strip()[:length]


def _is_plain(char: str) -> bool:
    return char in "\n\r\t" or unicodedata.category(char) not in ("Cc", "Cs", "Cn", "Co")


def texts(parameters: QueryDict, key: str, length: int = 80) -> tuple[str, ...]:
    """Several values of one key, each once, empty ones left out."""
    cleaned = (clean(value, length) for value in parameters.getlist(key)[:LIST_LENGTH])
    return tuple(dict.fromkeys(value for value in cleaned if value))


def texts_in_order(parameters: QueryDict, key: str, length: int) -> list[str]:
    """Every value of one key, empty and repeated ones too: the n-th belongs to the n-th of something else."""
    return [clean(value, length) for value in parameters.getlist(key)]


def whole_number(raw: str, low: int, high: int) -> int | None:
    """An integer within bounds, full-width digits included, or None.

    >>> whole_number("２０１２", 1949, 2100), whole_number("1e9", 1, 100), whole_number("-1", 1, 100)
    (2012, None, None)
    """
    digits = unicodedata.normalize("NFKC", raw[:24]).strip()
    if not (digits.isascii() and digits.isdigit()):
        return None
    number = int(digits)
    return number if low <= number <= high else None


def year(parameters: QueryDict, key: str) -> int | None:
    return whole_number(text(parameters, key, 24), YEARS.start, YEARS.stop - 1)


def page_number(parameters: QueryDict) -> int:
    """The page asked for, 1 when none or nonsense is; far too high ones stay high, for the pager to clamp."""
    return whole_number(text(parameters, "page", 24), 1, 10**9) or 1


def one_of(parameters: QueryDict, key: str, allowed: Mapping[str, object] | tuple[str, ...]) -> str:
    """A value of a closed list, or empty."""
    value = text(parameters, key, 40)
    return value if value in allowed else ""


def address(path: str, **values: object) -> str:
    """An address with its filters; empty values are left out, lists become repeated keys.

    >>> address("/search/", q="控辍", year=[2011, 2012], topic="")
    '/search/?q=%E6%8E%A7%E8%BE%8D&year=2011&year=2012'
    """
    lists = {key: value if isinstance(value, (list, tuple)) else [value] for key, value in values.items()}
    pairs = [(key, str(one)) for key, value in lists.items() for one in value if one not in ("", None)]
    return f"{path}?{urlencode(pairs)}" if pairs else path
