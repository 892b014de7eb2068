"""The guide's own small part of Markdown: headings, paragraphs, lists, pictures, code words. Anything else is text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

PICTURE = re.compile(r"!\[([^\]]+)\]\(\.\./static/([\w/.-]+)\)")
CODE = re.compile(r"`([^`]+)`")
Kind = Literal["title", "heading", "paragraph", "list", "picture"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Running text; ``code`` words are set apart."""

    text: str
    code: bool = False


@dataclass(frozen=True, slots=True)
class GuideBlock:
    """``lines`` are the items of a list, else one line. For a picture: its words, and ``path`` below static/."""

    kind: Kind
    lines: tuple[tuple[Piece, ...], ...]
    path: str = ""
    anchor: str = ""

    @property
    def words(self) -> str:
        return "".join(piece.text for line in self.lines for piece in line)


def blocks(markdown: str) -> Iterator[GuideBlock]:
    """
    >>> [(block.kind, block.words) for block in blocks("# 题\\n\\n- 一\\n- `二`\\n\\n正文")]
    [('title', '题'), ('list', '一二'), ('paragraph', '正文')]
    >>> next(blocks("![首页](../static/img/guide/home.webp)")).path
    'img/guide/home.webp'
    """
    count = 0
    for block in filter(None, (part.strip() for part in markdown.split("\n\n"))):
        if picture := PICTURE.fullmatch(block):
            yield GuideBlock("picture", ((Piece(picture[1]),),), path=picture[2])
        elif block.startswith("## "):
            count += 1
            yield GuideBlock("heading", (pieces(block[3:]),), anchor=f"g{count}")
        elif block.startswith("# "):
            yield GuideBlock("title", (pieces(block[2:]),))
        elif block.startswith("- "):
            yield GuideBlock("list", tuple(pieces(line[2:]) for line in block.split("\n")))
        else:
            yield GuideBlock("paragraph", (pieces(block),))


def pieces(text: str) -> tuple[Piece, ...]:
    """
    >>> [(piece.text, piece.code) for piece in pieces("按 `n` 键")]
    [('按 ', False), ('n', True), (' 键', False)]
    """
    made = (Piece(part, bool(index % 2)) for index, part in enumerate(CODE.split(text)))
    return tuple(piece for piece in made if piece.text)
