"""A table as CSV that Excel opens with the right characters, and without taking text for formulas."""

from __future__ import annotations

import csv
import io
import re

from reports.exports.tables import Cell, Table, safe

FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
NUMBER = re.compile(r"^[+-]?\d[\d,]*(\.\d+)?%?$")


def to_csv(table: Table) -> bytes:
    """UTF-8 with byte order mark, CRLF."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(harmless(column) for column in table.columns)
    for row in table.rows:
        writer.writerow(_value(cell) for cell in row)
    return file.getvalue().encode("utf-8-sig")


def _value(cell: Cell) -> str:
    return str(cell.number) if cell.number is not None else harmless(cell.text)


def harmless(text: str) -> str:
    """Spreadsheet programs run what begins with = + - @; an apostrophe keeps it text.

    >>> harmless("=1+1"), harmless("-5.2"), harmless("@a"), harmless("留守儿童")
    ("'=1+1", '-5.2', "'@a", '留守儿童')
    """
    kept = safe(text)
    return f"'{kept}" if FORMULA.match(kept) and not NUMBER.match(kept) else kept
