"""File → text. One module a format, each with ``extract(path) -> ExtractedText``; this is where they are registered.

A new format is one module, one line in EXTRACTORS and one sample. Extractors are imported when first needed: a web
process that only hands files to the isolated child never loads them.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

from reports.extraction.archives import ArchiveLimits, Member, expand
from reports.extraction.confinement import Limits
from reports.extraction.detect import IMAGES, detect_format
from reports.extraction.isolation import Progress, extract_isolated
from reports.extraction.refusals import refusal
from reports.extraction.types import RefusedFile
from reports.parsing.types import ExtractedText

TEXTS, SHEETS = ("doc", "wps", "rtf", "odt", "wordml"), ("xls", "ods", "excelml")
"""What LibreOffice converts."""
# format (as `detect_format` names it) → module with extract()
EXTRACTORS: dict[str, str] = {
    "txt": "reports.extraction.txt",
    "docx": "reports.extraction.docx",
    "html": "reports.extraction.html",
    "pdf": "reports.extraction.pdf",
    "mht": "reports.extraction.mht",
    "csv": "reports.extraction.csv",
    "xlsx": "reports.extraction.xlsx",
    **dict.fromkeys(sorted(IMAGES), "reports.extraction.images"),
    **dict.fromkeys((*TEXTS, *SHEETS), "reports.extraction.office"),
}

CHARACTERS = 10 * 1024 * 1024
"""20 MB of GBK; the longest compilations have a tenth."""
LINES = 150_000
"""Parsing as many headings takes 12 s and half a gigabyte."""
SCANNED = frozenset({"pdf", "docx", *TEXTS, *IMAGES})
"""Formats whose pages may be pictures: their ``extract`` takes a reader of pictures and a progress callback."""


def extract(path: Path, filename: str | None = None) -> ExtractedText:
    """Reads a file in this process: for trusted files and tests; `extract_isolated` is for all others.

    Raises RefusedFile with a sentence for the person who brought the file.
    """
    from reports.extraction import ocr

    try:
        return read_file(path, filename)
    except ocr.ScansFound as scans:
        if ocr.available():
            return read_file(path, filename, read_scans=True)
        if scans.partial is not None:
            return scans.partial
        raise


def read_file(
    path: Path, filename: str | None = None, *, read_scans: bool = False, progress: Progress | None = None
) -> ExtractedText:
    """One reading, with or without pictures. Raises RefusedFile; `ocr.ScansFound` where pictures were left unread."""
    format_name = detect_format(path, filename)
    module = EXTRACTORS.get(format_name)
    if module is None:
        raise refusal(format_name)
    read = import_module(module).extract
    if read_scans and format_name in SCANNED:
        from reports.extraction.ocr import read_picture

        extracted: ExtractedText = read(path, read_picture, progress)
    else:
        extracted = read(path)
    _check_extent(extracted.text)
    return replace(extracted, format=format_name)


def _check_extent(text: str) -> None:
    """What is handed on is parsed and stored by a process without limits: it takes time and memory by the line."""
    if len(text) > CHARACTERS:
        raise RefusedFile("too_complex", f"文件里的文字超过{CHARACTERS // 10_000}万字。请拆成几个文件后再上传。")
    if text.count("\n") > LINES:
        raise RefusedFile("too_complex", f"文件里的文字超过{LINES // 10_000}万行。请拆成几个文件后再上传。")


__all__ = [
    "CHARACTERS",
    "EXTRACTORS",
    "LINES",
    "ArchiveLimits",
    "Limits",
    "Member",
    "RefusedFile",
    "detect_format",
    "expand",
    "extract",
    "extract_isolated",
]
