"""Other words for the same thing, used when a query is expanded: the shipped table and what staff added."""

from __future__ import annotations

import time
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from search.analysis import normalise
from search.models import Synonym

TABLE = Path(__file__).with_name("dictionaries") / "synonyms.txt"

Groups = tuple["Group", ...]

KEPT_SECONDS = 30.0
_added: dict[str, tuple[float, Groups]] = {}


class Group(NamedTuple):
    """Searching one of ``asked`` also finds ``found``."""

    asked: frozenset[str]
    found: frozenset[str]


@cache
def shipped_groups() -> Groups:
    """The groups of the shipped table."""
    return read_groups(TABLE.read_text(encoding="utf-8").splitlines())


def read_groups(lines: list[str]) -> Groups:
    """A line a group, words parted by blanks; text after # is dropped. Behind ``>`` stands what is only added.

    >>> read_groups(["控辍 控流", "资助 > 助学金"])[1]
    Group(asked=frozenset({'资助'}), found=frozenset({'助学金'}))
    """
    groups: list[Group] = []
    for line in lines:
        left, _, right = normalise(line.split("#")[0]).partition(">")
        asked = frozenset(left.split())
        added = frozenset(right.split())
        if len(asked) > 1:
            groups.append(Group(asked, asked))
        if asked and added:
            groups.append(Group(asked, added))
    return tuple(groups)


@lru_cache(maxsize=4)
def _by_word(groups: Groups) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        for word in group.asked:
            found.setdefault(word, {}).update(dict.fromkeys(sorted(group.found - {word})))
    return {word: tuple(others) for word, others in found.items()}


def other_words(word: str, groups: Groups) -> tuple[str, ...]:
    """What else to look for with a folded word, in the table's order."""
    return _by_word(groups).get(word, ())


def longest_words(groups: Groups) -> frozenset[str]:
    """All words that have others."""
    return frozenset(_by_word(groups))


def all_groups() -> Groups:
    """The groups in force: the shipped ones and those that staff added, at most ``KEPT_SECONDS`` old."""
    made, groups = _added.get("groups", (float("-inf"), ()))
    if time.monotonic() - made > KEPT_SECONDS:
        lines = list(Synonym.objects.filter(active=True).order_by("pk").values_list("words", flat=True))
        groups = read_groups(lines)
        _added["groups"] = (time.monotonic(), groups)
    return shipped_groups() + groups


def forget_added() -> None:
    """The next search reads the added groups anew."""
    _added.clear()
