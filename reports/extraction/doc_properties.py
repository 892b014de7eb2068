"""Properties of characters and paragraphs in a Word 97–2003 file: stored as changes (sprm) in pages of 512 bytes.

[MS-DOC] 2.4.6 (determining properties), 2.6 (sprm), 2.9.54 and 2.9.174 (the pages, ChpxFkp and PapxFkp).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator

from reports.extraction.doc_file import KIND, WordFile, plc
from reports.extraction.refusals import corrupt

PAGE = 512
CHARACTER_PAGES, PARAGRAPH_PAGES = 12, 13
# Codes of the changes that matter here (2.6.1, 2.6.2).
DELETED, HIDDEN, BOLD, CHARACTER_STYLE, SYMBOL, IN_DATA = 0x0800, 0x083C, 0x0835, 0x4A30, 0x6A09, 0x6646
POSITION = 0x2A48
STYLE, LEVEL, LIST, OUTLINE = 0x4600, 0x260A, 0x460B, 0x2640
IN_TABLE, ROW_END, DEPTH, INNER_CELL, INNER_ROW_END, ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C, 0xD608
OLD_NUMBER = 0xC63E
TABS = 0xC615
SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
SIGNED = {1: "<b", 2: "<h", 4: "<i"}

Changes = dict[int, bytes]
"""Code of a change → its operand; later changes win."""


def changes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The changes of a list (grpprl), with their operands; a broken end is left out.

    >>> list(changes(bytes.fromhex("0a2601 0b460200")))
    [(9738, b'\\x01'), (17931, b'\\x02\\x00')]
    """
    at = 0
    while at + 2 < len(data):
        code = struct.unpack_from("<H", data, at)[0]
        at += 2
        size = SIZES.get(code >> 13)
        if size is None and code == ROW:
            size = struct.unpack_from("<H", data, at)[0] + 1 if at + 2 <= len(data) else 0
        elif size is None:
            size = data[at] + 1
            if code == TABS and size == 256:
                return
        operand = data[at : at + size]
        if len(operand) < size:
            return
        yield code, operand
        at += size


def number(found: Changes, code: int, default: int = 0) -> int:
    """A change's operand as a number, signed."""
    operand = found.get(code, b"")
    shape = SIGNED.get(len(operand))
    return int(struct.unpack(shape, operand)[0]) if shape else default


class Properties:
    """What holds at a place of the stream: looked up by where a character stands."""

    def __init__(self, file: WordFile) -> None:
        self.file = file
        self.paragraphs = _Runs(file, PARAGRAPH_PAGES, 13)
        self.characters = _Runs(file, CHARACTER_PAGES, 1)
        self.known: dict[bytes, Changes] = {}

    def paragraph(self, cp: int) -> Changes:
        """Of the paragraph whose end mark is at ``cp``; STYLE is always there."""
        data = self.paragraphs.at(self.file.place(cp))
        found = dict(self._read(data[2:]))
        if IN_DATA in found:
            found = self._from_data(found)
        found.setdefault(STYLE, data[:2] or b"\0\0")
        return found | self._of_piece(cp)

    def character(self, cp: int) -> Changes:
        own = self._read(self.characters.at(self.file.place(cp)))
        of_piece = self._of_piece(cp)
        return own | of_piece if of_piece else own

    def run_end(self, cp: int, limit: int) -> int:
        """The first cp after ``cp`` at which other character properties or another piece may begin."""
        piece = self.file.piece_at(cp)
        if piece is None:
            return limit
        place = piece.place + (cp - piece.start) * piece.width
        further = (self.characters.end(place) - place + piece.width - 1) // piece.width
        return max(cp + 1, min(limit, piece.end, cp + further))

    def _of_piece(self, cp: int) -> Changes:
        piece = self.file.piece_at(cp)
        return self._read(piece.changes) if piece and piece.changes else {}

    def _from_data(self, found: Changes) -> Changes:
        """Long lists of changes stand in the data stream (2.6.2, sprmPHugePapx)."""
        at = struct.unpack("<I", found[IN_DATA])[0]
        if at + 2 > len(self.file.data):
            raise corrupt(KIND)
        length = struct.unpack_from("<H", self.file.data, at)[0]
        return found | self._read(self.file.data[at + 2 : at + 2 + length])

    def _read(self, data: bytes) -> Changes:
        if data not in self.known:
            self.known[data] = dict(changes(data))
        return self.known[data]


class _Runs:
    """All runs of one kind, by their place in the stream."""

    def __init__(self, file: WordFile, index: int, item: int) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.data: list[bytes] = []
        pages = {page for _, _, page in plc(file.record(index), 4)}
        runs = [run for page in pages for run in _page(file.stream, page, item)]
        for start, end, data in sorted(runs):
            self.starts.append(start)
            self.ends.append(end)
            self.data.append(data)

    def at(self, place: int) -> bytes:
        index = bisect_right(self.starts, place) - 1
        return self.data[index] if index >= 0 and place < self.ends[index] else b""

    def end(self, place: int) -> int:
        index = bisect_right(self.starts, place) - 1
        if index >= 0 and place < self.ends[index]:
            return self.ends[index]
        return self.starts[index + 1] if index + 1 < len(self.starts) else place + PAGE * PAGE


def _page(stream: bytes, number: bytes, item: int) -> Iterator[tuple[int, int, bytes]]:
    """The runs of a page: start, end, and the bytes that describe them."""
    at = (struct.unpack("<I", number)[0] & 0x3FFFFF) * PAGE
    page = stream[at : at + PAGE]
    if len(page) < PAGE:
        raise corrupt(KIND)
    count = page[-1]
    if 4 * (count + 1) + count * item > PAGE - 1:
        raise corrupt(KIND)
    places = struct.unpack_from(f"<{count + 1}I", page)
    for index in range(count):
        offset = 2 * page[4 * (count + 1) + index * item]
        yield places[index], places[index + 1], _described(page, offset, of_paragraph=item > 1)


def _described(page: bytes, offset: int, *, of_paragraph: bool) -> bytes:
    if not offset:
        return b""
    size, start = page[offset], offset + 1
    if of_paragraph:
        # Counted in pairs of bytes; a zero means that the count follows (2.9.175 PapxInFkp).
        size, start = (2 * size - 1, start) if size else (2 * page[start], start + 1)
    return page[start : min(start + size, PAGE - 1)]
