"""How text becomes words: one way for the index and for queries, whatever the engine.

``normalise`` folds width, case and traditional characters, character by character, so that a place in the folded
text can be traced to the original. ``Segmenter`` cuts it into words with jieba's search mode, the shipped dictionary
of the field and the words that staff added. Runs of Chinese characters are cut without guessing of new words, so that
the same characters are cut alike in a report and in a query.
"""

from __future__ import annotations

import hashlib
import logging
import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version as package_version
from math import log
from pathlib import Path

import jieba
import opencc

from search.data_folder import cache_folder

RULES_VERSION = 1
"""Raised whenever this module cuts or folds differently; an index made under another version is rebuilt."""

DICTIONARY = Path(__file__).with_name("dictionaries") / "education.txt"
SYNONYMS = DICTIONARY.with_name("synonyms.txt")
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(rf"(?P<han>[{HAN}]+)|(?P<number>\d+(?:[.,]\d+)*)|(?P<latin>[^\W\d_{HAN}][^\W_{HAN}]*)")
IS_HAN = re.compile(rf"[{HAN}]+")
LONGEST_WORD = 64
REMEMBERED_WORDS = 200_000
NO_WORD = float("-inf")


@cache
def _folding() -> dict[int, str]:
    """What each character of the basic plane becomes, where it changes."""
    codes = [code for code in range(0x10000) if not 0xD800 <= code <= 0xDFFF]
    folded = {code: unicodedata.normalize("NFKC", chr(code)).casefold() for code in codes}
    table = {code: text for code, text in folded.items() if text != chr(code)}
    singles = [code for code in codes if 0x2E80 <= code <= 0xFAFF and len(folded[code]) == 1 and folded[code] > " "]
    simplified = opencc.OpenCC("t2s").convert("\n".join(folded[code] for code in singles)).split("\n")
    table.update({code: new for code, new in zip(singles, simplified, strict=True) if new != chr(code)})
    table.update(dict.fromkeys(map(ord, INVISIBLE), ""))
    table.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))
    return table


@cache
def _uneven() -> re.Pattern[str]:
    """Characters that fold to none or to several."""
    return re.compile("[" + "".join(re.escape(chr(code)) for code, new in _folding().items() if len(new) != 1) + "]")


@cache
def _unfolded_letters() -> re.Pattern[str]:
    """Letters, digits and Chinese characters that folding changes; lone surrogates with them."""
    changed = (chr(code) for code in _folding() if chr(code).isalnum() or 0xD800 <= code <= 0xDFFF)
    return re.compile("[" + "".join(map(re.escape, (*changed, *INVISIBLE))) + "]")


def is_folded(text: str) -> bool:
    """Whether folding would change punctuation and blanks at most."""
    return not _unfolded_letters().search(text)


def normalise(text: str) -> str:
    """Folds width, case and script.

    >>> normalise("２０１１年，義務教育Ｖ")
    '2011年,义务教育v'
    """
    return text.translate(_folding())


def normalise_with_origin(text: str) -> tuple[str, list[int] | None]:
    """The folded text, and for each of its characters the place in ``text``; None where the places are the same.

    >>> normalise_with_origin("①义")
    ('1义', None)
    >>> normalise_with_origin("㈠義")
    ('(一)义', [0, 0, 0, 1, 2])
    """
    if not _uneven().search(text):
        return text.translate(_folding()), None
    pieces: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        new = character.translate(_folding())
        pieces.append(new)
        origin.extend([place] * len(new))
    origin.append(len(text))
    return "".join(pieces), origin


@cache
def shipped_words() -> tuple[str, ...]:
    """The words of the shipped dictionaries, folded, without comments: the field's own and those with synonyms."""
    found: dict[str, None] = {}
    for path in (DICTIONARY, SYNONYMS):
        for line in path.read_text(encoding="utf-8").splitlines():
            found.update(dict.fromkeys(normalise(word) for word in line.split("#")[0].replace(">", " ").split()))
    return tuple(found)


class Segmenter:
    """Cuts folded text into words. ``words`` are those that staff added. Safe to share between threads."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = tuple(sorted({normalise(word.strip()) for word in words} - {""}))
        self._costs: dict[str, float] = {}
        self._rare = 0.0
        self._parts: dict[str, tuple[str, ...]] = {}
        self._lock = threading.Lock()

    @property
    def version(self) -> str:
        """Changes whenever the same text could be cut differently."""
        parts = [str(RULES_VERSION), jieba.__version__, package_version("opencc"), *shipped_words(), "", *self.words]
        return hashlib.blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()

    def load(self) -> None:
        """Reads the dictionaries (about a second, once); call it before processes fork."""
        if not self._costs:
            with self._lock:
                if not self._costs:
                    self._read_dictionaries()

    def _read_dictionaries(self) -> None:
        jieba.setLogLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        # jieba caches its dictionary as a marshal file; in the shared temporary folder anybody could plant one.
        tokenizer.tmp_dir = str(cache_folder("jieba"))
        tokenizer.initialize()
        for word in (*shipped_words(), *self.words):
            if IS_HAN.fullmatch(word):
                tokenizer.add_word(word)
        total = log(tokenizer.total)
        self._rare = -total
        # jieba lists the beginnings of words with frequency 0: no words, but a longer one may follow.
        self._costs = {word: log(number) - total if number else NO_WORD for word, number in tokenizer.FREQ.items()}

    def index_words(self, text: str) -> Iterator[str]:
        """The words to index of folded ``text``: whole words and the shorter words within them, in order.

        A single Chinese character is no word: it is looked for in the text itself.
        """
        for kind, run in self.runs(text):
            if kind != "han":
                yield run[:LONGEST_WORD]
                continue
            for word in self.cut(run):
                if len(word) > 1:
                    yield from self.inner_words(word)
                    yield word[:LONGEST_WORD]

    def query_words(self, text: str) -> list[str]:
        """Folded ``text`` cut into its whole words, single characters included, in order."""
        words: list[str] = []
        for kind, run in self.runs(text):
            words.extend([run[:LONGEST_WORD]] if kind != "han" else self.cut(run))
        return words

    def inner_words(self, word: str) -> tuple[str, ...]:
        """The known words of two and more characters inside a longer ``word``."""
        parts = self._parts.get(word)
        if parts is None:
            spans = (
                (start, start + length) for length in range(2, len(word)) for start in range(len(word) - length + 1)
            )
            parts = tuple(word[start:end] for start, end in spans if self.knows(word[start:end]))
            if len(self._parts) < REMEMBERED_WORDS:
                self._parts[word] = parts
        return parts

    def cut(self, run: str) -> list[str]:
        """Chinese characters cut so that the product of the words' frequencies is greatest: jieba's accurate mode."""
        self.load()
        costs, rare, size = self._costs, self._rare, len(run)
        best = [0.0] * (size + 1)
        ends = [0] * size
        for start in range(size - 1, -1, -1):
            end = start + 1
            cost = costs.get(run[start], rare)
            top, chosen = (cost if cost > NO_WORD else rare) + best[end], end
            while end < size:
                end += 1
                found = costs.get(run[start:end])
                if found is None:
                    break
                if found + best[end] >= top:
                    top, chosen = found + best[end], end
            best[start], ends[start] = top, chosen
        words, at = [], 0
        while at < size:
            words.append(run[at : ends[at]])
            at = ends[at]
        return words

    def split(self, word: str) -> list[str]:
        """A word cut once more, into the fewest shorter known words that make it up; itself where none do.

        >>> segmenter().split("心理健康教育")
        ['心理健康', '教育']
        """
        ways: list[list[str] | None] = [[]] + [None] * len(word)
        for end in range(2, len(word) + 1):
            for start in range(end - 1):
                part, before = word[start:end], ways[start]
                if before is not None and part != word and self.knows(part):
                    here = ways[end]
                    if here is None or len(before) + 1 < len(here):
                        ways[end] = [*before, part]
        return ways[-1] or [word]

    def knows(self, word: str) -> bool:
        """Whether a dictionary lists the word."""
        self.load()
        return self._costs.get(word, NO_WORD) > NO_WORD

    @staticmethod
    def runs(text: str) -> Iterator[tuple[str, str]]:
        """Runs of Chinese characters, numbers (without thousands marks) and other words; the rest is dropped."""
        for match in RUN.finditer(text):
            kind = str(match.lastgroup)
            yield kind, match.group().replace(",", "") if kind == "number" else match.group()


@cache
def segmenter(words: tuple[str, ...] = ()) -> Segmenter:
    """The process's segmenter for a set of added words."""
    return Segmenter(words)
