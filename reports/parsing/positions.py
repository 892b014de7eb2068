"""Sentences that have their place in a report and stand at another: its opening, what announces, what counts.

A report begins with a year's work in a few words, a greeting or a first number, hardly ever with 同时 or 二是, and it
does not end where it announces something. The names of what is found are those of ``disorder.STRONG``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.parsing.lines import Line
from reports.parsing.missing import has_open_end
from reports.parsing.openings import begins_inside, is_announcement, is_dependent, leads, may_open, opens_report
from reports.parsing.tears import ENDED, paragraph_mark

ORDINALS = "一二三四五六七八九"
SERIES = re.compile(rf"([{ORDINALS}])(?:是|要(?![求点素])|则是)")
STOPS = "。；;：:，,！!"
NEAR = 60
"""Characters before a number in which the stop is looked for: a line may be as long as a text."""
HIGHER = 3
"""The rank of （一）: headings from there up part what 一是, 二是 count."""
LONGEST_LINE = 40
"""Characters of a subtitle, an author or a date above a report's text."""
NAMED = re.compile("[省市州盟县縣区區旗镇鎮乡鄉局委校园園院部]$")
"""A heading above a part of a compilation, which has an opening of its own."""


def misplaced(lines: Sequence[Line]) -> Iterator[str]:
    """What stands at a wrong place, by its name."""
    if not lines:
        return
    texts = [line.text for line in lines]
    if is_dependent(texts[0]):
        yield "dependent"
    if begins_inside(texts[0]) and has_open_end(texts):
        yield "beginning"
    if texts[-1][-1] in ":：":
        yield "promise"
    if _counts_wrongly(texts):
        yield "series"
    yield from _late_openings(texts)


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
    for paragraph in texts:
        if paragraph_mark(paragraph) is not None:
            beginning = not ENDED.search(paragraph) and NAMED.search(paragraph) is not None
            led, on_top = led and not beginning, False
        elif beginning and leads(paragraph):
            if on_top:
                return []
            led = True
        elif not beginning and not led:
            found.append((above, paragraph))
        elif len(paragraph) > LONGEST_LINE or paragraph[-1] in "。；;":
            beginning = on_top = False
        above = paragraph
    return found


def _opens_behind(above: str, paragraph: str) -> bool:
    """Do opening words stand behind other text, and not under a heading?"""
    if ENDED.search(above):
        return opens_report(paragraph)
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
