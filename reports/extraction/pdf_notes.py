"""Footnotes of a pdf page: taken out of the running text, to follow the paragraph that refers to them.

Evidence is both ends: a sign in the text, raised or in brackets, and below all text a line that begins with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reports.extraction.assembly import FIGURES, SUPERSCRIPT
from reports.extraction.pdf_lines import Line

LOWER = str.maketrans(SUPERSCRIPT, FIGURES)
SIGN = re.compile(rf"(?<=.)(?:[{SUPERSCRIPT}]{{1,2}}|\[\d{{1,2}}\]|［\d{{1,2}}］|〔\d{{1,2}}〕|[①-⑳])")
OPENING = re.compile(
    rf"^(?:注\s*)?(?:([{SUPERSCRIPT}]{{1,2}})|\[(\d{{1,2}})\]|［(\d{{1,2}})］|〔(\d{{1,2}})〕|([①-⑳])|(\d{{1,2}})(?![\d.、．)）]))"
    r"[\s.、：:]*(?=\S)"
)
LOWER_PART = 0.5
"""Notes stand in the lower half of the page."""
SMALLER = 0.95
"""Circled figures also number items: as notes they are set smaller than the text."""


@dataclass
class Notes:
    """Notes of a file by the lines that refer to them; numbered through, as those of a Word document are."""

    by_line: dict[int, list[str]] = field(default_factory=dict)
    count: int = 0

    def hang(self, lines: Sequence[Line], found: Mapping[int, Sequence[str]]) -> None:
        """``found``: position of a line → its notes."""
        for place, texts in sorted(found.items()):
            self.by_line[id(lines[place])] = [f"〔注{self.count + n}〕{text}" for n, text in enumerate(texts, 1)]
            self.count += len(texts)

    def of(self, lines: Iterable[Line]) -> Iterator[str]:
        for line in lines:
            yield from self.by_line.pop(id(line), ())

    def rest(self) -> Iterator[str]:
        """Those whose line was put together with others beside it."""
        for notes in self.by_line.values():
            yield from notes


def number_of(sign: str) -> int:
    """
    >>> [number_of(sign) for sign in ("²", "[12]", "①", "〔3〕")]
    [2, 12, 1, 3]
    """
    if "①" <= sign <= "⑳":
        return ord(sign) - ord("①") + 1
    return int(sign.strip("[]［］〔〕").translate(LOWER))


def take_notes(lines: Sequence[Line], height: float, size: float) -> tuple[list[Line], dict[int, list[str]]]:
    """The lines of the text without signs of notes; and for positions in that list the notes there.

    ``size`` is that of the file's text. Where the evidence is not whole, nothing is changed.
    """
    first = _first_note(lines, height, size)
    if first is None:
        return list(lines), {}
    top = lines[first].bottom
    notes = _read(sorted((line for line in lines if line.bottom <= top), key=lambda line: -line.bottom))
    body = [line for line in lines if line.bottom > top]
    found: dict[int, list[str]] = {}
    for place, line in enumerate(body):
        signs = [match for match in SIGN.finditer(line.text) if number_of(match[0]) in notes]
        for match in reversed(signs):
            line = replace(line, text=line.text[: match.start()] + line.text[match.end() :])
        if signs:
            found[place] = [notes.pop(number) for match in signs if (number := number_of(match[0])) in notes]
            body[place] = line
    return (body, found) if not notes else (list(lines), {})


def _first_note(lines: Sequence[Line], height: float, size: float) -> int | None:
    """The line with which the notes begin: its number is referred to above it and nowhere below."""
    signs = {number_of(match[0]): line.bottom for line in lines for match in SIGN.finditer(line.text)}
    starts = [
        index
        for index, line in enumerate(lines)
        if (opened := OPENING.match(line.text))
        and line.bottom < LOWER_PART * height
        and line.size <= (SMALLER * size if opened[5] else size)
        and signs.get(_opened(opened), 0.0) > line.top
    ]
    return max(starts, key=lambda index: lines[index].bottom, default=None)


def _opened(match: re.Match[str]) -> int:
    return number_of(next(group for group in match.groups() if group))


def _read(lines: Sequence[Line]) -> dict[int, str]:
    notes: dict[int, str] = {}
    number = 0
    for line in lines:
        opened = OPENING.match(line.text)
        if opened and (not notes or _opened(opened) == number + 1):
            number = _opened(opened)
            notes[number] = line.text[opened.end() :]
        else:
            # Text before the first sign, beside it perhaps, is under none: then the evidence is not whole.
            notes[number] = notes.get(number, "") + line.text
    return notes
