"""What stands beside the sections that a search found: their numbers, and who issued their reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from reports.models import Metric, Report

NOTES = 4


def numbers_of(section_ids: Iterable[int]) -> dict[int, list[Metric]]:
    """Shown numbers by section, in order of appearance. One query."""
    found = Metric.objects.shown().filter(section_id__in=list(section_ids)).select_related("indicator", "district")
    by_section: dict[int, list[Metric]] = defaultdict(list)
    for metric in found.order_by("section_id", "start"):
        by_section[metric.section_id].append(metric)
    return dict(by_section)


def issuers_of(report_ids: Iterable[int]) -> dict[int, str]:
    """The name of the place that issued each report; reports without one are left out. One query."""
    rows = Report.objects.filter(pk__in=list(report_ids), issuer__isnull=False)
    return dict(rows.values_list("pk", "issuer__name"))
