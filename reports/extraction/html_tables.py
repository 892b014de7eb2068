"""Tables of web pages: data tables as grids; tables that only lay out the page are none."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import html

COLUMNS = 200
ROWS_SPANNED = 2000
CELL_OF_PROSE = 300
"""A cell with more characters than this holds part of the page, not a value."""


@dataclass(frozen=True, slots=True)
class TableGrid:
    """``shown`` has covered cells empty, ``full`` has them repeated."""

    shown: list[list[str]]
    full: list[list[str]]


def read_table(table: html.HtmlElement) -> TableGrid | None:
    """The grid, or None where the table lays out a page: nested tables, one column or row only, cells of prose."""
    if table.find(".//table") is not None:
        return None
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    rows = [row for row in rows if row]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None
    texts = [[" ".join("".join(_words(cell)).split()) for cell in row] for row in rows]
    if any(len(text) > CELL_OF_PROSE for row in texts for text in row):
        return None
    return _grid(rows, texts)


def _words(cell: html.HtmlElement) -> list[str]:
    words = [cell.text or ""]
    for child in cell:
        if isinstance(child.tag, str) and child.tag not in {"script", "style"}:
            # A break or paragraph parts words; a span does not.
            gap = " " if child.tag in {"br", "p", "div", "li"} else ""
            words += [gap, *_words(child), gap]
        words.append(child.tail or "")
    return words


def _grid(rows: list[list[html.HtmlElement]], texts: list[list[str]]) -> TableGrid:
    taken: dict[tuple[int, int], str] = {}
    own: dict[tuple[int, int], str] = {}
    for y, (cells, words) in enumerate(zip(rows, texts, strict=True)):
        x = 0
        for cell, text in zip(cells, words, strict=True):
            while (y, x) in taken:
                x += 1
            if x >= COLUMNS:
                break
            own[y, x] = text
            for down in range(min(_span(cell, "rowspan"), len(rows) - y, ROWS_SPANNED)):
                for right in range(min(_span(cell, "colspan"), COLUMNS - x)):
                    taken.setdefault((y + down, x + right), text)
    width = max(x for _, x in taken) + 1
    shown = [[own.get((y, x), "") for x in range(width)] for y in range(len(rows))]
    full = [[taken.get((y, x), "") for x in range(width)] for y in range(len(rows))]
    return TableGrid(shown, full)


def _span(cell: html.HtmlElement, name: str) -> int:
    digits = "".join(char for char in cell.get(name, "1") if char.isascii() and char.isdigit())[:5]
    return max(1, int(digits or 1))
