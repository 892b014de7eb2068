"""Other words for the same thing, used when a query is expanded: the shipped table and what staff added."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from search.analysis import normalise

TABLE = Path(__file__).with_name("dictionaries") / "synonyms.txt"

Groups = tuple[frozenset[str], ...]


@cache
def shipped_groups() -> Groups:
    """The groups of the shipped table: a line a group, words parted by blanks; text after # is dropped."""
    return read_groups(TABLE.read_text(encoding="utf-8").splitlines())


def read_groups(lines: list[str]) -> Groups:
    words = (frozenset(map(normalise, line.split("#")[0].split())) for line in lines)
    return tuple(group for group in words if len(group) > 1)


@cache
def _by_word(groups: Groups) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        for word in group:
            found[word] = found.get(word, frozenset()) | (group - {word})
    return found


def other_words(word: str, groups: Groups) -> tuple[str, ...]:
    """The synonyms of a folded word, in a fixed order."""
    return tuple(sorted(_by_word(groups).get(word, ())))


def all_groups() -> Groups:
    """The groups in force: shipped and added."""
    return shipped_groups()
