"""Numbers in tables as rows: header years, units in headers or cells, districts as rows or columns, totals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from reports.parsing.folding import fold
from reports.parsing.indicators import BY_NAME, canonical_name
from reports.parsing.metrics.phrases import split_phrase
from reports.parsing.metrics.words import verbs_in
from reports.parsing.numerals import magnitude
from reports.parsing.tables import EMPTY, NUMBER, YEAR, Cell, Grid, is_number, read_grid, unit_of
from reports.parsing.types import Comparator, ParsedMetric, ParsedReport, ParsedSection, Place, Span, Status, Table
from reports.parsing.units import BY_WRITTEN

PlacesOf = Callable[[Sequence[str]], Sequence[Place | None]]
OriginOf = Callable[[int, int], tuple[Span, ...]]
"""Where a stretch of the report's text stood in the extracted text."""

_BRACKET: Final = re.compile(r"[(\[](?P<inside>[^()\[\]]{1,12})[)\]]")
_TOTAL: Final = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|全[省市县区州]|总体|平均|[省市县区]本级)$")
_STATUSES: Final[tuple[tuple[Status, re.Pattern[str]], ...]] = (
    ("actual", re.compile(r"实际|完成(?!目标)|达到|现状|实有|执行")),
    ("target", re.compile(r"目标|任务|预期")),
    ("planned", re.compile(r"计划|规划|拟|预计|预算|概算|安排")),
)
_GENERIC: Final = re.compile(
    r"数\s*量|数值|数据|指标值?|项\s*目|名\s*称|内\s*容|类\s*别|(?:完成|实际|达到|年初|年度|年末|本年|全年|上年|规划|计划|预期|目标|任务|情况|现状|数|值|执行|累计|总)+|县\(?[、区市]*\)?|区\(?县\)?|地\s*区|学校|单位|年度|年份|指标名称"
)
_MEASURE: Final = re.compile(r"^(?:总|合计)?(?:面积|投资|金额|资金|人数|人次|所数|班数|台数|册数|数量|比例|占比|得分)$")
_WHERE: Final = re.compile(r"(?:[县区市镇乡村州旗]|小学|中学|幼儿园|学校|校区)$")
_INDICATOR: Final = re.compile(
    r"(?:率|比例|比重|占比|数|人数|面积|经费|资金|投资|投入|金额|册数|人次|学位|幼儿|学生|教师|教职工|学校|班额|覆盖面|满意度|比)$"
)
_COUNTED: Final = ("幼儿", "学生", "教师", "学校", "教职工")
_LONGEST: Final = 40
SURE: Final = 0.97
UNSURE: Final = 0.8


@dataclass(frozen=True, slots=True)
class Label:
    """What a header or a row says: an indicator's words, a unit, a year, a status, a place or a total."""

    words: str
    unit: str
    years: tuple[int, int] | None
    status: Status | None
    place: Place | None
    total: bool


@dataclass(frozen=True, slots=True)
class Said:
    """All that is said of a cell: by its row, its column, the line above the table, the group row above it."""

    label: Label
    column: Label
    titled: Label
    group: str
    row_unit: str

    def unit(self, grid: Grid) -> str:
        """The unit as printed, the nearest first; empty where none is."""
        return self.row_unit or self.column.unit or self.label.unit or self.titled.unit or grid.caption_unit


def table_metrics(
    report: ParsedReport, section: ParsedSection, table: Table, places_of: PlacesOf, origin_of: OriginOf
) -> Iterator[ParsedMetric]:
    """The rows of one table. Empty cells and — give nothing; no cell gives two rows."""
    grid = read_grid(report.text, table)
    if grid is None:
        return
    known = _places(grid, places_of)
    columns = [_label(grid.column(at), known) for at in range(len(grid.roles))]
    titled = _titled(grid.title) if grid.title else _titled(section.heading)
    titled = titled if titled.words else _titled(fold(section.heading))
    group = ""
    for row in grid.body:
        if _is_group(row):
            group = next(cell.said for cell in row if cell.said)
            continue
        label = _row_label(grid, row, known)
        unit = _row_unit(grid, row)
        for at, cell in enumerate(row):
            if grid.roles[at] == "value" and is_number(fold(cell.text)):
                origin = origin_of(cell.start, cell.start + len(cell.text))
                said = Said(label, columns[at], titled, group, unit)
                metric = _metric(report, section, grid, row, cell, said, origin)
                if metric is not None:
                    yield metric


def _places(grid: Grid, places_of: PlacesOf) -> dict[str, Place]:
    """The places that rows and columns are headed with."""
    labels = [
        cell.said
        for row in (*grid.header, *grid.body)
        for cell in row
        if cell.said and len(cell.said) <= 16 and not is_number(cell.said) and not _TOTAL.match(cell.said)
    ]
    names = list(dict.fromkeys(labels))
    return {name: place for name, place in zip(names, places_of(names), strict=True) if place is not None}


def _is_group(row: tuple[Cell, ...]) -> bool:
    said = {cell.said for cell in row if cell.said}
    return len(said) == 1 and not is_number(next(iter(said)))


def _row_label(grid: Grid, row: tuple[Cell, ...], known: dict[str, Place]) -> Label:
    words = dict.fromkeys(
        cell.said for at, cell in enumerate(row) if grid.roles[at] == "label" and cell.said not in EMPTY
    )
    return _label(" ".join(words), known)


def _row_unit(grid: Grid, row: tuple[Cell, ...]) -> str:
    found = (unit_of(cell.said) for at, cell in enumerate(row) if grid.roles[at] == "unit")
    return next((unit for unit in found if unit), "")


def _label(text: str, known: dict[str, Place]) -> Label:
    unit, place, total, parts = "", None, False, []
    for part in text.split(" "):
        place = place or known.get(part)
        total = total or _TOTAL.match(part) is not None
        if part not in known and not _TOTAL.match(part):
            parts.append(part)
    words = " ".join(parts)
    for bracket in _BRACKET.finditer(words):
        unit = unit or unit_of(bracket["inside"]) or ""
    words = _BRACKET.sub(lambda match: "" if unit_of(match["inside"]) else match.group(), words)
    years = [int(year) for year in re.findall(r"(?:19|20)\d{2}", words)]
    status = next((status for status, expression in _STATUSES if expression.search(words)), None)
    words = YEAR.sub("", words)
    return Label(words.strip(" :、-"), unit, (years[0], years[-1]) if years else None, status, place, total)


def _metric(
    report: ParsedReport,
    section: ParsedSection,
    grid: Grid,
    row: tuple[Cell, ...],
    cell: Cell,
    said: Said,
    origin: tuple[Span, ...],
) -> ParsedMetric | None:
    """The row of one cell; None where no word names what it holds."""
    indicator, qualifiers = _named(said.label, said.column, said.titled)
    if not indicator:
        return None
    value, own_unit, comparator = _read(fold(cell.text))
    written = own_unit or said.unit(grid) or _usual_unit(indicator)
    name, base_unit, base_value = _based(value, written)
    years = said.column.years or said.label.years or _own_years(report)
    return ParsedMetric(
        section=section.index,
        district=_place(report, said) or section.district,
        indicator=indicator[:_LONGEST],
        qualifier=";".join(dict.fromkeys(part for part in (*qualifiers, said.group) if part))[:120],
        value=float(value),
        value_high=None,
        unit=name,
        base_value=float(base_value),
        base_unit=base_unit,
        comparator=comparator,
        period_start=years[0],
        period_end=years[1],
        half=None,
        as_of=None,
        status=_status(said, base_unit),
        change=None,
        project=None,
        printed=cell.text,
        sentence=grid.sentence(row),
        start=cell.start,
        end=cell.start + len(cell.text),
        confidence=SURE if written else UNSURE,
        doubt=None if written else "unit",
        origin=origin,
    )


def _status(said: Said, base_unit: str) -> Status:
    status = said.column.status or said.label.status or "actual"
    return "target" if status == "planned" and base_unit == "%" else status


def _place(report: ParsedReport, said: Said) -> Place | None:
    """The place that the row or the column is headed with; a total is the issuer's."""
    place = said.label.place or said.column.place
    if place is None and (said.label.total or said.column.total) and report.issuer is not None:
        return Place(report.issuer.name, report.issuer.code)
    return place


def _own_years(report: ParsedReport) -> tuple[int | None, int | None]:
    return report.period.start, report.period.end


def _named(label: Label, column: Label, titled: Label) -> tuple[str, list[str]]:
    """The indicator is what the row or the column is called, whichever does not merely say where, when or which."""
    row_words, column_words = label.words, column.words
    total = ["合计"] if label.total else []
    plain_column = not column_words or _GENERIC.fullmatch(column_words) is not None
    if plain_column and (not row_words or (titled.words and not _is_indicator(row_words))):
        return _canonical(titled.words, [row_words, *total])
    if plain_column:
        names_a_place = _WHERE.search(row_words) and not any(verb.name for verb in verbs_in(row_words))
        return ("", []) if names_a_place else _canonical(row_words, [])
    if not row_words:
        return _canonical(column_words, total)
    if _MEASURE.match(column_words):
        return _canonical(f"{row_words}{column_words}", [])
    if _is_indicator(row_words) and not _is_indicator(column_words):
        return _canonical(row_words, [column_words])
    return _canonical(column_words, [row_words])


def _titled(title: str) -> Label:
    """The line above the table, where it names an indicator: 学前三年毛入园率(%)."""
    bare = re.sub(
        r"^(?:附?[表件]?[一二三四五六七八九十\d]*[、.:]?|\(?[一二三四五六七八九十\d]{1,2}\)?[、.]?)", "", title
    )
    bare = re.sub(r"[(\[]单位:(?P<unit>[^()\[\]]*)[)\]]", r"(\g<unit>)", bare)
    label = _label(re.sub(r"(?:情况)?(?:统计|一览)?表(?=\(|$)", "", bare), {})
    known = next((label.words[at:] for at in range(len(label.words)) if canonical_name(label.words[at:])), "")
    if known or _is_indicator(label.words):
        return replace(label, words=known or label.words, years=None, status=None)
    return _label("", {})


def _is_indicator(words: str) -> bool:
    return canonical_name(words) is not None or _INDICATOR.search(words) is not None


def _canonical(words: str, qualifiers: list[str]) -> tuple[str, list[str]]:
    """The vocabulary's name where it has one, a stage or level cut out if need be; 数 is added to what is counted."""
    words = words.replace(" ", "")
    if not words:
        return "", []
    measured = _INDICATOR.search(words) and not words.endswith(_COUNTED)
    full = words if measured else f"{words}数"
    known = canonical_name(words) or canonical_name(full)
    if known:
        return known, qualifiers
    phrase = split_phrase(full)
    known = canonical_name(phrase.noun)
    return (known, [*phrase.qualifiers, *qualifiers]) if known else (full, qualifiers)


def _read(text: str) -> tuple[Decimal, str, Comparator]:
    match = NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(f"not a number: {text!r}")
    comparator: Comparator = "~" if text[0] in "约近" else "="
    return Decimal(match["number"].replace(",", "")), unit_of(match["unit"]) or "", comparator


def _usual_unit(indicator: str) -> str:
    """The vocabulary's unit; a rate without a unit is in percent. Money and areas are never guessed."""
    if indicator.endswith(("率", "比例", "占比", "比重")):
        return "%"
    entry = BY_NAME.get(indicator)
    return entry.unit if entry and entry.unit in {"所", "人", "班", "个"} else ""


def _based(value: Decimal, written: str) -> tuple[str, str, Decimal]:
    if not written:
        return "", "", value
    if written in BY_WRITTEN:
        unit = BY_WRITTEN[written]
        return unit.name, unit.base, value * unit.factor
    unit = BY_WRITTEN[written[1:]]
    return written[0] + unit.name, unit.base, value * unit.factor * magnitude(written[0])
