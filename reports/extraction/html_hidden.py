"""What a web page holds and does not show: text against copying, in the middle of sentences, and struck text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

# What is never shown, of any element.
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# What hides a few words. A block with such a style is a trick of layout: what stands in it has a size of its own.
TINY = re.compile(
    r"font-size\s*:\s*(?:0|0?\.\d+|[01](?:\.\d+)?\s*px|0\s*[a-z%]+)\s*(?:;|!|$)"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}"
    r"|(?:^|;)\s*(?:width|height)\s*:\s*0(?:px)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
WHITE = re.compile(
    r"(?:^|;)\s*color\s*:\s*(?:#fff(?:fff)?|white|rgba?\(\s*255\s*,\s*255\s*,\s*255[^)]*\))", re.IGNORECASE
)
WHITE_NAMES = frozenset({"#fff", "#ffffff", "white", "fff", "ffffff"})
STRUCK = frozenset({"del", "s", "strike"})
FEW_WORDS = frozenset(
    {"span", "font", "i", "b", "em", "strong", "u", "small", "big", "label", "a", "var", "kbd", "bdo"}
)
# White type on something that may be coloured is a heading or a button, and shown.
COLOURED = frozenset({"table", "th", "td", "button", "h1", "h2", "h3", "h4", "h5", "h6"})
MOST = 0.6
RULE_PARTS = re.compile(r"[{}]|[^{}]+")
SELECTOR = re.compile(r"(?:\w+)?\.([\w-]+)$")


@dataclass(frozen=True, slots=True)
class Hidden:
    """``classes`` are those that the page's own style sheet hides."""

    classes: frozenset[str] = frozenset()

    def holds(self, element: html.HtmlElement) -> bool:
        """Whether what is in the element is not shown, or struck out."""
        style = element.get("style", "")
        if element.get("hidden") is not None or HIDDEN.search(style) or element.tag in STRUCK:
            return True
        if element.tag not in FEW_WORDS:
            return False
        by_class = self.classes and not self.classes.isdisjoint(element.get("class", "").split())
        return bool(by_class or TINY.search(style) or _is_white(element, style))

    def drop(self, body: html.HtmlElement) -> None:
        """Takes out what is not shown. What holds most of the page is shown by a script, and stays."""
        most = MOST * text_length(body)
        for element in [e for e in body.iterdescendants() if isinstance(e.tag, str) and self.holds(e)]:
            if element.tag in FEW_WORDS or element.tag in STRUCK or text_length(element) <= most:
                element.drop_tree()


def text_length(element: html.HtmlElement) -> int:
    return sum(len(piece.strip()) for piece in element.itertext())


def _is_white(element: html.HtmlElement, style: str) -> bool:
    if not WHITE.search(style) and element.get("color", "").strip().lower() not in WHITE_NAMES:
        return False
    return not any(
        e.tag in COLOURED or e.get("bgcolor") or "background" in e.get("style", "").lower()
        for e in (element, *element.iterancestors())
    )


def hidden_of(root: html.HtmlElement) -> Hidden:
    """Classes hidden for every reader; rules for printing or for narrow screens do not count.

    >>> page = "<style>@media print{.a{display:none}} p span.b, .c{font-size:0}</style>"
    >>> sorted(hidden_of(html.document_fromstring(page)).classes)
    ['b', 'c']
    """
    found: set[str] = set()
    for style in root.iter("style"):
        for selectors, body in _rules(style.text or ""):
            if HIDDEN.search(body) or TINY.search(body):
                found.update(match[1] for part in selectors.split(",") if (match := SELECTOR.search(part.strip())))
    return Hidden(frozenset(found))


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that hold everywhere; in one pass, whatever the sheet is made of."""
    first, *rest = sheet.replace("<!--", " ").replace("-->", " ").split("/*")
    depth, selectors = 0, ""
    for part in RULE_PARTS.findall(" ".join([first, *(piece.partition("*/")[2] for piece in rest)])):
        if part == "{":
            depth += 1
        elif part == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            selectors = part.rpartition(";")[2].strip()
        elif depth == 1 and not selectors.startswith("@"):
            yield selectors, part
