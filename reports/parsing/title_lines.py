"""Titles that were set in two lines, put together: 在全县教育工作会议上的 ⏎ 讲话."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reports.parsing.folding import fold
from reports.parsing.lines import Line
from reports.parsing.marks import find_mark
from reports.parsing.titles import ENDING, LONGEST, NOTICE, ORGAN, is_title

NARROWEST, ALONE = 7, 5
"""A title's first line is at least so long; a second one shorter than ``ALONE`` is never a title itself."""
COVER_LINES = 3
"""Only so near the top an office's name may be the first line of a title (甲县教育局 ⏎ 工作总结)."""
STOPPED = re.compile(r"[。；;：:，,！!？?.]$")
CLOSES = re.compile(rf"{ENDING}(?:\([^()]{{1,24}}\))?$")
COLLECTED = re.compile(r"\(?(?:经验|典型|交流|资料|材料|文件){0,2}(?:汇编|选编|合编|专辑|专刊|合集|集锦)\)?")
"""Set in a line of its own under the title of a book."""
SUBTITLE = re.compile("[-—─]")
GOES_ON = re.compile("(?:以?及|和|暨|与)(?=.{4})")
UNFINISHED = re.compile(
    "(?:关于|对|的|和|及|与|暨|在|、|上的?|印发|开展|落实|贯彻|推进)$|^关于|^在[^上]*$|《[^》]*$|“[^”]*$"
)


def with_whole_titles(lines: Sequence[Line]) -> list[Line]:
    """The lines, a title of two lines as one.

    >>> [line.text for line in with_whole_titles([Line(0, 11, "在全县教育工作会议上的"), Line(12, 14, "讲话")])]
    ['在全县教育工作会议上的讲话']
    """
    whole: list[Line] = []
    joined = False
    seen: set[str] = set()
    for index, (line, after) in enumerate(pairwise([*lines, Line(0, 0, "")])):
        if joined:
            joined = False
            continue
        seen.add(line.text)
        short = 0 < len(after.text) <= LONGEST - len(line.text)
        joined = short and (line.text + after.text in seen or _are_one(line, after, index))
        whole.append(Line(line.start, after.end, line.text + after.text) if joined else line)
    return whole


def _are_one(first: Line, second: Line, index: int) -> bool:
    if len(first.text) < NARROWEST:
        return False
    above, below = fold(first.text), fold(second.text)
    if "关于" in above and index < COVER_LINES and NOTICE.fullmatch(above + below):
        return not NOTICE.fullmatch(below) and not STOPPED.search(above)
    if COLLECTED.fullmatch(below):
        return is_title(first.text)
    if not CLOSES.search(below) or STOPPED.search(above) or "\t" in above + below:
        return False
    if find_mark(above) or find_mark(below) or SUBTITLE.match(below) or not is_title(first.text + second.text):
        return False
    if is_title(first.text):
        return bool(GOES_ON.match(below))
    if ORGAN.fullmatch(above):
        return index < COVER_LINES and len(below) < ALONE
    return not is_title(second.text) or bool(UNFINISHED.search(above))
