"""Pdf files for the tests, written stroke by stroke: text stands exactly where a test says.

The font is a named Chinese one with the predefined map UniGB-UCS2-H: nothing is embedded, every reader knows it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font "
    b"/Subtype /CIDFontType0 /BaseFont /STSong-Light "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> "
    b"/DW 1000 /W [1 95 500] /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 "
    b"/FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >> >>] >>"
)
WIDTH, HEIGHT = 595, 842
LEFT, RIGHT, SIZE, LEADING = 90.0, 510.0, 14.0, 24.0
CHARACTERS = int((RIGHT - LEFT) / SIZE)
"""Characters in a full line."""


@dataclass
class Page:
    """A page's drawing commands."""

    commands: list[str] = field(default_factory=list)
    y: float = 760.0

    def text(self, text: str, x: float, y: float, size: float = SIZE) -> None:
        self.commands.append(f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET")

    def line(self, text: str, x: float = LEFT, size: float = SIZE, *, centred: bool = False) -> None:
        """A line below the last one."""
        if centred:
            x = (LEFT + RIGHT - len(text) * size) / 2
        self.text(text, x, self.y, size)
        self.y -= LEADING * size / SIZE

    def paragraph(self, text: str, *, indent: int = 2, left: float = LEFT, characters: int = CHARACTERS) -> None:
        """Wrapped at the margin, its first line indented by so many characters."""
        first = characters - indent
        pieces = [text[:first], *(text[i : i + characters] for i in range(first, len(text), characters))]
        for number, piece in enumerate(pieces):
            self.line(piece, left + (indent * SIZE if number == 0 else 0))

    def box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.commands.append(f"0.5 w {x0} {y0} {x1 - x0} {y1 - y0} re S")

    def stroke(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.commands.append(f"0.5 w {x0} {y0} m {x1} {y1} l S")


def write_pdf(path: Path, pages: list[Page], *, extra: bytes = b"") -> Path:
    """Objects 1 catalog, 2 page tree, 3 font, then a page and its stream each."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        FONT,
    ]
    for number, page in enumerate(pages):
        stream = "\n".join(page.commands).encode("ascii")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, extra, start)
    path.write_bytes(out)
    return path
