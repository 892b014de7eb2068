"""An rtf file as tokens: groups, control words, bytes of text (RTF 1.9.1, Basic Entities)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

TOKEN = re.compile(
    rb"(?P<group>[{}])"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<text>[^{}\\\r\n\0]+)"
    rb"|[\r\n\0\\]",
    re.DOTALL,
)


class Token(NamedTuple):
    """``kind``: ``open``, ``close``, ``word``, ``symbol`` or ``text``; ``number``: None where a word has none."""

    kind: str
    word: str = ""
    number: int | None = None
    data: bytes = b""
    is_hex: bool = False


OPEN, CLOSE = Token("open"), Token("close")
SYMBOL_BREAKS = {"\n": "par", "\r": "par"}


def tokens(data: bytes) -> Iterator[Token]:
    """
    >>> [token.word or token.data or token.kind for token in tokens(b"{\\\\b1 x\\\\'c4}")]
    ['open', 'b', b'x', b'\\xc4', 'close']
    """
    at = 0
    while (match := TOKEN.match(data, at)) is not None:
        at = match.end()
        kind = match.lastgroup
        if kind == "group":
            yield OPEN if match[0] == b"{" else CLOSE
        elif kind in ("word", "number"):
            word, number = match["word"].decode(), match["number"]
            value = int(number) if number is not None else None
            if word == "bin" and value and value > 0:
                at += value  # that many bytes of no text
            else:
                yield Token("word", word, value)
        elif kind == "hex":
            yield Token("text", data=bytes.fromhex(match["hex"].decode()), is_hex=True)
        elif kind == "symbol":
            symbol = match["symbol"].decode("latin-1")
            yield Token("word", SYMBOL_BREAKS[symbol]) if symbol in SYMBOL_BREAKS else Token("symbol", symbol)
        elif kind == "text":
            yield Token("text", data=match["text"])
