"""Parts of a file that look like pieces of one report: a title in the middle, or the same title twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reports.parsing.folding import fold
from reports.parsing.lines import full_lines
from reports.parsing.openings import leads
from reports.parsing.split import Part
from reports.parsing.tears import ENDED, paragraph_mark
from reports.parsing.titles import INSTITUTION, is_title
from reports.parsing.types import Span

LONGEST_TITLE = 60
BEGINNING = 2000
"""Characters of a part in which its first number is looked for."""


def sundered(text: str, parts: Sequence[Part]) -> frozenset[int]:
    """The parts (by index) of which another part may be a piece; each belongs to nobody else's report.

    >>> from reports.parsing.split import split_reports
    >>> page = "甲县教育局工作总结\\n二、乙\\n好。\\n甲县教育局工作总结\\n新建园两所。"
    >>> parts = split_reports(page).parts
    >>> len(parts) == 1 or sundered(page, parts) == {0, 1}
    True
    """
    return frozenset(_pieces(text, parts))


def _pieces(text: str, parts: Sequence[Part]) -> Iterator[int]:
    yield from (index for index, part in enumerate(parts) if _has_title_inside(text, part))
    for index, (part, after) in enumerate(pairwise(parts)):
        untitled = not index and after.title_line is not None and _has_no_beginning(text, part, after)
        if untitled or (_same_line(text, part, after) and not (_is_entire(text, part) and _is_entire(text, after))):
            yield from (index, index + 1)


def _has_no_beginning(text: str, part: Part, after: Part) -> bool:
    """Has a part no title, or a line for one that is none above a body, where the next is a lead without a body?"""
    if part.title_line is None:
        return True
    if is_title(text[slice(*part.title_line)]) or any(map(_is_numbered, _lines(text, after.body))):
        return False
    said = _lines(text, part.body)
    first = next((line for line in said if ENDED.search(line)), "")
    return not leads(first) and any(map(_is_numbered, said))


def _lines(text: str, span: Span) -> list[str]:
    return [line.text for line in full_lines(text, span.start, span.end)]


def _is_numbered(line: str) -> bool:
    return paragraph_mark(line) is not None


def _has_title_inside(text: str, part: Part) -> bool:
    """Does the title stand behind text: the report's own once more, or the only one that there is?"""
    own = fold(text[slice(*part.title_line)]).strip() if part.title_line else ""
    behind = False
    for line in full_lines(text, part.body.start, part.body.end):
        if behind and (
            fold(line.text) == own if own else is_title(line.text) and bool(INSTITUTION.search(fold(line.text)))
        ):
            return True
        behind = behind or len(line.text) > LONGEST_TITLE
    return False


def _same_line(text: str, part: Part, after: Part) -> bool:
    """Does the page print the same line above both?"""
    if part.title_line is None or after.title_line is None:
        return False
    lines = [fold(text[slice(*each.title_line)]).strip() for each in (part, after) if each.title_line]
    return lines[0] == lines[1]


def _is_entire(text: str, part: Part) -> bool:
    """Has a part what reports begin with: words that lead, and a first number?"""
    lines = full_lines(text, part.body.start, min(part.body.end, part.body.start + BEGINNING))
    marks = filter(None, (paragraph_mark(line.text) for line in lines))
    first = next(marks, None)
    return bool(lines) and leads(lines[0].text) and first is not None and first.ordinal == 1
