"""Section borders moved, split and merged by a person; text put back into printed order.

A report's sections are its borders: where each begins, where its heading's words end, how deep it stands. From
them everything else follows (``laid_out``): each section reaches to the next border, its parent is the nearest
shallower one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from reports.parsing.corrections import CannotApply
from reports.parsing.headings import find_headings
from reports.parsing.traced import Run, Traced, joined
from reports.parsing.types import ParsedReport, ParsedSection, Span

LONGEST_PLAIN_HEADING = 40
SENTENCE_END = re.compile(r"[。；;！!？?，,：:]")
NO_SUCH_SECTION = "原来的这一节已经不在，对它的更正没有应用。"


@dataclass(frozen=True, slots=True)
class Border:
    """A section by where it begins (``start``) and where its own text begins (``words_end``)."""

    section: ParsedSection
    start: int
    words_end: int


def traced(report: ParsedReport, extracted: str) -> Traced:
    """The report's text with its way back to the extracted text."""
    return Traced(report.text, tuple(Run(*run) for run in report.runs), extracted)


def section_beginning(report: ParsedReport, extracted: str, at: int) -> int:
    """The index of the section that begins with the words at ``at``; raises CannotApply where none does."""
    index = section_holding(report.sections, at)
    if index is None:
        raise CannotApply(NO_SUCH_SECTION)
    start = report.sections[index].start
    if start != at and traced(report, extracted).origin(start, at):
        raise CannotApply(NO_SUCH_SECTION)
    return index


def section_holding(sections: Sequence[ParsedSection], at: int) -> int | None:
    """The index of the last section that begins at or before ``at``."""
    return max((index for index, section in enumerate(sections) if section.start <= at), default=None)


def split(report: ParsedReport, extracted: str, at: int, level: int | None = None) -> ParsedReport:
    """A new section begins at ``at``, with the heading that its first line shows; the rest it has from above."""
    index = section_holding(report.sections, at)
    if index is None or at >= report.sections[index].end:
        raise CannotApply("拆分处已不在任何一节之内，没有拆分。")
    above = report.sections[index]
    if at == above.start:
        raise CannotApply("这里本来就是一节的开头，不用拆分。")
    borders = _borders(report)
    new = replace(above, mark="", heading="", style="line", level=level or above.level)
    borders.insert(index + 1, _with_heading(report.text, Border(new, at, at)))
    return laid_out(report, extracted, borders)


def merge(report: ParsedReport, extracted: str, index: int) -> ParsedReport:
    """The section becomes part of the one before it."""
    if index == 0:
        raise CannotApply("前面没有可以并入的节，没有合并。")
    borders = _borders(report)
    del borders[index]
    return laid_out(report, extracted, borders)


def move(report: ParsedReport, extracted: str, index: int, at: int) -> ParsedReport:
    """The section begins at ``at`` instead; its heading is the new first line, if that looks like one."""
    borders = _borders(report)
    lowest = borders[index - 1].start if index else borders[0].start - 1
    highest = borders[index + 1].start if index + 1 < len(borders) else len(report.text)
    if not lowest < at < highest:
        raise CannotApply("边界越过了相邻的节，没有移动。请先合并那一节。")
    old = borders[index]
    borders[index] = _with_heading(report.text, Border(old.section, at, at))
    if index == 0 and at > old.start:
        borders.insert(
            0, Border(replace(old.section, mark="", heading="", style="line", level=1), old.start, old.start)
        )
    return laid_out(report, extracted, borders)


def relevel(report: ParsedReport, extracted: str, index: int, level: int) -> ParsedReport:
    """The section stands at another level, and what is below it moves along."""
    borders = _borders(report)
    by = level - borders[index].section.level
    inside = [index]
    for below in range(index + 1, len(borders)):
        if borders[below].section.level <= borders[index].section.level:
            break
        inside.append(below)
    for each in inside:
        section = borders[each].section
        borders[each] = replace(borders[each], section=replace(section, level=max(1, section.level + by)))
    return laid_out(report, extracted, borders)


def _borders(report: ParsedReport) -> list[Border]:
    return [Border(section, section.start, section.end - len(section.text)) for section in report.sections]


def _with_heading(text: str, border: Border) -> Border:
    """The border with the heading of its first line; without one a section keeps what it was called."""
    line_end = text.find("\n", border.start)
    line = text[border.start : len(text) if line_end < 0 else line_end]
    found = next((heading for heading in find_headings(line) if heading.start == 0), None)
    if found:
        section = replace(
            border.section, mark=found.mark, heading=line[found.words : found.end].strip(), style=found.style
        )
        return Border(section, border.start, border.start + found.end)
    if line.strip() and len(line) <= LONGEST_PLAIN_HEADING and not SENTENCE_END.search(line) and "\t" not in line:
        section = replace(border.section, mark="", heading=line.strip(), style="line")
        return Border(section, border.start, border.start + len(line.rstrip()))
    return Border(replace(border.section, style="run_in"), border.start, border.start)


def laid_out(report: ParsedReport, extracted: str, borders: Iterable[Border]) -> ParsedReport:
    """The report with its sections rebuilt from their borders, in the order of the text.

    Raises CannotApply where a border would cut a heading.
    """
    text = traced(report, extracted)
    ordered = sorted(borders, key=lambda border: border.start)
    stops = [border.start for border in ordered[1:]] + [len(text)]
    sections: list[ParsedSection] = []
    for index, (border, stop) in enumerate(zip(ordered, stops, strict=True)):
        if border.words_end > stop:
            raise CannotApply("边界落在小标题中间，没有改动。请从小标题之后或整行处分开。")
        end = max(border.words_end, border.start + len(text.text[border.start : stop].rstrip()))
        sections.append(
            replace(
                border.section,
                index=index,
                parent=_nearest(sections, border.section.level),
                text=text.text[border.words_end : end],
                start=border.start,
                end=end,
                origin=text.origin(border.start, end),
            )
        )
    return replace(report, sections=tuple(sections))


def _nearest(sections: Sequence[ParsedSection], level: int) -> int | None:
    return next((section.index for section in reversed(sections) if section.level < level), None)


def is_reordered(report: ParsedReport, extracted: str) -> bool:
    """Whether the body stands in another order than the source prints it."""
    runs = _body(report, traced(report, extracted)).runs
    return any(after.source < run.source for run, after in pairwise(runs))


def _body(report: ParsedReport, text: Traced) -> Traced:
    return text.slice(report.sections[0].start if report.sections else 0, len(text))


def parted(report: ParsedReport, extracted: str, at: int) -> ParsedReport:
    """The report with a line's end before ``at``; sections and tables move along."""
    old = traced(report, extracted)
    text = joined([old.slice(0, at), Traced("\n", (), extracted), old.slice(at, len(old))], extracted)
    moved = replace(
        report,
        text=text.text,
        runs=tuple((run.at, run.source, run.length) for run in text.runs),
        tables=tuple(replace(t, start=t.start + (t.start >= at), end=t.end + (t.end > at)) for t in report.tables),
    )
    shifted = [
        Border(each.section, each.start + (each.start >= at), each.words_end + (each.words_end > at))
        for each in _borders(report)
    ]
    return laid_out(moved, extracted, shifted)


def as_printed(report: ParsedReport, extracted: str) -> ParsedReport:
    """The report with its text in the order in which the source prints it; the title stays in front."""
    body = report.sections[0].start if report.sections else 0
    old = traced(report, extracted)
    tail = _body(report, old)
    printed = sorted(tail.runs, key=lambda run: run.source)
    if printed == list(tail.runs):
        raise CannotApply("这份报告没有调整过次序，不用还原。")
    text = joined([old.slice(0, body), _reassembled(tail, printed)], extracted)
    moved = replace(report, text=text.text, runs=tuple((run.at, run.source, run.length) for run in text.runs))
    tables = [(table, old.origin(table.start, table.end)) for table in report.tables]
    places = text.locate([Span(origin[0].start, origin[-1].end) for _table, origin in tables])
    kept = [replace(t, start=p.start, end=p.end) for (t, _origin), p in zip(tables, places, strict=True) if p]
    return laid_out(replace(moved, tables=tuple(kept)), extracted, _moved_borders(report, old, text, body))


def _reassembled(old: Traced, printed: Sequence[Run]) -> Traced:
    """Runs in their printed order. What stood between neighbours stays; new neighbours part where the source does."""
    follows = dict(pairwise(old.runs))
    pieces, placed, at = [], [], 0
    for run, after in zip_longest(printed, printed[1:]):
        placed.append(Run(at, run.source, run.length))
        piece = old.text[run.at : run.at + run.length]
        if after and follows.get(run) == after:
            piece += old.text[run.at + run.length : after.at]
        elif after and "\n" in old.source[run.source + run.length : after.source]:
            piece += "\n"
        pieces.append(piece)
        at += len(piece)
    return Traced("".join(pieces), tuple(placed), old.source)


def _moved_borders(report: ParsedReport, old: Traced, new: Traced, body: int) -> list[Border]:
    borders = []
    for section in report.sections:
        origin = old.origin(section.start, section.end)
        place = new.locate([Span(origin[0].start, origin[0].start + 1)])[0] if origin else None
        if place is None:
            continue
        words = section.end - len(section.text) - section.start
        whole = new.text[place.start : place.start + words] == old.text[section.start : section.start + words]
        borders.append(Border(section, place.start, place.start + (words if whole else 0)))
    if borders and new.text[body : min(border.start for border in borders)].strip():
        first = replace(report.sections[0], mark="", heading="", style="line", level=1, topic=report.topic, stage=None)
        borders.append(Border(first, body, body))
    return borders
