"""The ruled lines of a pdf page, level and upright, wherever the file draws them: as strokes, thin boxes or frames."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

PATHS = 6000
"""Drawings and maps have thousands of paths; a page with more holds no table worth the time."""
SEGMENTS = 400
THIN = 3.0
SHORTEST = 3.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line in points from the page's lower left corner; level where ``y0 == y1``, else upright."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        return self.y0 == self.y1


def read_strokes(page: pypdfium2.PdfPage) -> list[Stroke]:
    """All axis-parallel lines; none for a page that is a drawing."""
    strokes: list[Stroke] = []
    for count, path in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count > PATHS:
            return []
        strokes.extend(_strokes(path))
    return strokes


def _strokes(path: pypdfium2.PdfObject) -> Iterator[Stroke]:
    for outline in _outlines(path):
        xs, ys = [x for x, _ in outline], [y for _, y in outline]
        left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
        if top - bottom < THIN:  # a line, or a box filled to look like one
            yield from _long_enough(Stroke(left, (bottom + top) / 2, right, (bottom + top) / 2))
        elif right - left < THIN:
            yield from _long_enough(Stroke((left + right) / 2, bottom, (left + right) / 2, top))
        else:
            for (x0, y0), (x1, y1) in pairwise(outline):
                if abs(y0 - y1) < 1:
                    yield from _long_enough(Stroke(min(x0, x1), y0, max(x0, x1), y0))
                elif abs(x0 - x1) < 1:
                    yield from _long_enough(Stroke(x0, min(y0, y1), x0, max(y0, y1)))


def _long_enough(stroke: Stroke) -> Iterator[Stroke]:
    if max(stroke.x1 - stroke.x0, stroke.y1 - stroke.y0) >= SHORTEST:
        yield stroke


def _outlines(path: pypdfium2.PdfObject) -> list[list[Point]]:
    """The points of each part of a path, on the page; curves and overlong paths left out."""
    count = pdfium.FPDFPath_CountSegments(path)
    if not 2 <= count <= SEGMENTS:
        return []
    x, y = ctypes.c_float(), ctypes.c_float()
    outlines: list[list[Point]] = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO or not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            return []
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([])
        outlines[-1].append(_on_page(path, (x.value, y.value)))
        if pdfium.FPDFPathSegment_GetClose(segment):
            outlines[-1].append(outlines[-1][0])
    return [outline for outline in outlines if len(outline) > 1]


def _on_page(item: pypdfium2.PdfObject | None, point: Point) -> Point:
    while item is not None:
        point = item.get_matrix().on_point(*point)
        item = item.container
    return point
