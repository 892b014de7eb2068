"""One Word paragraph as its reader sees it: number, text, boldness, what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from reports.extraction.assembly import RAISE
from reports.extraction.docx_fields import Fields
from reports.extraction.docx_numbering import Numbering, W, join_label, value_of, whole
from reports.extraction.docx_pictures import Picture, pictures
from reports.extraction.docx_styles import Style, Styles, outline_of, switch
from reports.extraction.docx_symbols import PRIVATE, spelled_out, symbol

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
M_MATH = frozenset(
    f"{{http://schemas.openxmlformats.org/officeDocument/2006/math}}{name}" for name in ("oMath", "oMathPara")
)
# Wrappers of runs whose content is shown; tracked insertions count as accepted.
TRANSPARENT = frozenset(
    W + name
    for name in (
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "fldSimple",
        "customXml",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
    )
)
# Tracked deletions, and what is no text of the paragraph.
DROPPED = frozenset(W + name for name in ("del", "moveFrom", "pPr", "rPr", "rt", "delText", "sdtPr", "rubyPr"))
CHARACTERS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
DRAWINGS = frozenset((W + "drawing", W + "pict", W + "object", MC + "AlternateContent"))
NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
BOLD_LINE = 100
"""A bold paragraph longer than this is emphasis, no heading."""


@dataclass(slots=True)
class Paragraph:
    text: str = ""
    label: str = ""
    """The automatic number; part of ``text`` unless the paragraph is empty."""
    outline: int | None = None
    bold: bool = False
    is_title: bool = False
    in_contents: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)
    """("footnote" or "endnote", id), in order."""
    boxes: list[etree._Element] = field(default_factory=list)
    """w:txbxContent elements anchored here."""
    has_drawing: bool = False
    pictures: list[Picture] = field(default_factory=list)
    embeds: bool = False
    """Holds an object of another program, such as a sheet."""

    @property
    def styled(self) -> bool:
        return self.outline is not None or self.is_title or (self.bold and len(self.text) <= BOLD_LINE)


class ParagraphReader:
    """Reads paragraphs in document order: automatic numbers and fields run on from one to the next."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self.fields = Fields()
        self.carried: Paragraph | None = None

    def read(self, node: etree._Element) -> Paragraph | None:
        """The paragraph, or None where it has no end of its own: then its text opens the next one."""
        properties = node.find(W + "pPr")
        style = self.styles.style(value_of(properties, "pStyle"))
        contents_before = self.fields.in_contents
        self.fields.new_paragraph()
        paragraph, self.carried = self.carried or Paragraph(), None
        pieces: list[tuple[str, bool]] = []
        self._collect(node, style, paragraph, pieces)
        text = paragraph.text + "".join(piece for piece, _ in pieces)
        if _runs_on(properties):
            paragraph.text, self.carried = text, paragraph
            return None
        paragraph.is_title = style.is_title
        paragraph.label = self._label(properties, style)
        paragraph.text = join_label(paragraph.label, text.strip(" \t\u3000\xa0")) if text.strip() else ""
        paragraph.bold = bool(paragraph.text) and all(bold for piece, bold in pieces if piece.strip())
        own_outline = outline_of(properties)
        paragraph.outline = style.outline if own_outline is None else own_outline
        paragraph.in_contents = style.is_contents or contents_before or self.fields.in_contents
        return paragraph

    def rest(self) -> Paragraph | None:
        """What waits for a next paragraph where none comes: at the end of a cell, a box or the file."""
        waiting, self.carried = self.carried, None
        return waiting

    def _label(self, properties: etree._Element | None, style: Style) -> str:
        listing = properties.find(W + "numPr") if properties is not None else None
        list_id = value_of(listing, "numId") or style.list_id
        if list_id is None or list_id == "0":
            return ""
        own_level = value_of(listing, "ilvl")
        if own_level is not None:
            level = whole(own_level, 0)
        elif style.list_level is not None:
            level = style.list_level
        else:
            level = self.numbering.level_for_style(list_id, value_of(properties, "pStyle") or "")
        return self.numbering.label(list_id, level)

    def _collect(
        self, node: etree._Element, style: Style, paragraph: Paragraph, pieces: list[tuple[str, bool]]
    ) -> None:
        for child in node:
            tag = child.tag
            if tag == W + "r":
                self._run(child, style, paragraph, pieces)
            elif tag in TRANSPARENT:
                self._collect(child, style, paragraph, pieces)
            elif tag in M_MATH:
                pieces.append(("".join(t.text or "" for t in child.iter(M_TEXT)), False))
            elif tag in DRAWINGS:
                self._drawing(child, paragraph)

    def _run(self, run: etree._Element, style: Style, paragraph: Paragraph, pieces: list[tuple[str, bool]]) -> None:
        properties = run.find(W + "rPr")
        character_style = (
            self.styles.style(value_of(properties, "rStyle"))
            if properties is not None and properties.find(W + "rStyle") is not None
            else None
        )
        hidden = switch(properties, "vanish")
        if hidden or (hidden is None and (style.hidden or (character_style is not None and character_style.hidden))):
            return
        bold = switch(properties, "b")
        if bold is None:
            bold = style.bold or (character_style is not None and character_style.bold)
        raised = value_of(properties, "vertAlign") == "superscript"
        for child in run:
            tag = child.tag
            if tag == W + "t":
                if self.fields.hides_text:
                    continue
                text = _spelled_out(child.text or "", properties)
                pieces.append((text.translate(RAISE) if raised else text, bold))
            elif tag in CHARACTERS:
                pieces.append((CHARACTERS[tag], bold))
            elif tag not in DROPPED:
                self._rarer(child, style, paragraph, pieces)

    def _rarer(self, child: etree._Element, style: Style, paragraph: Paragraph, pieces: list[tuple[str, bool]]) -> None:
        tag = child.tag
        if tag in DRAWINGS:
            self._drawing(child, paragraph)
        elif tag in NOTES:
            paragraph.notes.append((NOTES[tag], child.get(W + "id", "")))
        elif tag == W + "fldChar":
            pieces.append((self.fields.mark(child.get(W + "fldCharType")), False))
        elif tag == W + "instrText":
            self.fields.say(child.text or "")
        elif tag == W + "sym":
            pieces.append((symbol(child.get(W + "char", ""), child.get(W + "font", "")), False))
        elif tag in TRANSPARENT:
            self._collect(child, style, paragraph, pieces)

    def _drawing(self, node: etree._Element, paragraph: Paragraph) -> None:
        paragraph.has_drawing = True
        paragraph.pictures.extend(pictures(node))
        paragraph.boxes.extend(text_boxes(node))
        if node.tag == W + "object":
            paragraph.embeds = any(_is_document(item.get("ProgID", "")) for item in node.iter(OLE))


def text_boxes(node: etree._Element) -> Iterator[etree._Element]:
    """Text boxes of a drawing, each once: of alternatives the first that has any (newer Word writes both forms)."""
    if node.tag == MC + "AlternateContent":
        for alternative in node:
            found = [box for part in alternative for box in text_boxes(part)]
            if found:
                yield from found
                return
    elif node.tag == W + "txbxContent":
        yield node
    else:
        for child in node:
            yield from text_boxes(child)


def _is_document(program: str) -> bool:
    """Formulas are embedded objects too, and no loss."""
    return program.startswith(("Excel.", "Word.", "PowerPoint.", "ET.", "WPS.", "Package", "AcroExch."))


def _runs_on(properties: etree._Element | None) -> bool:
    """Whether a paragraph shows no end: its mark is deleted, moved away or hidden, or it is the next one's large first
    letter."""
    if properties is None:
        return False
    frame = properties.find(W + "framePr")
    if frame is not None and frame.get(W + "dropCap", "none") != "none":
        return True
    mark = properties.find(W + "rPr")
    gone = mark is not None and any(mark.find(W + name) is not None for name in ("del", "moveFrom"))
    return gone or switch(mark, "vanish") is True


def _spelled_out(text: str, properties: etree._Element | None) -> str:
    fonts = properties.find(W + "rFonts") if properties is not None and PRIVATE.search(text) else None
    return text if fonts is None else spelled_out(text, fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "")
