"""A docx made of parts that were rewritten from an older format, for `docx.extract` to read."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

SPACES = (
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def write_package(target: Path, body: Iterable[str], parts: Mapping[str, Iterable[str]]) -> None:
    """``body``: blocks in order, asked for first; ``parts``: kind (styles, numbering, footnotes, header …) → XML."""
    with zipfile.ZipFile(target, "w") as package:
        _part(package, "document", chain(["<w:body>"], body, ["</w:body>"]))
        for name, pieces in parts.items():
            _part(package, name, pieces)
        relations = "".join(
            f'<Relationship Id="r{number}" Type="{RELATION}/{name}" Target="{name}.xml"/>'
            for number, name in enumerate(parts)
        )
        package.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
        )


def _part(package: zipfile.ZipFile, name: str, pieces: Iterable[str]) -> None:
    """Written piece by piece: a long text is in memory once."""
    with package.open(f"word/{name}.xml", "w", force_zip64=True) as part:
        part.write(f"<w:{name}{SPACES}>".encode())
        for piece in pieces:
            part.write(piece.encode("utf-8", "replace"))
        part.write(f"</w:{name}>".encode())
