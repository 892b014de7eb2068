"""The staff's query language: text → a tree. No text is an error; a slip is repaired.

``"留守儿童"`` exact · ``-高中`` without · ``控辍 OR 辍学`` · ``年:2011..2013`` · ``区县:泸县`` · ``标题:义务教育`` ·
``入园率>80`` · ``幼*`` begins with · round brackets group. Full-width signs count as their narrow twins.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal, NamedTuple

from search.analysis import normalise

MAX_LENGTH = 2000
MAX_PARTS = 128

FIELD_NAMES: dict[str, str] = {
    "年": "year", "年度": "year", "年份": "year", "year": "year",
    "区县": "district", "地区": "district", "单位": "district", "district": "district",
    "标题": "title", "题名": "title", "title": "title",
    "小标题": "headings", "heading": "headings", "headings": "headings",
    "主题": "topic", "topic": "topic",
    "类型": "kind", "报告类型": "kind", "kind": "kind",
    "学段": "stage", "stage": "stage",
    "正文": "text", "全文": "text", "text": "text",
}  # fmt: skip
"""What may stand before a colon."""

MULTIPLES = {"": 1.0, "%": 1.0, "万": 1e4, "亿": 1e8, "千": 1e3, "百": 1e2}
COMPARATORS = {">": ">", "<": "<", ">=": ">=", "<=": "<=", "≥": ">=", "≤": "<=", "=": "=", "=>": ">=", "=<": "<="}


@dataclass(frozen=True)
class Word:
    """Text as typed between blanks; the analyzer cuts it further."""

    text: str


@dataclass(frozen=True)
class Phrase:
    """Characters that must stand together exactly."""

    text: str


@dataclass(frozen=True)
class Prefix:
    """Words that begin with ``text`` (``*`` inside stands for anything)."""

    text: str


@dataclass(frozen=True)
class Not:
    part: Part


@dataclass(frozen=True)
class AllOf:
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class InField:
    """``name`` is a value of FIELD_NAMES, except ``year``."""

    name: str
    part: Part


@dataclass(frozen=True)
class Years:
    """Whole years, both included; None is open."""

    start: int | None
    end: int | None


@dataclass(frozen=True)
class NumberCondition:
    """Sections with a number of an indicator whose name holds ``indicator``."""

    indicator: str
    comparator: Literal[">", "<", ">=", "<=", "="]
    value: float


Part = Word | Phrase | Prefix | Not | AllOf | AnyOf | InField | Years | NumberCondition


class ParsedQuery(NamedTuple):
    """``repairs`` tells in Chinese what was mended."""

    tree: AllOf
    repairs: tuple[str, ...]


QUOTES = str.maketrans(dict.fromkeys("“”„‟＂「」『』«»", '"') | {"−": "-", "‐": "-", "﹣": "-", "｜": "|"})
UNFIT = {0: " "} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
"""Characters that no database takes."""
YEAR = re.compile(r"(?P<start>\d{4})?\s*年?(?P<range>\.{2,}|…|-{1,2}|—+|–|~|至|到)?\s*(?P<end>\d{4})?年?$")
CONDITION = re.compile(
    r"(?P<name>[^\s<>=≥≤\"():|]{2,40}?)(?P<sign>>=|<=|=>|=<|≥|≤|>|<|=)\s*"
    r"(?P<value>\d{1,15}(?:\.\d{1,6})?)(?P<unit>[%万亿千百]?)[个名人所元位]*"
)
TOKEN = re.compile(
    rf"""\s*(?:
      (?P<quoted>(?P<minus>-)?(?:(?P<field>\w{{1,8}}):\s*)?"(?P<exact>[^"]*)"?)
    | (?P<open>-?(?:\w{{1,8}}:)?\() | (?P<close>\))
    | (?P<either>\|\|?|OR(?=\s|$|\()) | (?P<both>&&?|AND(?=\s|$|\()|\+(?=\S))
    | (?P<negation>NOT(?=\s|\())
    | (?P<dash>-)?(?P<condition>{CONDITION.pattern})(?=\s|$|\))
    | (?P<word>[^\s"()|]+)
    )""",
    re.VERBOSE,
)


def parse(text: str) -> ParsedQuery:
    """The tree of a query.

    >>> parse("留守儿童 -高中").tree.parts
    (Word(text='留守儿童'), Not(part=Word(text='高中')))
    >>> parse("年：2011..2013 “控辍保学”").tree.parts
    (Years(start=2011, end=2013), Phrase(text='控辍保学'))
    """
    repairs: list[str] = []
    folded = unicodedata.normalize("NFKC", text.translate(UNFIT)).translate(QUOTES).strip()
    if len(folded) > MAX_LENGTH:
        folded = folded[:MAX_LENGTH]
        repairs.append(f"检索词过长，只用了前 {MAX_LENGTH} 个字。")
    if folded.count('"') % 2:
        repairs.append("引号没有成对，已补上。")
    if folded.count("(") != folded.count(")"):
        repairs.append("括号没有成对，已补上。")
    matches = list(TOKEN.finditer(folded))
    if len(matches) > MAX_PARTS:
        matches = matches[:MAX_PARTS]
        repairs.append(f"检索词过多，只用了前 {MAX_PARTS} 个。")
    return ParsedQuery(AllOf(_Reader(matches).group(0)), tuple(repairs))


class _Reader:
    """Reads tokens one after the other."""

    def __init__(self, tokens: list[re.Match[str]]) -> None:
        self.tokens, self.at = tokens, 0

    def group(self, depth: int) -> tuple[Part, ...]:
        """Parts up to the closing bracket or the end. OR binds its two neighbours."""
        parts: list[Part] = []
        joined = negated = False
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token["close"]:
                if depth:
                    break
                continue
            if token["either"]:
                joined = bool(parts)
                continue
            if token["both"]:
                continue
            if token["negation"]:
                negated = True
                continue
            part = self._part(token, depth)
            if part is None:
                continue
            if negated:
                part, negated = Not(part), False
            if joined:
                part, joined = _either(parts.pop(), part), False
            parts.append(part)
        return tuple(parts)

    def _part(self, token: re.Match[str], depth: int) -> Part | None:
        if token["open"]:
            return self._bracket(token["open"], depth)
        if token["quoted"]:
            exact = token["exact"].strip()
            part: Part | None = _in_field(token["field"], Phrase(exact)) if exact else None
            return Not(part) if part and token["minus"] else part
        if token["condition"]:
            sign, unit = COMPARATORS[token["sign"]], MULTIPLES[token["unit"]]
            condition = NumberCondition(token["name"], sign, float(token["value"]) * unit)  # type: ignore[arg-type]
            return Not(condition) if token["dash"] else condition
        return _word(token["word"])

    def _bracket(self, opening: str, depth: int) -> Part | None:
        # Deep nesting has no use and would exhaust the stack: from here on brackets are dropped.
        if depth > 20:
            return None
        parts = self.group(depth + 1)
        if not parts:
            return None
        part: Part = parts[0] if len(parts) == 1 else AllOf(parts)
        name = opening.strip("-(").rstrip(":")
        part = _in_field(name, part) if name else part
        return Not(part) if opening.startswith("-") else part


def _either(one: Part, other: Part) -> AnyOf:
    return AnyOf((*one.parts, other)) if isinstance(one, AnyOf) else AnyOf((one, other))


def _word(text: str) -> Part | None:
    """A token without blanks: negation, field, prefix or plain word."""
    if text.startswith("-"):
        inner = _word(text.lstrip("-"))
        return Not(inner) if inner else None
    name, colon, value = text.partition(":")
    if colon and value and normalise(name) in FIELD_NAMES:
        inner = _plain(value)
        return _in_field(name, inner) if inner else None
    return _plain(text)


def _plain(text: str) -> Part | None:
    bare = text.strip("*?")
    if not any(character.isalnum() for character in bare):
        return None
    if text.startswith("*"):
        return Phrase(bare)
    if text.endswith("*") or "*" in bare:
        return Prefix(text.rstrip("*"))
    return Word(text)


def _in_field(name: str | None, part: Part) -> Part:
    field = FIELD_NAMES.get(normalise(name or ""))
    if field == "year":
        return _years(part)
    if field:
        return InField(field, part)
    return AllOf((Word(name), part)) if name else part


def _years(part: Part) -> Part:
    """``2011``, ``2011..2013``, ``2011..``, ``..2013``; else the words as they are."""
    text = part.text if isinstance(part, (Word, Phrase, Prefix)) else ""
    match = YEAR.fullmatch(text)
    if not match or not (match["start"] or match["end"]):
        return part
    start, end = (int(match[name]) if match[name] else None for name in ("start", "end"))
    if not match["range"]:
        return Years(start or end, start or end)
    if start and end and start > end:
        start, end = end, start
    return Years(start, end)
