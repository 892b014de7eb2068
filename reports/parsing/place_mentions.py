"""Finds place names in running text: one pass over its pairs of characters, then the overlaps are settled.

Wrong hits are worse than missed ones: a heading that is only a name is resolved by the caller anyway.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reports.parsing.city_parts import TEXT_NAMES, is_part_name, part_of
from reports.parsing.place_words import (
    AND_COUNTY,
    GENERIC_NAME,
    SMALLER_PLACE,
    TAIL_WORD,
    WORD_ACROSS,
    WORD_AFTER,
    WORD_BEFORE,
    WORD_GOES_ON,
    WORD_INTO_COUNTY,
    WORDY_NAME,
)
from reports.parsing.places import GazetteerEntry, Mention, was_recoded, years_of
from reports.parsing.types import Place

# Spaces that typists put between the characters of a short name so that it fills the width of a longer one.
_SPACE = re.compile(r"[ \t\u00a0\u2002-\u200a\u3000]")
_INNER_SPACE = re.compile(r"(?<=[\u4e00-\u9fff])[ \t\u00a0\u2002-\u200a\u3000]{1,4}(?=[\u4e00-\u9fff])")

# Places gone before are candidates only where no other has the name.
_FIRST_REPORTS = 1990
_RANK = {"official": 2, "alias": 1, "short": 0}


class _Hit(NamedTuple):
    start: int
    end: int
    name: str
    rank: int


class MentionFinder:
    """Looks for all names of ``entries`` at once. Build it once: it holds a table of all names."""

    def __init__(self, entries: Iterable[GazetteerEntry], samples_first: bool = False) -> None:
        self._samples_first = samples_first
        self._entries = {entry.code: entry for entry in entries}
        self._bearers: dict[str, list[GazetteerEntry]] = defaultdict(list)
        ranks: dict[str, int] = dict.fromkeys(TEXT_NAMES, 1)
        for entry in self._entries.values():
            for name in entry.names:
                if len(name.name) > 1 and not is_part_name(name.name):
                    ranks[name.name] = max(ranks.get(name.name, 0), _RANK[name.kind])
                if entry not in self._bearers[name.name]:
                    self._bearers[name.name].append(entry)
        self._candidates = {name: _in_order(name, bearers, samples_first) for name, bearers in self._bearers.items()}
        self._beginnings = _by_beginning(ranks)
        self._may_begin = _may_begin(self._beginnings)
        self._sample_cities = _names_of(entry for entry in self._samples() if entry.level in ("province", "prefecture"))
        self._sample_words = _names_of(self._samples(), but="official") - _names_of(self._real()) - self._sample_cities

    def _samples(self) -> list[GazetteerEntry]:
        return [entry for entry in self._entries.values() if entry.sample]

    def _real(self) -> list[GazetteerEntry]:
        return [entry for entry in self._entries.values() if not entry.sample]

    def find(self, text: str) -> tuple[Mention, ...]:
        squeezed, cuts = _squeeze(text)
        hits = list(self._hits(squeezed))
        if not hits:
            return ()
        if not self._samples_first and not any(hit.name in self._sample_cities for hit in hits):
            hits = [hit for hit in hits if hit.name not in self._sample_words]
        found: list[Mention] = []
        for hit in _without_overlaps([hit for hit in hits if _plausible(hit, squeezed, cuts)]):
            mention = self._mention(hit, found[-1] if found else None, cuts, text)
            if mention is not None:
                found.append(mention)
        return tuple(found)

    def _hits(self, text: str) -> Iterator[_Hit]:
        """Every name at every place. Two characters begin few names: a table of them is faster than an automaton."""
        for beginning in self._may_begin.finditer(text):
            start = beginning.start()
            for name, rank in self._beginnings.get(text[start : start + 2], ()):
                if text.startswith(name, start):
                    yield _Hit(start, start + len(name), name, rank)

    def _mention(self, hit: _Hit, before: Mention | None, cuts: _Cuts, text: str) -> Mention | None:
        start, end = cuts.original(hit.start), cuts.original(hit.end - 1) + 1
        adjoins = before is not None and not text[before.end : start].strip()
        above = frozenset(place.code for place in before.candidates) if before is not None and adjoins else frozenset()
        candidates = self._candidates.get(hit.name, ())
        below = tuple(place for place in candidates if self._is_below(place.code, above))
        if is_part_name(hit.name):
            parts = tuple(part_of(code, hit.name) for code in sorted(above) if self._is_city(code))
            return Mention(start, end, hit.name, below or parts)
        if GENERIC_NAME.fullmatch(hit.name) and not below:
            return None
        return Mention(start, end, hit.name, below or candidates)

    def _is_city(self, code: str) -> bool:
        return code in self._entries and self._entries[code].level == "prefecture"

    def _is_below(self, code: str, above: frozenset[str]) -> bool:
        parent = self._entries[code].parent
        if parent is None:
            return False
        return parent in above or (parent in self._entries and self._entries[parent].parent in above)


class _Cuts(NamedTuple):
    """Where inner spaces were taken out: offsets in the squeezed text, and how much went before each in all."""

    at: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()

    def original(self, offset: int) -> int:
        index = bisect_right(self.at, offset)
        return offset + (self.gone[index - 1] if index else 0)

    def evenly_spaced(self, start: int, end: int) -> bool:
        """Whether a name has a space between all of its characters or between none: 安 县, but not 公 安县."""
        inside = bisect_right(self.at, end - 1) - bisect_right(self.at, start)
        return inside in (0, end - start - 1)


def _squeeze(text: str) -> tuple[str, _Cuts]:
    if not _SPACE.search(text):
        return text, _Cuts()
    pieces: list[str] = []
    at: list[int] = []
    gone: list[int] = []
    last = total = 0
    for space in _INNER_SPACE.finditer(text):
        pieces.append(text[last : space.start()])
        at.append(space.start() - total)
        total += space.end() - space.start()
        gone.append(total)
        last = space.end()
    pieces.append(text[last:])
    return "".join(pieces), _Cuts(tuple(at), tuple(gone))


def _names_of(entries: Iterable[GazetteerEntry], but: str = "") -> frozenset[str]:
    """All names of ``entries`` except those of the kind ``but``."""
    return frozenset(name.name for entry in entries for name in entry.names if name.kind != but)


def _by_beginning(ranks: dict[str, int]) -> dict[str, list[tuple[str, int]]]:
    """The names, each with its rank, by their first two characters."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, rank in ranks.items():
        found[name[:2]].append((name, rank))
    return dict(found)


def _may_begin(beginnings: Iterable[str]) -> re.Pattern[str]:
    """A first character of a name before a second one: two places in three are passed over."""
    first, second = (re.escape("".join({beginning[at] for beginning in beginnings})) for at in (0, 1))
    return re.compile(f"[{first}](?=[{second}])" if first else "(?!)")


def _in_order(name: str, bearers: list[GazetteerEntry], samples_first: bool) -> tuple[Place, ...]:
    """Real ones first (or the samples'), then today's.

    Of codes that followed each other in one province only the last: they are one place, re-coded.
    """
    recent = [entry for entry in bearers if years_of(entry, name)[1] >= _FIRST_REPORTS] or bearers
    kept: list[GazetteerEntry] = []
    for entry in sorted(recent, key=lambda entry: (-years_of(entry, name)[1], entry.order, entry.code)):
        if not any(was_recoded(entry, later, name) for later in kept):
            kept.append(entry)
    kept.sort(key=lambda entry: entry.sample != samples_first)
    return tuple(Place(_name_then(entry, name), entry.code) for entry in kept)


def _name_then(entry: GazetteerEntry, name: str) -> str:
    """The official name to show for a mention: itself where official, else the latest."""
    official = [own for own in entry.names if own.kind == "official"]
    if any(own.name == name for own in official):
        return name
    return max(official, key=lambda own: own.valid_to or 9999).name if official else name


def _plausible(hit: _Hit, text: str, cuts: _Cuts) -> bool:
    if not cuts.evenly_spaced(hit.start, hit.end):
        return False
    if WORD_AFTER.match(text, hit.end) or (WORDY_NAME.fullmatch(hit.name) and WORD_GOES_ON.match(text, hit.end)):
        return False
    if hit.rank == _RANK["short"] and (SMALLER_PLACE.match(text, hit.end) or WORD_ACROSS.match(text, hit.end - 1)):
        return False
    if not hit.start:
        return True
    if hit.name.endswith("县") and hit.end - hit.start == 2:
        return not (WORD_INTO_COUNTY.match(text, hit.start - 1) or AND_COUNTY.match(text, hit.start))
    return not WORD_BEFORE.match(text, hit.start - 1)


def _without_overlaps(hits: list[_Hit]) -> list[_Hit]:
    """Names by law before short forms, longer before shorter, left before right; each character once."""
    hits = _without_ordinary_tails(hits)
    taken: set[int] = set()
    kept = []
    for hit in sorted(hits, key=lambda hit: (hit.rank == 0, -(hit.end - hit.start), hit.start)):
        span = range(hit.start, hit.end)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(hit)
    return sorted(kept)


def _without_ordinary_tails(hits: list[_Hit]) -> list[_Hit]:
    by_end: dict[int, list[_Hit]] = defaultdict(list)
    for hit in hits:
        by_end[hit.end].append(hit)
    return [
        hit
        for hit in hits
        if not (TAIL_WORD.fullmatch(hit.name[1:]) and any(left.start < hit.start for left in by_end[hit.start + 1]))
    ]
