"""Page headers, footers and page numbers: recognised over all pages, because one page alone cannot tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median

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
# A page's number alone, whatever stands around it.
RISING = re.compile(rf"^{RULES}(?:第\s*)?(\d{{1,3}}|[一二三四五六七八九十]{{1,3}})(?:\s*页.{{0,8}})?{RULES}$")
INNER_EDGE = 0.25
"""Numbers that rise with the pages are theirs so far from the edge too, where no text stands beyond them."""
# What a browser prints at the edges: 2020/3/1 15:23 | https://… ; the page's title stands beside the date.
BROWSER = re.compile(
    r"^(?:\d{4}([/-])\d{1,2}\1\d{1,2}(?:[\s,]*(?:[上下]午)?\d{1,2}:\d\d(?::\d\d)?)?|(?:https?|file)://\S+)$",
    re.IGNORECASE,
)
# A header with the page's number at its beginning or end.
NUMBERED = re.compile(r"^(\d{1,4})(?=\D)|(?<=\D)(\d{1,4})$|(?<=第)\d{1,4}(?=页)")
# These carry numbers of their own, which may rise with the pages.
OWN_NUMBER = re.compile(r"^(?:附件|附表|附录|表|图|第)")

CHINESE = "〇一二三四五六七八九"
TITLE_SIZE = 1.15
SAME_ROW = 2.0
MARGIN = 0.07
"""A single page's header stands in this share of its height, and so many type sizes above the text."""
LONE_GAP = 2.0
LONE_LINES = 4

Place = tuple[int, str]
EdgeLine = tuple[int, int, set[Place]]
"""Position in the page's list, edge (1 top, -1 bottom), wordings at that edge."""


def find_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[set[int]]:
    """For every page the positions (in its list) of lines that belong to the page, not to the text.

    A line is furniture where its wording, the page's own number aside, returns at the same edge of several pages, or
    where it is a page number at an edge, or where it is printed across the page (a watermark).
    """
    edges = [
        _edge_lines(lines, height, number) for number, (lines, height) in enumerate(zip(pages, heights, strict=True))
    ]
    sizes: defaultdict[Place, list[float]] = defaultdict(list)
    for lines, page in zip(pages, edges, strict=True):
        for place in {place for _, _, places in page for place in places}:
            sizes[place].append(min(lines[index].size for index, _, places in page if place in places))
    enough = 2 if len(pages) <= 4 else max(3, len(pages) // 5)
    returning = {place: median(found) for place, found in sizes.items() if len(found) >= enough}
    found = [_watermarks(lines) | _at_edges(lines, page, returning) for lines, page in zip(pages, edges, strict=True)]
    for number, index in _rising(pages, heights):
        found[number].add(index)
    if len(pages) == 1 and found[0]:
        found[0] |= _lone_header(pages[0], heights[0], found[0])
    return found


def _rising(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[tuple[int, int]]:
    """The lowest lines of pages that are one number higher on every page: page, position in its list."""
    by_start: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for page, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        index = min(range(len(lines)), key=lambda i: lines[i].bottom, default=None)
        shown = RISING.match("".join(lines[index].text.split())) if index is not None else None
        if index is not None and shown and lines[index].top < INNER_EDGE * height:
            by_start[_value(shown[1]) - page].append((page, index))
    return max((found for found in by_start.values() if len(found) > 1), key=len, default=[])


def _value(figures: str) -> int:
    """
    >>> _value("12"), _value("十二"), _value("二十")
    (12, 12, 20)
    """
    if figures.isdigit():
        return int(figures)
    tens, ten, ones = figures.rpartition("十")
    high = (CHINESE.find(tens[-1]) if tens else 1) if ten else 0
    return 10 * high + (CHINESE.find(ones[-1]) if ones else 0)


def _watermarks(lines: Sequence[Line]) -> set[int]:
    """Slanted text, and pale text that other text is printed over."""
    return {
        index
        for index, line in enumerate(lines)
        if line.slanted or (line.pale and any(not other.pale and _over(other, line) for other in lines))
    }


def _over(line: Line, other: Line) -> bool:
    shared = min(line.top, other.top) - max(line.bottom, other.bottom)
    across = min(line.x1, other.x1) - max(line.x0, other.x0)
    return across > line.size and shared > 0.3 * min(line.height, other.height)


def _lone_header(lines: Sequence[Line], height: float, footers: set[int]) -> set[int]:
    """The header of a single page, which nothing repeats: where a page number stands below, small type high above the
    text is a header too."""
    text = [line for index, line in enumerate(lines) if index not in footers]
    if len(text) < LONE_LINES or max(line.top for line in lines) == max(lines[i].top for i in footers):
        return set()
    highest = max(text, key=lambda line: line.bottom)
    header = {index for index, line in enumerate(lines) if highest.bottom - line.bottom < highest.height / 2}
    below = [line for index, line in enumerate(lines) if index not in header | footers]
    size = median(line.size for line in below) if below else 0.0
    apart = highest.bottom - max((line.top for line in below), default=highest.bottom)
    stands_apart = highest.bottom > (1 - MARGIN) * height and apart > LONE_GAP * size
    small = all(lines[i].size <= size and not OWN_NUMBER.match(lines[i].text) for i in header)
    return header if stands_apart and small else set()


def _at_edges(lines: Sequence[Line], page: list[EdgeLine], returning: Mapping[Place, float]) -> set[int]:
    """From the edge inwards: what stands behind a line of text is text, however often it returns."""
    marked: set[int] = set()
    open_edges = {1, -1}
    # The title over the first page is the text's, though later pages repeat its words in small type.
    returns = {
        index
        for index, _, places in page
        if any(place in returning and lines[index].size < TITLE_SIZE * returning[place] for place in places)
    }
    for index, edge, _ in page:
        line = lines[index]
        # Beside a header that returns stand what changes with the page: its number, the chapter.
        beside = any(
            abs(lines[i].bottom - line.bottom) < SAME_ROW and (i in returns or BROWSER.match(lines[i].text))
            for i, _, _ in page
        )
        if edge in open_edges and (beside or PAGE_NUMBER.match(line.text)):
            marked.add(index)
        else:
            open_edges.discard(edge)
    return marked


def _edge_lines(lines: Sequence[Line], height: float, page: int) -> list[EdgeLine]:
    """The outermost lines, from the edge inwards."""
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
