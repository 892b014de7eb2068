"""What a report says now where it was once quoted: in the old place, elsewhere, or with words hidden since. Pure."""

from __future__ import annotations

import re
from functools import cached_property

from reports.parsing.repairs import MASK

LONGEST_HIDDEN = 2_000
"""Letters of a quote that is looked for letter by letter: a sentence, not a section."""


class Reading:
    """A text in which many quotes are looked for: what all of them need of it is made once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def letters(self) -> tuple[str, list[int]]:
        """The text without its blanks, and where each letter stands in it."""
        kept = [index for index, char in enumerate(self.text) if not char.isspace()]
        return "".join(self.text[index] for index in kept), kept


def said_now(reading: Reading, quote: str, start: int) -> str | None:
    """The passage that ``quote`` was, as it reads now; None where it does not stand there any more.

    ``start`` is where it stood. Blanks do not count; a character may have become a mark that hides it.

    >>> said_now(Reading("联系人＊＊＊＊，已全部完成。"), "联系人1380，", 0)
    '联系人＊＊＊＊，'
    >>> said_now(Reading("另起一行。新建幼儿园 2所。"), "新建幼儿园2所。", 0)
    '新建幼儿园 2所。'
    >>> said_now(Reading("新建幼儿园3所。"), "新建幼儿园2所。", 0) is None
    True
    """
    text = reading.text
    here = text[start : start + len(quote)]
    if len(here) == len(quote) and all(now in (then, MASK) for now, then in zip(here, quote, strict=True)):
        return here
    span = find_words(reading, quote)
    if span is None and MASK in text:
        span = _find_hidden(text, quote)
    return text[span[0] : span[1]] if span else None


def find_words(reading: Reading, words: str) -> tuple[int, int] | None:
    """Where the words stand in the text, whatever spaces either has between characters.

    >>> find_words(Reading("一、概况\\n招聘 教师49人。"), "教师49人")
    (8, 13)
    """
    wanted = "".join(words.split())
    if not wanted:
        return None
    if (plain := reading.text.find(words)) >= 0 and not words[0].isspace() and not words[-1].isspace():
        return plain, plain + len(words)
    letters, kept = reading.letters
    at = letters.find(wanted)
    return (kept[at], kept[at + len(wanted) - 1] + 1) if at >= 0 else None


def _find_hidden(text: str, words: str) -> tuple[int, int] | None:
    """The same, where marks stand for some of the characters, though not for all of them."""
    letters = "".join(words.split())
    if not 0 < len(letters) <= LONGEST_HIDDEN:
        return None
    pattern = r"\s*".join(f"[{re.escape(letter)}{MASK}]" for letter in letters)
    for found in re.finditer(pattern, text):
        if set(found.group()) - {MASK}:
            return found.span()
    return None
