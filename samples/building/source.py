"""Reads an annotated source (``source/*.md``) into plain lines and what is true about them.

A source is a head of ``key: value`` lines, a line ``---``, and the body. A body line is a paragraph. Inside it:

==========================  ==================================================================================
``[[2|（一）|规范招生]]``     a heading of level 2; ``[[2?|…`` is one that may be missed without harm
``{{招聘教师数;农村|12名}}``  a metric; after a further ``|`` its state, period, … (``planned 2014 or:2013 >= @江川区``)
``{{入学率+巩固率|100%}}``    one number that states two metrics
``{{!口号|四个一}}``         a number that is no metric, and why
``{{?|三批}}``              a number that may or may not be read
``{{~|投入资金万元}}``       its sentence was robbed of numbers: nothing may be read from it
``{/}``                    the scrambled page is cut here
==========================  ==================================================================================

A line that begins with ``@@ `` opens the part of a district, ``%% `` is site text that belongs to no report,
``| a | b |`` is a table row, ``[box] `` stands in a text box, ``[stray] `` is printed but labelled as nothing,
``[sheet] `` begins a sheet of a workbook, ``=== `` begins a further report whose own ``key: value`` lines follow up
to an empty line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

LineKind = Literal["text", "boilerplate", "row", "box", "stray", "sheet"]
MarkKind = Literal["heading", "metric", "trap", "neutral", "redacted", "cut"]

TOKEN = re.compile(r"\[\[|\]\]|\{\{|\}\}|\{/\}")
LINE_KINDS: dict[str, LineKind] = {"%% ": "boilerplate", "[box] ": "box", "[stray] ": "stray", "[sheet] ": "sheet"}


class SourceError(ValueError):
    """A source whose markup is broken; the message names the line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something known about ``line.text[start:end]``. ``fields`` are the parts of the markup besides the text."""

    kind: MarkKind
    start: int
    end: int
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as printed. ``cells`` are the offsets of a table row's cells in ``text`` (parted by tabs)."""

    kind: LineKind
    text: str
    marks: tuple[Mark, ...]
    district: str


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One report of a source: what is said of it, and its lines in their true order."""

    head: dict[str, str]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A source file. ``name`` is its stem; ``head`` says how it is built; ``reports`` has at least one."""

    name: str
    head: dict[str, str]
    reports: tuple[SourceReport, ...]


@dataclass(slots=True)
class _Open:
    kind: MarkKind
    start: int
    fields: tuple[str, ...] = field(default=())


def read_source(path: Path) -> Source:
    """Reads one source file. Raises SourceError where its markup is broken."""
    text = path.read_text(encoding="utf-8")
    head_text, _, body = text.partition("\n---\n")
    head = read_head(head_text.splitlines())
    parts = re.split(r"^=== (.*)$", body, flags=re.MULTILINE)
    reports = [SourceReport(head, read_lines(parts[0], head, path.name))]
    for title, part in zip(parts[1::2], parts[2::2], strict=True):
        own, _, rest = part.lstrip("\n").partition("\n\n")
        own_head = {**head, "title": title.strip(), **read_head(own.splitlines())}
        reports.append(SourceReport(own_head, read_lines(rest, own_head, path.name)))
    return Source(path.stem, head, tuple(reports))


def read_head(lines: list[str]) -> dict[str, str]:
    """``key: value`` lines; empty lines are skipped.

    >>> read_head(["title: 工作总结", "year: 2013"])
    {'title': '工作总结', 'year': '2013'}
    """
    pairs = (line.partition(":") for line in lines if line.strip())
    return {key.strip(): value.strip() for key, _, value in pairs}


def read_lines(body: str, head: dict[str, str], name: str) -> tuple[Line, ...]:
    """The body's lines; each belongs to the district whose part it stands in."""
    district, lines = head.get("district") or head.get("issuer", ""), []
    for number, raw in enumerate(body.splitlines(), 1):
        if raw.startswith("@@ "):
            district = raw[3:].strip()
        elif raw.strip():
            try:
                lines.append(read_line(raw.rstrip(), district))
            except SourceError as error:
                raise SourceError(f"{name}, body line {number}: {error}") from error
    return tuple(lines)


def read_line(raw: str, district: str = "") -> Line:
    """One line without its markup, and the marks.

    >>> line = read_line("[[1|1.|招聘]]。新招{{招聘教师数|12名}}。")
    >>> line.text, [(mark.kind, line.text[mark.start:mark.end]) for mark in line.marks]
    ('1.招聘。新招12名。', [('heading', '1.招聘'), ('metric', '12名')])
    """
    kind: LineKind = "text"
    if raw.startswith("| "):
        kind, raw = "row", "\t".join(cell.strip() for cell in raw.strip(" |").replace("｜", "\0").split(" | "))
    for prefix, name in LINE_KINDS.items():
        if raw.startswith(prefix):
            kind, raw = name, raw[len(prefix) :]
    text, marks = strip_markup(raw)
    return Line(kind, text, marks, district)


def strip_markup(raw: str) -> tuple[str, tuple[Mark, ...]]:
    """The text as printed and its marks, ordered by their begin."""
    text, marks, stack, at = "", [], list[_Open](), 0
    for token in TOKEN.finditer(raw):
        if token.start() < at:
            continue
        text += raw[at : token.start()]
        at = token.end()
        if token[0] == "{/}":
            marks.append(Mark("cut", len(text), len(text)))
        elif token[0] in ("[[", "{{"):
            opened, printed, at = open_mark(raw, token.end(), token[0], len(text))
            text += printed
            stack.append(opened)
        else:
            if not stack:
                raise SourceError(f"nothing is open at {raw[token.start() :][:20]!r}")
            opened = stack.pop()
            marks.append(Mark(opened.kind, opened.start, len(text), opened.fields))
    if stack:
        raise SourceError(f"not closed: {stack[-1]}")
    return text + raw[at:], tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def open_mark(raw: str, at: int, bracket: str, offset: int) -> tuple[_Open, str, int]:
    """The mark that begins at ``raw[at]``: what is open, what of it is printed at once, and where to read on."""
    if bracket == "[[":
        level, mark, rest = raw[at:].split("|", 2)
        return _Open("heading", offset, (level, mark)), mark, len(raw) - len(rest)
    name, rest = raw[at:].split("|", 1)
    at = len(raw) - len(rest)
    for sign, kind in (("!", "trap"), ("?", "neutral"), ("~", "redacted")):
        if name.startswith(sign):
            return _Open(kind, offset, (name[1:],)), "", at  # type: ignore[arg-type]
    end = rest.index("}}")
    printed, _, tokens = rest[:end].partition("|")
    return _Open("metric", offset, (name, tokens)), printed, at + end
