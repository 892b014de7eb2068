"""What holds inside a group of an rtf file, and the words that change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from reports.extraction.word_blocks import TABLES_DEEP

BODY_TEXT = 9


@dataclass(slots=True)
class State:
    """What holds in a group and ends with it."""

    goes: str
    opens: str = ""
    """Where the text goes that this group collects, until the group ends."""
    outer: str = ""
    starred: bool = False
    fallback: int = 1
    """How many characters follow \\u for readers that know no Unicode."""
    font: int = -1
    east_asian: bool = False
    """What follows describes Chinese characters (\\dbch): their boldness may be given as that of another script."""
    bold: bool = False
    hidden: bool = False
    raised: bool = False
    deleted: bool = False
    style: int = 0
    outline: int | None = None
    listed: bool = False
    in_table: bool = False
    depth: int = 1
    defines: int = 0
    """In the style sheet: the number of the paragraph style; negative for other styles."""
    begun: list[bool] = field(default_factory=list)
    """Of the field around: whether its code has been written."""

    def table_depth(self) -> int:
        return max(1, min(self.depth, TABLES_DEEP)) if self.in_table else 0

    def plain_paragraph(self) -> None:
        self.style, self.outline, self.listed, self.in_table, self.depth = 0, None, False, False, 1

    def plain_characters(self) -> None:
        self.bold = self.hidden = self.deleted = self.raised = False
        self.font = -1


def _switch(name: str) -> Callable[[State, int | None], None]:
    """A property that a word turns on, and the same word with 0 off."""

    def turn(state: State, number: int | None) -> None:
        setattr(state, name, number != 0)

    return turn


def _script(*, east_asian: bool) -> Callable[[State, int | None], None]:
    def turn(state: State, _: int | None) -> None:
        state.east_asian = east_asian

    return turn


def _other_bold(state: State, number: int | None) -> None:
    if state.east_asian:
        state.bold = number != 0


def _style(state: State, number: int | None) -> None:
    state.style = state.defines = number or 0


def _other_style(state: State, _: int | None) -> None:
    state.defines = -1


def _outline(state: State, number: int | None) -> None:
    state.outline = number if number is not None and 0 <= number < BODY_TEXT else None


def _depth(state: State, number: int | None) -> None:
    state.depth = number or 0


def _font(state: State, number: int | None) -> None:
    state.font = number or 0


# Control word → what it changes.
STATES: dict[str, Callable[[State, int | None], None]] = {
    "pard": lambda state, _: state.plain_paragraph(),
    "plain": lambda state, _: state.plain_characters(),
    "b": _switch("bold"),
    "ab": _other_bold,
    "dbch": _script(east_asian=True),
    **dict.fromkeys(("loch", "hich", "rtlch", "ltrch"), _script(east_asian=False)),
    "v": _switch("hidden"),
    "super": _switch("raised"),
    "nosupersub": lambda state, _: setattr(state, "raised", False),
    "deleted": _switch("deleted"),
    "intbl": _switch("in_table"),
    "ls": _switch("listed"),
    "s": _style,
    "cs": _other_style,
    "ts": _other_style,
    "ds": _other_style,
    "outlinelevel": _outline,
    "itap": _depth,
    "f": _font,
}
