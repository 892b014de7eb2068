"""Where the texts of a collection begin: 第一篇 … 第二篇 …, 某局总结1 … 某局总结2 …."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.parsing.folding import fold
from reports.parsing.heading_words import IsPlace, leading_place
from reports.parsing.lines import Line
from reports.parsing.marks import find_mark, numeral
from reports.parsing.titled_parts import titled_place, without_parts
from reports.parsing.titles import is_title, item_title

RUNNING = 60
OPENING = 15
"""A collection's first text begins within so many lines."""
ABOVE = 3
NUMBERED = re.compile(r"(?P<base>.{4,50}?\D)\s*[(\[]?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})[)\]]?")
FIRST = re.compile(r"(?:第|篇|范文)\s*[(\[]?\s*(?:一|1)(?!\d|[十])")


@dataclass(frozen=True, slots=True)
class Start:
    """Where a report begins: its lines ``first`` to ``last`` announce it, ``last`` holds the title (-1: none does)."""

    first: int
    last: int
    title: str


def items(lines: Sequence[Line], is_place: IsPlace) -> list[Start]:
    """The texts of a collection; a title of its own may follow a number within two lines. Empty for other files.

    A mere list of them is none, and districts' parts (第一篇 江阳区) are parts of one report.
    """
    found = [i for i, line in enumerate(lines) if item_title(line.text) is not None] or _numbered(lines)
    if not found or _are_parts(lines, found, is_place):
        return []
    starts = [_start(lines, found[0], i, stop) for i, stop in zip(found, [*found[1:], len(lines)], strict=True)]
    full = [start for start in starts if start]
    return full if len(full) >= 2 or (full and _opens_a_collection(lines, full[0])) else []


def _are_parts(lines: Sequence[Line], found: Sequence[int], is_place: IsPlace) -> bool:
    """Are the numbered texts places' parts of one report: by their bare names, or by titles under a collection's?"""
    words = [item_title(lines[i].text) or "" for i in found]
    bare = [not titled_place(fold(each)) and bool(leading_place(each, is_place)) for each in words]
    if sum(bare) * 2 > len(found):
        return True
    above = [line.text for line in lines[: found[0]] if is_title(line.text)]
    marked = bool(above) and all(find_mark(fold(lines[i].text[:20])) for i in found)
    return marked and [*without_parts([above[-1], *words], is_place)] == [0]


def _start(lines: Sequence[Line], first: int, i: int, stop: int) -> Start | None:
    if sum(len(line.text) for line in lines[i + 1 : stop]) < RUNNING:
        return None
    words = item_title(lines[i].text) or ""
    own = next((j for j in (i + 1, i + 2) if j < stop and (is_title(lines[j].text) or lines[j].text == words)), None)
    if own == i + 2 and (re.search("[。；]", lines[i + 1].text) or find_mark(fold(lines[i + 1].text[:20]))):
        own = None
    title = (lines[own].text if own is not None else words or _alone(lines, first, i)).rstrip("。")
    return Start(i, i if own is None else own, title)


def _alone(lines: Sequence[Line], first: int, i: int) -> str:
    """篇2 alone on a line: what the page calls all its texts above the first one; else the line itself."""
    if item_title(lines[i].text) is None:
        return lines[i].text
    above = [line.text for line in lines[max(0, first - ABOVE) : first] if is_title(line.text)]
    return above[-1] if above else lines[i].text


def _numbered(lines: Sequence[Line]) -> list[int]:
    """Titles that differ in their last number only and count from one: 某局年度小结1, 某局年度小结2."""
    series: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        found = NUMBERED.fullmatch(fold(line.text)) if len(line.text) <= OPENING + 45 and is_title(line.text) else None
        if found:
            run = series.setdefault(found.group("base").strip(), [])
            if numeral(found.group("number")) == len(run) + 1:
                run.append(index)
    return max(series.values(), key=len, default=[])


def _opens_a_collection(lines: Sequence[Line], start: Start) -> bool:
    """A collection of which only the first text is left: above its number stands a page's lead-in, and no heading."""
    above = lines[: start.first]
    words = item_title(lines[start.first].text)
    printed = [line.text for line in (*above, *lines[start.first + 1 : start.first + 2])]
    heads = start.first == 0 and ":" in fold(lines[0].text[:8])
    if words and not is_title(words) and words not in printed and not heads:
        return False
    numbered = FIRST.search(fold(lines[start.first].text)) or NUMBERED.fullmatch(fold(lines[start.first].text))
    return bool(numbered) and len(above) <= OPENING and not any(find_mark(fold(line.text[:20])) for line in above)
