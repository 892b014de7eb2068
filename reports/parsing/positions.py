"""Sentences that have their place in a report and stand at another: its opening, what announces, what counts.

A report begins with a year's work in a few words, a greeting or a first number, hardly ever with 同时 or 二是, and it
does not end where it announces something. The names of what is found are those of ``disorder.STRONG``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.parsing.first_words import (
    RUNNING,
    begins_report,
    is_first_strange,
    is_late_lead,
    is_letterhead,
    tells_of_plans,
)
from reports.parsing.folding import fold
from reports.parsing.lines import Line
from reports.parsing.missing import has_open_end
from reports.parsing.openings import (
    begins_inside,
    is_announcement,
    is_dependent,
    lacks_first_half,
    leads,
    may_open,
    opens_report,
)
from reports.parsing.tears import ENDED, is_torn_tail, paragraph_mark

ORDINALS = "一二三四五六七八九"
SERIES = re.compile(rf"([{ORDINALS}])(?:是|要(?![求点素])|则是)")
STOPS = "。；;：:，,！!"
NEAR = 60
"""Characters before a number in which the stop is looked for: a line may be as long as a text."""
HIGHER = 3
"""The rank of （一）: headings from there up part what 一是, 二是 count."""
LONGEST_LINE = 40
"""Characters of a subtitle, an author or a date above a report's text."""
DATE = re.compile(r"\(?(?:\d{4}|[二一]\w{3})年\w{1,3}月\w{1,3}日\)?")
LINES_ABOVE, LONGEST_DATE = 5, 24
"""Lines under a title among which a date may stand; characters of a date."""
GENERAL = re.compile("情况|概[况述]|[前引]言|回顾|总述|综述")
"""What a heading says under which a report's opening may stand."""
GARBLED = "?？!！"
"""Characters that a page prints for those it lost."""
NAMED = re.compile("[省市州盟县縣区區旗镇鎮乡鄉局委校园園院部]$")
"""A heading above a part of a compilation, which has an opening of its own."""


def misplaced(lines: Sequence[Line], titled: bool = False) -> Iterator[str]:
    """What stands at a wrong place, by its name. ``titled``: a report's title stands right above the text."""
    if not lines:
        return
    texts = [line.text for line in lines]
    if is_dependent(texts[0]):
        yield "dependent"
    if (begins_inside(texts[0]) and texts[0][0] not in GARBLED) or lacks_first_half(texts[0]):
        yield "beginning"
    if titled and is_first_strange(texts):
        yield "strange"
    if _has_letterhead_inside(texts):
        yield "letterhead"
    if _leads_at_the_end(texts):
        yield "late"
    if _has_date_inside(texts):
        yield "dated"
    if texts[-1][-1] in ":：":
        yield "promise"
    if _counts_wrongly(texts):
        yield "series"
    yield from _late_openings(texts)


def _has_date_inside(texts: Sequence[str]) -> bool:
    """Does a date on a line of its own, which stands under a title or at the end, stand between running text?"""
    running = [index for index, paragraph in enumerate(texts) if len(paragraph) >= RUNNING][-2:]
    between = texts[LINES_ABOVE : running[0]] if len(running) > 1 else ()
    return any(each[-1] in "日)）" and DATE.fullmatch(fold(each)) for each in between if len(each) <= LONGEST_DATE)


def _has_letterhead_inside(texts: Sequence[str]) -> bool:
    """Does a subtitle, or a document's number on a line of its own, stand behind running text?"""
    behind = False
    for paragraph in texts:
        if behind and is_letterhead(paragraph):
            return True
        behind = behind or (len(paragraph) >= RUNNING and ENDED.search(paragraph) is not None)
    return False


def _leads_at_the_end(texts: Sequence[str]) -> bool:
    """Does a paragraph behind the last number, and behind other text, begin as a report's first does?

    In a text without numbers that is the last one, where the first is no lead.
    """
    for index in range(len(texts) - 1, 0, -1):
        if paragraph_mark(texts[index]) is not None:
            return False
        above = texts[index - 1]
        if (ENDED.search(above) or is_torn_tail(above)) and is_late_lead(texts[index]):
            return _last_heading(texts[:index]) or (index == len(texts) - 1 and not _is_lead(texts[0]))
    return False


def _is_lead(paragraph: str) -> bool:
    return paragraph_mark(paragraph) is not None or leads(paragraph) or begins_report(paragraph)


def _last_heading(texts: Sequence[str]) -> bool:
    """Is there a number, and is the last one no name of a place, whose part has a lead of its own?"""
    numbered = next((each for each in reversed(texts) if paragraph_mark(each) is not None), "")
    return bool(numbered) and (ENDED.search(numbered) is not None or not NAMED.search(numbered))


def _late_openings(texts: Sequence[str]) -> Iterator[str]:
    """Words that open a report, behind text that does not begin with such words."""
    behind = _behind(texts)
    if any(_opens_behind(above, each) for above, each in behind):
        yield "opening"
    elif behind and has_open_end(texts) and any(ENDED.search(above) and may_open(each) for above, each in behind):
        yield "lead"


def _behind(texts: Sequence[str]) -> list[tuple[str, str]]:
    """The paragraphs without number at which no report begins, each with the one above; none where the text is led in.

    A report may begin on top, and a part of it right under the name of its place.
    """
    found: list[tuple[str, str]] = []
    above, beginning, led, on_top = "", True, False, True
    for paragraph in texts if not _opens_under_first_heading(texts) else ():
        if paragraph_mark(paragraph) is not None:
            beginning = not ENDED.search(paragraph) and NAMED.search(paragraph) is not None
            led, on_top = led and not beginning, False
        elif beginning and _is_lead(paragraph):
            if on_top:
                return []
            led = True
        elif not beginning and not led:
            found.append((above, paragraph))
        elif paragraph[-1] in "。；;" or (len(paragraph) > LONGEST_LINE and paragraph[0] not in "—-"):
            beginning = on_top = False
        above = paragraph
    return found


def _opens_under_first_heading(texts: Sequence[str]) -> bool:
    """Does a text begin with a heading for its lead? 一、总体情况, 2013年，在县委的领导下…."""
    first = paragraph_mark(texts[0])
    general = first is not None and first.ordinal == 1 and GENERAL.search(fold(texts[0][:LONGEST_LINE])) is not None
    return general and len(texts) > 1 and opens_report(texts[1])


def _opens_behind(above: str, paragraph: str) -> bool:
    """Do opening words stand behind other text, and not under a heading?"""
    if ENDED.search(above):
        return opens_report(paragraph) and not tells_of_plans(paragraph)
    return not NAMED.search(above) and is_announcement(paragraph)


def _counts_wrongly(texts: Sequence[str]) -> bool:
    """Does 三是 stand where no 二是 is before it, and a 二是 elsewhere without a 三是 behind it? Headings part counts.

    >>> _counts_wrongly(["二是新建园。一是培训。"]), _counts_wrongly(["一是新建园。二是培训。三是检查。"])
    (True, False)
    """
    runs = [0]
    lost: list[tuple[int, int]] = []
    for number in _series(texts):
        if number > 1 and runs[-1] == number - 1:
            runs[-1] = number
            continue
        if number > 1:
            lost.append((number, len(runs)))
        runs.append(number)
    return any(end == number - 1 for number, at in lost for i, end in enumerate(runs) if i != at)


def _series(texts: Sequence[str]) -> Iterator[int]:
    """The numbers of 一是, 二是 in their order; nought for a heading of the higher ranks."""
    for paragraph in texts:
        mark = paragraph_mark(paragraph)
        if mark and mark.rank <= HIGHER:
            yield 0
        for found in SERIES.finditer(paragraph):
            before = paragraph[max(0, found.start() - NEAR) : found.start()].rstrip().removesuffix("第")[-1:]
            if not before or before in STOPS:
                yield ORDINALS.index(found.group(1)) + 1
