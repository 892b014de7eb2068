"""What an export holds, whatever the file: titled rows of cells, each of which may say where it comes from."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

LONGEST_CELL = 32_000
"""Characters; Excel takes 32,767."""


@dataclass(frozen=True, slots=True)
class Cell:
    """``number`` is written as a number where it is given; ``note`` becomes a comment with state and source."""

    text: str
    number: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """``notes`` stand above the head: what was asked for, when, and what was left out."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()


def cells(*texts: object) -> tuple[Cell, ...]:
    return tuple(Cell("" if text is None else str(text)) for text in texts)


def safe(text: str) -> str:
    """Text that every file format can hold: no control characters, not longer than a cell.

    >>> safe("a\\x00b\\x0bc\\nd")
    'abc\\nd'
    """
    kept = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))
    return kept[:LONGEST_CELL]
