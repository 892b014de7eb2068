"""Page headers, footers and page numbers: recognised over all pages, because one page alone cannot tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reports.extraction.pdf_lines import Line

EDGE = 0.13
"""Headers and footers stand in this share of the page's height at either edge."""
EDGE_LINES = 3
RULES = r"[\s\-—–―·•~.|]*"
# 3 | - 3 - | 第3页 | 第 3 页 共 12 页 | 3/12 | Page 3 of 12 | ·3· | iv ; four figures are a year, not a page.
PAGE_NUMBER = re.compile(
    rf"^(?:{RULES}\d{{1,3}}{RULES}|第\s*[\d一二三四五六七八九十百]{{1,5}}\s*页.{{0,15}}|\d{{1,3}}\s*页"
    r"|(?:page\s*)?\d{1,4}\s*(?:/|／|of)\s*\d{1,4}|[ivxl]{1,6})$",
    re.IGNORECASE,
)
# A header with the page's number at its beginning or end.
NUMBERED = re.compile(r"^(\d{1,4})(?=\D)|(?<=\D)(\d{1,4})$")
# These carry numbers of their own, which may rise with the pages.
OWN_NUMBER = re.compile(r"^(?:附件|附表|附录|表|图|第)")

Place = tuple[int, str]


def find_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[set[int]]:
    """For every page the positions (in its list) of lines that belong to the page, not to the text.

    A line is furniture where its wording, the page's own number aside, returns at the same edge of several pages, or
    where it is a page number at an edge, or where it is printed across the page (a watermark).
    """
    edges = [
        _edge_lines(lines, height, number) for number, (lines, height) in enumerate(zip(pages, heights, strict=True))
    ]
    seen = Counter(place for page in edges for place in {place for _, _, places in page for place in places})
    enough = 2 if len(pages) <= 4 else max(3, len(pages) // 5)
    found = []
    for lines, page in zip(pages, edges, strict=True):
        marked = {index for index, line in enumerate(lines) if line.slanted}
        open_edges = {1, -1}
        for index, edge, places in page:
            # From the edge inwards: what stands behind a line of text is text, however often it returns.
            returns = any(seen[place] >= enough for place in places)
            if edge in open_edges and (returns or PAGE_NUMBER.match(lines[index].text)):
                marked.add(index)
            else:
                open_edges.discard(edge)
        found.append(marked)
    return found


def _edge_lines(lines: Sequence[Line], height: float, page: int) -> list[tuple[int, int, set[Place]]]:
    """The outermost lines, from the edge inwards: position, edge (1 top, -1 bottom), wordings at that edge."""
    by_height = sorted(range(len(lines)), key=lambda index: -lines[index].top)
    top = [i for i in by_height[:EDGE_LINES] if lines[i].bottom > height * (1 - EDGE)]
    bottom = [i for i in by_height[-EDGE_LINES:] if lines[i].top < height * EDGE and i not in top]
    placed = [(i, 1) for i in top] + [(i, -1) for i in reversed(bottom)]
    return [(i, edge, {(edge, words) for words in wordings(lines[i].text, page)}) for i, edge in placed]


def wordings(text: str, page: int) -> set[str]:
    """What a line may share with those of other pages: its words, and its words with the page's number taken out.

    >>> wordings("云江市教育局 3", 2) & wordings("云江市教育局12", 11)
    {'云江市教育局#1'}
    >>> wordings("附件3", 2) & wordings("附件4", 3), wordings("新建3所", 2) & wordings("新建5所", 4)
    (set(), set())
    """
    joined = "".join(text.split()).lower()
    if OWN_NUMBER.match(joined):
        return {joined}
    return {joined, NUMBERED.sub(lambda match: f"#{int(match[0]) - page}", joined)}
