"""Streams of Word 97–2003 files, written by hand: text in pieces of either width, changes of a fast save."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from reports.extraction.doc_file import RECORDS, WordFile

TEXT_AT = 2048
PAIRS = 93


@dataclass(frozen=True)
class Piece:
    text: str
    width: int = 2
    change: int = 0
    """A short property change: its number shifted left by one, its value in the upper byte."""


def streams(*pieces: Piece | str, flags: int = 0, version: int = 0xC1, lists: bytes = b"") -> tuple[bytes, bytes]:
    """The document and the table stream; without pages of properties."""
    written, positions, items, length = b"", [0], b"", 0
    for piece in (Piece(item) if isinstance(item, str) else item for item in pieces):
        place = TEXT_AT + len(written)
        code = place if piece.width == 2 else place * 2 | 1 << 30
        items += struct.pack("<HIH", 0, code, piece.change)
        data = piece.text.encode("utf-16-le" if piece.width == 2 else "cp1252")
        written += data
        length += len(data) // piece.width
        positions.append(length)
    table = struct.pack(f"<{len(positions)}I", *positions) + items
    tables = b"\x02" + struct.pack("<I", len(table)) + table
    head = bytearray(TEXT_AT)
    struct.pack_into("<HH", head, 0, 0xA5EC, version)
    struct.pack_into("<H", head, 10, flags)
    struct.pack_into("<i", head, 76, length)
    struct.pack_into("<H", head, RECORDS - 2, PAIRS)
    struct.pack_into("<II", head, RECORDS + 8 * 33, 0, len(tables))
    struct.pack_into("<II", head, RECORDS + 8 * 73, len(tables), len(lists))
    return bytes(head) + written, tables + lists


def word_file(*pieces: Piece | str) -> WordFile:
    return WordFile(*streams(*pieces))
