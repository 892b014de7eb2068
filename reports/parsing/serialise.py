"""Parsed values as the JSON of ``parse --json``, and back."""

from __future__ import annotations

from typing import Any

from reports.parsing.types import (
    Issuer,
    ParsedMetric,
    ParsedReport,
    ParsedSection,
    ParsedSource,
    Period,
    Place,
    Span,
    Table,
)

Json = dict[str, Any]
PLAIN_METRIC = [
    "section",
    "indicator",
    "qualifier",
    "value",
    "value_high",
    "unit",
    "base_value",
    "base_unit",
    "comparator",
    "period_start",
    "period_end",
    "half",
    "as_of",
    "status",
    "project",
    "duplicate_of",
    "change",
    "printed",
    "sentence",
    "start",
    "end",
    "confidence",
]
PLAIN_SECTION = ["index", "parent", "level", "mark", "heading", "style", "topic", "stage", "text", "start", "end"]


def to_json(parsed: ParsedSource) -> Json:
    """One source as plain lists and dictionaries; ``from_json`` gives the same source back."""
    return {
        "file": parsed.file,
        "format": parsed.format,
        "encoding": parsed.encoding,
        "warnings": list(parsed.warnings),
        "boilerplate": list(parsed.boilerplate),
        "reports": [_report(report) for report in parsed.reports],
    }


def _report(report: ParsedReport) -> Json:
    return {
        "title": report.title,
        "kind": report.kind,
        "topic": report.topic,
        "text": report.text,
        "period_start": report.period.start,
        "period_end": report.period.end,
        "period_unit": report.period.unit,
        "half": report.period.half,
        "period_basis": report.period.basis,
        "issuer": _issuer(report.issuer),
        "repairs": list(report.repairs),
        "sections": [_section(section) for section in report.sections],
        "metrics": [_metric(metric) for metric in report.metrics],
        "tables": [{"start": t.start, "end": t.end, "rows": [list(row) for row in t.rows]} for t in report.tables],
        "runs": [list(run) for run in report.runs],
    }


def _issuer(issuer: Issuer | None) -> Json | None:
    return {"name": issuer.name, "code": issuer.code, "institution": issuer.institution} if issuer else None


def _place(place: Place | None) -> Json | None:
    return {"name": place.name, "code": place.code} if place else None


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _section(section: ParsedSection) -> Json:
    plain = {name: getattr(section, name) for name in PLAIN_SECTION}
    return {**plain, "district": _place(section.district), "origin": _spans(section.origin)}


def _metric(metric: ParsedMetric) -> Json:
    plain = {name: getattr(metric, name) for name in PLAIN_METRIC}
    return {**plain, "doubt": metric.doubt, "district": _place(metric.district), "origin": _spans(metric.origin)}


def from_json(data: Json) -> ParsedSource:
    """The source that ``to_json`` wrote. Raises KeyError or TypeError where a field is missing."""
    return ParsedSource(
        data["file"],
        data["format"],
        data["encoding"],
        tuple(data["warnings"]),
        tuple(data["boilerplate"]),
        tuple(_read_report(report) for report in data["reports"]),
    )


def _read_report(data: Json) -> ParsedReport:
    return ParsedReport(
        title=data["title"],
        kind=data["kind"],
        topic=data["topic"],
        text=data["text"],
        period=Period(
            data["period_start"], data["period_end"], data["period_unit"], data["half"], data["period_basis"]
        ),
        issuer=Issuer(**data["issuer"]) if data["issuer"] else None,
        repairs=tuple(data["repairs"]),
        sections=tuple(ParsedSection(**_read_placed(section, PLAIN_SECTION)) for section in data["sections"]),
        metrics=tuple(_read_metric(metric) for metric in data["metrics"]),
        tables=tuple(Table(t["start"], t["end"], tuple(map(tuple, t["rows"]))) for t in data.get("tables", ())),
        runs=tuple((at, source, length) for at, source, length in data.get("runs", ())),
    )


def _read_metric(data: Json) -> ParsedMetric:
    """Parses of before a number told why it is unsure have no ``doubt``."""
    return ParsedMetric(**_read_placed(data, PLAIN_METRIC), doubt=data.get("doubt"))


def _read_placed(data: Json, plain: list[str]) -> Json:
    district = data["district"]
    return {
        **{name: data[name] for name in plain},
        "district": Place(**district) if district else None,
        "origin": tuple(Span(start, end) for start, end in data["origin"]),
    }
