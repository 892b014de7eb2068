"""What the headings above say of time: 2011年工作打算 makes unmarked statements plans of 2011."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from reports.parsing.folding import fold
from reports.parsing.metrics.timing import When, default_period
from reports.parsing.patterns import plans_ahead
from reports.parsing.types import ParsedReport, ParsedSection, Status

_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_WORK: Final = re.compile(r"((?:19|20)\d{2})年(?:度)?(?:的)?(?:教育)?(?:主要|重点)?工作$")
_NEXT: Final = re.compile(r"(?:明|来|下)一?年|新(?:的)?一年|下一?学年")
_LATER_HALF: Final = re.compile(r"下半年|下学期|第二学期|下期")
_MIXED: Final = re.compile(r"问题|不足|困难|反思|差距|体会|思考|经验|总结|回顾|成效")
_DEEPEST: Final = 12


class Outlook(NamedTuple):
    """``status`` of unmarked statements and the time they hold for, where headings tell.

    ``mixed``: the heading names problems and plans in one; only sentences after the first plan are plans.
    """

    status: Status | None
    when: When
    mixed: bool = False


def outlook_of(report: ParsedReport, section: ParsedSection) -> Outlook:
    """From the headings above, the nearest first, and the title of a report that is a plan altogether."""
    usual = default_period(report.period)
    headings = list(_headings(report, section))
    for at, heading in enumerate(headings):
        if plans_ahead(heading) and not _of_its_own_year(heading, usual):
            mixed = _MIXED.search(heading) is not None
            return Outlook(None if mixed else "planned", usual if mixed else _nearest_when(headings[at:], usual), mixed)
    title = fold(report.title)
    if report.kind == "plan" or (plans_ahead(title) and not _MIXED.search(title)):
        return Outlook("planned", usual)
    return Outlook(None, usual)


def _headings(report: ParsedReport, section: ParsedSection) -> Iterator[str]:
    at: int | None = section.index
    for _ in range(_DEEPEST):
        if at is None or not 0 <= at < len(report.sections):
            return
        yield fold(report.sections[at].heading)
        at = report.sections[at].parent


def _of_its_own_year(heading: str, usual: When) -> bool:
    """一、2009年主要工作 in the report of 2009 tells what was done; in that of 2008 what is planned."""
    found = _WORK.search(heading)
    return found is not None and usual.last is not None and int(found.group(1)) <= usual.last


def _nearest_when(headings: Sequence[str], usual: When) -> When:
    """二、2019年工作思路 > (一)主要目标: the year stands in the heading above."""
    whens = (_when(heading, usual) for heading in headings if plans_ahead(heading))
    return next((when for when in whens if when != usual), usual)


def _when(heading: str, usual: When) -> When:
    years = _YEAR.findall(heading)
    if years:
        return usual._replace(start=int(years[-1]), last=int(years[-1]), half=None)
    if _NEXT.search(heading) and usual.last is not None:
        return usual._replace(start=usual.last + 1, last=usual.last + 1, half=None)
    if _LATER_HALF.search(heading) and usual.last is not None and "年" in heading:
        return usual._replace(start=usual.last, half=2)
    return usual
