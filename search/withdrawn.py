"""Which reports may no longer be found although the index may still hold them."""

from __future__ import annotations

from reports.access import published
from reports.models import IndexChange


def withdrawn_reports() -> frozenset[int]:
    """Reports that changed, may no longer be read by everyone, and may still be in the index."""
    changed = set(IndexChange.objects.order_by().values_list("report_id", flat=True).distinct())
    if not changed:
        return frozenset()
    return frozenset(changed - set(published().filter(pk__in=changed).values_list("pk", flat=True)))
