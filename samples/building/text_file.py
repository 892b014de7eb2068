"""Plain text, in the encodings that bureaus' files have, and tables as csv."""

from __future__ import annotations

import csv
import io

from samples.building.page_order import hard_wrapped, printed_lines
from samples.building.source import Line, Source

ENCODINGS = {"utf-8": "utf-8", "utf-8-bom": "utf-8-sig", "gbk": "gb18030", "utf-16": "utf-16"}


def plain_text(source: Source) -> str:
    """All reports of the source as one text; ``spacing: n`` puts n empty lines between paragraphs."""
    gap = "\n" * (1 + int(source.head.get("spacing", "0")))
    indent = "\u3000\u3000" if source.head.get("indent") == "yes" else ""
    lines = [line for report in source.reports if report.lines for line in printed_lines(report)]
    return gap.join(part for line in lines for part in paragraph(line, source.head, indent)) + "\n"


def paragraph(line: Line, head: dict[str, str], indent: str) -> list[str]:
    if line.kind != "text" or line.text == head["title"]:
        return [line.text]
    width = int(head.get("wrap", "0"))
    return hard_wrapped(indent + line.text, width) if width else [indent + line.text]


def text_bytes(source: Source) -> bytes:
    """The text in the source's encoding (utf-8, utf-8-bom, gbk, utf-16 with a byte order mark)."""
    ends = source.head.get("newline", "lf")
    text = plain_text(source)
    return (text.replace("\n", "\r\n") if ends == "crlf" else text).encode(encoding_of(source))


def encoding_of(source: Source) -> str:
    return ENCODINGS[source.head.get("encoding", "utf-8")]


def csv_bytes(source: Source) -> bytes:
    """The lines as csv: a paragraph is a row with one cell."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    for report in source.reports:
        writer.writerows(line.text.split("\t") for line in printed_lines(report))
    return target.getvalue().encode(encoding_of(source))
