"""Page headers, footers and page numbers: recognised over all pages, because one page alone cannot tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reports.extraction.pdf_lines import Line

EDGE = 0.13
"""Headers and footers stand in this share of the page's height at either edge."""
EDGE_LINES = 3
SENTENCE = re.compile("[，。；：！？]")
DIGITS = re.compile(r"[0-9０-９]+|[一二三四五六七八九十百〇零]+")
# 3 | - 3 - | 第3页 | 第 3 页 共 12 页 | 3/12 | Page 3 of 12 | ·3·
PAGE_NUMBER = re.compile(
    r"^\W*(?:第|page)?\W*[0-9０-９一二三四五六七八九十百ⅰ-ⅹivxl]{1,7}\W*页?\W*(?:(?:共|of|/|／|，)\W*[0-9０-９一二三四五六七八九十百]{1,5}\W*页?)?\W*$",
    re.IGNORECASE,
)

Place = tuple[int, str]


def find_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[set[int]]:
    """For every page the positions (in its list) of lines that belong to the page, not to the text.

    A line is furniture where its wording, digits aside, returns at the same edge of several pages, or where it is a
    page number at an edge, or where it is printed across the page (a watermark).
    """
    edges = [_edge_lines(lines, height) for lines, height in zip(pages, heights, strict=True)]
    seen = Counter(place for page in edges for place in {place for _, place in page})
    enough = 2 if len(pages) <= 4 else max(3, len(pages) // 5)
    found = []
    for lines, page in zip(pages, edges, strict=True):
        marked = {index for index, line in enumerate(lines) if line.slanted}
        open_edges = {1, -1}
        for index, place in page:
            # From the edge inwards: what stands behind a line of text is text, however often it returns.
            if place[0] in open_edges and (seen[place] >= enough or PAGE_NUMBER.match(lines[index].text)):
                marked.add(index)
            else:
                open_edges.discard(place[0])
        found.append(marked)
    return found


def _edge_lines(lines: Sequence[Line], height: float) -> list[tuple[int, Place]]:
    """The outermost lines at the top (1) and bottom (-1) with their wording, from the edge inwards."""
    by_height = sorted(range(len(lines)), key=lambda index: -lines[index].top)
    top = [i for i in by_height[:EDGE_LINES] if lines[i].bottom > height * (1 - EDGE)]
    bottom = [i for i in by_height[-EDGE_LINES:] if lines[i].top < height * EDGE and i not in top]
    return [(i, (1, wording(lines[i].text))) for i in top] + [
        (i, (-1, wording(lines[i].text))) for i in reversed(bottom)
    ]


def wording(text: str) -> str:
    """What two lines share that differ in a page number only; a sentence must agree to the letter.

    >>> wording("云江市教育局 第 3 页") == wording("云江市教育局 第12页")
    True
    >>> wording("新建3所。") == wording("新建5所。")
    False
    """
    joined = "".join(text.split()).lower()
    return joined if SENTENCE.search(joined) else DIGITS.sub("#", joined)
