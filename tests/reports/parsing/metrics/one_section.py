"""Reports for tests of the metrics: one section, or the sections that are given."""

from __future__ import annotations

from collections.abc import Sequence

from reports.parsing.metrics import find_metrics
from reports.parsing.types import Issuer, ParsedMetric, ParsedReport, ParsedSection, Period, Place, Table

ISSUER = Issuer("云江市", "990500")


def report_of(
    text: str,
    year: int | None = 2013,
    headings: Sequence[str] = ("",),
    title: str = "云江市工作总结",
    tables: Sequence[Table] = (),
) -> ParsedReport:
    """One section a heading, each the parent of the next; the last one holds the text."""
    sections = []
    for index, heading in enumerate(headings):
        last = index == len(headings) - 1
        parent = index - 1 if index else None
        span = (0, len(text)) if last else (0, 0)
        own = text if last else ""
        sections.append(ParsedSection(index, parent, index + 1, "", heading, "line", None, None, None, own, *span))
    period = Period(year, year, basis="title") if year else Period()
    return ParsedReport(title, "annual", None, text, period, ISSUER, (), tuple(sections), (), tuple(tables))


def rows_of(text: str, year: int | None = 2013, headings: Sequence[str] = ("",), **more) -> tuple[ParsedMetric, ...]:
    """The metrics of a text; every row is checked to quote what it says."""
    report = report_of(text, year, headings, **more)
    rows = find_metrics(report)
    for row in rows:
        assert report.text[row.start : row.end] == row.printed
        assert row.printed in row.sentence
        assert report.sections[row.section].start <= row.start < report.sections[row.section].end
    return rows


def table_text(*lines: Sequence[str]) -> tuple[str, Table]:
    """A table's text and the table; an empty cell repeats what stands left of it, as a merged one does."""
    text = "\n".join("\t".join(line) for line in lines)
    return text, Table(0, len(text), tuple(tuple(line) for line in lines))


PLACES = {"江川区": Place("江川区", "990502"), "临泉区": Place("临泉区", "990503")}
