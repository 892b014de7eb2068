"""Lists of a Word 97–2003 file as the numbering part of a docx: the same counting then numbers both.

[MS-DOC] 2.9.131 (LSTF), 2.9.150 (LVL), 2.9.138 (LFO), 2.9.132 (LFOLVL).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from reports.extraction.doc_file import KIND, WordFile
from reports.extraction.refusals import corrupt

LISTS, OVERRIDES = 73, 74
LISTS_AT_MOST, LEVELS = 5_000, 9
NO_STYLE = 0xFFF
# Number formats in the order of their numbers (MSONFC); the names are those of ECMA-376 part 1, 17.18.59.
FORMATS = (
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText",
    "hex", "chicago", "ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth",
    "decimalHalfWidth", "japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2",
    "aiueoFullWidth", "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung", "decimalEnclosedFullstop",
    "decimalEnclosedParen", "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional",
    "ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional",
    "taiwaneseCountingThousand", "taiwaneseDigital", "chineseCounting", "chineseLegalSimplified",
    "chineseCountingThousand",
)  # fmt: skip
OTHER_FORMATS = {57: "numberInDash", 255: "none"}

Clean = Callable[[str], str]


@dataclass
class _Reader:
    data: bytes
    at: int

    def take(self, shape: str) -> tuple[int, ...]:
        try:
            found = struct.unpack_from(shape, self.data, self.at)
        except struct.error:
            raise corrupt(KIND) from None
        self.at += struct.calcsize(shape)
        return found

    def skip(self, count: int) -> None:
        self.at += count

    def text(self, length: int) -> str:
        found = self.data[self.at : self.at + 2 * length].decode("utf-16-le", "replace")
        self.at += 2 * length
        return found


def numbering_part(file: WordFile, clean: Clean) -> str | None:
    """The content of numbering.xml: list n of the file's overrides is w:num n; None where there are no lists.

    ``clean`` takes out what XML cannot hold. Raises RefusedFile("corrupt").
    """
    if not file.record(LISTS) or not file.record(OVERRIDES):
        return None
    ids, lists = _lists(file, clean)
    return "".join(lists) + "".join(_overrides(file, ids, clean))


def _lists(file: WordFile, clean: Clean) -> tuple[dict[int, int], list[str]]:
    """Number of each list by its id, and the lists. Their levels stand behind the list of lists, not in its length."""
    reader = _Reader(file.table_stream, file.place_of(LISTS)[0])
    count = reader.take("<h")[0]
    if not 0 <= count <= LISTS_AT_MOST:
        raise corrupt(KIND)
    heads = [reader.take("<ii9hBB") for _ in range(count)]
    ids: dict[int, int] = {}
    found: list[str] = []
    for index, (list_id, _, *styles, flags, _) in enumerate(heads):
        ids.setdefault(list_id, index)
        levels = 1 if flags & 1 else LEVELS
        body = "".join(_level(reader, level, styles[level] & NO_STYLE, clean) for level in range(levels))
        found.append(f'<w:abstractNum w:abstractNumId="{index}">{body}</w:abstractNum>')
    return ids, found


def _level(reader: _Reader, level: int, style: int, clean: Clean) -> str:
    start, number_format, flags, *_, characters, paragraphs, restart, _ = reader.take("<iBB9BBiiBBBB")
    reader.skip(characters + paragraphs)
    text = _level_text(reader.text(reader.take("<H")[0]))
    name = FORMATS[number_format] if number_format < len(FORMATS) else OTHER_FORMATS.get(number_format, "decimal")
    never = f'<w:lvlRestart w:val="{restart}"/>' if flags & 8 else ""
    legal = "<w:isLgl/>" if flags & 4 else ""
    linked = f'<w:pStyle w:val="s{style}"/>' if style != NO_STYLE else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{name}"/>{never}{linked}{legal}'
        f"<w:lvlText w:val={quoteattr(clean(text))}/></w:lvl>"
    )


def _level_text(text: str) -> str:
    """Characters 0 to 8 stand for the numbers of the levels.

    >>> _level_text("（\\x01）")
    '（%2）'
    """
    return "".join(f"%{ord(char) + 1}" if char < "\x09" else char for char in text)


def _overrides(file: WordFile, ids: dict[int, int], clean: Clean) -> Iterator[str]:
    start, length = file.place_of(OVERRIDES)
    reader = _Reader(file.table_stream, start)
    count = reader.take("<I")[0]
    if count * 16 > length:
        raise corrupt(KIND)
    heads = [reader.take("<iIIBBBB") for _ in range(count)]
    for number, (list_id, _, _, levels, *_) in enumerate(heads, 1):
        reader.skip(4)
        body = "".join(_override(reader, clean) for _ in range(levels))
        if list_id in ids:
            yield f'<w:num w:numId="{number}"><w:abstractNumId w:val="{ids[list_id]}"/>{body}</w:num>'


def _override(reader: _Reader, clean: Clean) -> str:
    start, flags = reader.take("<iI")
    level = flags & 0xF
    own = _level(reader, level, NO_STYLE, clean) if flags & 0x20 else ""
    begins = f'<w:startOverride w:val="{start}"/>' if flags & 0x10 and not own else ""
    return f'<w:lvlOverride w:ilvl="{level}">{begins}{own}</w:lvlOverride>'
