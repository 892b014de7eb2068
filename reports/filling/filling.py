"""From an uploaded blank table to the filled one: open, understand, look up, write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.filling.answering import answer
from reports.filling.blocks import Unknown
from reports.filling.layout import Layout, Target, read_layout
from reports.filling.opening import open_form
from reports.filling.writing import (
    Entry,
    add_list,
    grid_of,
    take_out_formulas,
    unknown_entry,
    unknown_in_words,
    write_answer,
)
from reports.models import District
from reports.selectors import coverage, places
from reports.selectors.comparison import Measure, measures_held, told
from reports.selectors.names import MeasureNames, PlaceNames, districts_named, measure_names, place_names, squeeze
from reports.selectors.places import City, Place

LONGEST_PLACE = 20
MOST_STRANGERS = 30
MOST_CITIES = 8
NO_CITY = "库里还没有已发布的报告，没有数可取。"
NO_PLACES = "表里没有找到区县名称。请把区县放在一列（或一行），写全称或简称，再上传。"
NO_MEASURES = "表里没有找到认识的指标名称。请用“指标”页上的名称作表头，再上传。"
NO_YEAR = "表里没有写年度。请在上传时填写年度，或在表题、表头里写明，如“2012年”。"
TWO_YEARS = "表题里有几个年度，分不清要哪一年。请在上传时填写年度，或写进表头。"


class NotFillableError(ValueError):
    """A table that cannot be filled. The message is one Chinese sentence or two: what is missing, what to do."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of a table. ``entries`` has a line for every cell, ``unknown`` a sentence for every strange name."""

    city: str
    entries: tuple[Entry, ...]
    unknown: tuple[str, ...]

    @property
    def filled(self) -> int:
        return sum(entry.filled for entry in self.entries)

    @property
    def gaps(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if not entry.filled and entry.place)


@dataclass(frozen=True, slots=True)
class _Sheet:
    sheet: Worksheet
    layout: Layout[Place, Measure]
    formulas: Sequence[Entry]


def fill(path: Path, name: str, output: Path, *, year: int | None, city: District | None, base: str) -> Filled:
    """Writes the filled table to ``output``. ``year`` counts where the table names none.

    Raises RefusedFile for files, NotFillableError for tables that cannot be filled. ``base`` is put before links.
    """
    workbook = open_form(path, name)
    grids = {sheet.title: grid_of(sheet) for sheet in workbook.worksheets if sheet.sheet_state == "visible"}
    words = {text.strip() for grid in grids.values() for row in grid for text in row if 1 < len(text) <= LONGEST_PLACE}
    within, known = _place_names(words, city)
    measures = measure_names(measures_held(within.places))
    sheets = [_read(workbook[title], grid, known, measures) for title, grid in grids.items()]
    used = [sheet for sheet in sheets if not sheet.layout.is_empty]
    if not used:
        raise NotFillableError(_why_nothing(sheets, words, known))
    entries = _write(used, year, base)
    entries += [entry for sheet in sheets for entry in sheet.formulas]
    unknown = [(sheet, each) for sheet in used for each in sheet.layout.unknown]
    entries += [unknown_entry(sheet.sheet, each) for sheet, each in unknown]
    made = Filled(within.whole.name, tuple(entries), _sentences(each for _sheet, each in unknown))
    _finish(workbook, made, output)
    return made


def _read(sheet: Worksheet, grid: list[list[str]], known: PlaceNames, measures: MeasureNames) -> _Sheet:
    formulas = take_out_formulas(sheet)
    for entry in formulas:
        row, column = coordinate_to_tuple(entry.cell)
        grid[row - 1][column - 1] = ""
    return _Sheet(sheet, read_layout(grid, known.find, measures.find), formulas)


def _place_names(words: set[str], city: District | None) -> tuple[City, PlaceNames]:
    """The names of the city that the table speaks of most, and of places elsewhere that it names and that are held."""
    held = [city] if city else places.cities_held()[:MOST_CITIES]
    if not held:
        raise NotFillableError(NO_CITY)
    tried = [(whole, place_names(whole)) for whole in map(places.city, held)]
    within, names = max(tried, key=lambda pair: sum(pair[1].find(word) is not None for word in words))
    strange = [word for word in sorted(words) if names.find(word) is None]
    spoken = {whole.pk for whole in (held if city is None else places.cities_held())}
    elsewhere = {word: found for word, found in districts_named(strange).items() if places.city_of(found).pk in spoken}
    extra = {squeeze(word): places.place_of(found) for word, found in list(elsewhere.items())[:MOST_STRANGERS]}
    return within, PlaceNames({**extra, **names.by_name})


def _why_nothing(sheets: Iterable[_Sheet], words: Iterable[str], known: PlaceNames) -> str:
    if not any(known.find(word) for word in words):
        return NO_PLACES
    strange = [each.words for sheet in sheets for each in sheet.layout.unknown if each.kind == "指标"]
    return NO_MEASURES + (f"不认识的有：{'、'.join(strange[:8])}。" if strange else "")


def _write(sheets: Sequence[_Sheet], given: int | None, base: str) -> list[Entry]:
    targets = [target for sheet in sheets for target in sheet.layout.targets]
    years = {_year(target, sheet.layout, given) for sheet in sheets for target in sheet.layout.targets}
    asked = list({target.place.id: target.place for target in targets}.values())
    measures = list({target.measure.part: target.measure for target in targets}.values())
    found = told(measures, asked, years)
    rows = coverage.city_coverage(City(asked[0], tuple(asked[1:])))
    reported = {place.id: frozenset(row.counts) for place, row in zip(asked, rows, strict=True)}
    return [
        write_answer(
            sheet.sheet, target, answer(target, _year(target, sheet.layout, given), found, reported), base
        )
        for sheet in sheets
        for target in sheet.layout.targets
    ]  # fmt: skip


def _year(target: Target[Place, Measure], layout: Layout[Place, Measure], given: int | None) -> int:
    """What the heads say counts before what the person said, and that before the title."""
    if year := target.year or given:
        return year
    if len(layout.title_years) == 1:
        return layout.title_years[0]
    raise NotFillableError(TWO_YEARS if layout.title_years else NO_YEAR)


def _sentences(unknown: Iterable[Unknown]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unknown_in_words(each) for each in unknown))


def _finish(workbook: Workbook, made: Filled, output: Path) -> None:
    lines = (
        f"{made.city}：填入 {made.filled} 格，未填 {len(made.gaps)} 格。未填的列在前面。",
        "只取已发布报告里确认过的、或把握很大的全年数；合计为报告所载，不是相加得来。每格的批注有原句和出处。",
        *made.unknown,
    )
    add_list(workbook, lines, made.entries)
    workbook.save(output)
