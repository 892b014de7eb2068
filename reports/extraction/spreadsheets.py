"""What all spreadsheets share: where tables begin and end on a sheet, and values as they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from reports.extraction.assembly import TextAssembler

ROWS = 50_000
COLUMNS = 200
EMPTY = "表格是空的，里面没有内容。请检查后重新上传。"
HIDDEN_SHEET = "隐藏的工作表没有读取；如需收录请取消隐藏后重新上传。"
SHEET_ROWS = 1 << 20
"""Excel has no more; a row with a higher number is an attack on time."""
TOO_LONG = f"工作表超过{ROWS}行。请删去不需要的行，或拆成几个文件后再上传。"
MIDNIGHT = time(0, 0)
# The plain number formats: digits after the point, and percent.
FIXED = re.compile(r"^(?:#,##)?0(?:\.(0+))?(?:_[ )])?(%?)\s*$")

Row = Sequence[str]
Merge = tuple[int, int, int, int]
"""First column, first row, last column, last row, from 1."""


def trim(rows: list[list[str]]) -> list[list[str]]:
    """The grid without empty rows at its end and empty columns at its right, all rows equally wide.

    >>> trim([["指标", "值", ""], ["在校生", "12"], ["", "", ""]])
    [['指标', '值'], ['在校生', '12']]
    """
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows = rows[:-1]
    width = max((i + 1 for row in rows for i, cell in enumerate(row) if cell.strip()), default=0)
    return [(row + [""] * width)[:width] for row in rows]


def write_sheets(out: TextAssembler, sheets: Sequence[tuple[str, list[list[str]], Sequence[Merge]]]) -> None:
    """Sheets with their titles, where there is more than one, and their merged ranges."""
    for title, rows, merges in sheets:
        if len(sheets) > 1:
            out.line(title, styled=True)
        write_sheet(out, rows, fill_merged(rows, merges))


def fill_merged(rows: list[list[str]], merges: Sequence[Merge]) -> list[list[str]]:
    """The grid with every merged range holding its first cell's text throughout; the same grid where none is."""
    if not merges:
        return rows
    full = [list(row) for row in rows]
    width = len(rows[0]) if rows else 0
    for left, top, right, bottom in merges:
        if top > len(rows) or left > width:
            continue
        # Cut to the filled part of the sheet: a merge may cover a million rows.
        for y in range(top - 1, min(bottom, len(rows))):
            for x in range(left - 1, min(right, width)):
                full[y][x] = rows[top - 1][left - 1]
    return full


def write_sheet(out: TextAssembler, shown_rows: Sequence[Row], full_rows: Sequence[Row]) -> None:
    """A sheet's tables: empty rows part them; a row with a single value above or below one is its title or note."""
    for first, last in blocks(shown_rows):
        top, bottom = first, last
        while top < bottom and filled(shown_rows[top]) == 1:
            top += 1
        while bottom > top and filled(shown_rows[bottom - 1]) == 1 and len(shown_rows[0]) > 1:
            bottom -= 1
        if bottom - top < 2 and top > first:
            top, bottom = last, last  # nothing but single values: lines of text
        for row in shown_rows[first:top]:
            out.line("".join(row))
        body = shown_rows[top:bottom]
        out.table(body, body if full_rows is shown_rows else full_rows[top:bottom])
        for row in shown_rows[max(bottom, top) : last]:
            out.line("".join(row))


def blocks(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """First and last (excluded) row of each run of rows with something in them.

    >>> list(blocks([["表一"], ["1"], [""], ["表二"]]))
    [(0, 2), (3, 4)]
    """
    start: int | None = None
    for index, row in enumerate([*rows, []]):
        if filled(row) and start is None:
            start = index
        elif not filled(row) and start is not None:
            yield start, index
            start = None


def filled(row: Row) -> int:
    return sum(1 for cell in row if cell.strip())


def shown(value: object, number_format: str = "General") -> str:
    """A cell's value as people read it.

    >>> shown(38216.0), shown(0.1 + 0.2), shown(date(2012, 12, 31)), shown(0.66934, "0.00%"), shown(None)
    ('38216', '0.3', '2012-12-31', '66.93%', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return number(value, number_format)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.time() == MIDNIGHT else "%Y-%m-%d %H:%M")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def number(value: float, number_format: str) -> str:
    """A number with the decimals its cell shows; thousands are not parted."""
    fixed = FIXED.match(number_format.split(";", maxsplit=1)[0])
    if fixed and (fixed[1] or fixed[2]):
        decimals = len(fixed[1] or "")
        return f"{value * 100:.{decimals}f}%" if fixed[2] else f"{value:.{decimals}f}"
    if "%" in number_format:
        return f"{value * 100:.12g}%"
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.12g}"
