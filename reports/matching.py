"""Which new row is which old one: so that ids, links, baskets and bookmarks outlive a newer parser.

A row is found again by its anchor (where it stands in the extracted text) or, where that moved, by its content,
if that content is there once on each side. What is not certain is not matched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowKey:
    """``anchor`` is unique among its siblings; ``content`` need not be."""

    anchor: str
    content: Hashable


def match_rows(old: Sequence[RowKey], new: Sequence[RowKey]) -> dict[int, int]:
    """Index into ``new`` → index into ``old``, for the rows that are certainly the same.

    >>> a, b = RowKey("5", "一、学前教育"), RowKey("90", "二、义务教育")
    >>> match_rows([a, b], [RowKey("5", "一、学前教育"), RowKey("93", "二、义务教育")])
    {0: 0, 1: 1}
    """
    by_anchor = {key.anchor: index for index, key in enumerate(old)}
    found = {index: by_anchor[key.anchor] for index, key in enumerate(new) if key.anchor in by_anchor}
    taken = set(found.values())
    left_old = {i: key for i, key in enumerate(old) if i not in taken}
    left_new = {i: key for i, key in enumerate(new) if i not in found}
    once_old = _only_once({i: key.content for i, key in left_old.items()})
    once_new = _only_once({i: key.content for i, key in left_new.items()})
    found.update({index: once_old[content] for content, index in once_new.items() if content in once_old})
    return dict(sorted(found.items()))


def _only_once(contents: dict[int, Hashable]) -> dict[Hashable, int]:
    counts = Counter(contents.values())
    return {content: index for index, content in contents.items() if counts[content] == 1}
