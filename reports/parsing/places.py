"""What a gazetteer holds: places, the names they had and when, and the answers it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reports.parsing.types import Place

Level = Literal["province", "prefecture", "county", "functional", "direct"]
NameKind = Literal["official", "short", "alias"]

Basis = Literal[
    "unique",  # one place has this name
    "year",  # several had it, one in the report's year
    "current",  # no year given: the one that has it today
    "context",  # one of them is in the city of the context
    "province",  # one of them is in the province of the context
    "part",  # a part of the context's city that the standard lacks (高新区, 市本级)
    "former",  # the name was given up before the report's year
    "early",  # the name came only after the report's year
    "ambiguous",
    "unknown",
    "placeholder",  # XX县, 某区, 我县: names nobody
]

SAMPLE_PREFIX = "99"
"""Codes of the fictional places of the bundled samples begin so; the standard gives out no such codes."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name and the years in which it was in force, both included; None: open. In the year of a change both hold.

    ``official`` is the name by law, ``short`` a form that is safe to look for in running text (北川),
    ``alias`` any other name that people use.
    """

    name: str
    kind: NameKind = "official"
    valid_from: int | None = None
    valid_to: int | None = None

    def holds_in(self, year: int) -> bool:
        return (self.valid_from or 0) <= year <= (self.valid_to or 9999)

    def distance(self, year: int) -> int:
        """Years between ``year`` and the validity; negative: the name came later; 0: valid."""
        if self.valid_from is not None and year < self.valid_from:
            return year - self.valid_from
        return max(0, year - (self.valid_to or 9999))


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """A district. ``parent`` is a code; ``order`` counts within the parent, as the city itself lists its districts."""

    code: str
    level: Level
    parent: str | None
    names: tuple[PlaceName, ...]
    order: int = 0
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name in a text: ``text[start:end]`` is it as printed, ``name`` without inner spaces.

    ``candidates`` are all places that may be meant, today's first; a part of a city (高新区) has one only where
    its city stands right before it.
    """

    start: int
    end: int
    name: str
    candidates: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """``place`` is None where the name stays open; ``candidates`` then are the places it may mean."""

    place: Place | None
    candidates: tuple[Place, ...]
    basis: Basis


# Provinces that were parts of others: a place kept its name when its code moved.
_SPLIT_OFF = {"50": "51", "46": "44"}


def years_of(entry: GazetteerEntry, name: str) -> tuple[int, int]:
    """First and last year in which ``entry`` had ``name``; 0 and 9999 where open."""
    own = [one for one in entry.names if one.name == name] or list(entry.names)
    return min(one.valid_from or 0 for one in own), max(one.valid_to or 9999 for one in own)


def in_one_province(one: GazetteerEntry, other: GazetteerEntry) -> bool:
    """Whether two codes are of one province, or of one that was part of the other's."""
    return len({_SPLIT_OFF.get(entry.code[:2], entry.code[:2]) for entry in (one, other)}) == 1


def was_recoded(earlier: GazetteerEntry, later: GazetteerEntry, name: str) -> bool:
    """Whether ``later`` is ``earlier`` under a new code: the same name in the same province, one after the other."""
    return (
        earlier.code != later.code
        and in_one_province(earlier, later)
        and years_of(earlier, name)[1] <= years_of(later, name)[0]
    )


def recoded_in(year: int, old: GazetteerEntry, new: GazetteerEntry, name: str) -> bool:
    """Whether in ``year`` the name passed from one code to another of the same province."""
    ends = any(own.name == name and own.valid_to == year for own in old.names)
    begins = any(own.name == name and own.valid_from == year for own in new.names)
    return old.code != new.code and ends and begins and in_one_province(old, new)
