"""Lines that a page broke at its right edge, read as one: a number and its unit may stand on either side.

Offsets stay: the line end of such a break becomes a blank, and nothing else changes.
"""

# ruff: noqa: E501  a line of a table is one decision

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

_ENDS: Final = frozenset("。！？!?：:；;…”』）)】]》|")
_STARTS: Final = re.compile(
    r"\s|[（(\[【]?[一二三四五六七八九十壹贰叁甲乙丙丁]{1,3}[、.．)）\]】]|[（(]?\d{1,2}[、)）]|\d{1,2}[.．](?!\d)|[①-⑳⒈-⒛㈠-㈩*·●■◆—-]|第[一二三四五六七八九十]{1,3}[章节部篇条]|附[：:]?"
)
_UNIT: Final = r"[%％‰万亿元人名所个余多平]"
_PARTED: Final = re.compile(
    rf"\n(?:(?<=[\d０-９]\n)(?={_UNIT})|(?<=[率达为约近至到共占额]\n)(?=[\d０-９]{{1,12}}(?:[.．][\d０-９]{{1,4}})?{_UNIT}))"
)
_FEWEST: Final = 3
_NARROWEST: Final = 20


def page_width(text: str) -> int | None:
    """The columns at which the text's lines were broken; None where they were not. ``text`` is not folded.

    >>> page_width("招聘教师一百名,新建校舍三千平\\n方米,改造运动场十块,培训教师\\n三百人次,资助学生一千二百余\\n人。\\n")
    29
    """
    lines = text.split("\n")
    widths = sorted(_width(line) for line, following in pairwise(lines) if _is_open(line, following))
    if len(widths) < _FEWEST:
        return None
    width = widths[len(widths) * 2 // 3]
    alike = sum(_fits(other, width) for other in widths)
    inside = sum(_width(line) * 10 <= width * 11 for line in lines)
    is_page = width >= _NARROWEST and alike * 3 >= len(widths) * 2 and inside * 10 >= len(lines) * 9
    return width if is_page else None


def rejoined(text: str) -> str:
    """A number parted from its unit or its rate by a line end, whatever the page's width; the same length.

    >>> rejoined("招聘教师120\\n名,辍学率\\n0.4%。\\n3所学校")
    '招聘教师120 名,辍学率 0.4%。\\n3所学校'
    """
    return _PARTED.sub(" ", text)


def unwrapped(part: str, width: int) -> str:
    """Text with broken lines joined by a blank; the same length. Not folded, as the width is that of the page."""
    lines = part.split("\n")
    pieces: list[str] = []
    for line, following in pairwise(lines):
        broken = _fits(_width(line), width) and _is_open(line, following)
        pieces += (line, " " if broken else "\n")
    return "".join([*pieces, lines[-1]])


def _fits(width: int, page: int) -> bool:
    """Digits and marks are narrower on some pages than on others: a fifth less, a tenth more."""
    return page * 8 <= width * 10 <= page * 11


def _width(line: str) -> int:
    """Columns on paper: a Chinese character takes two. Every one of them has three bytes, a digit one."""
    return len(line) + (len(line.encode("utf-8", "surrogatepass")) - len(line)) // 2


def _is_open(line: str, following: str) -> bool:
    return (
        bool(line) and line[-1] not in _ENDS and "\t" not in line and bool(following) and not _STARTS.match(following)
    )
