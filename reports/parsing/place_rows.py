"""Rows of a table that are districts' parts: the name in the first cell, running text in another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.parsing.folding import fold
from reports.parsing.heading_words import Heading, IsPlace
from reports.parsing.lines import Line
from reports.parsing.marks import find_mark

SHORTEST = 40
"""A cell of text is at least so long, and holds a stop; figures and names are shorter."""
LONGEST_NAME, LONGEST_NUMBER = 16, 4
STOP = re.compile("[。；;]")


def place_row(line: Line, is_place: IsPlace) -> Heading | None:
    """The heading in a row such as 2 · 龙马潭区 · 全区新建…; None for a row of figures.

    >>> row = place_row(Line(0, 60, "江阳区\\t" + "新建幼儿园两所，招聘教师三十名。" * 3), {"江阳区"}.__contains__)
    >>> (row.words, row.name_end) if row else None
    (0, 3)
    """
    if len(line.text) < SHORTEST or line.text.find("\t", 0, LONGEST_NAME + LONGEST_NUMBER) < 0:
        return None
    first, *others = line.text.split("\t")
    at = 0
    if len(first) <= LONGEST_NUMBER and fold(first).strip("()、. ").isdecimal() and others:
        at, first = len(first) + 1, others.pop(0)
    if len(first) > LONGEST_NAME or not any(len(cell) >= SHORTEST and STOP.search(cell) for cell in others):
        return None
    name = fold(first).strip()
    if not name or not is_place(name):
        return None
    start = line.start + at
    return Heading(
        line.start, start, start + len(first), "", "place", 2, None, "run_in", True, name_end=start + len(first)
    )


def without_open_tables(headings: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Text that goes on right behind a table's last row would be lent to its district: such rows head nothing."""
    rows = {line.start: index for index, line in enumerate(lines) if "\t" in line.text}
    last: dict[int, bool] = {}
    return [heading for heading in headings if heading.start not in rows or _closed(rows[heading.start], lines, last)]


def _closed(row: int, lines: Sequence[Line], known: dict[int, bool]) -> bool:
    """Does nothing, a heading or a short line follow the table of line ``row``?"""
    stop = row
    while stop < len(lines) and "\t" in lines[stop].text and stop not in known:
        stop += 1
    if stop not in known:
        after = lines[stop].text if stop < len(lines) else ""
        known[stop] = len(after) < SHORTEST or find_mark(fold(after[:20])) is not None
    for index in range(row, stop):
        known[index] = known[stop]
    return known[row]
