"""Web pages: the article with its tables, without the site around it."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

import trafilatura
from lxml import etree, html

from reports.extraction.assembly import TextAssembler, tidy
from reports.extraction.encoding import decode
from reports.extraction.html_blocks import INLINE, SPACES, Block, read_blocks
from reports.extraction.html_hidden import hidden_of, text_length
from reports.extraction.txt import decoding_warnings
from reports.extraction.types import RefusedFile
from reports.parsing.types import ExtractedText

# Its complaints about odd pages are for nobody: it gives a second opinion only.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
BEYOND_LIMITS = "XML_PARSE_HUGE"
DRESSING = re.compile(r"</?(?:font|span|b|i|u|s|em|strong|small|big|strike|o:p|st1:\w+)(?:\s[^<>]*)?>", re.IGNORECASE)
FRAMING = re.compile(r"</?(?:div|center|section|blockquote|ul|ol|dl|form)(?:\s[^<>]*)?>", re.IGNORECASE)
FRAMES = "这是框架网页，正文在另外的网页文件里，没有读到文字。请在浏览器中打开正文那一页，另存后上传。"
NOTHING_FOUND = "网页里没有找到文字。请在浏览器中打开，把正文复制到 Word 文档后上传。"
CONTAINERS = frozenset(
    {
        "body",
        "div",
        "td",
        "tr",
        "table",
        "tbody",
        "section",
        "article",
        "main",
        "form",
        "center",
        "li",
        "ul",
        "dl",
        "dd",
    }
)
MAIN_SHARE = 0.7
"""The article is in the innermost container that still holds this share of its parent's prose."""
SECOND_OPINION_CHARACTERS = 1_500_000
"""Above this size trafilatura takes too long; our own reading stands alone."""
# Outside the article these words are the site's own.
SITE_WORDS = re.compile("版权所有|copyright|ICP备|网安备|技术支持|主办单位|阅读原文|当前位置", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
# The card that government gazettes set over a document.
INDEX_CARD = re.compile(r"^(?:信息)?索\s?引\s?号", re.MULTILINE)
PARAGRAPH = 600
"""A single block with more characters than this is an article."""
SENTENCE = 15
"""Outside the article a block needs so many characters of prose to belong to it."""
TITLE_CHARACTERS = 6
ASIDE_KEPT, ASIDE_CHARACTERS = 80, 300


def extract(path: Path) -> ExtractedText:
    """An html page. Raises RefusedFile: no_text."""
    return extract_bytes(path.read_bytes())


def extract_bytes(data: bytes, charset: str | None = None) -> ExtractedText:
    """The same from bytes; ``charset`` is one told outside the page (a saved archive's header)."""
    named = CHARSET.search(data[:4096])
    decoded = decode(data, charset or (named[1].decode("ascii") if named else None))
    source = _plain_data(XML_DECLARATION.sub("", tidy(decoded.text)))
    out = TextAssembler()
    for warning in decoding_warnings(decoded):
        out.warn(warning)
    root = _parse(source)
    body = root.find("body") if root is not None else None
    blocks = read_blocks(body, hidden_of(root)) if root is not None and body is not None else []
    title = SPACES.sub(" ", (root.findtext(".//title") if root is not None else None) or "")
    _write(blocks, choose(blocks, source, title), out)
    if not out.length:
        framed = root is not None and root.find(".//frame") is not None
        raise RefusedFile("no_text", FRAMES if framed else NOTHING_FOUND)
    return out.finish("html", encoding=decoded.encoding, title=title)


def _plain_data(source: str) -> str:
    """Text that xhtml sets apart from its markup, as html knows it.

    >>> _plain_data("<p><![CDATA[1 < 2]]></p>")
    '<p>1 &lt; 2</p>'
    """
    first, *rest = source.split("<![CDATA[")
    parts = (piece.partition("]]>") for piece in rest)
    return first + "".join(escape(data) + after if end else data for data, end, after in parts)


def _parse(source: str) -> html.HtmlElement | None:
    """The page's tree. Beyond 256 open elements the parser drops the rest without a word: tags that old pages leave
    open (``<p><font>`` on every line) are then taken out, first those that only dress, then those that only frame."""
    for pattern, instead in ((None, ""), (DRESSING, ""), (FRAMING, "<br>")):
        if pattern is not None:
            source = pattern.sub(instead, source)
        parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
        try:
            root: html.HtmlElement = html.document_fromstring(source, parser=parser, ensure_head_body=True)
        except (etree.ParserError, etree.XMLSyntaxError):
            raise RefusedFile("no_text", NOTHING_FOUND) from None
        if not any(BEYOND_LIMITS in entry.message for entry in parser.error_log):
            return root
    raise RefusedFile(
        "too_complex", "网页嵌套过深或单段文字过长，无法读取。请在浏览器中打开，把正文复制到 Word 文档后上传。"
    )


def choose(blocks: list[Block], source: str, page_title: str = "") -> list[bool]:
    """For every block whether it belongs to the article.

    Our own reading takes the container that holds the prose; trafilatura, the second opinion, adds prose that it found
    elsewhere. Its result alone is not enough: it drops small tables, and on short pages it has returned the navigation.
    """
    container = _container(blocks)
    inside = [container is not None and _within(block.element, container) for block in blocks]
    elsewhere = _second_opinion(source)
    chosen = []
    for block, within in zip(blocks, inside, strict=True):
        sentence = block.weight >= SENTENCE and not SITE_WORDS.search(block.text)
        seconded = sentence and SPACES.sub("", block.text) in elsewhere
        is_card = block.table is not None and INDEX_CARD.search(block.text)
        chosen.append(not block.aside and not block.is_links and not is_card and (within or seconded))
    _add_title(blocks, chosen, page_title)
    return chosen if any(chosen) else [not block.aside for block in blocks]


def _container(blocks: list[Block]) -> html.HtmlElement | None:
    weights: dict[html.HtmlElement, int] = {}
    for block in blocks:
        if block.aside or not block.weight:
            continue
        for element in (block.element, *block.element.iterancestors()):
            weights[element] = weights.get(element, 0) + block.weight
    found = next((element for element in weights if element.tag == "body"), None)
    while found is not None:
        heavy = [e for e in found if e.tag in CONTAINERS and weights.get(e, 0) >= MAIN_SHARE * weights[found]]
        if not heavy or _has_like(heavy[0], weights) or _is_paragraph(heavy[0]):
            return found
        found = heavy[0]
    return None


def _is_paragraph(element: html.HtmlElement) -> bool:
    """Editors that know no <p> set each paragraph as a <div>: on a short page one of them has most of the prose."""
    if element.tag != "div" or text_length(element) > PARAGRAPH:
        return False
    return all(inner.tag in INLINE for inner in element.iterdescendants(etree.Element))


def _has_like(element: html.HtmlElement, weights: Mapping[html.HtmlElement, int]) -> bool:
    """Whether a neighbour of the same make holds prose too: a document's second page, an article's second part."""
    make = (element.tag, DIGITS.sub("", element.get("class", "")))
    return bool(make[1].strip()) and any(
        weights.get(other, 0) >= SENTENCE and (other.tag, DIGITS.sub("", other.get("class", ""))) == make
        for other in (*element.itersiblings(), *element.itersiblings(preceding=True))
    )


def _within(element: html.HtmlElement, container: html.HtmlElement) -> bool:
    return element is container or any(ancestor is container for ancestor in element.iterancestors())


def _second_opinion(source: str) -> set[str]:
    if len(source) > SECOND_OPINION_CHARACTERS:
        return set()
    try:
        text = trafilatura.extract(source, include_comments=False, include_tables=False, favor_recall=True)
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        return set()  # an opinion that fails is none; our own reading stands
    return {SPACES.sub("", line) for line in (text or "").split("\n")}


def _add_title(blocks: list[Block], chosen: list[bool], page_title: str) -> None:
    """A headline often stands outside the article's container: the nearest before it that is a h1, a h2 or, word for
    word, part of the page's own title belongs to it."""
    titled = SPACES.sub("", page_title)

    def is_title(block: Block) -> bool:
        return len(block.text) >= TITLE_CHARACTERS and SPACES.sub("", block.text) in titled

    first = next((i for i, yes in enumerate(chosen) if yes), None)
    inside = [block for block, yes in zip(blocks, chosen, strict=True) if yes]
    if first is None or any(block.level == 1 or is_title(block) for block in inside):
        return
    before = [i for i in range(first) if not blocks[i].aside and not blocks[i].is_links]
    for fits in (is_title, lambda block: block.level == 1, lambda block: block.level == 2):
        found = [i for i in before if fits(blocks[i])]
        if found:
            chosen[found[-1]] = True
            return


def _write(blocks: list[Block], chosen: list[bool], out: TextAssembler) -> None:
    for block, yes in zip(blocks, chosen, strict=True):
        if not yes:
            if len(out.boilerplate) < ASIDE_KEPT:
                out.put_aside(block.text[:ASIDE_CHARACTERS])
        elif block.table is not None:
            out.table(block.table.shown, block.table.full)
        else:
            out.line(
                block.text, styled=block.level is not None or (block.bold and len(block.text) <= 100), level=block.level
            )
