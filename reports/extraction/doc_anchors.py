"""What hangs on the text of a Word 97–2003 file: notes, text boxes, headers and footers, and which text is field code.

[MS-DOC] 2.8.16 and 2.8.17 (notes), 2.8.32 (text boxes), 2.8.37 (shapes), 2.8.20 (headers), 2.8.25 (fields).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from reports.extraction.doc_file import WordFile, plc

# Kind of note → its part of the text, and the records of references and of texts.
NOTES = {"footnote": ("notes", 2, 3), "endnote": ("endnotes", 46, 47)}
HEADERS, SHAPES, BOXES, DRAWINGS = 11, 40, 56, 50
SEPARATORS = 6
"""The first stories among the headers are the lines above notes."""
SHAPE_GROUP, SHAPE, SHAPE_ID = 0xF003, 0xF004, 0xF00A
GROUPS_DEEP = 20
BEGIN, SEPARATE, END = "\x13", "\x14", "\x15"

Range = tuple[int, int]


@dataclass
class Fields:
    """Where fields begin and end, and the ranges of their codes. A mark without its counterpart is no field."""

    begins: dict[int, int] = field(default_factory=dict)
    """cp of the begin mark → cp at which the code ends."""
    ends: set[int] = field(default_factory=set)


def fields_of(text: str, start: int, end: int) -> Fields:
    """
    >>> fields_of("\\x13 PAGE \\x141\\x15 \\x13lost", 0, 16).begins
    {0: 7}
    """
    found = Fields()
    opened: list[list[int]] = []
    for cp in range(start, end):
        char = text[cp]
        if char == BEGIN:
            opened.append([cp])
        elif char == SEPARATE and opened:
            opened[-1].append(cp)
        elif char == END and opened:
            begin, *separators = opened.pop()
            found.begins[begin] = min(separators, default=cp)
            found.ends.add(cp)
    return found


def note_references(file: WordFile, kind: str) -> list[int]:
    """The cp of each note's reference in the main text."""
    return [start for start, _, _ in plc(file.record(NOTES[kind][1]), 2)]


def note_ranges(file: WordFile, kind: str) -> list[Range]:
    """The text of each note, in the order of the references."""
    part, _, texts = NOTES[kind]
    return _ranges(file, part, texts, 0)


def header_ranges(file: WordFile) -> list[Range]:
    return _ranges(file, "headers", HEADERS, 0)[SEPARATORS:]


def boxes_by_anchor(file: WordFile) -> dict[int, list[Range]]:
    """cp of an anchor in the main text → the text boxes there; -1 for boxes whose anchor is not found."""
    anchors = {struct.unpack_from("<I", item)[0]: cp for cp, _, item in plc(file.record(SHAPES), 26)}
    groups = _groups(file.record(DRAWINGS))
    found: dict[int, list[Range]] = {}
    for (start, end), item in zip(
        _ranges(file, "boxes", BOXES, 22), (item for _, _, item in plc(file.record(BOXES), 22)), strict=True
    ):
        reusable, shape = struct.unpack_from("<H", item, 8)[0], struct.unpack_from("<I", item, 14)[0]
        if not reusable and end > start:
            anchor = anchors.get(shape, anchors.get(groups.get(shape, 0), -1))
            found.setdefault(anchor, []).append((start, end))
    return found


def _ranges(file: WordFile, part: str, record: int, size: int) -> list[Range]:
    begin, end = file.parts[part]
    return [(min(begin + a, end), min(begin + b, end)) for a, b, _ in plc(file.record(record), size)]


def _groups(data: bytes) -> dict[int, int]:
    """Shape → the group it belongs to: only the outermost group is anchored in the text."""
    found: dict[int, int] = {}
    at = 0
    while at + 8 <= len(data):
        _, kind, length = struct.unpack_from("<HHI", data, at)
        if not 0xF000 <= kind <= 0xF1FF:
            at += 1  # a byte between the drawings says which part they belong to
            continue
        if kind == 0xF002:
            for _, top in _children(data, at + 8, at + 8 + length, SHAPE_GROUP):
                for group in _children(data, *top, SHAPE_GROUP):
                    ids = list(_shape_ids(data, group[1], GROUPS_DEEP))
                    found |= dict.fromkeys(ids, ids[0]) if ids else {}
        at += 8 + length
    return found


def _children(data: bytes, start: int, end: int, wanted: int) -> Iterator[tuple[int, Range]]:
    """Kind and content of the records of one kind (or, for 0, of any kind) right inside a range."""
    end = min(end, len(data))
    while start + 8 <= end:
        _, kind, length = struct.unpack_from("<HHI", data, start)
        if wanted in (0, kind):
            yield kind, (start + 8, min(start + 8 + length, end))
        start += 8 + length


def _shape_ids(data: bytes, inside: Range, depth: int) -> Iterator[int]:
    for kind, (start, end) in _children(data, *inside, 0):
        if kind == SHAPE_ID and end - start >= 4:
            yield struct.unpack_from("<I", data, start)[0]
        elif kind in (SHAPE, SHAPE_GROUP) and depth:
            yield from _shape_ids(data, (start, end), depth - 1)
