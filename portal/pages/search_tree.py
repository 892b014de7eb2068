"""The districts of a facet as a tree: cities by count, in each its districts in the city's own order."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reports.models import District
from search.labels import KEPT_SECONDS
from search.searching import FacetValue


class Branch(NamedTuple):
    """``top`` is a city, or a district whose city is not among the values."""

    top: FacetValue
    below: tuple[FacetValue, ...]

    @property
    def is_touched(self) -> bool:
        return any(value.selected or value.excluded for value in (self.top, *self.below))


class _Place(NamedTuple):
    parent: str
    order: int
    read_at: float


_places: dict[str, _Place] = {}
"""As ``search.labels`` does with names: at most ``KEPT_SECONDS`` old, for every page needs the same few hundred."""


def branches(values: Sequence[FacetValue]) -> list[Branch]:
    """``values`` come by count, and so do the branches."""
    places = _known(value.value for value in values)
    here = {value.value for value in values}
    below: dict[str, list[FacetValue]] = defaultdict(list)
    tops = []
    for value in values:
        parent = places[value.value].parent if value.value in places else ""
        if parent in here:
            below[parent].append(value)
        else:
            tops.append(value)
    return [
        Branch(top, tuple(sorted(below[top.value], key=lambda value: (places[value.value].order, value.value))))
        for top in tops
    ]


def _known(codes: Iterable[str]) -> dict[str, _Place]:
    now = time.monotonic()
    missing = [code for code in codes if code not in _places or now - _places[code].read_at > KEPT_SECONDS]
    if missing:
        rows = District.objects.filter(code__in=missing).values_list("code", "parent__code", "order")
        _places.update({code: _Place(parent or "", order, now) for code, parent, order in rows})
    return _places
