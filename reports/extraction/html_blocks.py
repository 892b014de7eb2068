"""A web page as a row of blocks: paragraphs, headings and tables in reading order, each with its share of links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from itertools import islice

from lxml import etree, html

from reports.extraction.assembly import RAISE
from reports.extraction.docx_numbering import whole
from reports.extraction.docx_numerals import print_number
from reports.extraction.html_hidden import Hidden, text_length
from reports.extraction.html_tables import TableGrid, read_table

# Never shown as text.
SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "head",
        "audio",
        "video",
        "map",
        "rt",
        "rp",
    ]
)
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "o:p",
        "ruby",
        "rb",
    ]
)
ASIDE_TAGS = frozenset({"nav", "aside", "footer", "form", "menu"})
# Words in class and id by which pages name what is not the article.
ASIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|bread\w*|crumb\w*|foot\w*|copyright|side\w*|related?|relevan\w*|share\w*|comments?|advert\w*|ads?|"
    r"pager|paging|pagination|pg_?num\w*|page_?(?:no|num)\w*|hot|recommend\w*|toolbar|login|search\w*|weixin|qrcode|banner|topbar|links?|friendlink\w*|tags?)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Entities written twice over: &amp;nbsp;
ENTITY = re.compile(
    r"&(?:nbsp|[lr][sd]quo|[mn]dash|hellip|middot|amp|lt|gt|quot|times|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE
)
SPACES = re.compile(r"[ \t\r\n\xa0\u3000]+")
# A line end in the source between Chinese characters is no space: Word and others wrap their html at any place.
WRAPPED = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*\n\s*(?=\S)|(?<=\S)[ \t]*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])"
)
MARKED = re.compile(r"\s*(?:第?[（(]?[一二三四五六七八九十\d]+[、.．)）章]|[①-⑳])")
# The type of a numbered list, as an attribute or a style → Word's name of the format, what stands behind the number.
LIST_TYPES: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("a", "lower-alpha", "lower-latin"), ("lowerLetter", ". ")),
    **dict.fromkeys(("A", "upper-alpha", "upper-latin"), ("upperLetter", ". ")),
    **dict.fromkeys(("i", "lower-roman"), ("lowerRoman", ". ")),
    **dict.fromkeys(("I", "upper-roman"), ("upperRoman", ". ")),
    **dict.fromkeys(
        ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal"), ("chineseCounting", "、")
    ),
    **dict.fromkeys(("simp-chinese-formal", "trad-chinese-formal"), ("chineseLegalSimplified", "、")),
    "cjk-heavenly-stem": ("ideographTraditional", "、"),
    "cjk-earthly-branch": ("ideographZodiac", "、"),
}
LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)")
LINE_END_IN_PRE = "\x1e"
HEADING = re.compile(r"h([1-6])$")
PROSE_MARK = re.compile("[，。；：、！？,;:!?]|\\.(?=\\s|$)")
ASIDE_SHARE = 0.4
"""What holds more than this share of the page's text is no aside, whatever its name says."""


@dataclass(slots=True)
class Block:
    """A paragraph, a heading (``level`` 1 to 6), or a table."""

    text: str
    element: html.HtmlElement
    level: int | None = None
    link_characters: int = 0
    aside: bool = False
    table: TableGrid | None = None
    bold: bool = False

    @property
    def weight(self) -> int:
        """Characters of prose: what is no link; text without any punctuation (dates, menus) counts a third."""
        own = len(self.text) - self.link_characters
        if self.is_links:
            return 0
        return own if self.table or PROSE_MARK.search(self.text) else own // 3

    @property
    def is_links(self) -> bool:
        return self.link_characters * 2 > len(self.text)


@dataclass(slots=True)
class BlockReader:
    """Walks the tree once. Depth is bounded by the parser (256)."""

    total: int
    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    linked: int = 0
    bold: int = 0
    numbers: dict[html.HtmlElement, int] = field(default_factory=dict)
    """Of the last item of each numbered list."""
    label: str = ""
    """The number of a list's item, which opens the item's first paragraph."""
    verbatim: int = 0
    """How many <pre> are open: in them line ends are meant."""
    raised: int = 0
    """How many <sup> are open."""

    def walk(self, element: html.HtmlElement, *, aside: bool = False, link: bool = False, bold: bool = False) -> None:
        tag = element.tag if isinstance(element.tag, str) else "script"
        if tag in SILENT:
            return
        if tag == "br":
            self.flush(element.getparent(), aside=aside)
            return
        inline = tag in INLINE
        if not inline:
            self.flush(element.getparent(), aside=aside)
            aside = aside or self._is_aside(element, tag)
            grid = read_table(element) if tag == "table" else None
            if grid is not None:
                for caption in element.iterchildren("caption"):
                    self.words.append(" ".join(caption.text_content().split()))
                    self.flush(caption, aside=aside)
                text = "\n".join("\t".join(row) for row in grid.shown)
                self.blocks.append(Block(text, element, aside=aside, table=grid))
                return
        if tag == "li":
            self.label = self._number(element)
        link, bold = link or tag == "a", bold or tag in {"b", "strong"}
        self.verbatim += tag == "pre"
        self.raised += tag == "sup"
        self.say(element.text, link=link, bold=bold)
        for child in element:
            self.walk(child, aside=aside, link=link, bold=bold)
            self.say(child.tail, link=link, bold=bold)
        self.verbatim -= tag == "pre"
        self.raised -= tag == "sup"
        if not inline:
            self.flush(element, aside=aside)
        if tag == "li":
            self.label = ""

    def say(self, text: str | None, *, link: bool, bold: bool) -> None:
        if text:
            text = ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text
            text = text.translate(RAISE) if self.raised else text
            self.words.append(text.replace("\n", LINE_END_IN_PRE) if self.verbatim else text)
            visible = len("".join(text.split()))
            self.linked += visible if link else 0
            self.bold += visible if bold else 0

    def flush(self, element: html.HtmlElement | None, *, aside: bool) -> None:
        pieces = "".join(self.words).split(LINE_END_IN_PRE)
        linked, bold = self.linked, self.bold
        self.words.clear()
        self.linked = self.bold = 0
        for piece in pieces:
            self._add(
                SPACES.sub(" ", WRAPPED.sub("", piece)).strip(), element, min(linked, len(piece)), bold, aside=aside
            )

    def _add(self, text: str, element: html.HtmlElement | None, linked: int, bold: int, *, aside: bool) -> None:
        if text and element is not None:
            visible = len("".join(text.split()))
            text, self.label = self.label + text, ""
            heading = next(
                (
                    m
                    for e in (element, *element.iterancestors())
                    if isinstance(e.tag, str) and (m := HEADING.match(e.tag))
                ),
                None,
            )
            level = int(heading[1]) if heading else None
            self.blocks.append(Block(text, element, level, linked, aside, bold=bold >= visible))

    def _number(self, item: html.HtmlElement) -> str:
        """What a browser prints before an item of a numbered list, unless its writer has."""
        listing = item.getparent()
        if listing is None or listing.tag != "ol":
            return ""
        step = 1 if listing.get("reversed") is None else -1
        if listing not in self.numbers:
            self.numbers[listing] = whole(listing.get("start"), len(listing) if step < 0 else 1) - step
        self.numbers[listing] = number = whole(item.get("value"), self.numbers[listing] + step)
        style = LIST_STYLE.search(item.get("style", "")) or LIST_STYLE.search(listing.get("style", ""))
        kind = style[1] if style else listing.get("type", "")
        unmarked = "none" in listing.get("style", "") + item.get("style", "")
        if unmarked or MARKED.match("".join(islice(item.itertext(), 5))):
            return ""
        format_name, stop = LIST_TYPES.get(kind, ("decimal", ". "))
        return print_number(number, format_name) + stop

    def _is_aside(self, element: html.HtmlElement, tag: str) -> bool:
        if tag in {"body", "html", "article", "main"}:
            return False
        named = tag in ASIDE_TAGS or ASIDE_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}")
        return bool(named) and text_length(element) < ASIDE_SHARE * self.total


def read_blocks(body: html.HtmlElement, hidden: Hidden) -> list[Block]:
    """The blocks of a page's body."""
    etree.strip_elements(body, *SILENT, with_tail=False)
    hidden.drop(body)
    reader = BlockReader(total=text_length(body))
    reader.walk(body)
    reader.flush(body, aside=False)
    return reader.blocks
