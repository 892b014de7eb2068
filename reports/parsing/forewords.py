"""Text above a report's title that stands there rightly: a letter, a page's abstract, the report's opening words.

Pieces printed above the title are a sign of a disorder; these are none.
"""

from __future__ import annotations

import re

from reports.parsing.folding import fold
from reports.parsing.lines import full_lines
from reports.parsing.tears import ENDED, closed_bracket, paragraph_mark

ADDRESSED = re.compile(r"(?:[^,。;]{0,20}各|尊敬)[^。;]{0,60}:")
LETTER = re.compile("[印转轉][发發]给?給?你们?們?|[现現]予?[印转轉公][发發布]|遵照.{0,4}[执執]行")
OPENING = re.compile(
    r"(?:\d{4}|20[xX*×]{2}|[xX*×_]{2,4}|今|一|半|近|多|去|上|本)年(?:以?[来來])?[,度上]|(?:过去|回顾|为|根据|按照|在).{2,40},"
)
TOLD = re.compile(
    r"取得.{0,12}(?:成[效绩績果就]|[进進]步|[发發]展)|[汇匯総总總][报報结結]|如下|委.{0,8}(?:[领領指][导導])|[围圍][绕繞]|部署"
)
PLANNED = re.compile("将|將|今后|今後|下一步|明年|[来來]年|下半年")
LONGEST_LEAD, LINES_OF_LEAD, WINDOW, LEAST_REPEATED = 600, 2, 8, 0.5


def is_foreword(above: str, below: str) -> bool:
    """Does the text above a title stand there rightly?

    >>> is_foreword("各学校：\\n现将总结印发给你们。", "一、甲"), is_foreword("二、乙\\n好。", "一、甲")
    (True, False)
    """
    lines = [line.text for line in full_lines(above)]
    if not lines or closed_bracket(lines[0]):
        return False
    if len(above) > LONGEST_LEAD or any(map(paragraph_mark, lines)):
        return False
    if ADDRESSED.fullmatch(fold(lines[0][:90])) or LETTER.search(above) or _is_repeated(above, below):
        return True
    return _is_lead(lines, [line.text for line in full_lines(below[: LONGEST_LEAD * 2])])


def _is_repeated(above: str, below: str) -> bool:
    """A page's abstract repeats the report's own words."""
    words, text = "".join(above.split()), "".join(below.split())
    windows = [words[at : at + WINDOW] for at in range(0, min(len(words), LONGEST_LEAD) - WINDOW + 1, WINDOW)]
    return bool(windows) and sum(window in text for window in windows) >= LEAST_REPEATED * len(windows)


def _is_lead(above: list[str], below: list[str]) -> bool:
    """The report's first paragraph, which a page prints between its own title and the report's."""
    words = fold("".join(above))
    first = next(filter(None, map(paragraph_mark, below[:2])), None)
    if len(above) > LINES_OF_LEAD or first is None or first.ordinal != 1 or not ENDED.search(above[-1]):
        return False
    return bool(OPENING.match(words) and TOLD.search(words)) and not PLANNED.search(words)
