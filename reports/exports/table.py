"""What the writers are given: a titled table of plain values, free of Django and of any file format."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Value = str | int | Decimal | None
Role = Literal["", "heading", "body", "source"]
Mark = Literal["", "plan", "doubt", "gap", "none"]

# What spreadsheet programs take for the beginning of a formula, full-width forms included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` counts half-width characters. A table with a ``body`` column is set as passages in Word:
    ``heading`` above, ``source`` as numbered references at the end; other tables stay tables."""

    key: str
    label: str
    width: int = 14
    role: Role = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, what is to be said of it, and where it comes from. A Decimal keeps the places it was printed with."""

    value: Value
    note: str = ""
    url: str = ""
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One cell a column."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` is read once and may be a generator. ``heads`` stand above the columns: (words, columns covered)."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    heads: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Export:
    """One download. ``lines`` has one thing a row and is what csv and json hold; ``grid`` is the same for the eye
    (first sheet, table in Word); ``more`` are further sheets."""

    name: str
    title: str
    lines: Table
    grid: Table | None = None
    more: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


def cells(*values: Value) -> tuple[Cell, ...]:
    return tuple(Cell(value) for value in values)


def row(*values: Value) -> Row:
    return Row(cells(*values))


def printable(text: str) -> str:
    """Text without the characters that no XML file may hold.

    >>> printable("巩固率\\x00\\x0b93%")
    '巩固率93%'
    """
    return UNPRINTABLE.sub("", text)


def inert(text: str) -> str:
    """Text that no spreadsheet program reads as a formula.

    >>> inert("=cmd|' /C calc'!A0"), inert("93.7%"), inert("  +1"), inert("－5")
    ("'=cmd|' /C calc'!A0", '93.7%', "'  +1", "'－5")
    """
    clean = printable(text)
    return f"'{clean}" if clean.startswith("\t") or clean.lstrip().startswith(FORMULA_STARTS) else clean


def plain(value: Value) -> str:
    """A value in words; None is empty.

    >>> plain(Decimal("92.0")), plain(None), plain(12)
    ('92.0', '', '12')
    """
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else printable(str(value))


def decimals(value: Decimal) -> int:
    """Digits after the point.

    >>> decimals(Decimal("92.0")), decimals(Decimal("1E+3"))
    (1, 0)
    """
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
