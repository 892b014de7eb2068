"""Tables as they stand in the text: cells with their offsets, what a column and a row are about.

A table's text has a line a row and a tab between cells. ``read_grid`` finds its header rows and its columns'
roles; which indicator a cell's number belongs to is decided in ``metrics.cells``.
"""

# ruff: noqa: E501  a line of a table is one decision

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from reports.parsing.folding import fold
from reports.parsing.types import Span, Table
from reports.parsing.units import BY_WRITTEN

Role = Literal["label", "unit", "serial", "note", "value"]

MOST_HEADER_ROWS: Final = 4
MOST_CELLS: Final = 20_000
"""More is no table of a report: its cells are left alone."""

NUMBER: Final = re.compile(
    r"[约近]?(?P<number>-?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,6})?) ?(?P<unit>[^\d\s,.;:()\[\]]{0,6}(?:\(次\))?)(?:\([^()\d]{0,12}\))?"
)
EMPTY: Final = frozenset({"", "-", "—", "——", "/", "\\", "--", "…", "...", "无", "－", "*", "**", "―"})
YEAR: Final = re.compile(r"(?:19|20)\d{2}(?:-(?:19|20)?\d{2})?(?:年|学年|年度|学年度)?(?:底|末|初)?")
_SERIAL: Final = re.compile(r"序号|编号|^号$|^NO\.?$", re.IGNORECASE)
_UNIT_HEADER: Final = re.compile(r"^(?:计量|数量)?单位$")
_NOTE: Final = re.compile(r"备注|说明|依据|责任|牵头|完成情况$|是否|电话|日期|时间|排名|名次|位次")
_TABBED: Final = re.compile(r"(?:^[^\n\t]*+\t[^\n]*+(?:\n|\Z))+", re.MULTILINE)
_BLANKED: Final = re.compile(r"(?:^(?=[^\n\t]{0,200}\S[ \u3000]{2,}\S)[^\n\t]++(?:\n|\Z))+", re.MULTILINE)
_COLUMNS: Final = re.compile(r"[ \u3000]{2,}")
_CELL: Final = re.compile(r"[^ \u3000]++(?:[ \u3000][^ \u3000]++)*")
_FEWEST_LINES: Final = 3
_TABLE_TITLE: Final = re.compile(r"(?:^|\n)(?P<title>[^\n]{2,60})\n*$")
_CAPTION_UNIT: Final = re.compile(r"单位[::] ?(?P<units>[^\s)】\]]{1,24})")


@dataclass(frozen=True, slots=True)
class Cell:
    """``text`` is the stripped cell, ``start`` its offset in the report; ``said`` what a merged cell around it says."""

    text: str
    start: int
    said: str


@dataclass(frozen=True, slots=True)
class Grid:
    """``header`` and ``body`` are rows of cells; ``roles`` one a column; ``caption_unit`` from 单位：万元 above."""

    header: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    roles: tuple[Role, ...]
    caption_unit: str
    title: str

    def column(self, at: int) -> str:
        """What the header says of a column, top to bottom, each word once."""
        words = dict.fromkeys(row[at].said for row in self.header if at < len(row) and row[at].said)
        return " ".join(words)

    def sentence(self, row: tuple[Cell, ...]) -> str:
        """Header row and data row as one line."""
        head = " ".join(cell.text for line in self.header for cell in line if cell.text)
        data = " ".join(cell.text for cell in row if cell.text)
        return f"{head} | {data}" if head else data


def is_number(text: str) -> bool:
    """Whether a folded cell holds a number and not a year.

    >>> is_number("38,216"), is_number("95.3%"), is_number("2012年"), is_number("—"), is_number("12月")
    (True, True, False, False, False)
    """
    match = NUMBER.fullmatch(text)
    if match is None or (YEAR.fullmatch(text) and not text.isdecimal()):
        return False
    return not match["unit"] or unit_of(match["unit"]) is not None


def unit_of(text: str) -> str | None:
    """The unit that a cell or a bracket names, as printed; None where it names none.

    >>> unit_of("万元"), unit_of("(人次)"), unit_of("学校")
    ('万元', '人次', None)
    """
    bare = text.strip(" ()[]")
    plain = bare[1:] if bare[:1] in {"万", "亿", "千"} and len(bare) > 1 else bare
    return bare if bare in BY_WRITTEN or plain in BY_WRITTEN else None


def tables_in_text(text: str, known: Sequence[Table]) -> tuple[Table, ...]:
    """The known tables, and runs of two or more lines with as many tabs each that no table covers yet."""
    found = list(known)
    covered = [Span(table.start, table.end) for table in known]
    for match in _TABBED.finditer(text) if "\t" in text else ():
        lines = match.group().rstrip("\n").split("\n")
        inside = any(start < match.end() and match.start() < end for start, end in covered)
        if not inside and len(lines) >= 2:
            rows = tuple(tuple(line.split("\t")) for line in lines)
            found.append(Table(match.start(), match.start() + len(match.group().rstrip("\n")), rows))
    found.extend(_aligned(text, [Span(table.start, table.end) for table in found]))
    return tuple(sorted(found, key=lambda table: table.start))


def _aligned(text: str, covered: Sequence[Span]) -> Iterator[Table]:
    """Runs of lines whose columns are parted by two or more blanks, with numbers in all but the first."""
    for match in _BLANKED.finditer(text) if _COLUMNS.search(text) else ():
        lines = match.group().rstrip("\n").split("\n")
        rows = [_COLUMNS.split(line.strip()) for line in lines]
        alike = len({len(row) for row in rows}) == 1 and len(rows) >= _FEWEST_LINES
        numbers = alike and all(any(is_number(fold(cell)) for cell in row[1:]) for row in rows[1:])
        inside = any(start < match.end() and match.start() < end for start, end in covered)
        if numbers and not inside:
            yield Table(match.start(), match.start() + len(match.group().rstrip("\n")), tuple(map(tuple, rows)))


def read_grid(text: str, table: Table) -> Grid | None:
    """The table as a grid, None where it is too large or has no numbers at all."""
    rows = list(_rows(text, table))
    if not rows or sum(map(len, rows)) > MOST_CELLS:
        return None
    count = _header_rows(rows)
    header, body = tuple(rows[:count]), tuple(rows[count:])
    width = max(map(len, rows))
    roles = tuple(_role(at, header, body) for at in range(width))
    if "value" not in roles:
        return None
    above = fold(text[max(0, table.start - 60) : table.start] + " " + " ".join(cell.text for cell in rows[0]))
    caption = _CAPTION_UNIT.search(above)
    unit = unit_of(caption["units"]) if caption else None
    title = _TABLE_TITLE.search(fold(text[max(0, table.start - 80) : table.start]))
    return Grid(header, body, roles, unit or "", title["title"].strip() if title else "")


def _rows(text: str, table: Table) -> Iterator[tuple[Cell, ...]]:
    at = table.start
    for number, line in enumerate(text[table.start : table.end].split("\n")):
        said = table.rows[number] if number < len(table.rows) else ()
        cells, start = [], at
        for column, (offset, raw) in enumerate(_cells(line)):
            stripped = raw.strip()
            own = stripped or (said[column].strip() if column < len(said) else "")
            cells.append(Cell(stripped, start + offset + (raw.index(stripped) if stripped else 0), fold(own)))
        at += len(line) + 1
        if any(cell.said for cell in cells):
            yield tuple(cells)


def _cells(line: str) -> Iterator[tuple[int, str]]:
    """The cells of a line with their offsets; columns without tabs are parted by two or more blanks."""
    if "\t" in line:
        at = 0
        for raw in line.split("\t"):
            yield at, raw
            at += len(raw) + 1
        return
    for match in _CELL.finditer(line):
        yield match.start(), match.group()


def _header_rows(rows: list[tuple[Cell, ...]]) -> int:
    """How many rows stand above the first one that holds a number besides serial numbers."""
    for count, row in enumerate(rows[:MOST_HEADER_ROWS]):
        numbers = [cell for cell in row if is_number(fold(cell.text))]
        if numbers and all(YEAR.fullmatch(fold(cell.text)) for cell in numbers):
            continue
        words = [cell for cell in row if cell.said and not is_number(cell.said)]
        if len(numbers) > 1 or (numbers and words):
            return count
    return min(1, len(rows))


def _role(at: int, header: tuple[tuple[Cell, ...], ...], body: tuple[tuple[Cell, ...], ...]) -> Role:
    title = " ".join(row[at].said for row in header if at < len(row)).strip()
    cells = [row[at].said for row in body if at < len(row) and row[at].said not in EMPTY]
    numbers = sum(is_number(cell) for cell in cells)
    if _SERIAL.search(title):
        return "serial"
    if _UNIT_HEADER.match(title.rpartition(" ")[2]) and any(unit_of(cell) for cell in cells):
        return "unit"
    if _NOTE.search(title) and numbers * 2 <= len(cells):
        return "note"
    if numbers == len(cells) and all(YEAR.fullmatch(cell) for cell in cells) and (at == 0 or "年" in title):
        return "label"
    if numbers and numbers * 2 >= len(cells) and not (at == 0 and not header):
        return "serial" if at == 0 and _counts_up(cells) else "value"
    return "label"


def _counts_up(cells: list[str]) -> bool:
    return len(cells) >= 2 and cells[: len(cells)] == [str(number) for number in range(1, len(cells) + 1)]
