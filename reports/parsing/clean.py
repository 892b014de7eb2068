"""Mends of single faults, in their order. Each says where it cuts; the text keeps every character's origin.

A mend takes the text and yields edits, sorted and apart. Its doctest shows the fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.parsing.boilerplate import take_out
from reports.parsing.contents import contents_lines
from reports.parsing.folding import fold, simplified
from reports.parsing.glued_titles import glued_title, items_in_line, known_title, numbered_titles
from reports.parsing.linejoin import broken_sentences
from reports.parsing.marks import find_mark
from reports.parsing.markup import markup
from reports.parsing.snippets import numbered_pieces
from reports.parsing.titles import title_in_blurb
from reports.parsing.traced import Edit, Traced
from reports.parsing.typesetting import half_width_stops, markdown, spaced_titles

Find = Callable[[str], Iterator[Edit]]

INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\ufff9-\ufffc]+"
)
PINYIN = re.compile(r"(?<=[\u4e00-\u9fff])[(（]([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňḿ]{1,7})[)）]")
FEWEST_READINGS, SPARSEST = 12, 80
"""Readings without tones are noise where so many stand, one in so many characters: a report writes (km) rarely."""
TONE = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
BLANK = r"[ \u00a0\u3000]{1,3}"
BLANK_IN_WORD = re.compile(rf"(?<=[\u4e00-\u9fff]){BLANK}(?=[\u4e00-\u9fff])")
BLANK_AT_NUMBER = re.compile(
    r"(?=[ \u00a0\u3000])(?:"
    rf"(?<=[\u4e00-\u9fff，。、；：（,;:(“]){BLANK}(?=\d)"
    rf"|(?<=\d){BLANK}(?=[\u4e00-\u9fff%％])"
    rf"|(?<=[\u4e00-\u9fff\d]){BLANK}(?=[，。、；：）,;:)!?！？])"
    rf"|(?<=[，。、；：,;][“”]){BLANK}"
    rf"|(?<=[，、,]){BLANK}(?=[\u4e00-\u9fff“])|(?<=[\u4e00-\u9fff]){BLANK}(?=[“”])|(?<=[“”]){BLANK}(?=[\u4e00-\u9fff]))"
)
NAME_BEFORE = re.compile(r"(?![全我各本该])[\u4e00-\u9fff]{1,10}[区县市旗州局](?=[ \u00a0\u3000]{1,4}[\u4e00-\u9fff])")
"""甲县 全县新建…: a name at the beginning of a line, parted from its text by a blank only."""
FIELD_SWITCH = r"(?:[ \t]+\\\\?[a-z](?:[ \t]+\"?_?\w{1,20}\"?)?){0,3}"
FIELD_CODE = re.compile(
    rf"[ \t]?\bHYPERLINK[ \t]+\"?[^\s\"]{{1,200}}\"?{FIELD_SWITCH}[ \t]?"
    r"|[ \t]?\b(?:PAGE|NUMPAGES|TOC|PAGEREF \w{1,30}|INCLUDEPICTURE \S{1,200})"
    r"(?:[ \t]+\\\\?[*a-zA-Z][ \t]*(?:MERGEFORMAT|\"[^\"\n]{0,40}\")?){1,4}"
)
FIELD_NAMES = ("HYPERLINK", "PAGE", "TOC", "INCLUDEPICTURE")
MARGIN_BLANKS = re.compile("[ \u00a0\u3000\u2002\u2003]+")
CELLS = re.compile(r"[^\n\t]+")
EMPTY_LINES = re.compile(r"\n{2,}|\A\n|\n\Z")
LINE_BREAKS = re.compile("\r\n?|[\u000c\u0085]")
SENTENCE_STOP = re.compile("[。；！？!?;：:]")
TOPIC = re.compile("(?:情况|回顾|成效|问题|打算|思路|措施|安排|建议|经验|总结|体会|任务|目标|做法|概况)$")
LONG = 36


def control_characters(text: str) -> Iterator[Edit]:
    """Characters that nobody sees.

    >>> mended(control_characters, "学前\\u200b教育\\ufeff")
    '学前教育'
    """
    yield from (Edit(found.start(), found.end()) for found in INVISIBLE.finditer(text))


def line_ends(text: str) -> Iterator[Edit]:
    """Every kind of line end, and the form feed, as one.

    >>> mended(line_ends, "甲\\r\\n乙\\f丙")
    '甲\\n乙\\n丙'
    """
    yield from (Edit(found.start(), found.end(), "\n") for found in LINE_BREAKS.finditer(text))


def field_codes(text: str) -> Iterator[Edit]:
    """What a converter left of a word processor's fields.

    >>> mended(field_codes, '工作 HYPERLINK /Article/ \\\\t _blank 总结')
    '工作总结'
    """
    if any(name in text for name in FIELD_NAMES):
        yield from (Edit(found.start(), found.end()) for found in FIELD_CODE.finditer(text))


def pinyin_noise(text: str) -> Iterator[Edit]:
    """A shop's noise against copying: a character with its reading, traditional among simplified ones.

    In a text that is traditional throughout, the character stays as it is.

    >>> mended(pinyin_noise, "學(xué)前三年教育(jiao)")
    '学前三年教育(jiao)'
    >>> mended(pinyin_noise, "臨湘市學(xué)前教育發(fā)展規(guī)劃")
    '臨湘市學前教育發展規劃'
    """
    if TONE.search(text) is None:
        noise = [*PINYIN.finditer(text)]
        often = len(noise) >= FEWEST_READINGS and len(noise) * SPARSEST > len(text)
        yield from (Edit(found.start(), found.end()) for found in noise if often)
        return
    if _is_traditional(text):
        yield from (Edit(f.start(), f.end()) for f in PINYIN.finditer(text) if TONE.search(f.group(1)))
        return
    for found in PINYIN.finditer(text):
        if TONE.search(found.group(1)):
            letter = text[found.start() - 1]
            plain = simplified(letter)
            if plain != letter:
                yield Edit(found.start() - 1, found.start(), plain)
            yield Edit(found.start(), found.end())


def _is_traditional(text: str) -> bool:
    """Do traditional characters stand throughout, also where no reading follows them?"""
    sample = PINYIN.sub("", text[:20_000])
    odd = sum(old != new for old, new in zip(sample, simplified(sample), strict=True))
    noisy = len(PINYIN.findall(text[:20_000]))
    return odd - noisy > max(1, noisy // 4)


def blanks_in_words(text: str) -> Iterator[Edit]:
    """Blanks inside running text; short lines (titles, names on a cover) keep theirs.

    >>> mended(blanks_in_words, "新建校舍 3400平方米 ，投入 12 万元，进行了督 查，各项指标均达到规定的标准和要求。")
    '新建校舍3400平方米，投入12万元，进行了督查，各项指标均达到规定的标准和要求。'
    """
    for found in CELLS.finditer(text) if any(blank in text for blank in " \u00a0\u3000") else ():
        if (
            (len(found.group()) >= LONG and " " in found.group())
            or "\u00a0" in found.group()
            or "\u3000" in found.group()
        ):
            yield from sorted(_blanks(text, found.start(), found.end()))


def _blanks(text: str, start: int, end: int) -> Iterator[Edit]:
    running = end - start >= LONG and any(stop in text[start:end] for stop in "。，,；;")
    if not running:
        return
    name = NAME_BEFORE.match(text, start, end)
    for found in BLANK_IN_WORD.finditer(text, name.end() + 1 if name else start, end):
        if not _ends_heading(text[max(start, found.start() - 40) : found.start()]):
            yield Edit(found.start(), found.end())
    for found in BLANK_AT_NUMBER.finditer(text, start, end):
        before = text[max(start, found.start() - 40) : found.start()]
        if not (TOPIC.search(before) and _ends_heading(before)):
            yield Edit(found.start(), found.end())


def _ends_heading(before: str) -> bool:
    """Does the blank part a glued heading (…。 二、存在的问题 ) from its text?"""
    return find_mark(fold(SENTENCE_STOP.split(before)[-1].strip())) is not None


def line_margins(text: str) -> Iterator[Edit]:
    """Blanks at both ends of a line; a table's tabs stay.

    >>> mended(line_margins, "　　一、甲 \\n\\t合计\\t")
    '一、甲\\n\\t合计\\t'
    """
    for found in MARGIN_BLANKS.finditer(text):
        start, end = found.span()
        if text[start - 1 : start] in {"", "\n"} or text[end : end + 1] in {"", "\n"}:
            yield Edit(start, end)


def empty_lines(text: str) -> Iterator[Edit]:
    """Empty lines: a line is a paragraph.

    >>> mended(empty_lines, "\\n甲\\n\\n\\n乙\\n")
    '甲\\n乙'
    """
    end = len(text)
    for found in EMPTY_LINES.finditer(text):
        start = found.start() if found.start() == 0 or found.end() == end else found.start() + 1
        yield Edit(start, found.end())


@dataclass(frozen=True, slots=True)
class Mend:
    """One fault and how it is found."""

    fault: str
    find: Find


BEFORE = (
    Mend("不可见字符", control_characters),
    Mend("换行符不一", line_ends),
    Mend("域代码残留", field_codes),
    Mend("网页标签残留", markup),
    Mend("注音干扰", pinyin_noise),
    Mend("行首行尾空白", line_margins),
    Mend("Markdown 标记", markdown),
    Mend("标题字间空白", spaced_titles),
    Mend("半角句点", half_width_stops),
    Mend("各篇同在一行", items_in_line),
    Mend("行内空白", blanks_in_words),
    Mend("预览分段编号", numbered_pieces),
)
AFTER = (
    Mend("各篇标题与正文相连", numbered_titles),
    Mend("标题与正文相连", glued_title),
    Mend("空行", empty_lines),
    Mend("断行", broken_sentences),
    Mend("断行处空白", blanks_in_words),
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """``boilerplate`` are a site's lines, ``contents`` the tables of contents that were taken out."""

    text: Traced
    boilerplate: tuple[str, ...]
    contents: tuple[str, ...] = ()


def clean(text: Traced) -> Cleaned:
    """All mends, and a site's lines taken out between them."""
    for mend in BEFORE:
        text = text.edit(mend.find(text.text))
    listed = list(contents_lines(text.text))
    contents = tuple(text.text[edit.start : edit.end].strip() for edit in listed)
    text, boilerplate = take_out(text.edit(listed))
    text = text.edit(known_title(text.text, [*filter(None, map(title_in_blurb, boilerplate))]))
    for mend in AFTER:
        text = text.edit(mend.find(text.text))
    return Cleaned(text, boilerplate, contents)


def mended(find: Find, text: str) -> str:
    """What one mend makes of a text: for doctests and tests."""
    return Traced.of(text).edit(find(text)).text
