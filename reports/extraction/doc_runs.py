"""Characters of a Word 97–2003 file as runs of a docx: formatting, fields, notes, boxes, symbols; deleted text gone."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from reports.extraction.assembly import INVISIBLE
from reports.extraction.doc_anchors import NOTES, Fields, Range, boxes_by_anchor, fields_of, note_references
from reports.extraction.doc_file import WordFile
from reports.extraction.doc_properties import (
    CHARACTER_STYLE,
    DELETED,
    SYMBOL,
    Changes,
    Properties,
    number,
)
from reports.extraction.doc_styles import run_properties

SPECIAL = re.compile("[\x01\x02\x08\x09\x0b-\x0f\x13-\x15\x1e(]")
ELEMENTS = {"\x09": "<w:tab/>", "\x1e": "<w:noBreakHyphen/>", **dict.fromkeys("\x0b\x0c\x0e", "<w:br/>")}
DRAWING = "<w:pict/>"
EMBED = re.compile(r"\s*EMBED\s+([\w.]+)")
HALVES = re.compile("[\ud800-\udfff]+")

Boxes = Callable[[Range], str]


def clean(text: str) -> str:
    """Without what XML cannot hold; halves of rare characters joined."""
    text = HALVES.sub(lambda m: m[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore"), text)
    return INVISIBLE.sub("", text).replace("\ufffe", "").replace("\uffff", "")


class RunWriter:
    """Writes ranges of the text. ``boxes`` turns the range of a text box into blocks."""

    def __init__(self, file: WordFile, properties: Properties, boxes: Boxes) -> None:
        self.file = file
        self.properties = properties
        self.write_box = boxes
        self.fields = Fields()
        for start, end in file.parts.values():
            found = fields_of(file.text, start, end)
            self.fields.begins |= found.begins
            self.fields.ends |= found.ends
        self.boxes = boxes_by_anchor(file)
        self.notes = {
            cp: f'<w:{kind}Reference w:id="{index}"/>'
            for kind in NOTES
            for index, cp in enumerate(note_references(file, kind))
        }
        self.code_ends = 0

    def runs(self, start: int, end: int) -> Iterator[str]:
        """The runs of a range that holds no end of a paragraph."""
        cp = start
        while cp < end:
            until = self.properties.run_end(cp, end)
            yield from self._run(cp, until, self.properties.character(cp))
            cp = until

    def loose_boxes(self) -> Iterator[str]:
        """Text boxes that no character of the text anchors."""
        for box in self.boxes.get(-1, ()):
            yield self._box(box)

    def _run(self, start: int, end: int, found: Changes) -> Iterator[str]:
        shape = run_properties(found)
        if CHARACTER_STYLE in found:
            shape = f'<w:rStyle w:val="s{number(found, CHARACTER_STYLE)}"/>' + shape
        head = f"<w:r><w:rPr>{shape}</w:rPr>" if shape else "<w:r>"
        deleted = number(found, DELETED) != 0
        at = start
        for match in SPECIAL.finditer(self.file.text, start, end):
            cp = match.start()
            if not deleted:
                yield from self._words(head, at, cp)
            yield from self._special(cp, head, found, deleted=deleted)
            at = cp + 1
        if not deleted:
            yield from self._words(head, at, end)

    def _words(self, head: str, start: int, end: int) -> Iterator[str]:
        """Plain characters; note references may also stand at a mark that the writer typed."""
        if start >= end:
            return
        tag = "instrText" if start < self.code_ends else "t"
        yield f'{head}<w:{tag} xml:space="preserve">{escape(clean(self.file.text[start:end]))}</w:{tag}></w:r>'
        for cp in range(start, end) if self.notes and tag == "t" else ():
            if cp in self.notes:
                yield f"<w:r>{self.notes[cp]}</w:r>"

    def _special(self, cp: int, head: str, found: Changes, *, deleted: bool) -> Iterator[str]:
        char = self.file.text[cp]
        if char in "\x13\x15":
            yield from self._field(cp)
        elif deleted or char == "\x14":
            return
        elif cp < self.code_ends:
            if char == "(":
                yield from self._words(head, cp, cp + 1)
        elif char in "\x01\x08":
            yield "".join(map(self._box, self.boxes.get(cp, ()))) or f"<w:r>{DRAWING}</w:r>"
        elif char == "\x02":
            yield f"<w:r>{self.notes.get(cp, '')}</w:r>"
        elif char == "(" and SYMBOL in found:
            yield f'<w:r><w:sym w:char="{struct.unpack("<HH", found[SYMBOL])[1]:04X}"/></w:r>'
        elif char == "(":
            yield from self._words(head, cp, cp + 1)
        elif char in ELEMENTS:
            yield f"{head}{ELEMENTS[char]}</w:r>"

    def _field(self, cp: int) -> Iterator[str]:
        if cp in self.fields.begins:
            self.code_ends = max(self.code_ends, self.fields.begins[cp])
            yield '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            embedded = EMBED.match(self.file.text, cp + 1)
            if embedded:
                yield f'<w:r><w:object><o:OLEObject ProgID="{embedded[1]}"/></w:object></w:r>'
        elif cp in self.fields.ends:
            yield '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

    def _box(self, box: Range) -> str:
        return f"<w:r><w:pict><w:txbxContent>{self.write_box(box)}</w:txbxContent></w:pict></w:r>"
