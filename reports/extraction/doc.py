"""Word 97–2003 files (doc, WPS's wps) without LibreOffice: rewritten as a docx, then read the same way.

What is carried over: text, automatic numbers, styles, tables, notes, text boxes, headers, fields, deletions. What is
not: pictures and embedded objects, and files of Word 95 and older, which are refused.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from reports.extraction import docx
from reports.extraction.doc_anchors import NOTES, header_ranges, note_ranges
from reports.extraction.doc_body import BodyWriter
from reports.extraction.doc_file import WordFile, open_word_file
from reports.extraction.doc_lists import numbering_part
from reports.extraction.doc_runs import clean
from reports.extraction.doc_styles import styles_part
from reports.extraction.word_package import write_package
from reports.parsing.types import ExtractedText

OLD_NUMBERS = "有些段落的编号是旧版 Word 的自动编号，没有读出。请对照原件检查，或另存为 docx 后再上传。"
AUTOMATIC = re.compile(r"\x13\s*(?:AUTONUM|LISTNUM)", re.IGNORECASE)


def extract(path: Path) -> ExtractedText:
    """Raises RefusedFile: corrupt, encrypted, unsupported (Word 95), and what reading a docx raises."""
    file = open_word_file(path)
    with tempfile.TemporaryDirectory(prefix="wenlan-doc-", ignore_cleanup_errors=True) as folder:
        rewritten = Path(folder) / "rewritten.docx"
        numbers_missing = _write(file, rewritten)
        found = docx.extract(rewritten)
    warnings = (*found.warnings, OLD_NUMBERS) if numbers_missing else found.warnings
    return replace(found, title=found.title or file.title, warnings=warnings)


def _write(file: WordFile, target: Path) -> bool:
    """Writes the docx. True: automatic numbers of an old kind are missing in it."""
    body = BodyWriter(file)
    parts: dict[str, Iterable[str]] = {"styles": [styles_part(file, clean)]}
    numbering = numbering_part(file, clean)
    if numbering is not None:
        parts["numbering"] = [numbering]
    for kind in NOTES:
        parts[f"{kind}s"] = (
            f'<w:{kind} w:id="{index}">{body.box(inside)}</w:{kind}>'
            for index, inside in enumerate(note_ranges(file, kind))
        )
    parts["header"] = (block for inside in header_ranges(file) for block in body.blocks(inside))
    write_package(target, _body(body, file), parts)
    return body.old_numbers or AUTOMATIC.search(file.text) is not None


def _body(body: BodyWriter, file: WordFile) -> Iterable[str]:
    yield from body.blocks(file.parts["main"])
    loose = "".join(body.runs.loose_boxes())
    if loose:
        yield f"<w:p>{loose}</w:p>"
