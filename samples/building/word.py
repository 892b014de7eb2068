"""docx: real headings and styles, automatic Word numbering, tables, a text box; the same bytes on every build."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from samples.building.page_order import printed_lines
from samples.building.source import Line, Mark, Source
from samples.building.word_numbering import LEVELS, check_marks, define_numbering, number_paragraph

TEXT_BOX = (
    f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><mc:AlternateContent>'
    '<mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="5000000" cy="800000"/>'
    '<wp:docPr id="9" name="文本框"/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5000000" cy="800000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>CONTENT</wps:txbx><wps:bodyPr/></wps:wsp>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    '<v:shape style="width:394pt;height:63pt"><v:textbox>CONTENT</v:textbox></v:shape></w:pict></mc:Fallback>'
    "</mc:AlternateContent></w:r>"
)
EPOCH = (1980, 1, 1, 0, 0, 0)


def docx_bytes(source: Source) -> bytes:
    """The source as a Word file; ``numbering: auto`` lets Word count the marks of headings that begin a paragraph."""
    document = docx.Document()
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "宋体")
    document.core_properties.author = "示例"
    document.core_properties.created = document.core_properties.modified = datetime(2024, 1, 1, tzinfo=UTC)
    if source.head.get("numbering"):
        check_marks(source)
        define_numbering(document, LEVELS[source.head["numbering"]])
    for report in (report for report in source.reports if report.lines):
        rows: list[Line] = []
        for index, line in enumerate(printed_lines(report)):
            if line.kind == "row":
                rows.append(line)
                continue
            add_table(document, rows)
            rows = []
            add_line(document, line, source, is_title=index == 0 and report.head.get("title_printed") != "no")
        add_table(document, rows)
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())


def add_line(document: Any, line: Line, source: Source, *, is_title: bool) -> None:
    if line.kind == "box":
        add_text_box(document, line.text)
        return
    if is_title:
        document.add_paragraph(line.text, style="Title")
        return
    heading = leading_heading(line)
    paragraph = document.add_paragraph()
    text = line.text
    if heading is None:
        paragraph.add_run(text)
        return
    level = int(heading.fields[0].rstrip("?"))
    whole = heading.end == len(text)
    if source.head.get("numbering") and heading.fields[1]:
        number_paragraph(paragraph, level)
        text = text[len(heading.fields[1]) :]
    if whole and source.head.get("styles") != "bold":
        paragraph.style = document.styles[f"Heading {level}"]
        paragraph.add_run(text)
        return
    at = heading.end - (len(line.text) - len(text))
    paragraph.add_run(text[:at]).bold = True
    paragraph.add_run(text[at:])


def leading_heading(line: Line) -> Mark | None:
    """The heading with which a paragraph begins, if any."""
    return next((mark for mark in line.marks if mark.kind == "heading" and mark.start == 0), None)


def add_table(document: Any, rows: list[Line]) -> None:
    """Rows that follow each other become one table."""
    if not rows:
        return
    grid = [row.text.split("\t") for row in rows]
    table = document.add_table(rows=0, cols=max(map(len, grid)), style="Table Grid")
    for cells in grid:
        for cell, text in zip(table.add_row().cells, cells, strict=False):
            cell.text = text


def add_text_box(document: Any, text: str) -> None:
    """A drawn text box in a paragraph of its own: as Word writes it, its text once for new and once for old readers."""
    content = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    paragraph = document.add_paragraph()._element  # noqa: SLF001
    paragraph.append(parse_xml(TEXT_BOX.replace("CONTENT", content)))


def repacked(data: bytes) -> bytes:
    """The same archive with one fixed date for every member, so that a build changes nothing."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return target.getvalue()
