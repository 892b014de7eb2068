"""From an extracted text to its reports: the steps in their order, each in a module of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reports.parsing.clean import clean
from reports.parsing.districts import assign_districts, place_name, place_test, resolve_places
from reports.parsing.folding import fold
from reports.parsing.gazetteer import Gazetteer
from reports.parsing.headings import find_headings
from reports.parsing.issuers import find_issuer
from reports.parsing.kinds import kind_of, topic_of
from reports.parsing.metrics import PlacesOf, find_metrics
from reports.parsing.outline import Node, build_outline, without_bare_lists
from reports.parsing.periods import find_period
from reports.parsing.sections import Filed, build_sections
from reports.parsing.siblings import with_siblings
from reports.parsing.split import Part, named_by_file, split_reports
from reports.parsing.stitch import UNCLEAR, stitch
from reports.parsing.sundered import sundered
from reports.parsing.titles import is_title, title_in_blurb
from reports.parsing.traced import Traced, joined
from reports.parsing.types import (
    ExtractedText,
    Issuer,
    ParseContext,
    ParsedReport,
    ParsedSource,
    Place,
    Span,
    StyledLine,
    Table,
)

PARSER_VERSION = "3"
"""Raised with every change that may give a source another parse."""

WEB_FORMATS = frozenset({"txt", "html", "htm"})
SHEETS = frozenset({"xlsx", "xls", "ods", "csv"})
EDGE_LINES = 5
MOST_FOR_METRICS = 3_000_000
"""Characters beyond which a report is none that people wrote; its numbers are not read."""
TOO_LONG = "全文过长，未读取其中的指标，请拆分后重新上传"
PAGE_NUMBER = re.compile(r"[-—\d\s第共页/()]*")
SUBTITLE = re.compile("[-—─]{1,4}[^-—─]")


def parse(extracted: ExtractedText, context: ParseContext, gazetteer: Gazetteer, file: str = "") -> ParsedSource:
    """Everything a file tells. Pure and deterministic; raises nothing for any text."""
    cleaned = clean(Traced.of(extracted.text))
    own = extracted.title if extracted.title and is_title(extracted.title) else ""
    fallback = next(filter(None, [own, *map(title_in_blurb, cleaned.boilerplate)]), _stem(context.filename))
    from_web = extracted.format in WEB_FORMATS or not all(map(PAGE_NUMBER.fullmatch, map(fold, cleaned.boilerplate)))
    split = split_reports(cleaned.text.text, fallback, from_web, place_test(gazetteer))
    if extracted.format in SHEETS:
        split = replace(split, parts=named_by_file(split.parts, _stem(context.filename)))
    taken = [cleaned.text.text[span.start : span.end] for span in split.boilerplate]
    head = cleaned.text.text[: split.parts[0].body.start] if split.parts else ""
    site = (*extracted.boilerplate, *cleaned.boilerplate, *taken)
    told = site if len(split.parts) == 1 else ()
    torn = sundered(cleaned.text.text, split.parts)
    reports = tuple(
        _warned(_report(cleaned.text, part, head, told, extracted, context, gazetteer), index in torn)
        for index, part in enumerate(split.parts)
    )
    return ParsedSource(
        file,
        extracted.format,
        extracted.encoding,
        extracted.warnings,
        (*site, *cleaned.contents),
        reports,
    )


def _stem(filename: str) -> str:
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] if "." in name else name


def _warned(report: ParsedReport, torn: bool) -> ParsedReport:
    """The report with the warning where another part of its file may be a piece of it."""
    if not torn or UNCLEAR in report.repairs:
        return report
    return replace(report, repairs=(*report.repairs, UNCLEAR))


def _report(
    text: Traced,
    part: Part,
    head: str,
    site: Sequence[str],
    extracted: ExtractedText,
    context: ParseContext,
    gazetteer: Gazetteer,
) -> ParsedReport:
    whole, opening, body, repairs = _assembled(text, part)
    own = whole.text[body:]
    announced = _announcement(part.title, own)
    period = find_period(announced, own, context, whole.text[:body])
    nodes = _outline(whole, body, extracted.styled_lines, gazetteer)
    names = [place_name(whole.text[n.heading.named]) for n in nodes if n.heading.place]
    codes = _context_codes(announced, context, gazetteer)
    places = resolve_places(names, gazetteer, period.start, codes)
    districts = [place for place in places if place]
    edges = [*head.split("\n")[-EDGE_LINES:], *own[-400:].split("\n")[-EDGE_LINES:]]
    issuer = find_issuer(announced, edges, own, districts, gazetteer, context, period.start, site)
    topic = topic_of(announced) or context.given_topic
    sections = build_sections(whole, opening, _filed(nodes, names, places, issuer), _whole_place(issuer, names), topic)
    report = ParsedReport(
        title=part.title,
        kind=kind_of(announced, len(set(names))),
        topic=topic,
        text=whole.text,
        period=period,
        issuer=issuer,
        repairs=repairs,
        sections=sections,
        tables=_tables(whole, extracted.tables),
        runs=tuple((run.at, run.source, run.length) for run in whole.runs),
    )
    near = [issuer.code, *codes] if issuer else codes
    return _with_metrics(report, whole, lambda labels: resolve_places(labels, gazetteer, period.start, near))


def _assembled(text: Traced, part: Part) -> tuple[Traced, int, int, tuple[str, ...]]:
    """The report's text; where its sections begin, and behind the letterhead its body; what was put right.

    The title comes first, so that the letterhead stands in a section and is found like any other words.
    """
    line_end = Traced("\n", (), text.source)
    pieces = [_trimmed(text.slice(*piece)) for piece in (part.before, part.body) if piece]
    pieces = [piece for piece in pieces if piece.text]
    border = len(pieces[0]) + 1 if len(pieces) > 1 else 0
    usual = part.title if part.title_line is not None and is_title(part.title) else ""
    stitched = stitch(joined([pieces[0], line_end, pieces[1]] if border else pieces, text.source), border, usual)
    title = [text.slice(*part.title_line), line_end] if part.title_line else []
    lead = [piece for span in part.lead for piece in (text.slice(*span), line_end)]
    opening = sum(map(len, title))
    whole = joined([*title, *lead, stitched.text], text.source)
    return whole, opening, opening + sum(map(len, lead)), stitched.repairs


def _announcement(title: str, own: str) -> str:
    """The title with the subtitle lines under it (——全县教育工作总结)."""
    subtitles = [line for line in own.split("\n", 3)[:2] if SUBTITLE.match(line) and len(line) <= 60]
    return " ".join([title, *subtitles])


def _trimmed(piece: Traced) -> Traced:
    lead = len(piece.text) - len(piece.text.lstrip("\n"))
    return piece.slice(lead, len(piece.text.rstrip("\n")))


def _outline(whole: Traced, body: int, styled: Sequence[StyledLine], gazetteer: Gazetteer) -> list[Node]:
    placed = whole.locate([Span(line.start, line.end) for line in styled])
    dressed = [replace(line, start=span.start, end=span.end) for line, span in zip(styled, placed, strict=True) if span]
    headings = find_headings(whole.text, place_test(gazetteer), dressed, body)
    return build_outline(without_bare_lists(with_siblings(headings, whole.text, body, gazetteer)))


def _context_codes(title: str, context: ParseContext, gazetteer: Gazetteer) -> list[str]:
    codes: list[str] = []
    for words in (title, context.filename, context.folder):
        for mention in gazetteer.find(fold(words)):
            answer = gazetteer.resolve(mention.name, None, codes)
            if answer.place:
                codes.append(answer.place.code)
    if context.given_place:
        codes.append(context.given_place.code)
    return codes


def _whole_place(issuer: Issuer | None, names: Sequence[str]) -> Place | None:
    """The place of text outside all districts' parts: the issuer's, where the report is about one place."""
    return Place(issuer.name, issuer.code) if issuer and not names else None


def _filed(
    nodes: Sequence[Node], names: Sequence[str], places: Sequence[Place | None], issuer: Issuer | None
) -> list[Filed]:
    districts, inside = assign_districts(nodes, names, places)
    whole = _whole_place(issuer, names)
    return [
        Filed(node, district if within else whole)
        for node, district, within in zip(nodes, districts, inside, strict=True)
    ]


def _tables(whole: Traced, tables: Sequence[Table]) -> tuple[Table, ...]:
    placed = whole.locate([Span(table.start, table.end) for table in tables])
    return tuple(
        replace(table, start=span.start, end=span.end) for table, span in zip(tables, placed, strict=True) if span
    )


def _with_metrics(report: ParsedReport, whole: Traced, places_of: PlacesOf) -> ParsedReport:
    if len(report.text) > MOST_FOR_METRICS:
        return replace(report, repairs=(*report.repairs, TOO_LONG))
    return replace(report, metrics=find_metrics(report, places_of, whole.origin))
