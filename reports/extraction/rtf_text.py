"""Bytes and numbers of an rtf file as characters: code pages by font, \\u with its fallback."""

from __future__ import annotations

from reports.extraction.rtf_state import State
from reports.extraction.rtf_tokens import Token
from reports.extraction.rtf_words import CHARACTERS, CHARSETS, GONE, ROW, SKIP, SYMBOLS, TWO_BYTES, code_page

UNREAD = frozenset({GONE, SKIP, ROW})
DOCUMENT_PAGES = {"mac": 10000, "pc": 437, "pca": 850}
SYMBOL_FONT = "symbol"


class TextReader:
    """Collects characters until something else than text comes; bytes of one character may stand apart."""

    def __init__(self) -> None:
        self.page = "cp1252"
        self.fonts: dict[int, str] = {}
        self.default_font = 0
        self.characters: list[str] = []
        self.bytes = bytearray()
        self.codec = ""
        self.skipping = 0
        self.lost = 0

    def add(self, token: Token, state: State) -> None:
        """Bytes of text, without those that stand for a character that \\u has given."""
        data = token.data
        if self.skipping:
            passed = min(self.skipping, len(data))
            self.skipping -= passed
            data = data[passed:]
        if not data or state.goes in UNREAD:
            return
        codec = self._codec(state)
        if codec != self.codec:
            self._decode()
            self.codec = codec
        self.bytes += data

    def put(self, text: str) -> None:
        self._decode()
        self.characters.append(text)

    def takes(self, token: Token, state: State) -> bool:
        """Whether a token belongs to the text: \\u, \\uc, and what stands for the character of a \\u before it."""
        if token.kind == "word" and token.word == "u":
            if state.goes not in UNREAD:
                self.put(chr((token.number or 0) & 0xFFFF))
            self.skipping = state.fallback
            return True
        if token.kind == "word" and token.word == "uc":
            state.fallback = max(0, min(token.number or 0, 16))
            return True
        if self.skipping and token.word in CHARACTERS:
            self.skipping -= 1
            return True
        self.skipping = 0
        return False

    def take(self) -> str:
        """What was collected."""
        self._decode()
        text = "".join(self.characters)
        self.characters.clear()
        return text

    def font_word(self, word: str, number: int) -> None:
        """A word of the font table; ``default_font`` serves as the font being defined."""
        if word == "f":
            self.default_font = number
        elif word == "fcharset":
            self.fonts[self.default_font] = SYMBOL_FONT if number == SYMBOLS else CHARSETS.get(number, "")
        elif word == "cpg":
            self.fonts[self.default_font] = code_page(number)

    def document_word(self, word: str, number: int) -> None:
        if word == "ansicpg":
            self.page = code_page(number)
        elif word in DOCUMENT_PAGES:
            self.page = code_page(DOCUMENT_PAGES[word])

    def _codec(self, state: State) -> str:
        """The font's own, but a Chinese document writes Chinese in Latin fonts too."""
        own = self.fonts.get(state.font, "")
        return self.page if not own or (self.page in TWO_BYTES and own not in TWO_BYTES | {SYMBOL_FONT}) else own

    def _decode(self) -> None:
        if not self.bytes:
            return
        data = bytes(self.bytes)
        self.bytes.clear()
        if self.codec == SYMBOL_FONT:
            self.characters.append("".join(chr(0xF000 + byte) if byte > 0x20 else " " for byte in data))
            return
        text = data.decode(self.codec, "replace")
        self.lost += text.count("\ufffd")
        self.characters.append(text)
