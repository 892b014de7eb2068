"""Where a text begins whose first line is surely torn: at the one paragraph that begins as reports do.

A title printed in the middle tells where the first piece stands; where the title was printed on top, a lead does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from reports.parsing.cuts import MOST_TAILS
from reports.parsing.first_words import begins_report, is_letterhead, tells_of_plans
from reports.parsing.lines import Line
from reports.parsing.openings import begins_inside, greets, lacks_first_half, starts_report
from reports.parsing.tears import ENDED, SURE, is_torn_tail, likeness, paragraph_mark

LEAST_ABOVE = 12
"""Characters of a line above the lead that is no letterhead."""
GREETED = 30
"""Characters of a greeting up to its colon."""


def true_start(text: str, lines: Sequence[Line]) -> int:
    """The offset of the paragraph that begins the report, nought where it is the first one or nothing tells.

    >>> from reports.parsing.lines import full_lines
    >>> page = "育部门办园两所，招生一百人。\\n2013年，在县委的领导下，我局办了五件事。支持教"
    >>> true_start(page, full_lines(page))
    15
    """
    first = lines[0].text
    if paragraph_mark(first) or starts_report(first) or greets(first) or is_letterhead(first):
        return 0
    for begins in (is_letterhead, _greets_first, starts_report, begins_report):
        found = _found(lines, begins)
        if found:
            known = len(found) == 1 and _is_torn(text, lines) and _runs(text, lines, found[0])
            return lines[found[0]].start if known else 0
    return 0


def _greets_first(line: str) -> bool:
    return greets(line) and (":" in line[:GREETED] or "：" in line[:GREETED])


def _found(lines: Sequence[Line], begins: Callable[[str], bool]) -> list[int]:
    """Which paragraphs without number begin as the first one of a report; two are as good as many."""
    indexes = (i for i, line in enumerate(lines) if i and begins(line.text) and not tells_of_plans(line.text))
    return list(islice((i for i in indexes if paragraph_mark(lines[i].text) is None), 2))


def _runs(text: str, lines: Sequence[Line], index: int) -> bool:
    """Is the line above running text? If not it may be a letterhead, which belongs to what stands below it."""
    above = lines[index - 1].text
    if ENDED.search(above) or is_torn_tail(above):
        return len(above) >= LEAST_ABOVE
    return any(likeness(text, above, line.text) >= SURE for line in lines if paragraph_mark(line.text) is None)


def _is_torn(text: str, lines: Sequence[Line]) -> bool:
    """Does the first line begin inside a sentence, or make a word with a line that stays open?"""
    first = lines[0].text
    if begins_inside(first) or lacks_first_half(first):
        return True
    tails = islice((line.text for line in lines[1:] if not ENDED.search(line.text)), 2 * MOST_TAILS)
    return any(likeness(text, tail, first) >= SURE for tail in tails)
