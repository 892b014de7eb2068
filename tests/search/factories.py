"""Reports and sections for the tests of search: rows as ingest would write them."""

from __future__ import annotations

import hashlib
from itertools import count

from django.utils import timezone

from reports.models import District, Metric, Report, Section, SourceFile

_numbers = count(1)


def make_city() -> dict[str, District]:
    """云江市 with two districts, and a province above."""
    province = District.objects.create(code="990000", name="云岭省", level=District.Level.PROVINCE)
    city = District.objects.create(code="990100", name="云江市", level=District.Level.PREFECTURE, parent=province)
    rows = {"云岭省": province, "云江市": city}
    for code, name in (("990102", "临泉区"), ("990121", "石门县"), ("990122", "白沙县")):
        rows[name] = District.objects.create(code=code, name=name, level=District.Level.COUNTY, parent=city)
        rows[name].names.create(name=name[:-1], kind="short")
    return rows


def make_report(title: str = "2011年学前教育工作总结", year: int | None = 2011, **fields: object) -> Report:
    """A published report, unless ``state`` says otherwise."""
    number = next(_numbers)
    source = SourceFile.objects.create(
        sha256=hashlib.sha256(str(number).encode()).hexdigest(), name=f"{number}.txt", size=1, format="txt"
    )
    values: dict[str, object] = {
        "source": source, "index": 0, "anchor": f"a{number}", "title": title, "kind": Report.Kind.ANNUAL, "text": "",
        "topic": "", "period_start": year, "period_end": year, "state": Report.State.PUBLISHED,
        "published_at": timezone.now(),
    }  # fmt: skip
    return Report.objects.create(**{**values, **fields})


def make_section(report: Report, text: str, heading: str = "", **fields: object) -> Section:
    """A section with its own text, behind those that the report has."""
    index = report.sections.count()
    values: dict[str, object] = {
        "report": report, "index": index, "anchor": f"s{index}", "level": 1, "mark": "", "heading": heading,
        "text": text, "start": index * 10, "end": index * 10 + len(text),
    }  # fmt: skip
    return Section.objects.create(**{**values, **fields})


def make_metric(section: Section, indicator: str, value: float, **fields: object) -> Metric:
    """A number that is sure enough to be shown."""
    number = next(_numbers)
    values: dict[str, object] = {
        "report": section.report, "section": section, "anchor": f"m{number}", "indicator_name": indicator,
        "value": value, "base_value": value, "unit": "%", "status": Metric.Status.ACTUAL, "printed": f"{value}%",
        "sentence": f"{indicator}{value}%", "start": 0, "end": 5, "confidence": 0.97,
    }  # fmt: skip
    return Metric.objects.create(**{**values, **fields})
