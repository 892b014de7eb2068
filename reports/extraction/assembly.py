"""Putting lines and tables together into one text, so that every format counts offsets the same way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.extraction.types import RefusedFile
from reports.parsing.types import ExtractedText, StyledLine, Table

# Characters that no reader sees: controls, zero-width marks, direction marks, soft hyphens, lone surrogates.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]"
)
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Radicals and compatibility forms stand for the character they look like: fonts of pdf files name them so by mistake,
# and people copy the text on. Unicode gives the character for most; the table for the others that are words.
LOOKALIKES = re.compile("[\u2e80-\u2fdf\uf900-\ufad9\ufb00-\ufb06]")
RADICALS = dict(
    zip(
        "⺁⺃⺄⺈⺊⺌⺍⺎⺒⺓⺗⺜⺝⺠⺧⺩⺪⺫⺬⺮⺳⺴⺵⺶⺷⺸⺻⺼⺽⻁⻄⻅⻆⻇⻉⻊⻋⻑⻓⻔⻕⻗⻘⻙⻚⻛⻜⻝⻞⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
        "厂乙乙刀卜小小兀巳幺心日月民牛王疋目示竹网网网羊羊羊聿肉臼虎西见角角贝足车長长门阜雨青韦页风飞食食首马骨鬼鱼鸟卤麦黄黾齐齿龙",
        strict=True,
    )
)
# Raised figures are signs of notes, or the 2 of m²: written like the others they would make other numbers (12³所).
FIGURES, SUPERSCRIPT = "0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISE = str.maketrans(FIGURES, SUPERSCRIPT)
SPACES_IN_CELL = re.compile(r"\s+")

Grid = Sequence[Sequence[str]]


def tidy(text: str) -> str:
    """One kind of line end, nothing invisible, no radicals for characters and no joined Latin letters.

    >>> tidy("一、\\u200b学前\\r\\n二、\\x07义务"), tidy("⼀、⻓江\\ufb01")
    ('一、学前\\n二、义务', '一、长江fi')
    """
    text = INVISIBLE.sub("", LINE_ENDS.sub("\n", text))
    return LOOKALIKES.sub(_meant, text)


def _meant(match: re.Match[str]) -> str:
    return RADICALS.get(match[0]) or unicodedata.normalize("NFKC", match[0])


def cell_text(text: str) -> str:
    """A cell as it stands in a row: one line, no tab.

    >>> cell_text(" 在校生\\n（人） ")
    '在校生 （人）'
    """
    if text.isascii() and text.isprintable() and " " not in text:
        return text  # figures: most cells of a large table
    return SPACES_IN_CELL.sub(" ", tidy(text)).strip()


def _cells(grid: Grid) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(cell_text, row)) for row in grid)


@dataclass
class TextAssembler:
    """Collects the pieces of a file in reading order and remembers where each stands."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    tables: list[Table] = field(default_factory=list)
    styled: list[StyledLine] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    boilerplate: dict[str, None] = field(default_factory=dict)
    """As a set in order: a hostile file has a hundred thousand of them."""
    warnings: list[str] = field(default_factory=list)
    last_blank: bool = True

    def line(self, text: str, *, styled: bool = False, level: int | None = None) -> None:
        """Adds a paragraph. A line break in it makes a line of its own; at most one blank line in a row is kept."""
        for piece in tidy(text).split("\n"):
            piece = piece.rstrip()
            blank = not piece
            if blank and self.last_blank:
                continue
            if styled and not blank:
                self.styled.append(StyledLine(self.length, self.length + len(piece), level))
            self._put(piece + "\n")
            self.last_blank = blank

    def table(self, shown: Grid, full: Grid) -> None:
        """Adds a table: ``shown`` has covered cells empty, ``full`` has them repeated. Empty tables are left out."""
        rows = _cells(shown)
        if not any(map(any, rows)):
            return
        start = self.length
        for row in rows:
            self._put("\t".join(row) + "\n")
        self.tables.append(Table(start, self.length - 1, rows if full is shown else _cells(full)))
        self.last_blank = False

    def take(self, found: ExtractedText) -> None:
        """Adds what another reader has made of a part of the file."""
        for table in found.tables:
            self.tables.append(Table(self.length + table.start, self.length + table.end, table.rows))
        for line in found.styled_lines:
            self.styled.append(StyledLine(self.length + line.start, self.length + line.end, line.level))
        self._put(found.text)
        self.last_blank = False
        for words in found.boilerplate:
            self.put_aside(words)
        for sentence in found.warnings:
            self.warn(sentence)

    def page(self) -> None:
        """A page begins here."""
        self.pages.append(self.length)

    def put_aside(self, text: str) -> None:
        """Keeps text that is no part of the document; each wording once."""
        text = tidy(text).strip()
        if text:
            self.boilerplate[text] = None

    def warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def finish(self, format_name: str, *, encoding: str | None = None, title: str | None = None) -> ExtractedText:
        """The value handed on. Raises RefusedFile("no_text") where nothing readable was found."""
        text = "".join(self.parts)
        if not text.strip():
            raise RefusedFile(
                "no_text", "文件里没有找到文字。请确认内容不是图片，或另存为 Word 文档、文本文件后再上传。"
            )
        return ExtractedText(
            text=text,
            format=format_name,
            encoding=encoding,
            tables=tuple(self.tables),
            styled_lines=tuple(self.styled),
            pages=tuple(self.pages),
            boilerplate=tuple(self.boilerplate),
            warnings=tuple(self.warnings),
            title=(title or "").strip() or None,
        )

    def _put(self, piece: str) -> None:
        self.parts.append(piece)
        self.length += len(piece)
