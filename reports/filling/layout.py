"""The shape of a blank table: where its districts stand, where its indicators, and which cell asks for what.

Pure: a grid of words and two functions that know names. Districts may stand down or across; years in the title, in
the heads or beside the districts. What is not understood is told, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from reports.filling.blocks import Block, Grid, Head, M, P, Reader, Unknown
from reports.filling.labels import State, stated_unit, years_in

T = TypeVar("T")

MOST_TARGETS = 20_000


@dataclass(frozen=True, slots=True)
class Target(Generic[P, M]):
    """A cell to fill, rows and columns counted from 0. ``year`` is None where neither heads nor rows name one."""

    row: int
    column: int
    place: P
    measure: M
    year: int | None
    state: State
    unit: str


@dataclass(frozen=True, slots=True)
class Layout(Generic[P, M]):
    targets: tuple[Target[P, M], ...]
    unknown: tuple[Unknown, ...]
    title: str
    title_years: tuple[int, ...]

    @property
    def is_empty(self) -> bool:
        return not self.targets


def read_layout(
    grid: Grid, find_place: Callable[[str], P | None], find_measure: Callable[[str], M | None]
) -> Layout[P, M]:
    """``grid`` has equally long rows, every merged range holding its text throughout."""
    places = [[find_place(words) if words.strip() else None for words in row] for row in grid]
    down = max((len(_distinct(column)) for column in zip(*places, strict=True)), default=0)
    across = max((len(_distinct(row)) for row in places), default=0)
    if not down and not across:
        return Layout((), (), _words(grid), tuple(sorted(years_in(_words(grid)))))
    if down >= across:
        return _read_down(grid, places, find_measure)
    turned = _read_down(_turned(grid), _turned(places), find_measure, turned=True)
    return Layout(
        tuple(Target(t.column, t.row, t.place, t.measure, t.year, t.state, t.unit) for t in turned.targets),
        tuple(Unknown(each.column, each.row, each.words, each.kind) for each in turned.unknown),
        turned.title,
        turned.title_years,
    )


def _turned(grid: Sequence[Sequence[T]]) -> list[list[T]]:
    return [list(column) for column in zip(*grid, strict=True)]


def _distinct(cells: Sequence[P | None]) -> list[P]:
    found: list[P] = []
    for cell in cells:
        if cell is not None and cell not in found:
            found.append(cell)
    return found


def _words(grid: Grid) -> str:
    return "　".join(dict.fromkeys(words.strip() for row in grid for words in row if words.strip()))[:2000]


def _read_down(
    grid: Grid, places: Sequence[Sequence[P | None]], find_measure: Callable[[str], M | None], *, turned: bool = False
) -> Layout[P, M]:
    columns = list(zip(*places, strict=True))
    at = max(range(len(columns)), key=lambda column: (len(_distinct(columns[column])), -column))
    reader = Reader(grid, [row[at] for row in places], at, find_measure)
    title = _title(grid, at, reader, turned=turned)
    unit = stated_unit(title)
    fallback = reader.measure_in(title)
    targets: list[Target[P, M]] = []
    unknown: list[Unknown] = []
    for block in reader.blocks():
        heads, strange = reader.heads(block, fallback)
        unknown += strange + reader.unknown_places(block)
        targets += _targets(reader, block, heads, unit)
    return Layout(tuple(targets[:MOST_TARGETS]), tuple(unknown), title, tuple(sorted(years_in(title))))


def _targets(reader: Reader[P, M], block: Block, heads: Sequence[Head[M]], unit: str) -> list[Target[P, M]]:
    taken = {head.column for head in heads}
    made = []
    for row in block.places:
        beside = reader.beside(row, taken)
        place = reader.places[row]
        assert place is not None  # noqa: S101 - by construction of the block
        made += [
            Target(
                row, head.column, place, head.measure, beside.year or head.label.year,
                beside.state or head.label.state, head.label.unit or unit,
            )
            for head in heads
        ]  # fmt: skip
    return made


def _title(grid: Grid, at: int, reader: Reader[P, M], *, turned: bool) -> str:
    """What stands above the table: in a turned grid that is left of the districts."""
    if turned:
        return _words([row[:at] for row in grid])
    first = next((row for row in range(len(grid)) if reader.is_head(row) or reader.places[row] is not None), 0)
    return _words(grid[:first])
