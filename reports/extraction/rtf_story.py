"""A run of paragraphs of an rtf file (the body, a note, a text box) on its way to blocks of a docx."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from xml.sax.saxutils import escape

from reports.extraction.assembly import RAISE
from reports.extraction.doc_runs import clean
from reports.extraction.docx_numbering import bullet, join_label
from reports.extraction.rtf_state import State
from reports.extraction.word_blocks import PLAIN, CellShape, Mark, RowShape, write_blocks

PRIVATE = re.compile("[\ue000-\uf8ff]")
BREAKS = re.compile(r"(\t|\n)")
ELEMENTS = {"\t": "<w:tab/>", "\n": "<w:br/>"}


@dataclass
class RowDefinition:
    edges: list[int] = field(default_factory=lambda: [0])
    cells: list[CellShape] = field(default_factory=list)
    pending: CellShape = PLAIN

    def add(self, edge: int) -> None:
        self.edges.append(edge)
        self.cells.append(self.pending)
        self.pending = PLAIN

    def start(self, edge: int) -> None:
        self.edges[0] = edge

    def merge_sideways(self, _: int) -> None:
        self.pending = replace(self.pending, sideways=True)

    def merge_first(self, _: int) -> None:
        self.pending = replace(self.pending, below_first=True)

    def merge_below(self, _: int) -> None:
        self.pending = replace(self.pending, below=True)


# Word of a row's definition → what it says of the row or of the cell whose edge comes next.
ROW_WORDS: dict[str, Callable[[RowDefinition, int], None]] = {
    "cellx": RowDefinition.add,
    "trleft": RowDefinition.start,
    "clmgf": RowDefinition.merge_sideways,
    "clmrg": RowDefinition.merge_sideways,
    "clvmgf": RowDefinition.merge_first,
    "clvmrg": RowDefinition.merge_below,
}


@dataclass
class Story:
    kind: str
    marks: list[Mark] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    label: str = ""
    first: str = ""
    """The first visible character of the paragraph."""
    is_endnote: bool = False
    numbers_lost: bool = False

    def write(self, text: str, state: State) -> None:
        """Text as shown; deleted text is not."""
        text = PRIVATE.sub("", clean(text)).translate(RAISE if state.raised else {})
        if not text or state.deleted:
            return
        if self.label and not self.first:
            text = text.lstrip(" \t\u3000\xa0")  # blanks between a number and its text are the number's
        self.first = self.first or text.lstrip()[:1]
        shape = ('<w:b w:val="1"/>' if state.bold else "") + ('<w:vanish w:val="1"/>' if state.hidden else "")
        head = f"<w:r><w:rPr>{shape}</w:rPr>" if shape else "<w:r>"
        for piece in BREAKS.split(text):
            if piece:
                inner = ELEMENTS.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
                self.runs.append(f"{head}{inner}</w:r>")

    def put(self, xml: str) -> None:
        """Something that is no text: a note's reference, a drawing, a field's mark."""
        self.runs.append(f"<w:r>{xml}</w:r>")

    def end_paragraph(self, state: State, depth: int, *, ends_cell: bool = False) -> None:
        shape = f'<w:pStyle w:val="s{state.style}"/>'
        if state.outline is not None:
            shape += f'<w:outlineLvl w:val="{state.outline}"/>'
        if state.deleted:
            shape += "<w:rPr><w:del/></w:rPr>"
        xml = f"<w:p><w:pPr>{shape}</w:pPr>{self._number(state, depth)}{''.join(self.runs)}</w:p>"
        self.marks.append(Mark(xml, depth, ends_cell=ends_cell))
        self.runs, self.label, self.first = [], "", ""

    def end_row(self, definition: RowDefinition, depth: int) -> None:
        self.marks.append(Mark("", depth, row=RowShape(tuple(definition.edges), tuple(definition.cells))))

    def blocks(self) -> Iterator[str]:
        return write_blocks(self.marks)

    def _number(self, state: State, depth: int) -> str:
        """The automatic number, which the file gives as it was shown; as Word does, none before nothing."""
        label = self.label.strip(" \t")
        if not label:
            self.numbers_lost = self.numbers_lost or (state.listed and bool(self.first))
            return ""
        if not (self.first or depth):
            return ""
        label = bullet(label) if PRIVATE.search(label) else label
        text = join_label(clean(label), self.first)
        shown = text[: len(text) - len(self.first)]
        return f'<w:r><w:t xml:space="preserve">{escape(shown)}</w:t></w:r>'
