"""The parts of a Word 97–2003 file: its header, its streams and its text, piece by piece.

After [MS-DOC], Word (.doc) Binary File Format: 2.5 (the header, FIB), 2.4.1 (retrieving text), 2.8.35 (PlcPcd). Text
is counted in characters (cp, UTF-16 units) through all its parts; formatting is counted in bytes of the stream (fc).
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import olefile

from reports.extraction.refusals import corrupt, refusal
from reports.extraction.types import RefusedFile

KIND = "doc 文件"
WORD_97 = 0xA5EC
OLDER = "这是 Word 95 或更早的 doc 文件，不用 LibreOffice 无法读取。请用 Word 或 WPS 另存为 docx 后再上传。"
ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200
FIRST_VERSION = 0xC0
RECORDS, HEADER_PAIRS = 154, 75
"""Where the header's list of (place, length) pairs begins, and how many of them are used here."""
# Parts of the text in their order, with the place of each one's length in the header (2.5.4 FibRgLw97).
PARTS = {"main": 76, "notes": 80, "headers": 84, "macros": 88, "comments": 92, "endnotes": 96, "boxes": 100}
COMPRESSED = 1 << 30
PROPERTIES = "\x05SummaryInformation"
MOST_PROPERTIES = 100
A_LIST = 0x1000
BEYOND = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``start`` to ``end`` of the text stand at ``place`` of the stream, ``width`` bytes each."""

    start: int
    end: int
    place: int
    width: int
    changes: bytes
    """Property changes of a fast save, for all of the piece."""


class WordFile:
    """The streams of a file, and its text: ``text`` has one item for each cp, ``parts`` names the ranges of it."""

    def __init__(self, stream: bytes, tables: bytes, data: bytes = b"", title: str | None = None) -> None:
        """``stream`` passed `check_header`. Raises RefusedFile("corrupt")."""
        self.stream = stream
        self.table_stream = tables
        self.data = data
        self.title = title
        self.pieces = list(self._pieces())
        self.starts = [piece.start for piece in self.pieces]
        self.text = "".join(map(self._decoded, self.pieces))
        self.parts = self._parts()

    def number(self, place: int, shape: str) -> int:
        """A number of the header."""
        return _number(self.stream, place, shape)

    def record(self, index: int) -> bytes:
        """The structure that the header's pair ``index`` points at; empty where there is none."""
        start, length = self.place_of(index)
        found = self.table_stream[start : start + length]
        if len(found) < length:
            raise corrupt(KIND)
        return found

    def place_of(self, index: int) -> tuple[int, int]:
        place = RECORDS + 8 * index
        count = self.number(RECORDS - 2, "<H")
        return (self.number(place, "<I"), self.number(place + 4, "<I")) if index < count else (0, 0)

    def piece_at(self, cp: int) -> Piece | None:
        index = bisect_right(self.starts, cp) - 1
        return self.pieces[index] if index >= 0 and cp < self.pieces[index].end else None

    def place(self, cp: int) -> int:
        """The byte of the stream at which a character stands; -1 beyond the text."""
        piece = self.piece_at(cp)
        return piece.place + (cp - piece.start) * piece.width if piece else -1

    def _pieces(self) -> Iterator[Piece]:
        """The piece table (2.9.38 Clx): changes first, then the pieces' characters and places."""
        clx, at = self.record(33), 0
        changes: list[bytes] = []
        while at + 3 <= len(clx) and clx[at] == 1:
            length = struct.unpack_from("<H", clx, at + 1)[0]
            changes.append(clx[at + 3 : at + 3 + length])
            at += 3 + length
        if at + 5 > len(clx) or clx[at] != 2:
            raise corrupt(KIND)
        table = clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]
        last = 0
        for start, end, item in plc(table, 8):
            code, change = struct.unpack_from("<IH", item, 2)
            width = 1 if code & COMPRESSED else 2
            place = (code & (COMPRESSED - 1)) // (3 - width)
            if start != last or place + (end - start) * width > len(self.stream):
                raise corrupt(KIND)
            last = end
            yield Piece(start, end, place, width, _change(change, changes))

    def _decoded(self, piece: Piece) -> str:
        data = self.stream[piece.place : piece.place + (piece.end - piece.start) * piece.width]
        if piece.width == 1:
            # Bytes of such a piece are Latin letters, never a Chinese code page (2.9.73 FcCompressed).
            return data.decode("cp1252", "replace")
        text = data.decode("utf-16-le", "surrogatepass")
        # One item for each cp: rare characters stay the two halves that they are stored as.
        return BEYOND.sub(lambda match: "".join(map(chr, struct.unpack("<HH", match[0].encode("utf-16-le")))), text)

    def _parts(self) -> dict[str, tuple[int, int]]:
        parts, at = {}, 0
        for name, place in PARTS.items():
            length = self.number(place, "<i")
            parts[name] = (at, at + length)
            at += length
            if length < 0 or at > len(self.text):
                raise corrupt(KIND)
        return parts


def plc(data: bytes, size: int) -> Iterator[tuple[int, int, bytes]]:
    """A PLC (2.2.2): ascending positions, then an item of ``size`` bytes for each range between two of them.

    >>> list(plc(struct.pack("<3I", 0, 5, 9) + b"ab", 1))
    [(0, 5, b'a'), (5, 9, b'b')]
    """
    count = max(0, (len(data) - 4) // (4 + size))
    positions = struct.unpack_from(f"<{count + 1}I", data) if count else (0,)
    for index in range(count):
        start, end = positions[index], positions[index + 1]
        if end < start:
            raise corrupt(KIND)
        at = 4 * (count + 1) + index * size
        yield start, end, data[at : at + size]


def open_word_file(path: Path) -> WordFile:
    """Raises RefusedFile: corrupt, encrypted, unsupported (Word 95 and older)."""
    try:
        container = olefile.OleFileIO(str(path))
    except (OSError, ValueError, struct.error, IndexError, TypeError):
        raise corrupt(KIND) from None
    with container:
        stream = _read(container, "WordDocument")
        check_header(stream)
        tables = _read(container, "1Table" if _number(stream, 10, "<H") & SECOND_TABLE else "0Table")
        data = _read(container, "Data") if container.exists("Data") else b""
        return WordFile(stream, tables, data, _title(container))


def check_header(stream: bytes) -> None:
    """Raises RefusedFile as `open_word_file` does."""
    if len(stream) < RECORDS + 8 * HEADER_PAIRS:
        raise corrupt(KIND)
    if _number(stream, 0, "<H") != WORD_97 or _number(stream, 2, "<H") < FIRST_VERSION:
        raise RefusedFile("unsupported", OLDER)
    if _number(stream, 10, "<H") & ENCRYPTED:
        raise refusal("encrypted")


def _number(stream: bytes, place: int, shape: str) -> int:
    return int(struct.unpack_from(shape, stream, place)[0])


def _read(container: olefile.OleFileIO, name: str) -> bytes:
    """A stream, whole: a chain of sectors that breaks off or bites its tail gives less than the directory promises."""
    try:
        with container.openstream(name) as stream:
            found = bytes(stream.read())
        whole = len(found) == container.get_size(name)
    except (OSError, ValueError, IndexError):
        whole = False
    if not whole:
        raise corrupt(KIND)
    return found


def has_lists(properties: bytes) -> bool:
    """Whether some property claims to be a list ([MS-OLEPS] 2.15, VT_VECTOR). None of a document's is, and olefile
    counts through as many items as a damaged one claims: four thousand million.
    """
    start = struct.unpack_from("<I", properties, 44)[0]
    count = struct.unpack_from("<I", properties, start + 4)[0]
    places = (struct.unpack_from("<I", properties, start + 12 + 8 * n)[0] for n in range(min(count, MOST_PROPERTIES)))
    kinds = (struct.unpack_from("<I", properties, start + place)[0] for place in places)
    return count > MOST_PROPERTIES or any(kind & A_LIST for kind in kinds)


def _title(container: olefile.OleFileIO) -> str | None:
    """The document's title as its properties give it; a damaged list of properties is no loss."""
    if not container.exists(PROPERTIES):
        return None
    try:
        if has_lists(container.openstream(PROPERTIES).read()):
            return None
        found = container.getproperties(PROPERTIES)
        title, page = found.get(2), found.get(1, 1252)
        return title.decode(f"cp{page & 0xFFFF}").strip("\0 ") or None if isinstance(title, bytes) else None
    except Exception:  # noqa: BLE001 - strangers' property lists fail in every way; nothing else depends on them
        return None


# A fast save's short changes: their number → the property they stand for (2.9.215 Prm0).
SHORT_CHANGES = {0x0C: 0x260A, 0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x55: 0x0835, 0x5C: 0x083C}


def _change(code: int, changes: list[bytes]) -> bytes:
    """The property changes that a piece names: a number in a list, or one property and its value."""
    if code & 1:
        return changes[code >> 1] if code >> 1 < len(changes) else b""
    property_code = SHORT_CHANGES.get(code >> 1 & 0x7F)
    return struct.pack("<HB", property_code, code >> 8) if property_code else b""
