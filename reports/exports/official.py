"""Word documents dressed after GB/T 9704—2012: its page, its typefaces and sizes, its page numbers.

The standard asks for typefaces that only offices have installed; they are named, not embedded. Sizes: 二号 is 22 pt,
三号 16, 四号 14. 版心 156 × 225 mm holds 22 lines of 28 characters, hence the line height.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

LINE = Pt(28.9)
TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)


@dataclass(frozen=True, slots=True)
class Dress:
    """A paragraph style: name in Word, typeface, size in points, first line's indent in characters."""

    style: str
    typeface: str
    size: float
    indent: int = 0
    centred: bool = False
    line: Any = LINE
    outline: int | None = None


# One line a style.
DRESSES = (
    Dress("Title", "方正小标宋简体", 22, centred=True, line=Pt(36)),
    Dress("Heading 1", "黑体", 16, indent=2, outline=0),
    Dress("Heading 2", "楷体_GB2312", 16, indent=2, outline=1),
    Dress("Normal", "仿宋_GB2312", 16, indent=2),
    Dress("No Spacing", "仿宋_GB2312", 10.5, line=Pt(16)),
    Dress("Caption", "仿宋_GB2312", 12, line=Pt(20)),
    Dress("Subtitle", "楷体_GB2312", 16, centred=True),
)


def new_document(title: str, *, landscape: bool = False) -> Any:
    """An empty document with page, styles and page numbers, and its title."""
    document = Document()
    for dress in DRESSES:
        _dress(document.styles[dress.style], dress)
    _page(document, landscape=landscape)
    document.core_properties.title = title
    document.core_properties.author = ""
    document.add_paragraph(title, style="Title")
    return document


def _dress(style: Any, dress: Dress) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = "Times New Roman", Pt(dress.size), False, False
    font.color.rgb = None
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:color")):
        properties.remove(old)
    fonts = properties.get_or_add_rFonts()
    for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(attribute), None)
    fonts.set(qn("w:eastAsia"), dress.typeface)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, dress.line
    layout.alignment = WD_ALIGN_PARAGRAPH.CENTER if dress.centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    layout.first_line_indent = Pt(dress.size * dress.indent)
    border = style.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)


def _page(document: Any, *, landscape: bool) -> None:
    section = document.sections[0]
    width, height = Mm(210), Mm(297)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        width, height = height, width
    section.page_width, section.page_height = width, height
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = TOP, BOTTOM, LEFT, RIGHT
    section.footer_distance = Mm(28)
    # Odd pages have their number on the right, even ones on the left, one character from the edge.
    document.settings.odd_and_even_pages_header_footer = True
    _number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def _number(paragraph: Any, side: Any) -> None:
    """— 1 — in 四号 宋体."""
    paragraph.alignment = side
    paragraph.paragraph_format.first_line_indent = Pt(0)
    paragraph.paragraph_format.right_indent = paragraph.paragraph_format.left_indent = Pt(14)
    for words, field in (("— ", ""), ("", "PAGE"), (" —", "")):
        run = paragraph.add_run(words)
        run.font.size, run.font.name = Pt(14), "宋体"
        run.font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
        if field:
            _field(run, field)


def _field(run: Any, name: str) -> None:
    for kind in ("begin", "", "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = name
        run.font.element.append(element)
