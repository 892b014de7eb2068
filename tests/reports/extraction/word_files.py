"""Word files for the tests, written part by part: python-docx cannot write automatic numbers or tracked changes."""

from __future__ import annotations

import zipfile
from pathlib import Path

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{}</Types>'
)
OVERRIDE = (
    '<Override PartName="/word/{}.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"/>'
)


def write_docx(path: Path, body: str, **parts: str) -> Path:
    """A docx with the body's XML and further parts by kind: numbering, styles, footnotes, header, footer."""
    links = "".join(f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        kinds = OVERRIDE.format("document", "document.main") + "".join(OVERRIDE.format(kind, kind) for kind in parts)
        package.writestr("[Content_Types].xml", CONTENT_TYPES.format(kinds))
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}">'
            f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        package.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>')
        package.writestr("word/document.xml", f"<w:document {NS}><w:body>{body}</w:body></w:document>")
        for kind, xml in parts.items():
            package.writestr(f"word/{kind}.xml", xml)
    return path


def run(text: str, *, bold: bool = False) -> str:
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}<w:t xml:space='preserve'>{text}</w:t></w:r>"


def para(text: str = "", properties: str = "", *, bold: bool = False, inner: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text, bold=bold) if text else ''}{inner}</w:p>"


def item(text: str, list_id: int = 1, level: int = 0) -> str:
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(number: int, fmt: str, text: str, *, start: int = 1, more: str = "") -> str:
    head = f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>'
    return f'{head}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:numbering {NS}><w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}</w:numbering>'


def cell(text: str, properties: str = "", inner: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner or para(text)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
