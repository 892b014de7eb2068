"""The shipped indicators, brought into the database after ``migrate``; what staff edited stays as they left it."""

from __future__ import annotations

from django.db import transaction

from reports import publishing
from reports.models import Indicator, Metric, Report
from reports.parsing.indicators import INDICATORS, IndicatorEntry

FIELDS = ("aliases", "unit", "definition", "group", "higher_is_better", "key_order")


def load_indicators() -> int:
    """Add what is missing and renew what nobody edited; returns how many rows were written (0 the second time)."""
    known = {row.name: row for row in Indicator.objects.all()}
    fresh = [_fill(Indicator(name=entry.name), entry) for entry in INDICATORS if entry.name not in known]
    stale = [
        _fill(known[entry.name], entry)
        for entry in INDICATORS
        if entry.name in known and not known[entry.name].edited and _differs(known[entry.name], entry)
    ]
    Indicator.objects.bulk_create(fresh)
    Indicator.objects.bulk_update(stale, FIELDS)
    return len(fresh) + len(stale)


def _values(entry: IndicatorEntry) -> dict[str, object]:
    return {
        "aliases": list(entry.aliases),
        "unit": entry.unit,
        "definition": entry.definition,
        "group": entry.group,
        "higher_is_better": entry.higher_is_better,
        "key_order": entry.key_order,
    }


def _differs(row: Indicator, entry: IndicatorEntry) -> bool:
    return any(getattr(row, name) != value for name, value in _values(entry).items())


def _fill(row: Indicator, entry: IndicatorEntry) -> Indicator:
    row.slug = row.slug or entry.name
    for name, value in _values(entry).items():
        setattr(row, name, value)
    return row


def adopt(indicator: Indicator) -> int:
    """Give an indicator the numbers that bear its name or an alias and belong to none yet; returns how many."""
    names = [indicator.name, *indicator.aliases]
    with transaction.atomic():
        orphans = Metric.objects.filter(indicator=None, indicator_name__in=names)
        reports = list(Report.objects.filter(pk__in=orphans.values("report"), state=Report.State.PUBLISHED))
        adopted = orphans.update(indicator=indicator)
        publishing.note_change(reports)
    return adopted
