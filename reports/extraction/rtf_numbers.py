"""Automatic numbers of rtf files whose list definitions lost their Chinese marks.

LibreOffice writes 一、 as a level text of ``%1?``: the mark is gone from the definition, but each numbered paragraph
also carries its number as it was shown, for readers that know no lists (``\\listtext``, RTF 1.9.1, Paragraph Text).
Where a definition is damaged, these numbers are made plain text and the lists are let go.
"""

from __future__ import annotations

import re

LEVEL_TEXT = re.compile(rb"\{\\leveltext([^{}]*);\}")
# A character beyond the code page, with what older readers show in its place.
UNICODE = re.compile(rb"\\u-?\d+ ?(?:\\'[0-9a-fA-F]{2}|\?)")
LOST = re.compile(rb"\\'3[fF]|\?")
LIST_TEXT = re.compile(rb"\{\\listtext\b((?:[^{}]|\{[^{}]*\})*?)(?:\\tab ?)?\}")
LIST_USED = re.compile(rb"\\ls\d+(?: |(?=\W))")


def written_out(data: bytes) -> bytes:
    """The file with its numbers as text where a list definition holds a ``?`` for what it lost, else as it is.

    >>> file = rb"{\\rtf1{\\*\\x{\\leveltext \\'02\\'00\\'3f;}}\\pard{\\listtext \\u19968?\\u12289?\\tab}\\ls7 x\\par}"
    >>> written_out(file).decode().partition("pard")[2]
    '{ \\\\u19968?\\\\u12289?}x\\\\par}'
    """
    if not any(LOST.search(UNICODE.sub(b"", text)) for text in LEVEL_TEXT.findall(data)):
        return data
    head, marker, body = data.partition(b"{\\listtext")
    return head + LIST_USED.sub(b"", LIST_TEXT.sub(rb"{\1}", marker + body))
