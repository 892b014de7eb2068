"""Which reports may no longer be found although the index may still hold them."""

from __future__ import annotations

from functools import cache

from django.db import connection

from reports.access import published
from reports.models import IndexChange


@cache
def _changed() -> str:
    return str(IndexChange.objects.order_by().values_list("report_id").distinct().query)


def withdrawn_reports() -> frozenset[int]:
    """Reports that changed, may no longer be read by everyone, and may still be in the index."""
    with connection.cursor() as cursor:
        # On every query: the statement as it is takes a tenth of the time that building it again takes.
        cursor.execute(_changed())
        changed = {number for (number,) in cursor.fetchall()}
    if not changed:
        return frozenset()
    return frozenset(changed - set(published().filter(pk__in=changed).values_list("pk", flat=True)))
