"""Which new row is which old one: so that ids, links, baskets and bookmarks outlive a newer parser.

A row is found again by its anchor (where it stands in the extracted text) or, where that moved, by its content,
if that content is there once on each side. What is not certain is not matched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

Spans = Sequence[tuple[int, int]]


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


def match_places(old: Sequence[Spans], new: Sequence[Spans]) -> dict[int, int]:
    """Index into ``new`` → index into ``old`` for rows that share most of their place in the source.

    For what is left when anchor and content both changed: a section whose border was moved.

    >>> match_places([((0, 100),), ((100, 300),)], [((0, 80),), ((80, 300),)])
    {0: 0, 1: 1}
    """
    found: dict[int, int] = {}
    for index, spans in enumerate(new):
        shares = [(_shared(spans, others), at) for at, others in enumerate(old)]
        share, at = max(shares, default=(0.0, -1))
        if share > 0.5 and at not in found.values():
            found[index] = at
    return found


def _shared(one: Spans, other: Spans) -> float:
    """The share of the longer of two places that both cover."""
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    longer = max(sum(b - a for a, b in one), sum(d - c for c, d in other))
    return both / longer if longer else 0.0


def _only_once(contents: dict[int, Hashable]) -> dict[Hashable, int]:
    counts = Counter(contents.values())
    return {content: index for index, content in contents.items() if counts[content] == 1}
