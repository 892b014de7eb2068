"""Rich text without LibreOffice: rewritten as a docx, then read the same way.

Automatic numbers are taken as the file prints them for readers that know no lists; a list without them is named in a
warning. Pictures and embedded objects are not read.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reports.extraction import docx
from reports.extraction.rtf_reader import RtfReader
from reports.extraction.rtf_story import Story
from reports.extraction.word_package import write_package
from reports.parsing.types import ExtractedText


def extract(path: Path) -> ExtractedText:
    """Raises RefusedFile: too_complex, and what reading a docx raises."""
    reader = RtfReader()
    reader.read(path.read_bytes())
    body = reader.stories[0]
    parts = {
        "styles": reader.styles(),
        "footnotes": _notes("footnote", reader.notes["footnote"]),
        "endnotes": _notes("endnote", reader.notes["endnote"]),
        "header": (block for story in reader.headers for block in story.blocks()),
    }
    with tempfile.TemporaryDirectory(prefix="wenlan-rtf-", ignore_cleanup_errors=True) as folder:
        rewritten = Path(folder) / "rewritten.docx"
        write_package(rewritten, body.blocks(), parts)
        found = docx.extract(rewritten)
    return replace(found, title=reader.title.strip() or None, warnings=(*found.warnings, *reader.warnings()))


def _notes(kind: str, stories: list[Story]) -> Iterator[str]:
    for index, story in enumerate(stories):
        yield f'<w:{kind} w:id="{index}">{"".join(story.blocks())}</w:{kind}>'
