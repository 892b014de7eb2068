"""The numbers of the made-up sections as rows: a page of hits shows them, so a measured page must have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from benchmarks.corpus import UNITS
from reports.models import Indicator, Metric, Report, Section

PRINTED = re.compile(rf"(\d+)({'|'.join(UNITS)})")
MOST = 6
INDICATORS = 60


def numbers(report: Report, section: Section, document: dict[str, Any]) -> Iterator[Metric]:
    """Up to ``MOST`` of a section that has any; ``section.text`` ends where the section ends."""
    if not document["has_metrics"]:
        return
    shift = section.end - len(section.text)
    for place, found in enumerate(list(PRINTED.finditer(section.text))[:MOST]):
        indicator = _indicators()[(section.start + place) % INDICATORS]
        value, unit = Decimal(found[1]), found[2]
        ten_thousands = unit.startswith("万")
        yield Metric(
            report=report, section=section, anchor=f"{section.start}-{place}", district=section.district,
            indicator=indicator, indicator_name=indicator.name, value=value, unit=unit,
            base_value=value * 10_000 if ten_thousands else value, base_unit=unit.removeprefix("万"),
            period_start=report.period_start, period_end=report.period_end, status=Metric.Status.ACTUAL,
            printed=found[0], sentence=_sentence(section.text, found), start=shift + found.start(),
            end=shift + found.end(), confidence=0.995,
        )  # fmt: skip


def _sentence(text: str, found: re.Match[str]) -> str:
    begin = text.rfind("。", 0, found.start()) + 1
    end = text.find("。", found.end())
    return text[begin : end + 1 if end >= 0 else len(text)]


@cache
def _indicators() -> list[Indicator]:
    return list(Indicator.objects.order_by("pk")[:INDICATORS])
