"""Where a text was torn: paragraphs that stop or begin in mid-sentence, and what would carry them on.

Everything here only collects evidence; stitch.py weighs it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from reports.parsing.folding import fold
from reports.parsing.lines import Line
from reports.parsing.marks import Mark, find_mark

STOPS = re.compile("[。；！？;!?]")
PAIRS = {"《": "》", "“": "”", "(": ")", "[": "]"}
CLOSERS = {close: open_ for open_, close in PAIRS.items()}
LONGEST_SUFFIX = 8
MOST_HITS = 40
SURE = 4
"""A stretch of so many characters over a joint, seen elsewhere, makes it one word."""

EVIDENCE = 200_000
"""Characters in which other places of the same words are looked for."""


def is_torn_tail(paragraph: str) -> bool:
    """Does a paragraph of running text stop without a stop?

    >>> is_torn_tail("新建2所。大力发展民办幼"), is_torn_tail("一、加强领导"), is_torn_tail("新建2所。")
    (True, False, False)
    """
    last = paragraph[-1:]
    if not last or not (last.isalnum() or last in "《“（("):
        return last in {",", "，", "、"} and len(paragraph) > 20
    return bool(STOPS.search(paragraph, 0, len(paragraph) - 1)) or open_bracket(paragraph) == "《"


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
    mark = find_mark(fold(paragraph[:24]))
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
    """Where the words after ``tail`` may stand: beginnings of paragraphs, or places inside one."""
    found: set[int] = set()
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for line in lines:
        if line.start != tail.start:
            starts[line.text[:1]].append(line.start)
    for length, words in set(continuations(text, tail.text)):
        for start in starts.get(words[0], ()):
            if length >= 3 or text.startswith(words, start):
                found.add(start)
        if length >= 4:
            found |= set(_misplaced(text, words))
    return found


def _misplaced(text: str, words: str) -> Iterator[int]:
    """Inside a line: ``words`` right after a date or blank, behind what never stands before them elsewhere."""
    bounded = text[:EVIDENCE]
    for found in re.finditer(re.escape(words), bounded):
        before = bounded[found.start() - 1 : found.start()]
        if (
            before
            and before != "\n"
            and bounded.count(before + words) == 1
            and re.search(r"[\d日月 ]$", bounded[: found.start()][-3:])
        ):
            yield found.start()


def bridge(text: str, left: str, right: str) -> int:
    """How surely ``right`` carries on ``left`` in mid-word: the length of a stretch over the joint seen elsewhere.

    >>> bridge("公办幼儿园，民办幼儿园", "大力发展民办幼", "儿园，建立")
    5
    """
    bounded = text[:EVIDENCE]
    if not left or not right or not (left[-1].isalnum() and right[0].isalnum()):
        return 0
    for length in (6, 5, 4, 3):
        for head in range(1, length):
            stretch = left[-head:] + right[: length - head]
            if len(stretch) == length and "\n" not in stretch and stretch in bounded:
                return length
    return 0
