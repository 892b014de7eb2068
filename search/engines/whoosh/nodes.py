"""Query nodes that Whoosh lacks. They sit in a Whoosh query tree like any other."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from whoosh.query import Not, Query
from whoosh.query.compound import CompoundQuery


def key_of(query: Query) -> Hashable:
    """Tells queries apart as ``==`` does. Whoosh's own hash is the same for any two words in two or four fields."""
    if isinstance(query, CompoundQuery):
        return type(query).__name__, query.boost, tuple(map(key_of, query.subqueries))
    if isinstance(query, Not):
        return "Not", query.boost, key_of(query.query)
    key: Hashable = query
    return key


def different(queries: Iterable[Query]) -> tuple[Query, ...]:
    """Each query once, in order."""
    return tuple({key_of(query): query for query in queries}.values())


class Node(Query):  # type: ignore[misc]
    """A query told apart by ``key``; evaluated by this engine alone."""

    boost = 1.0
    key: tuple[object, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and other.key == self.key

    def __hash__(self) -> int:
        return hash((type(self).__name__, self.key))

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self.key!r}"

    def is_leaf(self) -> bool:
        return True


class Verbatim(Node):
    """Documents whose folded ``fieldname`` holds the folded ``text``, character by character."""

    def __init__(self, fieldname: str, text: str, boost: float = 1.0) -> None:
        self.fieldname, self.text, self.boost = fieldname, text, boost
        self.key = (fieldname, text, boost)


class OneOf(Node):
    """Documents whose whole number in ``fieldname`` is one of ``values``."""

    def __init__(self, fieldname: str, values: frozenset[int]) -> None:
        self.fieldname, self.values = fieldname, values
        self.key = (fieldname, values)


class Best(Node):
    """Documents that match any of ``subqueries``, scored by the best of them (a word and its synonyms)."""

    def __init__(self, subqueries: tuple[Query, ...]) -> None:
        self.subqueries = subqueries
        self.key = tuple(map(key_of, subqueries))


class MostOf(Node):
    """Documents that match all of ``units``; where fewer than ``enough`` do, those that match most of them.

    A unit counts by its rarity. Of the documents that match less, the best ``enough`` set how much must match, though
    never less than ``share`` (0 to 1); the score falls with the part that is missing. ``extras`` add to the score and
    do not decide what matches.
    """

    def __init__(
        self, units: tuple[Query, ...], extras: tuple[Query, ...] = (), share: float = 1.0, enough: int = 20
    ) -> None:
        self.units, self.extras, self.share, self.enough = units, extras, share, enough
        self.key = (tuple(map(key_of, units)), tuple(map(key_of, extras)), share, enough)
