"""Lines of a page → paragraphs as the author wrote them.

Evidence, strongest first: a change of size, a gap, an indented first line, a heading or list mark, a line that stops
short of the margin, the end of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reports.extraction.pdf_lines import Line

# Marks that open a heading or a list item: 一、 （一） 1. 1、 (1) ① 第一章 一是 • ; "1.5" is a number, no mark.
OPENS_ITEM = re.compile(
    r"^(?:第[一二三四五六七八九十百零〇\d]{1,4}[章节篇条部]|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}(?:[、．]|\.(?!\d)|[)）])|[①-⑳⑴-⒇⒈-⒛㈠-㈩●•◆■※★▲])"
)
ENDS_SENTENCE = re.compile(r"[。！？!?][”’」』）)\"]*$")
LATIN_END, LATIN_START = re.compile(r"[A-Za-z0-9,;.%)]$"), re.compile(r"^[A-Za-z(]")
# What may not be broken at a line's start: opening marks stay with the next character, closing ones with the last,
# quotation marks with both, Latin words and numbers stay whole. A line is full where this would not have fit any more.
UNBROKEN = re.compile(
    r"[“‘《〈（(【〔「『]*(?:[!-'*-~]+|.)(?:[“”‘’][“‘《（(]*.?|[》〉）)】〕」』，。、；：！？,.;:!?%％])*"
)
QUOTES = (("“", "”"), ("《", "》"))
INDENT = 1.3
INDENT_AT_MOST = 4.5
SLACK = 0.7
"""Margins are not exact: punctuation hangs over them, justified lines stop short."""
SLACK_AT_MARGIN = 4.0
WIDE_GAP = 1.3
TITLE_SIZE = 1.2
TITLE_LEADING = 2.2
VERY_LARGE = 1.35
COUNTED = 5, 0.3
"""At least so many lines, and this share, have the same number of characters where lines are cut by counting."""
LONGEST = 0.1
"""A smaller share is enough where no line is longer."""
HABIT = 0.6
"""What most paragraphs of a file do is its habit."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its page and the margins of the column it stands in. ``region`` numbers columns over the file."""

    line: Line
    page: int
    region: int
    left: float
    right: float
    is_left: bool = False
    """Stands left of another column."""


@dataclass(slots=True)
class Paragraph:
    text: str
    lines: list[Placed]
    page_starts: list[tuple[int, int]] = field(default_factory=list)
    """(page, offset in the text) for pages that begin inside."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How this file sets its text. ``indents``: first lines are; ``spaces``: paragraphs stand apart; ``characters``:
    how many a program put into every line, whatever their width, 0 where lines are filled to the margin."""

    size: float
    leading: float
    characters: int
    indents: bool = False
    spaces: bool = False


def usual_size(lines: Iterable[Line]) -> float:
    """The size of most of the text."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def habits(placed: Sequence[Placed]) -> Habits:
    gaps = Counter[float]()
    size = usual_size(item.line for item in placed)
    pairs = [(above, below) for above, below in pairwise(placed) if above.line.size == below.line.size == size]
    for above, below in pairs:
        if above.region == below.region:
            gaps[round(above.line.bottom - below.line.bottom)] += 1
    leading = gaps.most_common(1)[0][0] if gaps else 0.0
    # After a line that stopped short a paragraph begins: what those lines do is how paragraphs begin here.
    characters = _counted(placed, size)
    openings = [
        (above, below) for above, below in pairs if not _is_full(above, below, Habits(size, leading, characters))
    ]
    indented = sum(1 for _, below in openings if _indent(below) > INDENT * size)
    spaced = sum(1 for above, below in openings if _is_gap(above, below, leading))
    return Habits(size, leading, characters, indented > HABIT * len(openings), spaced > HABIT * len(openings))


def _counted(placed: Sequence[Placed], size: float) -> int:
    counts = Counter(_length(item, size) for item in placed if item.line.size == size)
    longest = max(counts, default=0)
    if counts[longest] >= COUNTED[0] and counts[longest] > LONGEST * len(placed):
        return longest
    ((usual, often),) = counts.most_common(1) or ((0, 0),)
    longer = sum(count for length, count in counts.items() if length > usual)
    return usual if often >= COUNTED[0] and often > COUNTED[1] * len(placed) and longer < often / 10 else 0


def _length(item: Placed, size: float) -> int:
    """Characters with those that indent the line."""
    return len(item.line.text) + max(0, round(_indent(item) / size))


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
    if "\t" in first.text or "\t" in second.text:
        return False
    if abs(first.size - second.size) > 0.12 * habit.size:
        return False
    if _is_title(above, habit) and _is_title(below, habit):
        near = above.region == below.region and first.bottom - second.bottom < TITLE_LEADING * first.size
        return near and not OPENS_ITEM.match(second.text)
    ended = bool(ENDS_SENTENCE.search(first.text))
    # In a file that indents, a line at the margin after an unfinished sentence goes on, however the line broke.
    at_margin = habit.indents and not ended and _indent(below) < 0.5 * habit.size
    full = _is_full(above, below, habit, SLACK_AT_MARGIN if at_margin else SLACK)
    if not full or _is_gap(above, below, habit.leading):
        return False
    if habit.indents and INDENT * habit.size < _indent(below) < INDENT_AT_MOST * habit.size:
        return False
    if OPENS_ITEM.match(second.text) and not _closes(first.text, second.text):
        return habit.indents and not ended
    apart = habit.spaces and above.region == below.region
    return not ended or habit.indents or apart


def _closes(first: str, second: str) -> bool:
    """Whether a quotation or title left open above is closed below: then what looks like a mark stands inside it.

    >>> _closes("在“十", "二、五”期间"), _closes("依照《意见》", "二、实施《办法》")
    (True, False)
    """
    for opens, closes in QUOTES:
        left, right = second.find(opens), second.find(closes)
        if first.count(opens) > first.count(closes) and right >= 0 and not 0 <= left < right:
            return True
    return False


def _indent(item: Placed) -> float:
    return item.line.x0 - item.left


def _is_full(above: Placed, below: Placed, habit: Habits, slack: float = SLACK) -> bool:
    """Whether the next line's beginning would not have fit on the line above."""
    if habit.characters and _length(above, habit.size) == habit.characters:
        return True
    start = UNBROKEN.match(below.line.text)
    needed = sum(0.55 if char.isascii() else 1.0 for char in start[0]) if start else 1.0
    return above.right - above.line.x1 < (needed + slack) * habit.size


def _is_gap(above: Placed, below: Placed, leading: float) -> bool:
    if above.region != below.region or not leading:
        return False
    return above.line.bottom - below.line.bottom > WIDE_GAP * max(leading, below.line.height)


def _is_title(item: Placed, habit: Habits) -> bool:
    """Large and centred; what is very large need only stand off the margin: programs that take every character for a
    full one set lines with figures too far to the left."""
    line = item.line
    if line.size >= VERY_LARGE * habit.size and _indent(item) > line.size:
        return True
    return line.size >= TITLE_SIZE * habit.size and abs(_indent(item) - (item.right - line.x1)) < 2 * line.size


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
