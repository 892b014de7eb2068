"""How texts and numbers are compared: without white space, and running text without punctuation too.

So it does not matter on which side of a border a full stop stands, nor in which width it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_SENTENCE_END = re.compile(r"(?<=[。!?!?;;])|\n+")
_PUNCTUATION = re.compile(r"[。:;,、.!?…·—\-\"“”'‘’()\[\]《》〈〉【】|]+")
_SHORTEST_SENTENCE = 6


def squeeze(text: str | None) -> str:
    """Compatibility forms unified, no white space.

    >>> squeeze("（一） ２０１１年")
    '(一)2011年'
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))


def bare(text: str | None) -> str:
    """Squeezed, and without punctuation.

    >>> bare("新建2所，改建3所。")
    '新建2所改建3所'
    """
    return _PUNCTUATION.sub("", squeeze(text))


def sentences(text: str | None) -> list[str]:
    """The bare sentences of a text; shorter ones than six characters are too common to be evidence.

    >>> sentences("今年新建幼儿园2所。全部开学。资金及时到位，验收合格；")
    ['今年新建幼儿园2所', '资金及时到位验收合格']
    """
    parts = (bare(part) for part in _SENTENCE_END.split(text or ""))
    return [part for part in parts if len(part) >= _SHORTEST_SENTENCE]


def similar(left: str | None, right: str | None) -> float:
    """Dice's coefficient of the pairs of neighbouring characters, 0 to 1."""
    ours, theirs = _pairs(left), _pairs(right)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def _pairs(text: str | None) -> set[str]:
    squeezed = squeeze(text)
    return {squeezed[at : at + 2] for at in range(len(squeezed) - 1)} or {squeezed}


def equal_numbers(left: Any, right: Any) -> bool:
    """Equal up to a millionth. What is no number equals nothing.

    >>> equal_numbers(66.93, "66.93"), equal_numbers(None, 0)
    (True, False)
    """
    try:
        ours, theirs = float(left), float(right)
    except (TypeError, ValueError):
        return False
    return abs(ours - theirs) <= 1e-6 * max(1.0, abs(ours), abs(theirs))


def years(printed: Any) -> tuple[int | None, int | None]:
    """First and last year that stand in a gold period.

    >>> years("2011-2013"), years(2012), years(None)
    ((2011, 2013), (2012, 2012), (None, None))
    """
    found = [int(year) for year in re.findall(r"(?:19|20)\d{2}", str(printed or ""))]
    return (found[0], found[-1]) if found else (None, None)
