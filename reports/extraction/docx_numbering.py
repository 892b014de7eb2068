"""Word's automatic numbers, rendered: they stand in no text run, only as counters over numbering.xml.

Rules of ECMA-376 part 1, 17.9: counters belong to an abstract list and are shared by every list made of it; a level
restarts when a higher one has moved on (or as lvlRestart says); a list with a startOverride starts anew at first use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from reports.extraction.docx_numerals import print_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
PLACEHOLDER = re.compile(r"%([1-9])")


def value_of(parent: etree._Element | None, name: str) -> str | None:
    """``w:val`` of a child element."""
    child = parent.find(W + name) if parent is not None else None
    return child.get(W + "val") if child is not None else None


def whole(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list as numbering.xml defines it."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restart: int | None = None
    """None: after any higher level; 0: never; n: only after level n (counted from 1)."""
    legal: bool = False
    style: str | None = None


UNDEFINED = Level()


@dataclass(slots=True)
class AbstractList:
    levels: dict[int, Level] = field(default_factory=dict)
    counters: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConcreteList:
    """A w:num: an abstract list with its own overrides."""

    abstract: AbstractList
    levels: Mapping[int, Level]
    start_overrides: Mapping[int, int]


class Numbering:
    """Counts through a document. Call ``label`` once for every numbered paragraph, in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self.lists: dict[str, ConcreteList] = {}
        self.restarted: set[tuple[str, int]] = set()
        self.level_of_style: dict[tuple[str, str], int] = {}
        if root is not None:
            self._read(root)

    def level_for_style(self, list_id: str, style: str) -> int:
        """The level whose w:pStyle names the style; 0 where none does."""
        return self.level_of_style.get((list_id, style), 0)

    def label(self, list_id: str, level: int) -> str:
        """The next number of that list and level as printed, such as ``（三）``; empty for an unknown list.

        A bullet prints its own character, or • where it is from a symbol font.
        """
        concrete = self.lists.get(list_id)
        if concrete is None or not 0 <= level < LEVELS:
            return ""
        definition = concrete.levels.get(level, UNDEFINED)
        if definition.number_format == "bullet":
            return bullet(definition.text)
        self._advance(list_id, concrete, level)
        return PLACEHOLDER.sub(lambda match: self._printed(concrete, int(match[1]) - 1, definition), definition.text)

    def _advance(self, list_id: str, concrete: ConcreteList, level: int) -> None:
        counters = concrete.abstract.counters
        for higher in range(level):
            # A level used before the one above it counts as if that one had been there.
            counters.setdefault(higher, concrete.levels.get(higher, UNDEFINED).start)
        if level in concrete.start_overrides and (list_id, level) not in self.restarted:
            self.restarted.add((list_id, level))
            counters[level] = concrete.start_overrides[level]
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = concrete.levels.get(level, UNDEFINED).start
        for deeper in [known for known in counters if known > level]:
            restart = concrete.levels.get(deeper, UNDEFINED).restart
            if restart is None or (restart > 0 and level < restart):
                del counters[deeper]

    def _printed(self, concrete: ConcreteList, level: int, shown_in: Level) -> str:
        definition = concrete.levels.get(level, UNDEFINED)
        number = concrete.abstract.counters.get(level, definition.start)
        return print_number(number, "decimal" if shown_in.legal else definition.number_format)

    def _read(self, root: etree._Element) -> None:
        abstracts: dict[str, AbstractList] = {}
        linked: dict[str, str] = {}
        named: dict[str, str] = {}
        for node in root.iterfind(W + "abstractNum"):
            abstract_id = node.get(W + "abstractNumId", "")
            abstracts[abstract_id] = AbstractList(
                {whole(n.get(W + "ilvl"), 0): read_level(n) for n in node.iterfind(W + "lvl")}
            )
            if link := value_of(node, "numStyleLink"):
                linked[abstract_id] = link
            if name := value_of(node, "styleLink"):
                named[name] = abstract_id
        for abstract_id, style in linked.items():
            if style in named and not abstracts[abstract_id].levels:
                abstracts[abstract_id] = abstracts[named[style]]
        for node in root.iterfind(W + "num"):
            self._read_num(node, abstracts)

    def _read_num(self, node: etree._Element, abstracts: Mapping[str, AbstractList]) -> None:
        list_id = node.get(W + "numId", "")
        abstract = abstracts.get(value_of(node, "abstractNumId") or "")
        if abstract is None:
            return
        levels, starts = dict(abstract.levels), {}
        for override in node.iterfind(W + "lvlOverride"):
            level = whole(override.get(W + "ilvl"), 0)
            own = override.find(W + "lvl")
            if own is not None:
                levels[level] = read_level(own)
            start = value_of(override, "startOverride")
            if start is not None:
                starts[level] = whole(start, 1)
                levels[level] = replace(levels.get(level, UNDEFINED), start=starts[level])
        self.lists[list_id] = ConcreteList(abstract, levels, starts)
        for level, definition in levels.items():
            if definition.style:
                self.level_of_style[list_id, definition.style] = level


def read_level(node: etree._Element) -> Level:
    legal = node.find(W + "isLgl")
    restart = value_of(node, "lvlRestart")
    return Level(
        start=whole(value_of(node, "start"), 0),
        number_format=value_of(node, "numFmt") or "decimal",
        text=value_of(node, "lvlText") or "",
        restart=whole(restart, 0) if restart is not None else None,
        legal=legal is not None and legal.get(W + "val", "1") not in {"0", "false", "off"},
        style=value_of(node, "pStyle"),
    )


def bullet(text: str) -> str:
    """
    >>> bullet("\\uf0b7"), bullet("◆")
    ('•', '◆')
    """
    shown = "".join(char for char in text if not "\ue000" <= char <= "\uf8ff").strip()
    return shown or "•"


def join_label(label: str, text: str) -> str:
    """A number and its paragraph, with a space only where the two would read as one number or word.

    >>> join_label("一、", "学前教育"), join_label("1.", "2013年工作"), join_label("1.1", "招生")
    ('一、学前教育', '1. 2013年工作', '1.1 招生')
    """
    if not label or not text:
        return label + text
    last, first = label[-1], text[0]
    open_ended = (last.isascii() and last.isalnum()) or last in "一二三四五六七八九十百•"
    runs_on = last in ".．-" and first.isascii() and first.isalnum()
    return f"{label} {text}" if open_ended or runs_on else label + text
