"""What facet values are called on the page."""

from __future__ import annotations

import time
from collections.abc import Iterable

from reports.models import District
from search.facets import Facet

KEPT_SECONDS = 60.0
"""How long a district's name may be out of date after somebody edited it."""

_names: dict[str, tuple[float, str]] = {}


def district_names(codes: Iterable[str]) -> dict[str, str]:
    """The name of each code; a code that no district bears stands for itself."""
    wanted, now = list(codes), time.monotonic()
    unknown = [code for code in wanted if code not in _names or now - _names[code][0] > KEPT_SECONDS]
    if unknown:
        read = dict(District.objects.filter(code__in=unknown).values_list("code", "name"))
        _names.update({code: (now, name) for code, name in read.items()})
    return {code: _names[code][1] if code in _names else code for code in wanted}


def label_values(facet: Facet, values: Iterable[str]) -> dict[str, str]:
    """The label of each value of a facet."""
    if facet.field == "district":
        return district_names(values)
    return {value: facet.labels.get(value, value) for value in values}
