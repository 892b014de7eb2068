"""Word's own counting of heading marks: the numbering part, and the check that Word will count what the source says."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from samples.building.source import Source, SourceError

#: The list levels of the numbering that Word itself counts: format and text of a mark.
LEVELS: dict[str, tuple[tuple[str, str], ...]] = {
    "auto": (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3．")),
    "chapters": (("chineseCounting", "第%1章"), ("chineseCounting", "第%2节"), ("decimal", "%3.")),
    "decimal": (("decimal", "%1."), ("chineseCounting", "（%2）"), ("decimalEnclosedCircle", "%3")),
}
NUMBERING_ID = 77
CHINESE = "零一二三四五六七八九十"


def define_numbering(document: Any, levels: tuple[tuple[str, str], ...]) -> None:
    """A multi-level list of our own; a level restarts after each mark of the level above."""
    numbering = document.part.numbering_part.element
    body = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, text) in enumerate(levels)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{NUMBERING_ID}"><w:multiLevelType w:val="multilevel"/>'
    numbering.insert(0, parse_xml(f"{abstract}{body}</w:abstractNum>"))
    number = f'<w:num {nsdecls("w")} w:numId="{NUMBERING_ID}"><w:abstractNumId w:val="{NUMBERING_ID}"/></w:num>'
    numbering.append(parse_xml(number))


def number_paragraph(paragraph: Any, level: int) -> None:
    properties = paragraph._element.get_or_add_pPr()  # noqa: SLF001 (python-docx has no other door)
    properties.get_or_add_numPr().get_or_add_ilvl().val = level - 1
    properties.get_or_add_numPr().get_or_add_numId().val = NUMBERING_ID


def check_marks(source: Source) -> None:
    """Counts as Word does. Raises SourceError where a heading's mark differs from what Word will show."""
    levels = LEVELS[source.head["numbering"]]
    counts = [0] * len(levels)
    for report in source.reports:
        for mark in (
            mark for line in report.lines for mark in line.marks if mark.kind == "heading" and mark.start == 0
        ):
            if not mark.fields[1]:
                continue
            level = int(mark.fields[0].rstrip("?")) - 1
            counts[level:] = [counts[level] + 1] + [0] * (len(counts) - level - 1)
            shown = levels[level][1].replace(f"%{level + 1}", counted(levels[level][0], counts[level]))
            if shown != mark.fields[1]:
                raise SourceError(f"{source.name}: Word counts {shown}, the source says {mark.fields[1]}")


def counted(kind: str, number: int) -> str:
    """A number as a list level of Word shows it.

    >>> counted("chineseCounting", 12), counted("decimal", 3), counted("decimalEnclosedCircle", 2)
    ('十二', '3', '②')
    """
    if kind == "decimal":
        return str(number)
    if kind == "decimalEnclosedCircle":
        return chr(ord("①") + number - 1)
    return CHINESE[number] if number <= 10 else "十" + CHINESE[number - 10]
