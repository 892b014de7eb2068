"""The words that staff gave the dictionary: added as such, or as one of a group of synonyms."""

from __future__ import annotations

from search.analysis import IS_HAN, normalise
from search.models import Synonym, Word


def words_in_force() -> tuple[str, ...]:
    """Folded, sorted. A synonym must be cut as one word, or a query that names it would never be seen to name it."""
    words = set(Word.objects.values_list("word", flat=True))
    for group in Synonym.objects.filter(active=True).values_list("words", flat=True):
        words |= {word for word in normalise(group).split() if len(word) > 1 and IS_HAN.fullmatch(word)}
    return tuple(sorted(words))
