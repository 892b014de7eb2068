"""Tables and passages as files: one writer a format, each fed row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.exports import csv, docx, json, xlsx
from reports.exports.table import Export


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. ``stream`` gives its bytes piece by piece."""

    label: str
    content_type: str
    stream: Callable[[Export], Iterator[bytes]]


OFFICE = "application/vnd.openxmlformats-officedocument"

FORMATS: dict[str, Format] = {
    "csv": Format("CSV", "text/csv; charset=utf-8", csv.stream),
    "xlsx": Format("Excel", f"{OFFICE}.spreadsheetml.sheet", xlsx.stream),
    "docx": Format("Word", f"{OFFICE}.wordprocessingml.document", docx.stream),
    "json": Format("JSON", "application/json", json.stream),
}
