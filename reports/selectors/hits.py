"""What stands beside the sections that a search found: their numbers, and who issued their reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from reports.models import Metric, Report
from reports.selectors.prepared import Prepared

FIELDS = (
    "section_id", "pk", "printed", "qualifier", "indicator__name", "indicator_name", "district__name", "status",
    "review", "confidence", "value", "base_value", "base_unit", "period_start", "period_end", "half",
)  # fmt: skip


class Noted(NamedTuple):
    """A shown number as a hit tells of it. ``indicator`` is None where it has only a name of its own."""

    section: int
    pk: int
    printed: str
    qualifier: str
    indicator: str | None
    own_name: str
    district: str | None
    status: str
    review: str
    confidence: float
    value: Decimal | float
    base_value: Decimal | float
    base_unit: str
    period_start: int | None
    period_end: int | None
    half: int | None


_numbers = Prepared(
    lambda sections: (
        Metric.objects.shown().filter(section_id__in=sections).order_by("section_id", "start").values_list(*FIELDS)
    )
)


def numbers_of(section_ids: Iterable[int]) -> dict[int, list[Noted]]:
    """Shown numbers by section, in order of appearance. One query, without objects: a page has up to a hundred."""
    by_section: dict[int, list[Noted]] = defaultdict(list)
    ids = list(section_ids)
    for row in _numbers.rows(ids) if ids else ():
        by_section[row[0]].append(Noted(*row))
    return by_section


_issuers = Prepared(
    lambda reports: Report.objects.filter(issuer__isnull=False, pk__in=reports).values_list("pk", "issuer__name")
)


def issuers_of(report_ids: Iterable[int]) -> dict[int, str]:
    """The name of the place that issued each report; reports without one are left out. One query."""
    ids = list(report_ids)
    return dict(_issuers.rows(ids)) if ids else {}


def published_at(report_ids: Iterable[int]) -> dict[int, datetime]:
    """When each report was published. One query."""
    rows = Report.objects.filter(pk__in=list(report_ids), published_at__isnull=False)
    return {pk: when for pk, when in rows.values_list("pk", "published_at") if when}
