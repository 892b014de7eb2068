"""Where a text was torn: paragraphs that stop or begin in mid-sentence, and what would carry them on.

Everything here only collects evidence; stitch.py weighs it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from reports.parsing.folding import fold
from reports.parsing.lexicon import cut_gain
from reports.parsing.lines import Line, places
from reports.parsing.marks import Mark, find_mark

STOPS = re.compile("[。；！？;!?]")
ENDED = re.compile("[。！？；：!?;:…][”』」）)]?$")
STOPPED = frozenset("。！？；：!?;:…")
"""Most paragraphs end with one of these: no need to look for a bracket behind it."""

SHORT = 20
MISPLACED = re.compile(r"[\d日月 ]$")
PAIRS = {"《": "》", "“": "”", "(": ")", "[": "]"}
CLOSERS = {close: open_ for open_, close in PAIRS.items()}
CLOSING = re.compile("[》”」』\\]】〕］]")
"""Brackets that tell where they close what was not opened: a number in a list may have the round one alone."""

LONGEST_SUFFIX = 8
MOST_HITS = 40
FAITHFUL = 0.8
"""The share of other places that must go on in the same way."""

SURE = 5.0
"""From this likeness on two ends are taken for one word."""

MOST_LOOKED_AT, MOST_HEADS = 400, 2
"""Paragraphs in which a torn word's other half is looked for, and candidates kept."""

EVIDENCE = 200_000
"""Characters in which other places of the same words are looked for."""


def is_torn_tail(paragraph: str) -> bool:
    """Does a paragraph of running text stop without a stop?

    >>> is_torn_tail("新建2所。大力发展民办幼"), is_torn_tail("一、加强领导"), is_torn_tail("新建2所。")
    (True, False, False)
    """
    if paragraph[-1:] in STOPPED or not paragraph or ENDED.search(paragraph, max(0, len(paragraph) - 2)):
        return False
    if paragraph[-1] in ",，、" or (("," in paragraph or "，" in paragraph) and not find_mark(fold(paragraph[:24]))):
        return len(paragraph) > SHORT
    if STOPS.search(paragraph, 0, len(paragraph) - 1):
        return True
    return open_bracket(paragraph) in ("《", "“") if len(paragraph) <= SHORT else open_bracket(paragraph) == "《"


def open_bracket(paragraph: str) -> str:
    """The innermost bracket left open at the end; empty if none.

    >>> open_bracket("制定了《全县普及")
    '《'
    """
    stack: list[str] = []
    for letter in fold(paragraph[-400:]):
        if letter in PAIRS:
            stack.append(letter)
        elif letter in CLOSERS and stack and stack[-1] == CLOSERS[letter]:
            stack.pop()
    return stack[-1] if stack else ""


def closed_bracket(paragraph: str) -> str:
    """The bracket that a paragraph closes without having opened it; empty if none.

    >>> closed_bracket("学前三年规划》，各乡镇")
    '《'
    """
    if not CLOSING.search(paragraph, 0, 80):
        return ""
    depth: defaultdict[str, int] = defaultdict(int)
    for letter in fold(paragraph[:80]):
        if letter in PAIRS:
            depth[letter] += 1
        elif letter in CLOSERS and letter != ")":
            depth[CLOSERS[letter]] -= 1
            if depth[CLOSERS[letter]] < 0:
                return CLOSERS[letter]
    return ""


def paragraph_mark(paragraph: str) -> Mark | None:
    """The numbered mark that a paragraph begins with."""
    return _mark_of(paragraph[:24])


@lru_cache(maxsize=4096)
def _mark_of(beginning: str) -> Mark | None:
    """Asked of the same paragraphs by every step that looks for cuts."""
    mark = find_mark(fold(beginning))
    return mark if mark and mark.ordinal is not None and mark.family != "series" else None


def continuations(text: str, tail: str) -> Iterator[tuple[int, str]]:
    """What follows the tail's last words elsewhere: (length of the words, the next two characters).

    >>> sorted(set(continuations("留守儿童多，有留守儿", "有留守儿")))
    [(2, '童多'), (3, '童多')]
    """
    bounded = text[:EVIDENCE]
    for length in range(min(LONGEST_SUFFIX, len(tail)), 1, -1):
        words = tail[-length:]
        at, hits = bounded.find(words), 0
        while at >= 0 and hits < MOST_HITS:
            following = bounded[at + length : at + length + 2]
            if len(following) == 2 and "\n" not in following and following.isalnum():
                yield length, following
            at, hits = bounded.find(words, at + 1), hits + 1


def torn_heads(text: str, lines: Sequence[Line], tail: Line) -> set[int]:
    """Where the words after ``tail`` may stand: the likeliest beginnings of paragraphs, and places inside one."""
    expected = _expected(text, tail.text)
    weighed = [
        (6.0 if line.text[0] in expected else cut_gain(tail.text, line.text), line.start)
        for line in lines[:MOST_LOOKED_AT]
        if line.start != tail.start and line.text[0].isalnum() and paragraph_mark(line.text) is None
    ]
    best = sorted((one for one in weighed if one[0] >= SURE), reverse=True)[:MOST_HEADS]
    found = {start for _, start in best}
    for length, words in set(continuations(text, tail.text)):
        if length >= 4:
            found |= set(_misplaced(text, words))
    return found


def _expected(text: str, tail: str) -> set[str]:
    """The characters that nearly always follow the tail's last words elsewhere.

    >>> _expected("控辍保学好。控辍保学难。落实控辍保", "落实控辍保")
    {'学'}
    """
    bounded = text[:EVIDENCE]
    found: set[str] = set()
    for length in (5, 4, 3):
        following: Counter[str] = Counter()
        at = bounded.find(tail[-length:])
        while at >= 0 and following.total() < MOST_HITS:
            following[bounded[at + length : at + length + 1]] += 1
            at = bounded.find(tail[-length:], at + 1)
        following.subtract(["\n"])
        elsewhere = following.total()
        found |= {letter for letter, hits in following.items() if elsewhere >= 2 and hits >= FAITHFUL * elsewhere}
    return found - {"", "\n"}


def likeness(text: str, left: str, right: str) -> float:
    """How surely ``right`` carries on ``left``: 10 for one pair of brackets, SURE or more for one word, else 0."""
    if not left or not right:
        return 0.0
    closing = closed_bracket(right)
    if closing:
        return 10.0 if open_bracket(left) == closing else 0.0
    return max(foretold(text, left, right), cut_gain(left, right))


def _misplaced(text: str, words: str) -> Iterator[int]:
    """Inside a line: ``words`` right after a date or blank, behind what never stands before them elsewhere."""
    bounded = text[:EVIDENCE]
    for start in islice(places(words, bounded), MOST_HITS):
        before = bounded[start - 1 : start]
        near = bounded[max(0, start - 3) : start]
        if before and before != "\n" and MISPLACED.search(near) and bounded.count(before + words) == 1:
            yield start


def foretold(text: str, left: str, right: str) -> float:
    """Do the words at the cut go on like that elsewhere in the text? 6 where they nearly always do, SURE where the
    four characters over the cut stand together elsewhere, else 0.

    >>> foretold("控辍保学好。控辍保学难。控辍保学久。落实控辍保", "落实控辍保", "学措施")
    6.0
    >>> foretold("落实教育管理制度。加强教育", "加强教育", "管理工作")
    5.0
    """
    bounded = text[:EVIDENCE]
    for length in (5, 4, 3):
        for words, joint in (
            (left[-length:], left[-length:] + right[:1]),
            (right[:length], left[-1:] + right[:length]),
        ):
            elsewhere = bounded.count(words) - 1
            if len(words) == length and elsewhere >= 2 and bounded.count(joint) >= FAITHFUL * elsewhere:
                return 6.0
    return SURE if _repeated(bounded, left, right) else 0.0


def _repeated(text: str, left: str, right: str) -> bool:
    """Do the characters over the cut stand together elsewhere? One wrong joint in 200 did, one right one in six."""
    for before in (2, 3, 1):
        words = left[-before:] + right[: 4 - before]
        if len(words) == 4 and words.isalnum() and words in text:
            return True
    return False
