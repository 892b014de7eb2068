"""Web pages saved as one file (mht): a mail-like archive whose first html part is the page."""

from __future__ import annotations

import email
import email.policy
from email.message import Message
from pathlib import Path

from reports.extraction import html
from reports.extraction.refusals import corrupt
from reports.parsing.types import ExtractedText

PARTS = 5000


def extract(path: Path) -> ExtractedText:
    """The saved page. Raises RefusedFile: corrupt, no_text."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.compat32)
    part = _page(message)
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes):
        raise corrupt("网页存档（mht）")
    return html.extract_bytes(payload, part.get_content_charset())


def _page(message: Message) -> Message | None:
    for count, part in enumerate(message.walk()):
        if count > PARTS:
            break
        if part.get_content_type() == "text/html":
            return part
    return None
