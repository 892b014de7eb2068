"""Web pages inside a Word file (w:altChunk): office systems that "export to Word" wrap their page so, and nothing else.

Word reads them when it opens the file; saved again by Word they are gone.
"""

from __future__ import annotations

from reports.extraction.detect import HTML_TAG, MHT_HEAD
from reports.extraction.encoding import decode
from reports.extraction.types import RefusedFile
from reports.parsing.types import ExtractedText

HEAD = 4096


def read_chunk(data: bytes) -> ExtractedText | None:
    """The page's text; None for a part that is no page, or one without text."""
    from reports.extraction import html, mht  # a second to load, for the few files that need them

    start = decode(data[:HEAD]).text
    try:
        if MHT_HEAD.search(start):
            return mht.extract_bytes(data)
        if HTML_TAG.search(start):
            return html.extract_bytes(data)
    except RefusedFile:
        return None
    return None
