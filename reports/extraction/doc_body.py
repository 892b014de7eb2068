"""Paragraphs and tables of a Word 97–2003 file as blocks of a docx ([MS-DOC] 2.4.2, 2.4.3: paragraphs and tables)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
from reports.extraction.doc_rows import Row, write_table
from reports.extraction.doc_runs import RunWriter
from reports.extraction.doc_styles import paragraph_properties

SECTIONS = 6
ENDS = re.compile("[\r\x07\x0c]")
CELL = "\x07"
TABLES_DEEP = 16
"""Deeper nested tables are read as if they were not nested any further."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A paragraph: its range, the end mark excluded, which stands at ``end``; ``depth`` counts tables around it."""

    start: int
    end: int
    found: Changes
    depth: int


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
        yield from self._blocks(list(self._marks(*inside)), 0)

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
        depth = number(found, DEPTH, 1) if number(found, IN_TABLE) else 0
        return Mark(start, end, found, max(0, min(depth, TABLES_DEEP)))

    def _blocks(self, marks: Sequence[Mark], depth: int) -> Iterator[str]:
        at = 0
        while at < len(marks):
            if marks[at].depth <= depth:
                yield self._paragraph(marks[at])
                at += 1
                continue
            until = at
            while until < len(marks) and marks[until].depth > depth:
                until += 1
            yield write_table(list(self._rows(marks[at:until], depth + 1)))
            at = until

    def _rows(self, marks: Sequence[Mark], depth: int) -> Iterator[Row]:
        cells: list[str] = []
        pending: list[Mark] = []
        for mark in marks:
            if mark.depth == depth and number(mark.found, INNER_ROW_END if depth > 1 else ROW_END):
                if pending:
                    cells.append("".join(self._blocks(pending, depth)))
                    pending = []
                if cells:
                    yield Row(cells, mark.found.get(ROW, b""), self._is_deleted(mark))
                cells = []
                continue
            pending.append(mark)
            if mark.depth == depth and self._ends_cell(mark, depth):
                cells.append("".join(self._blocks(pending, depth)))
                pending = []
        if pending:
            cells.append("".join(self._blocks(pending, depth)))
        if cells:
            yield Row(cells, b"", False)

    def _ends_cell(self, mark: Mark, depth: int) -> bool:
        if depth > 1:
            return number(mark.found, INNER_CELL) != 0
        return mark.end < len(self.file.text) and self.file.text[mark.end] == CELL

    def _is_deleted(self, mark: Mark) -> bool:
        return number(self.properties.character(mark.end), DELETED) != 0

    def _paragraph(self, mark: Mark) -> str:
        shape = f'<w:pStyle w:val="s{number(mark.found, STYLE)}"/>' + paragraph_properties(mark.found)
        self.old_numbers = self.old_numbers or (OLD_NUMBER in mark.found and LIST not in mark.found)
        if self._is_deleted(mark):
            shape += "<w:rPr><w:del/></w:rPr>"
        return f"<w:p><w:pPr>{shape}</w:pPr>{''.join(self.runs.runs(mark.start, mark.end))}</w:p>"
