"""What stands before a heading: 一、 （一） 1. ⒈ (1) ① 第一章 一是.

One line a family: the table is tried in order, the first that fits a line's beginning wins. Patterns see folded
text (full-width forms as ASCII). ``rank`` says which family usually encloses which; the smaller encloses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

DIGITS = "〇零一二三四五六七八九"
CN = "[一二三四五六七八九十百〇零]"
CHINESE, ARABIC, STEMS, LETTERS = "一二三四五六七八九十百〇零", "0123456789", "甲乙丙丁戊己庚辛", "ABCDEFGHabcdefgh"
FORMAL = "壹贰叁肆伍陆柒捌玖拾"


@dataclass(frozen=True, slots=True)
class Family:
    """``example`` is a line that the pattern must recognise; the tests run it."""

    name: str
    rank: int
    pattern: re.Pattern[str]
    example: str


class Mark(NamedTuple):
    """A mark found: ``length`` characters, ``ordinal`` None where the number was lost."""

    family: str
    rank: int
    ordinal: int | None
    text: str
    length: int


class _Row(NamedTuple):
    name: str
    begins: str
    """The characters that a mark of the row may begin with."""
    rank: int
    pattern: str
    example: str


ROWS = (
    _Row("part", "第", 0, rf"第(?P<n>{CN}{{1,3}}|\d{{1,2}})(?:章|部分|编|篇|大部分)[\s:、.,]*", "第一章 总则"),
    _Row("article", "第", 1, rf"第(?P<n>{CN}{{1,3}}|\d{{1,2}})节[\s:、.,]*", "第二节 师资"),
    _Row(
        "cn",
        CHINESE,
        2,
        rf"(?P<n>{CN}{{1,3}})(?:[ \t]{{0,2}}[、.:](?!{CN}{{1,3}}(?:是|要|[、,.]))|[ \t]+(?=\S{{4}}))\s*",
        "一、江阳区",
    ),
    _Row("cn", CHINESE, 2, r"(?P<n>[一二三四五六七八九]),(?=[\u4e00-\u9fff“《])", "一,开展活动"),
    _Row("formal", FORMAL, 1, rf"(?P<f>[{FORMAL}])[、.:]\s*(?=\S{{2}})", "壹、基本情况"),
    _Row("cn", "—─", 2, r"(?P<d>[—─])、\s*(?=[\u4e00-\u9fff])", "—、总体情况"),
    _Row("paren_cn", "([〈<", 3, rf"[(\[〈<]\s*(?P<n>{CN}{{1,3}})\s*[)\]〉>][、.,:]?\s*", "（一）基本情况"),
    _Row("paren_cn", "(", 3, r"\((?P<d>[-—─])\)\s*(?=[\u4e00-\u9fff“])", "（-）基本情况"),
    _Row(
        "paren_cn",
        "(",
        3,
        r"[(](?P<n>[一二三四五六七八九十]{1,2})(?=以(?![内上下来])|加强|坚持|推进|强化|深化|完善|规范|提高|落实|狠抓)",
        "(一以质量为中心",
    ),
    _Row("paren_cn", CHINESE, 3, rf"(?P<n>{CN}{{1,3}})\)[、.]?\s*", "一）基本情况"),
    _Row("paren_cn", "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", 3, r"(?P<c>[㈠-㈩])[、.]?\s*", "㈠基本情况"),
    _Row("decimal", ARABIC, 5, r"(?P<n>\d{1,2})(?:\.\d{1,2}){1,3}[、.]?(?:[ \t]+|(?<=、))(?=[^\d\s%])", "1.1 学前教育"),
    _Row("paren_num", "([", 6, r"[(\[]\s*(?P<n>\d{1,2})\s*[)\]][、.,:]?\s*", "（1）学校育心"),
    _Row("paren_num", ARABIC, 6, r"(?P<n>\d{1,2})\)[、.]?\s*", "1）学校育心"),
    _Row("paren_num", "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", 6, r"(?P<c>[⑴-⒇])[、.]?\s*", "⑴学校育心"),
    _Row("num", ARABIC, 4, r"(?P<n>\d{1,2})(?:[ \t]{0,2}、(?!\d)|:(?!\d)|[.](?![\d.]))\s*", "1．规范招生"),
    _Row("num", ARABIC, 4, r"(?P<n>\d{1,2})、\s*(?=\d{1,4}(?:年|月|所|名|个|\.?\d*%))", "2、2010年全县投入"),
    _Row("num", ARABIC, 4, r"(?P<n>\d{1,2})[.、][ \t]+(?=\S)", "3. 2011年招生"),
    _Row("num", ARABIC, 4, r"(?P<n>\d{1,2})\.(?=(?:19|20)\d\d年)", "1.2011年招生"),
    _Row("num", "lI", 4, r"(?P<d>[lI])[、.]\s*(?=[\u4e00-\u9fff“《])", "l、课程设置"),
    _Row("num", ARABIC, 4, r"(?P<n>\d{1,2}),(?=[\u4e00-\u9fff“《])", "1,课程设置"),
    _Row("dot_num", "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", 4, r"(?P<c>[⒈-⒛])[、.]?\s*", "⒈大力改善办学条件"),
    _Row("circle", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿", 7, r"(?P<c>[①-⑳❶-❿])[、.]?\s*", "①加强领导"),
    _Row("stem", STEMS, 2, r"(?P<s>[甲乙丙丁戊己庚辛])、\s*(?=\S{2})", "甲、入学机会"),
    _Row("letter_num", LETTERS, 8, r"[A-Ha-h](?P<n>\d{1,2})[.、]\s*(?=[\u4e00-\u9fff“《])", "B1.控辍保学"),
    _Row("letter", LETTERS, 8, r"[A-Ha-h][、.]\s*(?=[\u4e00-\u9fff“《])", "A、加强领导"),
    _Row(
        "series",
        CHINESE + "第",
        9,
        rf"第?(?P<n>{CN}{{1,2}})(?:是要?|要|则)[:,]?\s*(?=[\u4e00-\u9fff“《\d])",
        "一是加强领导",
    ),
    _Row("series", "第", 9, r"第(?P<n>[一二三四五六七八九十])[,、]\s*(?=[\u4e00-\u9fff“《])", "第一，加强领导"),
    _Row("lost", "xX×*", 4, r"[xX×*]{1,2}[.、]\s*(?=[\u4e00-\u9fff“《])", "x.强化终身教育"),
    _Row("lost_paren", "(", 3, r"\(\s*[xX×*]{0,2}\s*\)[、.]?\s*(?=[\u4e00-\u9fff“《])", "()切实加强"),
)
FAMILIES = tuple(Family(row.name, row.rank, re.compile(row.pattern), row.example) for row in ROWS)
BY_FIRST = {
    letter: tuple(family for family, row in zip(FAMILIES, ROWS, strict=True) if letter in row.begins)
    for letter in dict.fromkeys("".join(row.begins for row in ROWS))
}
SHORT, REMEMBERED = 64, 4096
"""The steps ask for the marks of the same lines again and again; longer texts are not kept."""
CIRCLED = ("㈠", "①", "⑴", "⒈", "❶")


@lru_cache(maxsize=512)
def numeral(text: str) -> int | None:
    """The number that a mark writes, 1 to 199.

    >>> numeral("二十一"), numeral("十"), numeral("12")
    (21, 10, 12)
    """
    if text.isdecimal():
        return int(text)
    if text.isascii() or "百" in text:
        return None
    tens, cross, ones = text.rpartition("十")
    if not cross:
        value = 0
        for letter in text:
            value = value * 10 + DIGITS.index(letter) - (0 if letter == "〇" else 1)
        return value
    ten = DIGITS.index(tens) - 1 if tens in DIGITS and tens else 1
    return ten * 10 + (DIGITS.index(ones) - 1 if ones and ones in DIGITS else 0)


def _ordinal(found: re.Match[str]) -> int | None:
    group, letter = found.lastgroup, found.group(found.lastgroup or 0)
    if group == "c":
        base = max((first for first in CIRCLED if first <= letter), key=ord, default="①")
        return ord(letter) - ord(base) + 1
    if group == "d":
        return 1
    if group == "f":
        return FORMAL.index(letter) + 1
    if group == "s":
        return STEMS.index(letter) + 1
    return numeral(letter) if group == "n" else None


def find_mark(folded: str, at: int = 0) -> Mark | None:
    """The mark that begins at ``at`` of a folded text, if one does.

    >>> find_mark("(二)民办幼儿园建设")
    Mark(family='paren_cn', rank=3, ordinal=2, text='(二)', length=3)
    >>> find_mark("2011年") is None
    True
    """
    if not at and len(folded) <= SHORT:
        return _mark_of_short(folded)
    return _mark_at(folded, at)


@lru_cache(maxsize=REMEMBERED)
def _mark_of_short(folded: str) -> Mark | None:
    return _mark_at(folded, 0)


def _mark_at(folded: str, at: int) -> Mark | None:
    for family in BY_FIRST.get(folded[at : at + 1], ()):
        found = family.pattern.match(folded, at)
        if found:
            text = found.group()
            return Mark(family.name, family.rank, _ordinal(found), text.strip(), len(text))
    return None
