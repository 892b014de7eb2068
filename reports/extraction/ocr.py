"""Reading pictures of text, where the extra ``ocr`` is installed (rapidocr, onnxruntime; models are in the wheel).

Extractors do not decide about it: where they meet pictures without text they raise ScansFound, and whoever called them
asks again with a reader, because a page takes seconds and needs other limits than a file of text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import Any

import numpy

from reports.extraction.confinement import Limits
from reports.extraction.pdf_lines import Line
from reports.extraction.types import RefusedFile
from reports.parsing.types import ExtractedText

MODULES = ("rapidocr", "onnxruntime")
DOTS_PER_POINT = 200 / 72
"""200 dots an inch: finer costs time, coarser costs characters."""
PIXELS = 6_000_000
PAGES = 300
START_SECONDS, PAGE_SECONDS = 60, 30
MEMORY = 3 * 1024 * 1024 * 1024
LIKE_SIZE = 0.3
"""Heights of recognised lines vary by so much within one size of type."""

Picture = numpy.ndarray[Any, numpy.dtype[numpy.uint8]]
ReadPicture = Callable[[Picture, float], list[Line]]
"""A picture (rows, columns, colours) and its dots a point → its lines, in points from the lower left corner."""
Progress = Callable[[int, int], None]
"""Pages done, pages to do."""


class ScansFound(RefusedFile):
    """Pages that are pictures. A refusal for those who cannot read pictures, unless other pages had text.

    ``partial`` is the text of the other pages, with a warning that names the pictures.
    """

    def __init__(self, pages: Sequence[int], partial: ExtractedText | None = None, message: str = "") -> None:
        super().__init__("no_text", message or NO_TEXT)
        self.pages = len(pages)
        self.partial = partial


HOW_TO_READ = "请上传文字版，或请管理员安装文字识别组件（make run EXTRAS=ocr）后重新上传。"
NO_TEXT = f"文件是扫描件或图片，没有可提取的文字。{HOW_TO_READ}"


def available() -> bool:
    """Whether pictures can be read on this machine."""
    return all(find_spec(module) is not None for module in MODULES)


def limits_for(pages: int, limits: Limits) -> Limits:
    """What reading so many pictures may cost. Raises RefusedFile: too_complex beyond PAGES."""
    if pages > PAGES:
        raise RefusedFile("too_complex", f"扫描件有{pages}页，文字识别一次最多{PAGES}页。请拆成几个文件后再上传。")
    seconds = max(limits.wall_seconds, START_SECONDS + PAGE_SECONDS * pages)
    return replace(
        limits, wall_seconds=seconds, cpu_seconds=int(seconds) * 8, memory_bytes=max(limits.memory_bytes, MEMORY)
    )


def read_picture(picture: Picture, dots_per_point: float) -> list[Line]:
    """The lines of a picture. Call only where `available`; the first call loads the models (2 s)."""
    result = _engine()(picture)
    if result.boxes is None or result.txts is None:
        return []
    height = picture.shape[0] / dots_per_point
    lines = [_line(text, box / dots_per_point, height) for box, text in zip(result.boxes, result.txts, strict=True)]
    return _even_sizes([line for line in lines if line.text])


def page_words(pages: Sequence[int]) -> str:
    """Page numbers in words, runs shortened.

    >>> page_words([1, 2, 3, 5])
    '第1—3、5页'
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "第" + "、".join(f"{run[0]}—{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs) + "页"


@cache
def _engine() -> Callable[[Picture], Any]:
    from rapidocr import RapidOCR

    engine: Callable[[Picture], Any] = RapidOCR()
    return engine


def _line(text: str, box: Any, height: float) -> Line:
    """``box``: four corners in points from the upper left, clockwise."""
    (left, upper), (right, lower) = box.min(axis=0).tolist(), box.max(axis=0).tolist()
    return Line(" ".join(text.split()), left, right, height - lower, height - upper, lower - upper, bold=False)


def _even_sizes(lines: list[Line]) -> list[Line]:
    """Sizes near the page's usual one are that one: joining lines goes by equal sizes."""
    usual = median(line.size for line in lines) if lines else 0.0
    near = [line for line in lines if abs(line.size - usual) <= LIKE_SIZE * usual]
    # The box of a line is taller than its type by about a fifth.
    return [replace(line, size=(usual if line in near else line.size) / 1.2) for line in lines]
