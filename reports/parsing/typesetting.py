"""How an author or a program set a text: points for full stops, titles in spaced characters, Markdown.

Mends as in clean.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.parsing.traced import Edit

HALF_STOP = re.compile(
    r"(?<=[\u4e00-\u9fff”）)》%％])[.．]"
    r"(?=\n|\Z|[ \u3000]*(?:[\u4e00-\u9fff“”《（(①-⑳⑴-⒛㈠-㈩]|\d{1,2}[.、．)）]|(?:19|20)\d\d))"
)
FEWEST_HALF_STOPS, RAREST_HALF_STOPS = 3, 4
"""So many points close sentences, one in so many of all stops: then the author typed them so."""
MARKDOWN = re.compile(r"^(?P<head>#{1,6} +)|^\*\*[^*\n]{2,60}\*\*$", re.MULTILINE)
MARKDOWN_BOLD = re.compile(
    r"(?:^|(?<=# ))\*\*(?:[^*\n]{2,60}\*\*$|(?=[^*\n]{2,60}\*\*)(?![^*\n]{0,3}[县区市省局校年])[^*\n]+\*\*)",
    re.MULTILINE,
)
FEWEST_SIGNS = 3
APART = r"[ \u3000]{1,6}"
SPACED_ENDING = re.compile(
    rf"(?<![〇\u4e00-\u9fff])(?:[〇\u4e00-\u9fff]{APART}){{0,11}}"
    rf"(?:总{APART}结|[报公]{APART}告|讲{APART}话|汇{APART}报|计{APART}划|发{APART}言|要{APART}点)(?=\n|\Z)"
)
NUMBER_BEFORE = re.compile(r"(?:^|[\s。；;.．:：])[（(第]?[一二三四五六七八九十]{1,3}[）)]?$")
"""一.加强领导: the point belongs to the mark."""
TITLES_WITHIN = 4000
"""A title set in spaced characters stands near the top."""
BLANKS = re.compile("[ \u00a0\u3000\u2002\u2003]+")


def half_width_stops(text: str) -> Iterator[Edit]:
    """Points typed for full stops, where the author did so throughout; marks and names keep theirs.

    >>> from reports.parsing.clean import mended
    >>> mended(half_width_stops, "一.抓管理.建章立制.\\n二.抓教学.人人上课.")
    '一.抓管理。建章立制。\\n二.抓教学。人人上课。'
    """
    if text.count(".") + text.count("．") < FEWEST_HALF_STOPS:
        return
    found = [
        stop.start()
        for stop in HALF_STOP.finditer(text)
        if not NUMBER_BEFORE.search(text, max(0, stop.start() - 6), stop.start())
    ]
    if len(found) >= FEWEST_HALF_STOPS and len(found) * RAREST_HALF_STOPS >= text.count("。"):
        yield from (Edit(at, at + 1, "。") for at in found)


def spaced_titles(text: str) -> Iterator[Edit]:
    """A title whose characters were set apart.

    >>> from reports.parsing.clean import mended
    >>> mended(spaced_titles, "甲小学2012年\\n工　作　总　结\\n何  平")
    '甲小学2012年\\n工作总结\\n何  平'
    """
    for found in SPACED_ENDING.finditer(text, 0, TITLES_WITHIN):
        yield from (Edit(*blank.span()) for blank in BLANKS.finditer(text, *found.span()))


def markdown(text: str) -> Iterator[Edit]:
    """Signs of Markdown, where a text is set in it throughout; blotted-out names (**县) keep theirs.

    >>> from reports.parsing.clean import mended
    >>> mended(markdown, "# 甲县总结\\n## 一、成绩\\n**（一）投入。**有增长。\\n## 二、问题\\n**县")
    '甲县总结\\n一、成绩\\n（一）投入。有增长。\\n二、问题\\n**县'
    """
    signs = [*MARKDOWN.finditer(text)] if "# " in text or "**\n" in text else []
    if len(signs) < FEWEST_SIGNS:
        return
    edits = [Edit(found.start(), found.end()) for found in signs if found.group("head")]
    for found in MARKDOWN_BOLD.finditer(text):
        edits += [Edit(found.start(), found.start() + 2), Edit(found.end() - 2, found.end())]
    yield from sorted(edits)
