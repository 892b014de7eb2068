"""Styles of a Word 97–2003 file as the style part of a docx ([MS-DOC] 2.9.271 STSH, 2.9.260 STD)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from reports.extraction.doc_file import KIND, WordFile
from reports.extraction.doc_lists import Clean
from reports.extraction.doc_properties import BOLD, HIDDEN, LEVEL, LIST, OUTLINE, POSITION, Changes, changes, number
from reports.extraction.refusals import corrupt

STYLES = 1
PARAGRAPH, CHARACTER = 1, 2
NO_BASE = 0xFFF
SUPERSCRIPT = 1
BODY_TEXT = 9
# Word's own styles are known by their numbers, whatever language their names are in.
BUILT_IN = {
    **{level: f"heading {level}" for level in range(1, 10)},
    **{18 + level: f"toc {level}" for level in range(1, 10)},
    62: "Title",
    74: "Subtitle",
}


def styles_part(file: WordFile, clean: Clean) -> str:
    """The content of styles.xml; style n of the file is ``sn``. Raises RefusedFile("corrupt")."""
    try:
        return "".join(_style(index, data, clean) for index, data in _definitions(file.record(STYLES)))
    except (struct.error, IndexError):
        raise corrupt(KIND) from None


def _definitions(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and definition; the first two bytes of a definition say how long its fixed head is."""
    if not data:
        return
    head, count, fixed = struct.unpack_from("<HHH", data)
    at = 2 + head
    for index in range(count):
        size = struct.unpack_from("<H", data, at)[0]
        if size:
            yield index, struct.pack("<H", fixed) + data[at + 2 : at + 2 + size]
        at += 2 + size


def _style(index: int, data: bytes, clean: Clean) -> str:
    fixed = struct.unpack_from("<H", data)[0]
    built_in, kind, counts = struct.unpack_from("<HHH", data, 2)
    length = struct.unpack_from("<H", data, 2 + fixed)[0]
    name_end = 4 + fixed + 2 * length
    name = BUILT_IN.get(built_in & 0xFFF) or clean(data[4 + fixed : name_end].decode("utf-16-le", "replace"))
    shapes = list(_shapes(data, name_end + 2, counts & 0xF))
    paragraph: Changes = {}
    character: Changes = {}
    if kind & 0xF == PARAGRAPH:
        paragraph = dict(changes(shapes[0][2:])) if shapes else {}
        character = dict(changes(shapes[1])) if len(shapes) > 1 else {}
    elif kind & 0xF == CHARACTER:
        character = dict(changes(shapes[0])) if shapes else {}
    base = kind >> 4
    based_on = f'<w:basedOn w:val="s{base}"/>' if base != NO_BASE else ""
    type_name = "character" if kind & 0xF == CHARACTER else "paragraph"
    return (
        f'<w:style w:type="{type_name}" w:styleId="s{index}"><w:name w:val={quoteattr(name)}/>{based_on}'
        f"<w:pPr>{paragraph_properties(paragraph)}</w:pPr><w:rPr>{run_properties(character)}</w:rPr></w:style>"
    )


def _shapes(data: bytes, at: int, count: int) -> Iterator[bytes]:
    """The lists of changes of a style; each begins at an even place of the definition."""
    for _ in range(count):
        at += at % 2
        if at + 2 > len(data):
            return
        size = struct.unpack_from("<H", data, at)[0]
        yield data[at + 2 : at + 2 + size]
        at += 2 + size


def paragraph_properties(found: Changes) -> str:
    """Outline level and list of a paragraph or a style, as children of w:pPr."""
    shown = ""
    if LIST in found or LEVEL in found:
        level = f'<w:ilvl w:val="{number(found, LEVEL)}"/>' if LEVEL in found else ""
        # Negative numbers remember a list that the paragraph once was in.
        chosen = f'<w:numId w:val="{max(0, number(found, LIST))}"/>' if LIST in found else ""
        shown += f"<w:numPr>{level}{chosen}</w:numPr>"
    if OUTLINE in found:
        shown += f'<w:outlineLvl w:val="{number(found, OUTLINE, BODY_TEXT)}"/>'
    return shown


def run_properties(found: Changes) -> str:
    """Boldness, hiding and raising, as children of w:rPr. A value of 128 says: as the style; 129: the other way."""
    raised = '<w:vertAlign w:val="superscript"/>' if number(found, POSITION) == SUPERSCRIPT else ""
    return raised + "".join(
        f'<w:{tag} w:val="{int(value not in {0, -128})}"/>'
        for code, tag in ((BOLD, "b"), (HIDDEN, "vanish"))
        if (value := number(found, code, -128)) != -128
    )
