"""Marks of web pages and of plain-text formats that stand in a text as letters: tags, entities, pictures."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from reports.parsing.traced import Edit

NAMES = (
    "p|br|hr|div|li|ul|ol|tr|td|th|table|tbody|h[1-6]|center|section"
    "|span|strong|em|b|i|u|s|font|img|a|strike|sub|sup|o:p"
)
TAG = re.compile(rf"</?(?P<name>{NAMES})(?:\s[^<>\n]{{0,300}})?/?>", re.IGNORECASE)
PARTING = re.compile("p|br|hr|div|li|ul|ol|tr|table|tbody|h[1-6]|center|section", re.IGNORECASE)
ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|ldquo|rdquo|lsquo|rsquo|mdash|ndash|middot|hellip|quot|amp|lt|gt|#\d{2,5});")
PARAGRAPH = re.compile(r"(?<=[\u4e00-\u9fff。；：！？”）])Р\s*|Р(?=[\u4e00-\u9fff])")
FEWEST_PARAGRAPHS = 3
"""The Cyrillic letter that a shop prints where a paragraph ends; a text of several is none in Russian."""
PICTURE = re.compile(r"!\[[^\[\]\n]{0,60}\]\([^()\n]{0,300}\)")


def markup(text: str) -> Iterator[Edit]:
    """What a copy of a page's source left between the words; a paragraph's tag parts lines.

    >>> from reports.parsing.clean import mended
    >>> mended(markup, '<p class="a">新建园2所。</p><p>招聘&nbsp;<b>教师</b>30名。![](a.png)</p>').split()
    ['新建园2所。', '招聘', '教师30名。']
    """
    found: list[Edit] = []
    if "</" in text or "/>" in text or "<br" in text.lower():
        found += [
            Edit(tag.start(), tag.end(), "\n" if PARTING.fullmatch(tag.group("name")) else "")
            for tag in TAG.finditer(text)
        ]
    if "&" in text:
        found += [
            Edit(one.start(), one.end(), html.unescape(one.group()).replace("\xa0", " "))
            for one in ENTITY.finditer(text)
        ]
    if text.count("Р") >= FEWEST_PARAGRAPHS:
        found += [Edit(one.start(), one.end(), "\n") for one in PARAGRAPH.finditer(text)]
    if "![" in text:
        found += [Edit(one.start(), one.end()) for one in PICTURE.finditer(text)]
    yield from sorted(found)
