"""Did you mean: words of the reports that sound like what was typed, or differ from it by one character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from search import query as language
from search.analysis import IS_HAN, normalise, segmenter
from search.engines.whoosh.snapshot import Snapshot
from search.pinyin import sound
from search.planning import Compiler

LONGEST = 8
FIELDS = ("text", "headings", "title")


def did_you_mean(snapshot: Snapshot, tree: language.AllOf, typed: str) -> str | None:
    """``typed`` with its unknown words replaced; None where every word is known or nothing better is."""
    compiler = Compiler(snapshot=snapshot)
    better = typed
    for part in tree.parts:
        text = part.text if isinstance(part, (language.Word, language.Phrase)) else ""
        folded = normalise(text)
        if not folded or all(compiler.frequency(piece) for piece in compiler.pieces(folded)):
            continue
        corrected = correct(snapshot, folded)
        if corrected:
            better = better.replace(text, corrected)
    return better if better != typed else None


def correct(snapshot: Snapshot, text: str) -> str | None:
    """One run of characters, or pinyin, put right: as a whole, or in the part that no report has."""
    if len(text) > 6 * LONGEST:
        return None
    whole = _best(snapshot, text, _alike(snapshot, text))
    if whole:
        return whole
    if not IS_HAN.fullmatch(text) or len(text) > 4 * LONGEST:
        return None
    compiler = Compiler(snapshot=snapshot)
    for length in range(min(len(text) - 1, LONGEST), 1, -1):
        for start in range(len(text) - length + 1):
            part = text[start : start + length]
            if compiler.frequency(part) or not any(_unknown(compiler, part)):
                continue
            found = _best(snapshot, part, _homophones(snapshot, part))
            if found:
                return text[:start] + found + text[start + length :]
    return None


def _unknown(compiler: Compiler, text: str) -> Iterator[bool]:
    for piece in segmenter(compiler.words).query_words(text):
        yield len(piece) == 1 or not compiler.frequency(piece)


def _alike(snapshot: Snapshot, text: str) -> Iterator[str]:
    yield from _homophones(snapshot, text)
    if IS_HAN.fullmatch(text) and 3 <= len(text) <= LONGEST:
        yield from _one_off(snapshot, text)


def _best(snapshot: Snapshot, text: str, candidates: Iterable[str]) -> str | None:
    """The candidate that stands in most sections; one that sounds the same before one that does not."""
    counted = [
        (sound(word) != sound(text), -max(snapshot.count(name, word.encode()) for name in FIELDS), word)
        for word in dict.fromkeys(candidates)
        if word != text
    ]
    return min(counted)[2] if counted else None


def _homophones(snapshot: Snapshot, text: str) -> list[str]:
    by_sound: dict[str, list[str]] = snapshot.once("sounds", lambda: _sounds(snapshot))
    return by_sound.get(sound(text).replace(" ", ""), [])


def _sounds(snapshot: Snapshot) -> dict[str, list[str]]:
    """The words of the index by their pinyin, without blanks (so that typed pinyin finds them, too)."""
    words = {term for segment in snapshot.segments for name in FIELDS for term in segment.lexicon(name)}
    found: dict[str, list[str]] = {}
    for word in sorted(term.decode() for term in words):
        if 2 <= len(word) <= LONGEST and IS_HAN.fullmatch(word):
            found.setdefault(_spoken(word), []).append(word)
    return found


@lru_cache(maxsize=200_000)
def _spoken(word: str) -> str:
    """Kept: every commit asks for the whole vocabulary again."""
    return sound(word).replace(" ", "")


def _one_off(snapshot: Snapshot, text: str) -> Iterator[str]:
    """Words with one character other, more or less; two neighbours changed about count as well."""
    # In UTF-8 a character is a leading byte and those that continue it.
    any_one = b"[^\\n\\x80-\\xbf][\\x80-\\xbf]*"
    letters = [re.escape(letter.encode()) for letter in text]
    ways = {b"".join([*letters[:at], any_one, *letters[at + 1 :]]) for at in range(len(letters))}
    ways |= {b"".join([*letters[:at], any_one, *letters[at:]]) for at in range(len(letters) + 1)}
    ways |= {b"".join([*letters[:at], *letters[at + 1 :]]) for at in range(len(letters)) if len(letters) > 3}
    ways |= {
        b"".join([*letters[:at], letters[at + 1], letters[at], *letters[at + 2 :]]) for at in range(len(letters) - 1)
    }
    pattern = re.compile(b"(?m:^(?:" + b"|".join(sorted(ways)) + b")$)")
    for segment in snapshot.segments:
        for name in FIELDS:
            yield from (term.decode() for term in segment.terms_like(name, pattern))
