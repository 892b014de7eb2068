"""Text that a page printed above the title of its report, known by a word that a piece's end cuts in two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from reports.parsing.folding import fold
from reports.parsing.heading_words import IsPlace
from reports.parsing.lexicon import cut_gain
from reports.parsing.lines import Line
from reports.parsing.openings import begins_inside
from reports.parsing.tears import SURE, closed_bracket, is_torn_tail, open_bracket, paragraph_mark
from reports.parsing.titled_parts import FEWEST, is_collective, titled_place

MOST_TOP, MOST_TAILS = 6, 12
"""Lines at a page's top of which one may be torn, a site's own among them; open lines looked at under the title."""


def is_torn(line: str) -> bool:
    """Does a line surely begin inside a sentence?

    >>> is_torn("管理规定》，各校照办。"), is_torn("各校照办。")
    (True, False)
    """
    return begins_inside(line) or bool(closed_bracket(line))


def goes_on_above(lines: Sequence[Line], title: int) -> bool:
    """Does an open line under the title go on in a line at the page's top? ``title``: the line of the title.

    >>> page = ["童入学率达百分之百。", "甲县教育局工作总结", "成绩很好，全县农村适龄儿童、进城务工人员子女、留守儿"]
    >>> goes_on_above([Line(0, 0, words) for words in page], 1)
    True
    """
    heads = [line.text for line in lines[: min(title, MOST_TOP)] if paragraph_mark(line.text) is None]
    tails = islice((line.text for line in lines[title + 1 :] if is_torn_tail(line.text)), MOST_TAILS)
    return any(_goes_on(tail, head) for tail in tails for head in heads)


def _goes_on(tail: str, head: str) -> bool:
    closing = closed_bracket(head)
    return open_bracket(tail) == closing if closing else cut_gain(tail, head) >= SURE


def parts_above(titles: Sequence[str], is_place: IsPlace) -> int:
    """How many of a file's titles are districts' parts printed above the title of the collection they belong to.

    >>> parts_above([*(f"{place}2012年教育工作总结" for place in ("丙县", "某市各县", "甲县", "乙县"))], bool)
    1
    """
    at = next((i for i, title in enumerate(titles) if is_collective(title)), 0)
    if not 0 < at < len(titles) - FEWEST:
        return 0
    names = [titled_place(fold(title.strip())) for title in (*titles[:at], *titles[at + 1 :])]
    known = all(names) and len(set(names)) == len(names) and all(map(is_place, names))
    return at if known else 0
