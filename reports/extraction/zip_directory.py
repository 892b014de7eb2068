"""What a zip file may be asked by a process without limits: how many entries it can have, how they are packed."""

from __future__ import annotations

import zipfile
from pathlib import Path

ENTRY_SIGNATURE = b"PK\x01\x02"
CHUNK = 1 << 20
ENTRIES = 50_000
"""More is an attack: every entry costs about 600 bytes of memory."""
BOUNDED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The other methods (bz2, lzma) zipfile unpacks without a bound: 1.5 KB fill gigabytes before a byte is seen."""


def count_entries(path: Path) -> int:
    """At least the number of entries: every one begins with this signature, whatever the directory claims."""
    entries, tail = 0, b""
    with path.open("rb") as stream:
        while piece := stream.read(CHUNK):
            window = tail + piece
            entries += window.count(ENTRY_SIGNATURE)
            tail = window[-3:]
    return entries
