"""Pictures of a Word document: which of them are scanned pages, and their text where pictures can be read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from PIL import Image

from reports.extraction.assembly import TextAssembler
from reports.extraction.images import BROKEN, open_picture, read_frame
from reports.extraction.ocr import HOW_TO_READ, Progress, ReadPicture
from reports.extraction.opc import Package
from reports.extraction.pdf_flow import Page, write_pages
from reports.extraction.types import RefusedFile

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
VML = "{urn:schemas-microsoft-com:vml}"
EMU_PER_POINT = 12700
A4 = 595.0 * 842.0
WHOLE_PAGE, NO_ORNAMENT = 0.4 * A4, 0.05 * A4
"""A pasted scan covers most of the space between the margins; beside text, smaller pictures are photographs. In a
document of pictures alone everything larger than a logo counts. In square points."""
POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "": 0.75}
VML_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm|)")


@dataclass(frozen=True, slots=True)
class Picture:
    """``part`` is the id of its relationship; ``area`` as shown, in square points."""

    part: str
    area: float


def pictures(drawing: etree._Element) -> Iterator[Picture]:
    """The pictures of a drawing, each part once: newer Word writes every drawing in two forms."""
    seen: set[str] = set()
    for node in drawing.iter(BLIP, VML + "imagedata"):
        part = node.get(RELATION + ("embed" if node.tag == BLIP else "id"), "")
        if part and part not in seen:
            seen.add(part)
            yield Picture(part, _area(node))


def _area(node: etree._Element) -> float:
    """As the document shows it; where it does not say, that of a picture which counts if nothing else is there."""
    for holder in node.iterancestors(DRAWING + "inline", DRAWING + "anchor"):
        extent = holder.find(DRAWING + "extent")
        if extent is not None and extent.get("cx", "").isdigit() and extent.get("cy", "").isdigit():
            return int(extent.get("cx", "")) * int(extent.get("cy", "")) / EMU_PER_POINT**2
    parent = node.getparent()
    style = parent.get("style", "") if parent is not None else ""
    sides = {name: float(size.strip(".") or 0) * POINTS[unit] for name, size, unit in VML_SIZE.findall(style)}
    return sides["width"] * sides["height"] if len(sides) == 2 else NO_ORNAMENT


@dataclass
class PictureShelf:
    """Collects a document's pictures as they are met; with ``read`` those of at least ``least`` are read in place."""

    package: Package
    related: Mapping[str, tuple[str, str]]
    read: ReadPicture | None = None
    progress: Progress | None = None
    least: float = WHOLE_PAGE
    total: int = 0
    found: dict[str, float] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    done: int = 0
    unread: int = 0

    def add(self, picture: Picture) -> None:
        if picture.part in self.found:
            return
        self.found[picture.part] = picture.area
        if self.read is None or picture.area < self.least:
            return
        page = self._page(picture.part, self.read)
        if page is None:
            self.unread += 1
        else:
            self.pages.append(page)
        self.done += 1
        if self.progress:
            self.progress(self.done, self.total)

    def flush(self, out: TextAssembler) -> None:
        """Writes what was read since the last text: pages that follow each other are one text."""
        if self.pages:
            write_pages(self.pages, out)
            self.pages = []
            out.pages.clear()  # pages of pictures among text without pages

    def scans(self, least: float) -> int:
        return sum(1 for area in self.found.values() if area >= least)

    def warn(self, out: TextAssembler) -> None:
        """What became of the scans."""
        if self.read is None:
            count = self.scans(self.least)
            out.warn(f"文档里有{count}张整页图片（扫描件），其中的文字没有读出。{HOW_TO_READ}")
            return
        out.warn("文档里的扫描图片为文字识别结果，可能有错字，请对照原件。")
        if self.unread:
            out.warn(f"有{self.unread}张图片的格式无法识别，没有读出文字。请导出为 PDF 后上传。")

    def _page(self, part: str, read: ReadPicture) -> Page | None:
        data = self.package.data(self.related.get(part, ("", ""))[1])
        if data is None:
            return None
        try:
            with open_picture(io.BytesIO(data)) as image:
                return read_frame(image, read)
        except (*BROKEN, Image.DecompressionBombError, RefusedFile):
            return None
