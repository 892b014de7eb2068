"""The sections of a report: headings, their own text, district, topic and stage, with origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.parsing.kinds import stage_of, topic_of
from reports.parsing.outline import Node
from reports.parsing.traced import Traced
from reports.parsing.types import ParsedSection, Place


@dataclass(frozen=True, slots=True)
class Filed:
    """A node with the district it is filed under."""

    node: Node
    district: Place | None


def build_sections(
    text: Traced, body: int, filed: Sequence[Filed], place: Place | None, topic: str | None
) -> tuple[ParsedSection, ...]:
    """Sections that cover the text from ``body`` on without gap; ``place`` is for the opening."""
    first = filed[0].node.heading.start if filed else len(text)
    sections: list[ParsedSection] = []
    if text.text[body:first].strip():
        sections.append(_opening(text, body, first, place, topic))
    shift = len(sections)
    for index, item in enumerate(filed):
        stop = filed[index + 1].node.heading.start if index + 1 < len(filed) else len(text)
        sections.append(_section(text, item, index + shift, shift, stop, sections, topic))
    return tuple(sections)


def _opening(text: Traced, start: int, end: int, place: Place | None, topic: str | None) -> ParsedSection:
    start = _skip_blank(text.text, start)
    own = text.text[start:end].rstrip()
    end = start + len(own)
    return ParsedSection(0, None, 1, "", "", "line", place, topic, None, own, start, end, text.origin(start, end))


def _skip_blank(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _section(
    text: Traced, item: Filed, index: int, shift: int, stop: int, before: Sequence[ParsedSection], topic: str | None
) -> ParsedSection:
    heading = item.node.heading
    parent = item.node.parent + shift if item.node.parent is not None else None
    above = before[parent] if parent is not None else None
    words = text.text[heading.words : heading.end]
    own = heading.end + (text.text[heading.end : heading.end + 1] in {"】", "]"} and not heading.mark)
    end = own + len(text.text[own:stop].rstrip())
    return ParsedSection(
        index=index,
        parent=parent,
        level=item.node.level,
        mark=heading.mark,
        heading=words,
        style=heading.style,
        district=item.district,
        topic=topic_of(words) or (above.topic if above else topic),
        stage=stage_of(words) or (above.stage if above else None),
        text=text.text[own:end],
        start=heading.start,
        end=end,
        origin=text.origin(heading.start, end),
    )
