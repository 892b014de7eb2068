"""Other words for the same thing, used when a query is expanded: the shipped table and what staff added."""

from __future__ import annotations

import time
from functools import cache, lru_cache
from pathlib import Path

from search.analysis import normalise
from search.models import Synonym

TABLE = Path(__file__).with_name("dictionaries") / "synonyms.txt"

Groups = tuple[frozenset[str], ...]

KEPT_SECONDS = 30.0
_added: dict[str, tuple[float, Groups]] = {}


@cache
def shipped_groups() -> Groups:
    """The groups of the shipped table: a line a group, words parted by blanks; text after # is dropped."""
    return read_groups(TABLE.read_text(encoding="utf-8").splitlines())


def read_groups(lines: list[str]) -> Groups:
    words = (frozenset(map(normalise, line.split("#")[0].split())) for line in lines)
    return tuple(group for group in words if len(group) > 1)


@lru_cache(maxsize=4)
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
