"""Paragraphs and tables of a Word 97–2003 file as blocks of a docx ([MS-DOC] 2.4.2, 2.4.3: paragraphs and tables)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from reports.extraction.doc_anchors import Range
from reports.extraction.doc_file import WordFile, plc
from reports.extraction.doc_properties import (
    DELETED,
    DEPTH,
    IN_TABLE,
    INNER_CELL,
    INNER_ROW_END,
    LIST,
    OLD_NUMBER,
    ROW,
    ROW_END,
    STYLE,
    Changes,
    Properties,
    number,
)
from reports.extraction.doc_runs import RunWriter
from reports.extraction.doc_styles import paragraph_properties
from reports.extraction.word_blocks import TABLES_DEEP, CellShape, Mark, RowShape, write_blocks

SECTIONS = 6
ENDS = re.compile("[\r\x07\x0c]")
CELL = "\x07"
SIDEWAYS, BELOW, BELOW_FIRST = 0x03, 0x20, 0x40
CELL_BYTES = 20


@dataclass
class BodyWriter:
    file: WordFile
    properties: Properties = field(init=False)
    runs: RunWriter = field(init=False)
    section_ends: set[int] = field(init=False)
    old_numbers: bool = False
    """Some paragraph is numbered in the way of Word 95, which is not followed."""

    def __post_init__(self) -> None:
        self.properties = Properties(self.file)
        self.runs = RunWriter(self.file, self.properties, self.box)
        self.section_ends = {end - 1 for _, end, _ in plc(self.file.record(SECTIONS), 12)}

    def blocks(self, inside: Range) -> Iterator[str]:
        """The paragraphs and tables of a range, in order."""
        yield from write_blocks(list(self._marks(*inside)))

    def box(self, inside: Range) -> str:
        """A text box; its last mark is the file's own."""
        return "".join(self.blocks(inside))

    def _marks(self, start: int, end: int) -> Iterator[Mark]:
        text = self.file.text
        for match in ENDS.finditer(text, start, end):
            cp = match.start()
            if text[cp] == "\x0c" and cp not in self.section_ends:
                continue  # a page break inside a paragraph
            yield self._mark(start, cp)
            start = cp + 1
        if start < end:
            yield self._mark(start, end)

    def _mark(self, start: int, end: int) -> Mark:
        found = self.properties.paragraph(end)
        depth = max(0, min(number(found, DEPTH, 1), TABLES_DEEP)) if number(found, IN_TABLE) else 0
        deleted = number(self.properties.character(end), DELETED) != 0
        if depth and number(found, INNER_ROW_END if depth > 1 else ROW_END):
            return Mark("", depth, row=row_shape(found.get(ROW, b""), deleted=deleted))
        at_cell = end < len(self.file.text) and self.file.text[end] == CELL
        ends_cell = number(found, INNER_CELL) != 0 if depth > 1 else at_cell
        return Mark(self._paragraph(start, end, found, deleted=deleted), depth, ends_cell=ends_cell)

    def _paragraph(self, start: int, end: int, found: Changes, *, deleted: bool) -> str:
        shape = f'<w:pStyle w:val="s{number(found, STYLE)}"/>' + paragraph_properties(found)
        self.old_numbers = self.old_numbers or (OLD_NUMBER in found and LIST not in found)
        if deleted:
            shape += "<w:rPr><w:del/></w:rPr>"
        return f"<w:p><w:pPr>{shape}</w:pPr>{''.join(self.runs.runs(start, end))}</w:p>"


def row_shape(definition: bytes, *, deleted: bool) -> RowShape:
    """A row's definition ([MS-DOC] 2.9.315 TDefTableOperand, 2.9.310 TC80); plain where there is none."""
    count = definition[2] if len(definition) > 2 else 0
    if len(definition) < 3 + 2 * (count + 1):
        return RowShape(deleted=deleted)
    edges = struct.unpack_from(f"<{count + 1}h", definition, 3)
    first = 3 + 2 * (count + 1)
    # Cells at the end may be left out: they are as they come.
    flags = [struct.unpack_from("<H", definition, at)[0] for at in range(first, len(definition) - 1, CELL_BYTES)]
    cells = [CellShape(bool(flag & SIDEWAYS), bool(flag & BELOW_FIRST), bool(flag & BELOW)) for flag in flags]
    return RowShape(edges, cells, deleted)
