"""What a Word style gives its paragraphs: outline level, list, boldness; each style inherits from its base."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from reports.extraction.docx_numbering import W, value_of, whole

HEADING_NAME = re.compile(r"(?:heading|标题|標題)\s*([1-9])$", re.IGNORECASE)
TITLE_NAMES = frozenset({"title", "标题", "標題", "subtitle", "副标题"})
CONTENTS_NAME = re.compile(r"(?:toc|目录|目錄)\s*(?:[1-9]|heading|标题)?$", re.IGNORECASE)
OFF = frozenset({"0", "false", "off", "none"})
DEPTH = 20


@dataclass(frozen=True, slots=True)
class Style:
    outline: int | None = None
    """1 to 9."""
    list_id: str | None = None
    list_level: int | None = None
    bold: bool = False
    hidden: bool = False
    is_title: bool = False
    is_contents: bool = False


PLAIN = Style()


def switch(parent: etree._Element | None, name: str) -> bool | None:
    """An on/off property: None where it is not given."""
    child = parent.find(W + name) if parent is not None else None
    return None if child is None else child.get(W + "val", "1").lower() not in OFF


def outline_of(properties: etree._Element | None) -> int | None:
    """w:outlineLvl as 1 to 9; None where there is none or where it says body text."""
    level = whole(value_of(properties, "outlineLvl"), 9)
    return level + 1 if 0 <= level < 9 else None


class Styles:
    """All styles of a document, resolved when first asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        nodes = root.iterfind(W + "style") if root is not None else ()
        self.nodes = {node.get(W + "styleId", ""): node for node in nodes}
        self.default_paragraph = next(
            (
                key
                for key, node in self.nodes.items()
                if node.get(W + "type") == "paragraph" and node.get(W + "default") in {"1", "true"}
            ),
            None,
        )
        self.resolved: dict[str, Style] = {}

    def style(self, style_id: str | None) -> Style:
        key = style_id if style_id is not None else self.default_paragraph
        if key is None or key not in self.nodes:
            return PLAIN
        if key not in self.resolved:
            self.resolved[key] = self._resolve(key, DEPTH)
        return self.resolved[key]

    def _resolve(self, key: str, depth: int) -> Style:
        node = self.nodes.get(key)
        if node is None or depth == 0:
            return PLAIN
        base = value_of(node, "basedOn")
        inherited = self._resolve(base, depth - 1) if base and base != key else PLAIN
        paragraph, run = node.find(W + "pPr"), node.find(W + "rPr")
        listing = paragraph.find(W + "numPr") if paragraph is not None else None
        name = (value_of(node, "name") or "").strip()
        heading = HEADING_NAME.match(name)
        outline = int(heading[1]) if heading else outline_of(paragraph)
        own_level = value_of(listing, "ilvl")
        bold, hidden = switch(run, "b"), switch(run, "vanish")
        return Style(
            outline=outline if outline is not None else inherited.outline,
            list_id=value_of(listing, "numId") or inherited.list_id,
            list_level=whole(own_level, 0) if own_level is not None else inherited.list_level,
            bold=inherited.bold if bold is None else bold,
            hidden=inherited.hidden if hidden is None else hidden,
            is_title=name.lower() in TITLE_NAMES or inherited.is_title,
            is_contents=bool(CONTENTS_NAME.match(name)),
        )
