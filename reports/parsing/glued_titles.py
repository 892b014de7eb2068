"""Titles that lost their line: run into the first sentence, printed twice in a row, or numbering texts in mid-line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.parsing.folding import fold
from reports.parsing.lines import places
from reports.parsing.marks import numeral
from reports.parsing.titles import is_title, title_before_text
from reports.parsing.traced import Edit

TOP = 2000
LONG_LINE = 50
LONGEST_TITLE = 60
ROUNDS = 3
"""A page prints a title at most so often before the text."""
DOUBLED = re.compile(r"([^\n。]{5,40}?)[ \t]*(?:\d{1,2}篇)?(?:第1篇(?:示例|范文)?[:：])?(?=\1)")
ADORNED = re.compile(r"(?:范文)?[(\[]?(?:精选|通用|共|合集|汇总)?\s*\d{0,2}\s*篇?[)\]]?$|(?:范文|汇总|合集|大全)$")
NUMBERED = re.compile(
    r"(?:范文)?\s{0,2}(?:篇\s?)?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})(?![\d年月日、.,，所个名])\s*[:：?]?\s*"
)


ITEM_IN_LINE = re.compile("[ \t\u3000]*篇([一二三四五六七八九十]{1,2})[:：]")
ITEM_BEHIND = re.compile(r"(?P<title>[^。；;!！?？】\n ]{4,40})【第(?P<number>[一二三四五六七八九十]{1,3})篇】")
ITEM_TITLE = re.compile("[^ 。；\n]{4,40}(?= )")


def glued_title(text: str) -> Iterator[Edit]:
    """A title that runs into the first sentence; one that the page printed twice in the same line.

    >>> from reports.parsing.clean import mended
    >>> text = "甲县教育局2014年工作总结2014年，全县教育系统改革创新，较好地完成了各项任务，受到表彰，现总结如下："
    >>> mended(glued_title, text)[:15]
    '甲县教育局2014年工作总结\\n'
    >>> mended(glued_title, "乙县教育小结 乙县教育小结" + text[15:])[:13]
    '乙县教育小结\\n乙县教育小结'
    """
    above, seen = "", False
    for found in re.finditer(r"[^\n]+", text[:TOP]):
        begins = not seen or (is_title(above) and text.startswith(above, found.start()))
        if len(found.group()) >= LONG_LINE:
            seen = True
            yield from _line_ends(text, found.start(), above) if begins else ()
        above = found.group().strip().strip("[]【】《》")


def items_in_line(text: str) -> Iterator[Edit]:
    """…情况。 篇二:某校小结 某校…: a collection whose texts stand in one line, counted from one.

    >>> from reports.parsing.clean import mended
    >>> mended(items_in_line, "总结 篇一:甲校自查 甲校查了。 篇二:乙校小结 乙校好。" + "各校努力。" * 6)[:29]
    '总结\\n篇一:甲校自查\\n甲校查了。\\n篇二:乙校小结\\n乙校好。'
    """
    yield from _bracketed_items(text)
    if "篇一" not in text:
        return
    for line in re.finditer(r"[^\n]{50,}", text):
        marks = [*ITEM_IN_LINE.finditer(text, line.start(), line.end())]
        alone = len(marks) == 1 and DOUBLED.match(
            text, marks[0].end() + text.startswith(" ", marks[0].end()), line.end()
        )
        if (len(marks) < 2 and not alone) or [numeral(mark.group(1)) for mark in marks] != [*range(1, len(marks) + 1)]:
            continue
        for mark in marks:
            yield Edit(mark.start(), mark.start(1) - 1, "\n" if mark.start() > line.start() else "")
            title = ITEM_TITLE.match(text, mark.end() + text.startswith(" ", mark.end()), line.end())
            if title:
                yield Edit(title.end(), title.end() + 1, "\n")


def _bracketed_items(text: str) -> Iterator[Edit]:
    """…喜欢就分享吧！甲县教育小结【第一篇】根据…: a title with its number behind it, between sentences.

    >>> from reports.parsing.clean import mended
    >>> text = "范文两篇，欢迎参考！甲县教育小结【第一篇】甲县教育办了五件实事。" + "各校努力。" * 5
    >>> mended(_bracketed_items, text).split("\\n")[1]
    '甲县教育小结【第一篇】'
    """
    if "【第一篇】" not in text:
        return
    marks = [mark for mark in ITEM_BEHIND.finditer(text) if is_title(mark.group("title"))]
    if [numeral(mark.group("number")) for mark in marks] != [*range(1, len(marks) + 1)]:
        return
    for mark in marks:
        for at in mark.span():
            if text[at - 1 : at] not in {"", "\n"} and text[at : at + 1] not in {"", "\n"}:
                yield Edit(at, at, "\n")


def known_title(text: str, titles: Sequence[str]) -> Iterator[Edit]:
    """The title that the page's own lines tell (a file's name), with which the text begins.

    >>> from reports.parsing.clean import mended
    >>> mended(lambda text: known_title(text, ["甲县教育小结"]), "甲县教育小结甲县重视教育" + "，加大投入" * 10)[:12]
    '甲县教育小结\\n甲县重视教'
    """
    for found in re.finditer(r"[^\n]+", text[:TOP]) if titles else ():
        if len(found.group()) >= LONG_LINE:
            end = max(_reach(found.group(), title) for title in titles)
            if end:
                yield Edit(found.start() + end, found.start() + end, "\n")
            return


def _reach(line: str, title: str) -> int:
    """Where in a line the title ends that it begins with, blanks apart; 0 if it begins otherwise."""
    at = 0
    for letter in title:
        while line[at : at + 1] == " " and letter != " ":
            at += 1
        if line[at : at + 1] != letter:
            return 0
        at += 1
    return at


def _line_ends(text: str, at: int, above: str) -> Iterator[Edit]:
    if len(above) >= 5 and text.startswith(above, at):
        at += len(above)
        yield Edit(at, at, "\n")
    printed = 0
    for _ in range(ROUNDS):
        doubled = DOUBLED.match(text, at, at + 2 * LONGEST_TITLE)
        if not doubled or not is_title(doubled.group(1)):
            break
        printed = len(doubled.group(1))
        yield Edit(at + printed, doubled.end(), "\n")
        at = doubled.end()
    for _ in range(ROUNDS):
        title = title_before_text(text[at : at + 2 * LONGEST_TITLE]) or printed
        if not title:
            return
        at, printed = at + title, 0
        yield Edit(at, at, "\n")


def numbered_titles(text: str) -> Iterator[Edit]:
    """某局小结1…某局小结2… in mid-line: the page's title, counted from one, opens each text of a collection.

    >>> from reports.parsing.clean import mended
    >>> mended(numbered_titles, "某局教育小结(2篇)\\n某局教育小结篇1各位：甲。某局教育小结篇2同志们：乙。")
    '某局教育小结(2篇)\\n某局教育小结篇1\\n各位：甲。\\n某局教育小结篇2\\n同志们：乙。'
    """
    for line in text[:TOP].split("\n", ROUNDS)[:ROUNDS]:
        base = ADORNED.sub("", fold(line.strip())) if len(line) <= LONGEST_TITLE else ""
        if not is_title(base):
            continue
        words = line.strip()[: len(base)]
        marks = [mark for at in places(words, text) if (mark := NUMBERED.match(text, at + len(words)))]
        counted = [numeral(mark.group("number")) for mark in marks]
        if len(marks) >= 2 and counted == [*range(1, len(marks) + 1)]:
            for mark in marks:
                start = mark.start() - len(words)
                if start and text[start - 1] != "\n":
                    yield Edit(start, start, "\n")
                if text[mark.end() : mark.end() + 1] not in {"", "\n"} and "\n" not in mark.group():
                    yield Edit(mark.end(), mark.end(), "\n")
            return
