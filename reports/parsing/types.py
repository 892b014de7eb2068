"""The values that the parsing steps hand to each other: frozen, plain, free of Django.

Offsets count characters (Python ``str`` indices), never bytes. "Extracted text" is what an extractor
returned; "report text" is the cleaned and repaired text of one report, the one that is stored and shown.
The field names are those of ``parse --json`` (docs/contracts.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal[
    "compilation", "annual", "half_year", "quarterly", "special", "school", "speech", "plan", "essay", "other"
]
PeriodUnit = Literal["year", "half", "quarter", "school_year", "term"]
PeriodBasis = Literal["title", "text", "cover", "filename", "given", "inferred", "none"]
Status = Literal["actual", "planned", "target", "ongoing"]
Comparator = Literal["=", ">=", "<=", "~", "between"]
Change = Literal["increase", "decrease"]
Review = Literal["open", "confirmed", "rejected"]
Doubt = Literal["part", "whose", "time", "carried", "wording", "small", "blotted", "unit"]
"""Only some of those counted; of which schools; when; name taken over; name of the sentence's own words; 三个 may be a
turn of speech; other numbers of the sentence were blotted out; a table that tells no unit."""
HeadingStyle = Literal["line", "run_in"]


class Span(NamedTuple):
    """Characters ``start`` (included) to ``end`` (excluded) of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table and where it stands in the text.

    In the text a row is a line and its cells are parted by one tab; a cell covered by a merge is empty there.
    ``rows`` is the same grid with every covered cell holding the text of the cell that covers it.
    """

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class StyledLine:
    """A line that the source itself dresses as a heading (a Word style, an html h2, bold throughout)."""

    start: int
    end: int
    level: int | None
    """1 for the highest; None for a bold line without an outline level."""


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """What an extractor read out of one file. ``text`` has ``\\n`` line ends; a paragraph is a line."""

    text: str
    format: str
    encoding: str | None = None
    tables: tuple[Table, ...] = ()
    styled_lines: tuple[StyledLine, ...] = ()
    pages: tuple[int, ...] = ()
    """Offset at which each page begins; empty for formats without pages."""
    boilerplate: tuple[str, ...] = ()
    """Text the extractor itself took out: page headers, footers, page numbers, navigation."""
    warnings: tuple[str, ...] = ()
    title: str | None = None
    """A title kept outside the text (html <title>, document properties); weak evidence only."""


@dataclass(frozen=True, slots=True)
class Place:
    """A district as a report names it. ``code`` is GB/T 2260, or a local code for what the standard lacks."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issued a report: the place and, where the text tells, the institution."""

    name: str
    code: str
    institution: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """Whole years, both included. ``half`` is 1 or 2 for half-years and terms, the number for quarters."""

    start: int | None = None
    end: int | None = None
    unit: PeriodUnit = "year"
    half: int | None = None
    basis: PeriodBasis = "none"


@dataclass(frozen=True, slots=True)
class ParseContext:
    """What is known of a file besides its text. Given values are an uploader's defaults for the batch."""

    filename: str = ""
    folder: str = ""
    given_place: Place | None = None
    given_year: int | None = None
    given_topic: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedSection:
    """A heading and its own text, without the text of sub-sections.

    ``report.text[start:end]`` is the heading line and the own text; ``text`` begins right after the heading's words.
    A section without heading (an opening paragraph) has ``mark`` and ``heading`` empty. ``parent`` is an index.
    """

    index: int
    parent: int | None
    level: int
    mark: str
    heading: str
    style: HeadingStyle
    district: Place | None
    topic: str | None
    stage: str | None
    text: str
    start: int
    end: int
    origin: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedMetric:
    """One number of a report. ``report.text[start:end] == printed``, and ``printed`` stands in ``sentence``.

    ``base_value`` has 万/亿 multiplied out; a percentage stays one (66.93, ``%``). ``as_of`` is an ISO date or
    its leading part ("2012-12"). ``duplicate_of`` is an index into the report's metrics.
    """

    section: int
    district: Place | None
    indicator: str
    qualifier: str
    value: float
    value_high: float | None
    unit: str
    base_value: float
    base_unit: str
    comparator: Comparator
    period_start: int | None
    period_end: int | None
    half: int | None
    as_of: str | None
    status: Status
    change: Change | None
    project: str | None
    printed: str
    sentence: str
    start: int
    end: int
    confidence: float
    duplicate_of: int | None = None
    origin: tuple[Span, ...] = ()
    review: Review = "open"
    """What a person said of it; a parse itself leaves it open."""
    decided_by: int | None = None
    """The key of the correction that said so."""
    doubt: Doubt | None = None
    """Why ``confidence`` is below 0.9; None for sure rows."""


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """One report of a file. ``tables`` has its offsets in ``text``.

    ``runs`` leads back to the extracted text: ``(at, source, length)`` says that ``length`` characters at ``at`` of
    ``text`` were copied from ``source`` on. Characters without a run were put in by a repair.
    """

    title: str
    kind: Kind
    topic: str | None
    text: str
    period: Period
    issuer: Issuer | None
    repairs: tuple[str, ...]
    sections: tuple[ParsedSection, ...]
    metrics: tuple[ParsedMetric, ...] = ()
    tables: tuple[Table, ...] = ()
    runs: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedSource:
    """Everything that one file told."""

    file: str
    format: str
    encoding: str | None
    warnings: tuple[str, ...]
    boilerplate: tuple[str, ...]
    reports: tuple[ParsedReport, ...] = field(default=())
