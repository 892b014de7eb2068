"""Word's fields: which are open where a run stands, and what those print that have no result of their own.

A field's code says what Word computes; its result, which is ordinary text, follows. EQ fields alone have none: Word
draws them. Characters in a circle and syllables over characters are made with them (ECMA-376 part 1, 17.16.5.15).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

FIELDS = 100
"""Fields within one another; more are a file in which none ends."""
CODE = 500
CALLS = 20
ARGUMENT = re.compile(r"[,，;；]")
CALL = re.compile(r"((?:\\[a-z]+\s*\d*\s*)+)\(([^()]*)\)", re.IGNORECASE)
FORMAT = re.compile(r"\\\*\s*(?:\"[^\"]*\"|\S+)")
SWITCH = re.compile(r"\\[a-z]+\s*\d*\s*", re.IGNORECASE)
SHAPES = frozenset("○◯〇□△◇OＯ")
LOWERED = "\x00"
# What stands in a circle → the character that has it.
CIRCLED = {
    **{str(number): chr(ord("①") + number - 1) for number in range(1, 21)},
    **{figure: chr(ord("㊀") + place) for place, figure in enumerate("一二三四五六七八九十")},
}


@dataclass(slots=True)
class OpenField:
    code: str = ""
    has_result: bool = False


@dataclass(slots=True)
class Fields:
    """The fields that are open, the outermost first."""

    opened: list[OpenField] = field(default_factory=list)

    def mark(self, kind: str | None) -> str:
        """A w:fldChar of a kind; what the field prints where it ends without a result."""
        if kind == "begin" and len(self.opened) < FIELDS:
            self.opened.append(OpenField())
        elif kind == "separate" and self.opened:
            self.opened[-1].has_result = True
        elif kind == "end" and self.opened:
            ended = self.opened.pop()
            return "" if ended.has_result else drawn(ended.code)
        return ""

    def say(self, code: str) -> None:
        """Text of a w:instrText."""
        if self.opened and len(self.opened[-1].code) < CODE:
            self.opened[-1].code += code

    def new_paragraph(self) -> None:
        """A code left open by a damaged file hides nothing of the paragraphs that follow."""
        for one in self.opened:
            one.has_result = True

    @property
    def hides_text(self) -> bool:
        """Whether a run's text is a result inside another field's code: a condition, say."""
        return any(not one.has_result for one in self.opened[:-1])

    @property
    def in_contents(self) -> bool:
        return any(one.code.lstrip()[:3].upper() == "TOC" for one in self.opened)


def drawn(code: str) -> str:
    r"""What an EQ field draws, in a line; nothing for other codes.

    >>> drawn(r"eq \o\ac(○,3)"), drawn(r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(jiào),教)')
    ('③', '教')
    >>> drawn(r"EQ \f(1,2)"), drawn(r"EQ \o(\s\up 5(教育),\s\do 2(科学))"), drawn(" PAGE ")
    ('1/2', '教育科学', '')
    """
    name, _, rest = code[:CODE].strip().partition("\\")
    if name.strip().upper() != "EQ":
        return ""
    text = FORMAT.sub("", "\\" + rest)
    for _ in range(CALLS):
        text, found = CALL.subn(_call, text)
        if not found:
            break
    return SWITCH.sub("", text).replace(LOWERED, "").strip()


def _call(match: re.Match[str]) -> str:
    switches = [switch.strip().lower() for switch in match[1].split("\\")[1:]]
    parts = [part.strip() for part in ARGUMENT.split(match[2])]
    if switches[0] == "f":
        return "/".join(parts)
    if switches[0] == "s":
        return ("".join(parts) + LOWERED) if switches[-1].startswith("do") else "".join(parts)
    if switches[0] != "o" or any(LOWERED in part for part in parts):
        return "".join(parts)
    inside = [part for part in parts if part not in SHAPES]
    # Of what is printed over one another the last is the character, the first the sound over it.
    last = inside[-1] if inside else parts[-1]
    return CIRCLED.get(last, last) if len(inside) < len(parts) else last
