"""Lines that a page broke at its right edge, read as one: a number and its unit may stand on either side.

Offsets stay: the line end of such a break becomes a blank, and nothing else changes.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_ENDS: Final = frozenset("。！？!?：:；;…”』）)】]》|")
_STARTS: Final = re.compile(
    r"\s|[（(\[【]?[一二三四五六七八九十壹贰叁甲乙丙丁]{1,3}[、.．)）\]】]|[（(]?\d{1,2}[、)）]|\d{1,2}[.．](?!\d)|[①-⑳⒈-⒛㈠-㈩*·●■◆—-]|第[一二三四五六七八九十]{1,3}[章节部篇条]|附[：:]?"
)
_FEWEST: Final = 3
_NARROWEST: Final = 20
_SLACK: Final = 3


def unwrapped(folded: str, start: int, end: int) -> str:
    """``folded[start:end]`` with broken lines joined by a blank; the same length.

    >>> page = "招聘教师一百名,新建校舍三千平\\n方米,改造运动场十块,培训教师\\n三百人次,资助学生一千二百余\\n人。\\n"
    >>> unwrapped(page, 0, len(page)).count("\\n")
    1
    """
    part = folded[start:end]
    lines = part.split("\n")
    widths = [_width(line) for line in lines]
    open_ended = [widths[at] for at, line in enumerate(lines[:-1]) if _is_open(line, lines[at + 1])]
    if len(open_ended) < _FEWEST:
        return part
    usual = _usual(open_ended)
    if usual is None:
        return part
    pieces = []
    for at, line in enumerate(lines[:-1]):
        broken = abs(widths[at] - usual) <= _SLACK and _is_open(line, lines[at + 1])
        pieces += (line, " " if broken else "\n")
    return "".join([*pieces, lines[-1]])


def _width(line: str) -> int:
    """Columns on paper: a Chinese character takes two."""
    return sum(2 if ord(character) > 0x2E7F or character in "“”—…" else 1 for character in line)


def _is_open(line: str, following: str) -> bool:
    return bool(line) and line[-1] not in _ENDS and "\t" not in line and bool(following) and not _STARTS.match(following)


def _usual(widths: list[int]) -> int | None:
    """The page's width, where most open lines have it; None where they vary as headings do."""
    width, _ = max(Counter(widths).items(), key=lambda item: (sum(abs(w - item[0]) <= _SLACK for w in widths), item[0]))
    alike = sum(abs(other - width) <= _SLACK for other in widths)
    return width if width >= _NARROWEST and alike * 3 >= len(widths) * 2 else None
