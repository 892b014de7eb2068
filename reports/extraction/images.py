"""Pictures: scans and photographs of pages, one page a frame."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy
from PIL import Image, ImageOps, UnidentifiedImageError

from reports.extraction.assembly import TextAssembler
from reports.extraction.ocr import DOTS_PER_POINT, PAGES, PIXELS, Picture, Progress, ReadPicture, ScansFound
from reports.extraction.pdf_flow import Page, write_pages
from reports.extraction.refusals import corrupt
from reports.extraction.types import RefusedFile
from reports.parsing.types import ExtractedText

DOTS = 100_000_000
"""A3 at 600 dots an inch has 70 million; what claims more is an attack on memory."""
A4_LONG_SIDE = 842
SIDE_AT_LEAST = 50
FORMATS = ("PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP")
TOO_LARGE = "图片过大或页数过多，无法读取。请缩小或拆成几个文件后再上传。"


BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError)


def extract(path: Path, read: ReadPicture | None = None, progress: Progress | None = None) -> ExtractedText:
    """A picture's text. Raises ScansFound without a reader; RefusedFile: corrupt, too_complex, no_text."""
    try:
        with open_picture(path) as image:
            frames = getattr(image, "n_frames", 1)
            if frames > PAGES:
                raise RefusedFile("too_complex", TOO_LARGE)
            if read is None:
                raise ScansFound(range(1, frames + 1))
            pages = list(_pages(image, frames, read, progress))
    except Image.DecompressionBombError:
        raise RefusedFile("too_complex", TOO_LARGE) from None
    except BROKEN:
        raise corrupt("图片") from None
    out = TextAssembler()
    write_pages(pages, out)
    out.warn("图片内容为文字识别结果，可能有错字，请对照原件。")
    return out.finish("image")


def open_picture(source: Path | IO[bytes]) -> Image.Image:
    """Raises RefusedFile too_complex for what would fill the memory, and what Pillow raises (`BROKEN`)."""
    Image.MAX_IMAGE_PIXELS = DOTS  # Pillow itself refuses at twice this number
    image = Image.open(source, formats=FORMATS)
    if image.width * image.height > DOTS:
        image.close()
        raise RefusedFile("too_complex", TOO_LARGE)
    return image


def read_frame(image: Image.Image, read: ReadPicture) -> Page:
    """The picture as a page of A4, however many dots it has."""
    picture = _upright(image)
    dots_per_point = max(picture.shape[:2]) / A4_LONG_SIDE
    lines = read(picture, dots_per_point) if min(picture.shape[:2]) >= SIDE_AT_LEAST else []
    return Page(lines, [], picture.shape[0] / dots_per_point)


def _pages(image: Image.Image, frames: int, read: ReadPicture, progress: Progress | None) -> Iterator[Page]:
    for number in range(frames):
        image.seek(number)
        page = read_frame(image, read)
        if progress:
            progress(number + 1, frames)
        yield page


def _upright(image: Image.Image) -> Picture:
    """As a camera held it, in colour, no larger than reading needs."""
    turned = ImageOps.exif_transpose(image).convert("RGB")
    longest = A4_LONG_SIDE * DOTS_PER_POINT * 1.5
    if max(turned.size) > longest or turned.width * turned.height > 2 * PIXELS:
        turned.thumbnail((longest, longest))
    return numpy.asarray(turned)
