"""The numbers that readers may see, as the follow-up and the checks take them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import cast

from reports.access import published_metrics
from reports.models import District, Metric
from reports.parsing.statements import Statement
from reports.parsing.types import Change, Comparator, Status


def statements(districts: Sequence[str] = ()) -> list[Statement]:
    """Numbers of published reports, sure or confirmed, in the order of their reports' years; one query.

    ``districts``: codes to keep to; empty for all.
    """
    rows = published_metrics().select_related("district", "report").defer("report__text", "origin")
    if districts:
        rows = rows.filter(district__code__in=districts)
    return [statement(row) for row in rows.order_by("report__period_end", "report_id", "start")]


def statement(row: Metric) -> Statement:
    """A metric's row as a plain value."""
    return Statement(
        id=row.pk,
        report_id=row.report_id,
        section_id=row.section_id,
        district_code=row.district.code if row.district else None,
        district=row.district.name if row.district else "",
        indicator=row.indicator_name,
        qualifier=row.qualifier,
        value=float(row.base_value),
        value_high=None if row.value_high is None else float(row.value_high),
        base_unit=row.base_unit,
        comparator=cast(Comparator, row.comparator),
        period_start=row.period_start,
        period_end=row.period_end,
        half=row.half,
        status=cast(Status, row.status),
        change=cast(Change, row.change) if row.change else None,
        project=row.project or None,
        printed=row.printed,
        sentence=row.sentence,
        report_year=row.report.period_end,
    )


def districts_of_cities(found: Sequence[Statement]) -> Mapping[str, frozenset[str]]:
    """For each city that ``found`` speaks of, the codes of all its districts; one query."""
    cities = {one.district_code for one in found if one.district_code}
    below: dict[str, set[str]] = defaultdict(set)
    children = District.objects.filter(parent__code__in=cities, parent__level=District.Level.PREFECTURE)
    for city, code in children.filter(valid_to=None, merged_into=None).values_list("parent__code", "code"):
        below[city].add(code)
    return {city: frozenset(codes) for city, codes in below.items()}
