"""Web pages saved as one file (mht): a mail-like archive of the page, its frames and pictures."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import Message
from itertools import islice
from pathlib import Path

from reports.extraction import html
from reports.extraction.refusals import corrupt
from reports.extraction.types import RefusedFile
from reports.parsing.types import ExtractedText

PARTS = 5000
PAGES = 20
"""A page of frames has a few; advertisements come in frames too."""


def extract(path: Path) -> ExtractedText:
    """The saved page; of a page of frames the one with most text. Raises RefusedFile: corrupt, no_text."""
    return extract_bytes(path.read_bytes())


def extract_bytes(data: bytes) -> ExtractedText:
    """The same from bytes."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    read: list[ExtractedText] = []
    refused: list[RefusedFile] = []
    for payload, charset in islice(_pages(message), PAGES):
        try:
            read.append(html.extract_bytes(payload, charset))
        except RefusedFile as reason:
            refused.append(reason)
        if read and not refused:
            break  # the first one is the page itself
    if not read:
        raise refused[0] if refused else corrupt("网页存档（mht）")
    return max(read, key=lambda page: len(page.text))


def _pages(message: Message) -> Iterator[tuple[bytes, str | None]]:
    for part in islice(message.walk(), PARTS):
        payload = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(payload, bytes):
            yield payload, part.get_content_charset()
