"""One grid with its districts in a column: blocks of rows, the heads above each, and what cannot be understood.

Pure. ``reports.filling.layout`` turns tables whose districts stand across before they come here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Generic, TypeVar

from reports.filling.labels import STATED_UNIT, Label, State, label, without_state

P = TypeVar("P")
M = TypeVar("M")
Grid = Sequence[Sequence[str]]

MOST_HEADS = 3
NEUTRAL = re.compile(
    r"^(?:序号|编号|代码|区划代码|备注|说明|单位|计量单位|区县|区县名称|地区|县区|县（区）|填报单位|报送单位|名称|年份|年度|排名|\d+|项目|指标|指标名称)$"
)
FOOTER = re.compile(r"[:：。；]|^(?:注|备注|说明|填表|填报|制表|审核|负责人|日期|电话|联系)")
CATEGORY = re.compile(r"(?:情况|方面|类|指标|条件|概况|建设|教育|队伍|经费|保障)$")
YEARS_AND_SPACE = re.compile(r"\s|(?:19|20)\d{2}(?:学年度?|年度|年)?")
LONGEST_NAME = 14


@dataclass(frozen=True, slots=True)
class Unknown:
    """A label that no district or indicator answers to. ``kind`` is 区县 or 指标."""

    row: int
    column: int
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Head(Generic[M]):
    """A column that asks for a measure."""

    column: int
    measure: M
    label: Label


@dataclass(frozen=True, slots=True)
class Block:
    """A run of districts under heads of their own. ``body`` are the rows below the heads."""

    heads: tuple[int, ...]
    body: tuple[int, ...]
    places: tuple[int, ...]


class Reader(Generic[P, M]):
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

    def blocks(self) -> list[Block]:
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

    def _block(self, start: int, end: int) -> Block:
        placed = tuple(row for row in range(start, end) if self.places[row] is not None)
        first = placed[0] if placed else end
        heads = [row for row in range(start, first) if self.is_head(row)] or self._nearest(start, first)
        if heads:
            # 小学 and 初中 under 招生人数 are no indicators themselves; the districts' column is empty beside them.
            below = range(heads[-1] + 1, first)
            heads += [row for row in below if self._is_lead(self.grid[row][self.at])]
        return Block(tuple(sorted(heads)), tuple(range(max(heads, default=start - 1) + 1, end)), placed)

    def _nearest(self, start: int, first: int) -> list[int]:
        """Where no head is understood: the row above the districts that has something beside them."""
        for row in reversed(range(start, first)):
            if any(text.strip() and text != self.grid[row][self.at] for text in self.grid[row][self.at + 1 :]):
                return [row]
        return []

    @staticmethod
    def _is_lead(text: str) -> bool:
        return not text.strip() or bool(NEUTRAL.match("".join(text.split())))

    def heads(self, block: Block, fallback: M | None) -> tuple[list[Head[M]], list[Unknown]]:
        found: list[Head[M]] = []
        unknown: list[Unknown] = []
        for column in range(self.at + 1, len(self.grid[0])):
            texts = self._texts(block, column)
            labels = [label(text) for text in texts]
            measure, state = self._measure(labels, fallback)
            if measure is not None:
                found.append(Head(column, measure, _joined(labels, state)))
            elif any(made.name and not NEUTRAL.match(made.name) for made in labels):
                unknown.append(Unknown(block.heads[-1], column, " / ".join(texts), "指标"))
        return found, unknown

    def _texts(self, block: Block, column: int) -> list[str]:
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

    def unknown_places(self, block: Block) -> list[Unknown]:
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
