"""Lines of a page → paragraphs as the author wrote them.

Evidence, strongest first: a change of size, a gap, an indented first line, a heading or list mark, a line that stops
short of the margin, the end of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reports.extraction.pdf_lines import Line

# Marks that open a heading or a list item: 一、 （一） 1. 1、 (1) ① 第一章 一是 • ; "1.5" is a number, no mark.
OPENS_ITEM = re.compile(
    r"^(?:第[一二三四五六七八九十百零〇\d]{1,4}[章节篇条部]|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}(?:[、．]|\.(?!\d)|[)）])|[①-⑳⑴-⒇⒈-⒛㈠-㈩●•◆■※★▲])"
)
ENDS_SENTENCE = re.compile(r"[。！？!?][”’」』）)\"]*$|[；;：:]$")
LATIN_END, LATIN_START = re.compile(r"[A-Za-z0-9,;.%)]$"), re.compile(r"^[A-Za-z(]")
INDENT = 1.3
SHORT = 1.7
WIDE_GAP = 1.35
TITLE_SIZE = 1.2
TITLE_LEADING = 2.2
INDENTED_SHARE = 0.12


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its page and the margins of the column it stands in. ``region`` numbers columns over the file."""

    line: Line
    page: int
    region: int
    left: float
    right: float


@dataclass(slots=True)
class Paragraph:
    text: str
    lines: list[Placed]
    page_starts: list[tuple[int, int]] = field(default_factory=list)
    """(page, offset in the text) for pages that begin inside."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How this file sets its text."""

    size: float
    leading: float
    indents: bool


def habits(placed: Sequence[Placed]) -> Habits:
    sizes = Counter[float]()
    gaps = Counter[float]()
    for item in placed:
        sizes[item.line.size] += len(item.line.text)
    for above, below in pairwise(placed):
        if above.region == below.region:
            gaps[round(above.line.bottom - below.line.bottom)] += 1
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    indented = sum(1 for item in placed if INDENT * size < item.line.x0 - item.left < 4 * size)
    return Habits(size, gaps.most_common(1)[0][0] if gaps else 0.0, indented >= INDENTED_SHARE * len(placed))


def join_lines(placed: Sequence[Placed], habit: Habits) -> list[Paragraph]:
    """Paragraphs in order."""
    paragraphs: list[Paragraph] = []
    for item in placed:
        if paragraphs and continues(paragraphs[-1].lines[-1], item, habit):
            _append(paragraphs[-1], item)
        else:
            paragraphs.append(Paragraph(item.line.text, [item]))
    return paragraphs


def continues(above: Placed, below: Placed, habit: Habits) -> bool:
    """Whether ``below`` goes on with the paragraph of ``above``."""
    first, second = above.line, below.line
    if abs(first.size - second.size) > 0.12 * habit.size:
        return False
    if _is_title(above, habit) and _is_title(below, habit):
        near = above.region == below.region and first.bottom - second.bottom < TITLE_LEADING * first.size
        return near and not OPENS_ITEM.match(second.text)
    if _gap_between(above, below, habit):
        return False
    if above.right - first.x1 > SHORT * habit.size + _unbroken(second.text, habit):
        return False
    indented = second.x0 - below.left > INDENT * habit.size
    ended = bool(ENDS_SENTENCE.search(first.text))
    if indented:
        # A whole column may stand indented; then only the sentence can tell.
        return (
            not ended
            and abs((first.x0 - above.left) - (second.x0 - below.left)) < 0.5 * habit.size
            and not habit.indents
        )
    if OPENS_ITEM.match(second.text):
        return habit.indents and not ended
    return habit.indents or not ended


def _gap_between(above: Placed, below: Placed, habit: Habits) -> bool:
    if above.region != below.region or not habit.leading:
        return False
    return above.line.bottom - below.line.bottom > WIDE_GAP * max(habit.leading, below.line.height)


def _is_title(item: Placed, habit: Habits) -> bool:
    """Large and centred."""
    line = item.line
    before, after = line.x0 - item.left, item.right - line.x1
    return line.size >= TITLE_SIZE * habit.size and abs(before - after) < 2 * line.size


def _unbroken(text: str, habit: Habits) -> float:
    """Room that a Latin word or number at the next line's start would have needed: it may not be broken."""
    word = re.match(r"[!-~]+", text)
    return 0.55 * habit.size * len(word[0]) if word else 0.0


def _append(paragraph: Paragraph, item: Placed) -> None:
    if LATIN_END.search(paragraph.text) and LATIN_START.match(item.line.text):
        paragraph.text += " "
    if item.page != paragraph.lines[-1].page:
        paragraph.page_starts.append((item.page, len(paragraph.text)))
    paragraph.text += item.line.text
    paragraph.lines.append(item)


def is_styled(paragraph: Paragraph, habit: Habits) -> bool:
    """Whether the file sets the paragraph apart as a heading: larger or bolder than its text, and short."""
    lines = [item.line for item in paragraph.lines]
    return len(paragraph.text) <= 100 and all(line.bold or line.size > 1.08 * habit.size for line in lines)
