"""People's corrections, put onto what a parser understood: pure, in a fixed order, with a word for each that fails.

Text and borders come first, then what sections and report are said to be, then the numbers. Numbers are read anew
wherever something changed that they depend on, so that a section's new district is also its numbers'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from reports.parsing import borders, repairs
from reports.parsing.anchors import Anchor, anchor_of, find_anchor, from_json
from reports.parsing.borders import traced
from reports.parsing.corrections import CannotApply, Conflict, Correction, CorrectionKind, Placed
from reports.parsing.districts import resolve_places
from reports.parsing.gazetteer import Gazetteer
from reports.parsing.metrics import PlacesOf, find_metrics
from reports.parsing.pipeline import MOST_FOR_METRICS
from reports.parsing.repairs import MASK
from reports.parsing.reviewed_metrics import corrected
from reports.parsing.types import Issuer, ParsedReport, ParsedSection, ParsedSource, Period, Place, Span

ORDER: tuple[CorrectionKind, ...] = ("stitching", "mask", "border", "section", "report", "metric")
LONGEST_QUOTE = 40
NOT_FOUND = "原文里找不到“{quote}”，或不止一处，这条更正没有应用。"
INCOMPLETE = "这条更正的内容不完整，没有应用。"

Change = Callable[[ParsedReport, Placed], ParsedReport]


def apply(
    parsed: ParsedSource, corrections: Sequence[Correction], extracted: str, gazetteer: Gazetteer | None = None
) -> tuple[ParsedSource, tuple[Conflict, ...]]:
    """The source as people corrected it, and what could not be applied. Never raises for any correction.

    Corrections of one kind take effect in the order given; of the same thing the last one holds. The gazetteer knows
    the places that tables name; without it the districts of the sections do.
    """
    reports, conflicts = list(parsed.reports), []
    found = [(correction, find_anchor(correction.anchor, extracted)) for correction in corrections]
    for kinds in (ORDER[:1], ORDER[1:-1], ORDER[-1:]):
        if kinds == ORDER[-1:]:
            pairs = zip(reports, parsed.reports, strict=True)
            reports = [_renumbered(new, old, extracted, gazetteer) for new, old in pairs]
        places = _places(reports, [each for each in found if each[0].kind in kinds], extracted)
        for index, placed in sorted(places, key=lambda place: kinds.index(place[1].correction.kind)):
            if index < 0 and placed.correction.kind == "mask":
                reports, before = [_masked_wherever(report, placed) for report in reports], reports
                if reports != before:
                    continue
            try:
                reports[index] = CHANGES[placed.correction.kind](_at(reports, index, placed), placed)
            except CannotApply as reason:
                conflicts.append(Conflict(placed.correction.key, str(reason)))
            except (KeyError, TypeError, ValueError, AttributeError):
                conflicts.append(Conflict(placed.correction.key, INCOMPLETE))
    return replace(parsed, reports=tuple(reports)), tuple(conflicts)


def _places(
    reports: Sequence[ParsedReport], found: Sequence[tuple[Correction, Span | None]], extracted: str
) -> list[tuple[int, Placed]]:
    """For each correction the report that holds its words and where they stand there; -1 for no report."""
    spans = [span or Span(0, 0) for _correction, span in found]
    located = [traced(report, extracted).locate(spans) for report in reports]
    result = []
    for at, (correction, _span) in enumerate(found):
        index = next((i for i, places in enumerate(located) if places[at]), -1)
        place = located[index][at] if index >= 0 else None
        result.append((index, Placed(correction, place or Span(0, 0), extracted)))
    return result


def _at(reports: Sequence[ParsedReport], index: int, placed: Placed) -> ParsedReport:
    if index < 0:
        raise CannotApply(NOT_FOUND.format(quote=placed.correction.anchor.quote[:20]))
    return reports[index]


def _renumbered(new: ParsedReport, old: ParsedReport, extracted: str, gazetteer: Gazetteer | None) -> ParsedReport:
    """The numbers read anew, if a correction changed what they depend on."""
    if (new.text, new.sections, new.period, new.issuer) == (old.text, old.sections, old.period, old.issuer):
        return new
    if len(new.text) > MOST_FOR_METRICS:
        return new
    text = traced(new, extracted)
    return replace(new, metrics=find_metrics(new, _places_of(new, gazetteer), text.origin))


def _places_of(report: ParsedReport, gazetteer: Gazetteer | None) -> PlacesOf | None:
    if gazetteer is None:
        return None
    near = [place.code for place in (report.issuer, *(section.district for section in report.sections)) if place]
    codes = list(dict.fromkeys(near))
    return lambda names: resolve_places(names, gazetteer, report.period.start, codes)


def report_anchor(report: ParsedReport, extracted: str) -> Anchor:
    """The words by which a report is found again: the first of its body. Raises CannotApply for a text of nobody."""
    if report.sections and report.sections[0].origin:
        return _quoted(report.sections[0].origin[0], extracted)
    if not report.runs:
        raise CannotApply("这份报告的正文不是出自原文，无法更正。")
    _at, source, length = report.runs[0]
    return _quoted(Span(source, source + length), extracted)


def section_anchor(section: ParsedSection, extracted: str) -> Anchor:
    """The words a section begins with. Raises CannotApply where none of them comes from the source."""
    if not section.origin:
        raise CannotApply("这一节没有出自原文的文字，无法更正。")
    return _quoted(section.origin[0], extracted)


def text_anchor(report: ParsedReport, extracted: str, start: int, end: int) -> Anchor:
    """The anchor of ``report.text[start:end]``: its first piece in the extracted text."""
    origin = traced(report, extracted).origin(start, end)
    if not origin:
        raise CannotApply("选中的文字不是出自原文，无法更正。")
    return anchor_of(extracted, origin[0].start, origin[0].end)


def _quoted(span: Span, extracted: str) -> Anchor:
    words = extracted[span.start : min(span.end, span.start + LONGEST_QUOTE)].split("\n", 1)[0].rstrip()
    return anchor_of(extracted, span.start, span.start + max(1, len(words)))


def _report(report: ParsedReport, placed: Placed) -> ParsedReport:
    return REPORT_FIELDS[placed.correction.field](report, placed.after)


def _title(report: ParsedReport, after: Any) -> ParsedReport:
    return replace(report, title=_words(after))


def _kind(report: ParsedReport, after: Any) -> ParsedReport:
    return replace(report, kind=after)


def _topic(report: ParsedReport, after: Any) -> ParsedReport:
    """Sections that had the report's topic follow it."""
    topic = _words(after) if after else None
    sections = tuple(replace(s, topic=topic) if s.topic == report.topic else s for s in report.sections)
    return replace(report, topic=topic, sections=sections)


def _period(report: ParsedReport, after: Any) -> ParsedReport:
    start, end = after["start"], after["end"]
    if (start is None) != (end is None) or (start is not None and not 1900 <= start <= end <= 2200):
        raise ValueError("years out of order")
    return replace(report, period=Period(start, end, after["unit"], after["half"], "given"))


def _issuer(report: ParsedReport, after: Any) -> ParsedReport:
    """What was filed under the old issuer's place, or under none in a report without places, follows."""
    issuer = Issuer(after["name"], after["code"], after.get("institution")) if after else None
    old = Place(report.issuer.name, report.issuer.code) if report.issuer else None
    new = Place(issuer.name, issuer.code) if issuer else None
    if old is None and any(section.district for section in report.sections):
        return replace(report, issuer=issuer)
    sections = tuple(replace(s, district=new) if s.district == old else s for s in report.sections)
    return replace(report, issuer=issuer, sections=sections)


REPORT_FIELDS: dict[str, Callable[[ParsedReport, Any], ParsedReport]] = {
    "title": _title,
    "kind": _kind,
    "topic": _topic,
    "period": _period,
    "issuer": _issuer,
}


def _words(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("no words")
    return value.strip()


def _section(report: ParsedReport, placed: Placed) -> ParsedReport:
    index = borders.section_beginning(report, placed.extracted, placed.span.start)
    section, after = report.sections[index], placed.after
    inside = [report.sections[i] for i in (index, *_below(report.sections, index))]
    match placed.correction.field:
        case "level":
            return borders.relevel(report, placed.extracted, index, int(after))
        case "heading":
            return _with_sections(report, [replace(section, heading=str(after or "").strip())])
        case "district":
            place = Place(**after) if after else None
            same = [replace(s, district=place) for s in inside if s.district == section.district]
            return _with_sections(report, same)
        case "topic":
            return _with_sections(report, [replace(s, topic=after or None) for s in inside if s.topic == section.topic])
    raise ValueError(placed.correction.field)


def _below(sections: Sequence[ParsedSection], index: int) -> list[int]:
    """The sections inside a section, however deep."""
    inside = {index}
    for section in sections[index + 1 :]:
        if section.parent in inside:
            inside.add(section.index)
    return sorted(inside - {index})


def _with_sections(report: ParsedReport, changed: Sequence[ParsedSection]) -> ParsedReport:
    by_index = {section.index: section for section in changed}
    return replace(report, sections=tuple(by_index.get(s.index, s) for s in report.sections))


def _border(report: ParsedReport, placed: Placed) -> ParsedReport:
    extracted, at = placed.extracted, placed.span.start
    if placed.correction.field == "split":
        return borders.split(report, extracted, at, placed.after.get("level") if placed.after else None)
    index = borders.section_beginning(report, extracted, at)
    if placed.correction.field == "merge":
        return borders.merge(report, extracted, index)
    target = find_anchor(from_json(placed.after), extracted)
    place = traced(report, extracted).locate([target])[0] if target else None
    if place is None:
        raise CannotApply(NOT_FOUND.format(quote=placed.after["quote"][:20]))
    return borders.move(report, extracted, index, place.start)


def _stitching(report: ParsedReport, placed: Placed) -> ParsedReport:
    if placed.correction.field == "joint":
        return repairs.undo_joint(report, placed)
    if placed.after == "printed":
        return repairs.undo_order(report, placed.extracted)
    return repairs.accept(report, placed.correction.before)


def _mask(report: ParsedReport, placed: Placed) -> ParsedReport:
    """Characters that readers are not to see give way to as many marks; no offset moves.

    What was read from the text before (title, headings, table cells, notes on repairs) loses the same words.
    """
    span = placed.span
    words = report.text[span.start : span.end]

    def hidden(said: str) -> str:
        return said.replace(words, MASK * len(words)) if words else said

    text = report.text[: span.start] + MASK * len(words) + report.text[span.end :]
    sections = tuple(
        replace(s, heading=hidden(s.heading), text=text[s.end - len(s.text) : s.end])
        if s.start < span.end and span.start < s.end
        else s
        for s in report.sections
    )
    tables = tuple(
        replace(t, rows=tuple(tuple(map(hidden, row)) for row in t.rows))
        if t.start < span.end and span.start < t.end
        else t
        for t in report.tables
    )
    issuer = report.issuer and replace(report.issuer, institution=hidden(report.issuer.institution or "") or None)
    title, said = hidden(report.title), tuple(map(hidden, report.repairs))
    return replace(report, text=text, title=title, repairs=said, issuer=issuer, sections=sections, tables=tables)


def _masked_wherever(report: ParsedReport, placed: Placed) -> ParsedReport:
    """Words to be hidden whose place is lost or no longer the only one: hidden wherever they stand, blanks apart."""
    letters = "".join(placed.correction.anchor.quote.split())
    for found in re.finditer(r"\s*".join(map(re.escape, letters)), report.text) if letters else ():
        report = _mask(report, replace(placed, span=Span(*found.span())))
    return report


CHANGES: dict[CorrectionKind, Change] = {
    "stitching": _stitching,
    "mask": _mask,
    "border": _border,
    "section": _section,
    "report": _report,
    "metric": corrected,
}
