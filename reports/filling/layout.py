"""The shape of a blank table: where its districts stand, where its indicators, and which cell asks for what.

Pure: a grid of words and two functions that know names. Districts may stand down or across; years in the title, in
the heads or beside the districts. What is not understood is told, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Generic, TypeVar

from reports.filling.labels import STATED_UNIT, Label, State, label, stated_unit, without_state, years_in

P = TypeVar("P")
M = TypeVar("M")
T = TypeVar("T")
Grid = Sequence[Sequence[str]]

MOST_TARGETS = 20_000
MOST_HEADS = 3
NEUTRAL = re.compile(
    r"^(?:序号|编号|代码|区划代码|备注|说明|单位|计量单位|区县|区县名称|地区|县区|县（区）|填报单位|报送单位|名称|年份|年度|排名|\d+|项目|指标|指标名称)$"
)
FOOTER = re.compile(r"[:：。；]|^(?:注|备注|说明|填表|填报|制表|审核|负责人|日期|电话|联系)")
CATEGORY = re.compile(r"(?:情况|方面|类|指标|条件|概况|建设|教育|队伍|经费|保障)$")
YEARS_AND_SPACE = re.compile(r"\s|(?:19|20)\d{2}(?:学年度?|年度|年)?")
LONGEST_NAME = 14


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
class Unknown:
    """A label that no district or indicator answers to. ``kind`` is 区县 or 指标."""

    row: int
    column: int
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Layout(Generic[P, M]):
    targets: tuple[Target[P, M], ...]
    unknown: tuple[Unknown, ...]
    title: str
    title_years: tuple[int, ...]

    @property
    def is_empty(self) -> bool:
        return not self.targets


@dataclass(frozen=True, slots=True)
class _Head(Generic[M]):
    """A column that asks for a measure."""

    column: int
    measure: M
    label: Label


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
    reader = _Reader(grid, [row[at] for row in places], at, find_measure)
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


def _targets(reader: _Reader[P, M], block: _Block, heads: Sequence[_Head[M]], unit: str) -> list[Target[P, M]]:
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


def _title(grid: Grid, at: int, reader: _Reader[P, M], *, turned: bool) -> str:
    """What stands above the table: in a turned grid that is left of the districts."""
    if turned:
        return _words([row[:at] for row in grid])
    first = next((row for row in range(len(grid)) if reader.is_head(row) or reader.places[row] is not None), 0)
    return _words(grid[:first])


@dataclass(frozen=True, slots=True)
class _Block:
    """A run of districts under heads of their own. ``body`` are the rows below the heads."""

    heads: tuple[int, ...]
    body: tuple[int, ...]
    places: tuple[int, ...]


class _Reader(Generic[P, M]):
    """One grid with its districts in column ``at``."""

    def __init__(
        self, grid: Grid, places: Sequence[P | None], at: int, find_measure: Callable[[str], M | None]
    ) -> None:
        self.grid, self.places, self.at, self.find = grid, places, at, find_measure

    def is_head(self, row: int) -> bool:
        """Whether something right of the districts is an indicator, a year, a state or a unit."""
        if self.places[row] is not None:
            return False
        texts = {text for text in self.grid[row][self.at + 1 :] if text.strip() and text != self.grid[row][self.at]}
        return any(self._says(text) for text in texts)

    def _says(self, text: str) -> bool:
        if STATED_UNIT.fullmatch("".join(text.split())):
            return False  # the unit of the whole table, in a corner above it
        made = label(text)
        return not made.name or self.find(made.name) is not None or not without_state(made).name

    def blocks(self) -> list[_Block]:
        """Heads after districts begin a new block."""
        starts, last = [0], None
        for row in range(len(self.grid)):
            if self.places[row] is not None:
                last = row
            elif last is not None and last >= starts[-1] and self.is_head(row):
                starts.append(last + 1)
        ends = [*starts[1:], len(self.grid)]
        blocks = [self._block(start, end) for start, end in zip(starts, ends, strict=True)]
        return [block for block in blocks if block.places]

    def _block(self, start: int, end: int) -> _Block:
        placed = tuple(row for row in range(start, end) if self.places[row] is not None)
        first = placed[0] if placed else end
        heads = [row for row in range(start, first) if self.is_head(row)] or self._nearest(start, first)
        if heads:
            # 小学 and 初中 under 招生人数 are no indicators themselves; the districts' column is empty beside them.
            below = range(heads[-1] + 1, first)
            heads += [row for row in below if self._is_lead(self.grid[row][self.at])]
        return _Block(tuple(sorted(heads)), tuple(range(max(heads, default=start - 1) + 1, end)), placed)

    def _nearest(self, start: int, first: int) -> list[int]:
        """Where no head is understood: the row above the districts that has something beside them."""
        for row in reversed(range(start, first)):
            if any(text.strip() and text != self.grid[row][self.at] for text in self.grid[row][self.at + 1 :]):
                return [row]
        return []

    @staticmethod
    def _is_lead(text: str) -> bool:
        return not text.strip() or bool(NEUTRAL.match("".join(text.split())))

    def heads(self, block: _Block, fallback: M | None) -> tuple[list[_Head[M]], list[Unknown]]:
        found: list[_Head[M]] = []
        unknown: list[Unknown] = []
        for column in range(self.at + 1, len(self.grid[0])):
            texts = self._texts(block, column)
            labels = [label(text) for text in texts]
            measure, state = self._measure(labels, fallback)
            if measure is not None:
                found.append(_Head(column, measure, _joined(labels, state)))
            elif any(made.name and not NEUTRAL.match(made.name) for made in labels):
                unknown.append(Unknown(block.heads[-1], column, " / ".join(texts), "指标"))
        return found, unknown

    def _texts(self, block: _Block, column: int) -> list[str]:
        """The heads of a column, the uppermost first; what is merged over the districts' column is a title."""
        texts = [
            self.grid[row][column].strip() for row in block.heads if self.grid[row][column] != self.grid[row][self.at]
        ]
        return list(dict.fromkeys(text for text in texts if text))[-MOST_HEADS:]

    def _measure(self, labels: Sequence[Label], fallback: M | None) -> tuple[M | None, State]:
        names = [made.name for made in labels if made.name]
        if names and (whole := self._combined(names)) is not None:
            return whole, ""
        bare = [without_state(made) if self.find(made.name) is None else made for made in labels]
        state: State = next((made.state for made in reversed(bare) if made.state), "")
        names = [made.name for made in bare if made.name]
        if not names:
            dated = any(made.year for made in labels) or bool(state)
            return (fallback, state) if dated else (None, "")
        return self._combined(names), state

    def _combined(self, names: Sequence[str]) -> M | None:
        """All words of a head together name the measure; words above it that only sort are left out."""
        for order in permutations(names):
            if (found := self.find("".join(order))) is not None:
                return found
        if len(names) > 1 and all(CATEGORY.search(name) and self.find(name) is None for name in names[:-1]):
            return self.find(names[-1])
        return None

    def beside(self, row: int, taken: set[int]) -> Label:
        """A year or a state that stands in the row itself, next to the district."""
        labels = [label(text) for column, text in enumerate(self.grid[row]) if column not in taken and text.strip()]
        bare = [without_state(made) for made in labels]
        years = [made.year for made in bare if not made.name and made.year]
        states: list[State] = [made.state for made in bare if not made.name and made.state]
        return Label("", years[0] if years else None, states[0] if states else "")

    def unknown_places(self, block: _Block) -> list[Unknown]:
        """Names among the districts that no district bears; below the last one up to the first empty row."""
        unknown = []
        for row in block.body:
            words = "".join(self.grid[row][self.at].split())
            if self.places[row] is not None:
                continue
            if row > block.places[-1] and (not words or FOOTER.search(words)):
                break
            if words and len(words) <= LONGEST_NAME and not NEUTRAL.match(words) and not FOOTER.search(words):
                unknown.append(Unknown(row, self.at, words, "区县"))
        return unknown

    def measure_in(self, title: str) -> M | None:
        """The one indicator that a title names, the longest words first."""
        words = "".join(YEARS_AND_SPACE.sub("", title).split())[:80]
        for length in range(len(words), 2, -1):
            found = [self.find(words[start : start + length]) for start in range(len(words) - length + 1)]
            if named := [each for each in found if each is not None]:
                return named[0] if all(each == named[0] for each in named) else None
        return None


def _joined(labels: Sequence[Label], state: State) -> Label:
    year = next((made.year for made in reversed(labels) if made.year), None)
    unit = next((made.unit for made in reversed(labels) if made.unit), "")
    return Label("", year, state, unit)
