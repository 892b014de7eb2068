"""Rows for tests: real ones, in the database, with everything the constraints ask for."""

from __future__ import annotations

import hashlib
from itertools import count
from typing import Any

from django.utils import timezone

from reports.models import District, Metric, Report, Section, SourceFile

_number = count(1)


def make_source(**fields: Any) -> SourceFile:
    number = next(_number)
    sha256 = hashlib.sha256(str(number).encode()).hexdigest()
    return SourceFile.objects.create(
        **{"sha256": sha256, "name": f"总结{number}.txt", "size": 10, "format": "txt"} | fields
    )


def make_report(**fields: Any) -> Report:
    values: dict[str, Any] = {
        "index": 0,
        "anchor": "0",
        "title": "云江市2011年学前教育工作总结",
        "kind": Report.Kind.SPECIAL,
        "topic": "学前教育",
        "text": "一、学前教育\n新建幼儿园2所。",
        "period_start": 2011,
        "period_end": 2011,
        "period_basis": "title",
        "state": Report.State.PUBLISHED,
    } | fields
    if values["state"] == Report.State.PUBLISHED:
        values.setdefault("published_at", timezone.now())
    values.setdefault("source", None)
    values["source"] = values["source"] or make_source()
    return Report.objects.create(**values)


def make_section(report: Report, **fields: Any) -> Section:
    index = report.sections.count()
    values = {
        "index": index,
        "anchor": f"{index}",
        "level": 1,
        "mark": "一、",
        "heading": "学前教育",
        "text": "新建幼儿园2所。",
        "start": 0,
        "end": len(report.text),
    }
    return Section.objects.create(report=report, **values | fields)


def make_metric(report: Report, **fields: Any) -> Metric:
    section = fields.pop("section", None) or report.sections.first() or make_section(report)
    values = {
        "anchor": f"{report.metrics.count()}",
        "indicator_name": "新建幼儿园数",
        "value": 2,
        "unit": "所",
        "base_value": 2,
        "base_unit": "所",
        "period_start": 2011,
        "period_end": 2011,
        "status": "actual",
        "printed": "2所",
        "sentence": "新建幼儿园2所。",
        "start": 12,
        "end": 14,
        "confidence": 0.95,
    }
    return Metric.objects.create(report=report, section=section, **values | fields)


def make_district(code: str, name: str, **fields: Any) -> District:
    return District.objects.create(**{"code": code, "name": name, "level": District.Level.COUNTY} | fields)
