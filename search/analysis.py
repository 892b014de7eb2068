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
from pathlib import Path

import jieba
import opencc

from search.data_folder import cache_folder

RULES_VERSION = 1
"""Raised whenever this module cuts or folds differently; an index made under another version is rebuilt."""

DICTIONARY = Path(__file__).with_name("dictionaries") / "education.txt"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(rf"(?P<han>[{HAN}]+)|(?P<number>\d+(?:[.,]\d+)*)|(?P<latin>[^\W\d_{HAN}][^\W_{HAN}]*)")
IS_HAN = re.compile(rf"[{HAN}]+")
LONGEST_WORD = 64


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
    """The words of the field's dictionary, folded, without comments."""
    lines = (line.split("#")[0].split() for line in DICTIONARY.read_text(encoding="utf-8").splitlines())
    return tuple(dict.fromkeys(normalise(word) for words in lines for word in words))


class Segmenter:
    """Cuts folded text into words. ``words`` are those that staff added. Safe to share between threads."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = tuple(sorted({normalise(word.strip()) for word in words} - {""}))
        self._jieba: jieba.Tokenizer | None = None
        self._lock = threading.Lock()

    @property
    def version(self) -> str:
        """Changes whenever the same text could be cut differently."""
        parts = [str(RULES_VERSION), jieba.__version__, package_version("opencc"), *shipped_words(), "", *self.words]
        return hashlib.blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()

    def load(self) -> jieba.Tokenizer:
        """Reads the dictionaries (about a second, once); call it before processes fork."""
        if self._jieba is None:
            with self._lock:
                if self._jieba is None:
                    self._jieba = self._read_dictionaries()
        return self._jieba

    def _read_dictionaries(self) -> jieba.Tokenizer:
        jieba.setLogLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        # jieba caches its dictionary as a marshal file; in the shared temporary folder anybody could plant one.
        tokenizer.tmp_dir = str(cache_folder("jieba"))
        tokenizer.initialize()
        for word in (*shipped_words(), *self.words):
            if IS_HAN.fullmatch(word):
                tokenizer.add_word(word)
        return tokenizer

    def index_words(self, text: str) -> Iterator[str]:
        """The words to index of folded ``text``: whole words and the shorter words within them, in order.

        A single Chinese character is no word: it is looked for in the text itself.
        """
        known = self.load().FREQ
        for kind, run in self.runs(text):
            if kind != "han":
                yield run
                continue
            for word in self.cut(run):
                if len(word) > 1:
                    yield from _within(word, known)
                    yield word[:LONGEST_WORD]

    def query_words(self, text: str) -> list[str]:
        """Folded ``text`` cut into its whole words, single characters included, in order."""
        words: list[str] = []
        for kind, run in self.runs(text):
            words.extend([run] if kind != "han" else self.cut(run))
        return words

    def inner_words(self, word: str) -> list[str]:
        """The known shorter words that ``index_words`` also gives for ``word``."""
        return list(_within(word, self.load().FREQ))

    def cut(self, run: str) -> list[str]:
        return list(self.load().cut(run, HMM=False))

    def knows(self, word: str) -> bool:
        return bool(self.load().FREQ.get(word))

    @staticmethod
    def runs(text: str) -> Iterator[tuple[str, str]]:
        """Runs of Chinese characters, numbers (without thousands marks) and other words; the rest is dropped."""
        for match in RUN.finditer(text):
            kind = str(match.lastgroup)
            yield kind, match.group().replace(",", "") if kind == "number" else match.group()[: 10 * LONGEST_WORD]


def _within(word: str, known: dict[str, int]) -> Iterator[str]:
    """The known words of two and more characters inside a longer ``word``."""
    for length in range(2, len(word)):
        for start in range(len(word) - length + 1):
            part = word[start : start + length]
            if known.get(part):
                yield part


@cache
def segmenter(words: tuple[str, ...] = ()) -> Segmenter:
    """The process's segmenter for a set of added words."""
    return Segmenter(words)
