"""Runs of a pdf page that were written one after the other and stand in one another: put together by where they stand.

A program that sets “ ” or figures in another font than the Chinese around them may write each font's characters at one
go; in the order of the file the quotation marks then follow their sentence.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

GENERATED = "\x00"
"""The code of a space that the reader inferred."""
LEVEL = 0.5
"""Runs on one baseline share so much of the lower one's height."""
SHELF = 12
"""Middles of runs on one baseline are nearer than half of this, in points."""
LIKE_HEIGHT = 1.7
"""Runs of one line are of like height; a watermark or a note sign is not."""
TOUCHING = 0.5
"""A gap, in heights, below which runs on one baseline go on with each other."""
FILLED = 0.15
"""Characters nearer than this many heights have no space between them."""
OVERLAP, SQUEEZED = 0.3, 0.55
"""Neighbours may overlap by so much of the narrower one; punctuation by more: 。” are often set at half width."""


@dataclass(slots=True)
class Character:
    code: str
    x0: float
    x1: float
    bottom: float
    top: float
    index: int


Run = list[Character]


@dataclass(slots=True)
class _Extent:
    run: Run
    x0: float
    x1: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)


def weave(runs: Iterable[Run]) -> list[Run]:
    """The runs, those of one line merged where one fills gaps of another or begins where the other ends."""
    extents = [extent for run in runs if (extent := _extent(run)) is not None]
    order = {id(extent): place for place, extent in enumerate(extents)}
    woven: defaultdict[int, list[_Extent]] = defaultdict(list)  # by height on the page
    for extent in sorted(extents, key=lambda e: e.x0):
        shelf = int(extent.bottom + extent.top) // SHELF
        near = (host for step in (0, -1, 1) for host in woven[shelf + step])
        host = next((host for host in near if _level(host, extent) and _belongs(host, extent)), None)
        if host is None:
            woven[shelf].append(extent)
        else:
            _merge(host, extent)
            order[id(host)] = min(order[id(host)], order[id(extent)])
    kept = [extent for hosts in woven.values() for extent in hosts]
    return [extent.run for extent in sorted(kept, key=lambda extent: order[id(extent)])]


def _extent(run: Run) -> _Extent | None:
    solid = [char for char in run if char.code != GENERATED and not char.code.isspace()]
    if not solid:
        return None
    middle = solid[len(solid) // 2]
    if any(second.x0 < first.x0 for first, second in pairwise(solid)):
        run = _in_place(run)
    return _Extent(run, min(c.x0 for c in solid), max(c.x1 for c in solid), middle.bottom, middle.top)


def _level(first: _Extent, second: _Extent) -> bool:
    shared = min(first.top, second.top) - max(first.bottom, second.bottom)
    return shared > LEVEL * min(first.height, second.height)


def _belongs(host: _Extent, extent: _Extent) -> bool:
    low, high = sorted((host.height, extent.height))
    if high > LIKE_HEIGHT * low or extent.x0 - host.x1 > TOUCHING * low:
        return False
    if extent.x0 >= host.x1:
        return True
    together = sorted((c for c in (*host.run, *extent.run) if c.code != GENERATED), key=lambda c: c.x0)
    return all(_side_by_side(left, right) for left, right in pairwise(together))


def _side_by_side(left: Character, right: Character) -> bool:
    squeezed = any(unicodedata.category(char.code)[0] == "P" for char in (left, right))
    width = min(left.x1 - left.x0, right.x1 - right.x0)
    return left.x1 - right.x0 <= (SQUEEZED if squeezed else OVERLAP) * width + 0.1


def _merge(host: _Extent, extent: _Extent) -> None:
    host.run = _in_place([*host.run, *extent.run])
    host.x1 = max(host.x1, extent.x1)


def _in_place(run: Run) -> Run:
    """From left to right; an inferred space that something else has filled is none."""
    ordered = sorted(run, key=lambda char: char.x0)
    kept: Run = []
    for place, char in enumerate(ordered):
        if char.code == GENERATED:
            after = next((other for other in ordered[place + 1 :] if other.code != GENERATED), None)
            before = kept[-1] if kept else None
            if before is None or after is None or after.x0 - before.x1 < FILLED * (after.top - after.bottom):
                continue
        kept.append(char)
    return kept
