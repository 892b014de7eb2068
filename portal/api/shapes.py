"""Rows as JSON, each with where it stands: the page a person would open, and the address of the same thing here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from reports.models import District, Indicator, Metric, Report, Section
from reports.selectors.places import Place
from reports.selectors.series import Cell, Key, Reading

Json = dict[str, Any]
API: Final = "/api/v1/"


def number(value: Decimal | None) -> int | float | None:
    """As ``parse --json`` writes it.

    >>> number(Decimal("12.000000")), number(Decimal("68.400000")), number(None)
    (12, 68.4, None)
    """
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def named(district: District | Place | None) -> Json | None:
    return {"name": district.name, "code": district.code} if district else None


def report(row: Report) -> Json:
    """``row`` with its issuer loaded; its text is not read."""
    return {
        "id": row.pk,
        "title": row.title,
        "kind": row.kind,
        "topic": row.topic,
        "state": row.state,
        "period_start": row.period_start,
        "period_end": row.period_end,
        "half": row.half,
        "period_unit": row.period_unit,
        "period_basis": row.period_basis,
        "issuer": named(row.issuer),
        "institution": row.institution,
        "published_at": row.published_at.isoformat() if row.published_at else None,
        "url": row.get_absolute_url(),
        "api": f"{API}reports/{row.pk}/",
    }


def section(row: Section) -> Json:
    """``row`` with its district loaded."""
    return {
        "id": row.pk,
        "report_id": row.report_id,
        "index": row.index,
        "parent": row.parent_id,
        "level": row.level,
        "mark": row.mark,
        "heading": row.heading,
        "district": named(row.district),
        "topic": row.topic,
        "stage": row.stage,
        "text": row.text,
        "start": row.start,
        "end": row.end,
        "url": row.get_absolute_url(),
        "api": f"{API}sections/{row.pk}/",
    }


def metric(row: Metric) -> Json:
    """``row`` with its report's title, district and indicator loaded."""
    return {
        "id": row.pk,
        "report_id": row.report_id,
        "report_title": row.report.title,
        "section_id": row.section_id,
        "district": named(row.district),
        "indicator": row.indicator.name if row.indicator else row.indicator_name,
        "indicator_slug": row.indicator.slug if row.indicator else None,
        "qualifier": row.qualifier,
        "value": number(row.value),
        "value_high": number(row.value_high),
        "unit": row.unit,
        "base_value": number(row.base_value),
        "base_unit": row.base_unit,
        "comparator": row.comparator,
        "period_start": row.period_start,
        "period_end": row.period_end,
        "half": row.half,
        "as_of": row.as_of or None,
        "status": row.status,
        "project": row.project or None,
        "change": row.change or None,
        "printed": row.printed,
        "sentence": row.sentence,
        "start": row.start,
        "end": row.end,
        "confidence": row.confidence,
        "confirmed": row.review == Metric.Review.CONFIRMED,
        "url": page_of_number(row.report_id, row.pk),
        "api": f"{API}metrics/{row.pk}/",
    }


def page_of_number(report_id: int, metric_id: int) -> str:
    return f"/reports/{report_id}/#n{metric_id}"


def quote(row: Metric) -> Json:
    """A number with its sentence, as ``followup --json`` gives it, and where it stands."""
    return {
        "printed": row.printed,
        "sentence": row.sentence,
        "report_id": row.report_id,
        "section_id": row.section_id,
        "metric_id": row.pk,
        "url": page_of_number(row.report_id, row.pk),
    }


def district(row: District) -> Json:
    """``row`` with parent and successor loaded."""
    return {
        "code": row.code,
        "name": row.name,
        "level": row.level,
        "parent": named(row.parent),
        "successor": named(row.successor),
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "url": row.get_absolute_url(),
        "api": f"{API}districts/{row.code}/",
    }


def indicator(row: Indicator) -> Json:
    return {
        "name": row.name,
        "slug": row.slug,
        "aliases": [str(alias) for alias in row.aliases],
        "unit": row.unit,
        "definition": row.definition,
        "group": row.group,
        "url": row.get_absolute_url(),
        "api": f"{API}indicators/{row.slug}/",
    }


def cells(found: Mapping[Key, Cell], places: Iterable[Place]) -> list[Json]:
    """The cells of one indicator by place, then year, then actual before plan."""
    order = {place.id: (rank, place) for rank, place in enumerate(places)}
    keys = sorted(found, key=lambda key: (order[key.place][0], key.year, key.plan))
    return [_cell(key, found[key], order[key.place][1]) for key in keys]


def _cell(key: Key, cell: Cell, place: Place) -> Json:
    return {
        "district": named(place),
        "year": key.year,
        "plan": key.plan,
        "value": number(cell.agreed.base_value) if cell.agreed else None,
        "unit": cell.readings[0].base_unit,
        "readings": [_reading(each) for each in cell.readings],
    }


def _reading(said: Reading) -> Json:
    return {
        "value": number(said.base_value),
        "unit": said.base_unit,
        "comparator": said.comparator,
        "confirmed": said.confirmed,
        "printed": said.printed,
        "sentence": said.sentence,
        "report_id": said.report_id,
        "report_title": said.report_title,
        "metric_id": said.metric_id,
        "url": said.url,
    }
