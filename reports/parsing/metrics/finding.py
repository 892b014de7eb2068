"""Composes the steps: from a parsed report without metrics to its metrics."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from reports.parsing.folding import fold
from reports.parsing.metrics.cells import OriginOf, PlacesOf, table_metrics
from reports.parsing.metrics.counts import name_count
from reports.parsing.metrics.exclusions import excluded, is_redacted
from reports.parsing.metrics.funds import name_money
from reports.parsing.metrics.naming import Name, Named
from reports.parsing.metrics.outlook import outlook_of
from reports.parsing.metrics.pairs import (
    became,
    deals_out,
    dealt_out,
    dealt_years,
    earlier_than,
    from_subject,
    from_to,
    governing,
    respective,
    together,
    was,
)
from reports.parsing.metrics.paragraphs import of_entrants, of_paragraph, of_whole
from reports.parsing.metrics.quantities import Quantity, find_quantities
from reports.parsing.metrics.rates import name_rate
from reports.parsing.metrics.rows import Scope, link_duplicates, row
from reports.parsing.metrics.schools import (
    of_counted,
    of_school,
    school_at,
    school_of_title,
    subjects_in,
    without_school,
)
from reports.parsing.metrics.sentences import spans_outside
from reports.parsing.metrics.settings import Setting, settings
from reports.parsing.metrics.statuses import paragraph_status
from reports.parsing.metrics.timing import When, period_at, times_in
from reports.parsing.metrics.wraps import page_width, rejoined, unwrapped
from reports.parsing.patterns import status_marks
from reports.parsing.tables import tables_in_text
from reports.parsing.types import ParsedMetric, ParsedReport, ParsedSection, Span, Status, Table

_LEADING: Final = 12
"""A year within so many characters of a sentence's beginning holds for the rest of the paragraph."""
_REMEMBERED: Final = 12
"""An elliptic clause looks back at no more than so many quantities of its paragraph."""
SECOND_OF_PAIR: Final = 0.95
INFERRED_TIME: Final = 0.85
"""A time that the sentence does not state is for people to confirm."""


def find_metrics(
    report: ParsedReport, places_of: PlacesOf | None = None, origin_of: OriginOf | None = None
) -> tuple[ParsedMetric, ...]:
    """All metrics of a report, in the order of the text; the time is linear in the text.

    ``places_of`` finds the places that rows and columns of tables are headed with; without it the districts of the
    report's own sections are known by name. ``origin_of`` leads back to the extracted text; without it ``origin``
    stays empty.
    """
    origin_of = origin_of or (lambda _start, _end: ())
    folded = _folded(report)
    tables = tables_in_text(report.text, report.tables)
    begins = [table.start for table in tables]
    found: list[ParsedMetric] = []
    for section in report.sections:
        own = tables[bisect_left(begins, section.start) : bisect_left(begins, section.end)]
        rows = [*_in_section(report, section, folded, own, origin_of)]
        for table in own:
            rows += table_metrics(report, section, table, places_of or _own_places(report), origin_of)
        found.extend(sorted(rows, key=lambda metric: metric.start))
    return link_duplicates(found)


def _folded(report: ParsedReport) -> str:
    """The text folded, lines that a page broke joined within each section; the same length."""
    text = rejoined(report.text)
    width = page_width(text)
    if width is None:
        return fold(text)
    pieces: list[str] = []
    at = 0
    for section in report.sections:
        if section.start >= at:
            pieces += (text[at : section.start], unwrapped(text[section.start : section.end], width))
            at = section.end
    return fold("".join([*pieces, text[at:]]))


def _own_places(report: ParsedReport) -> PlacesOf:
    known = {section.district.name: section.district for section in report.sections if section.district}
    return lambda names: [known.get(name) for name in names]


def _in_section(
    report: ParsedReport, section: ParsedSection, folded: str, tables: Sequence[Table], origin_of: OriginOf
) -> Iterator[ParsedMetric]:
    quantities = find_quantities(folded, section.start, section.end)
    if not quantities:
        return
    outlook = outlook_of(report, section)
    inherited, carried = outlook.status, outlook.when
    earlier: list[Named] = []
    at, line_end, spoken, begins = 0, -1, "", section.start
    for span in spans_outside(folded, section.start, section.end, tables):
        if span.start > line_end:
            line_end = folded.find("\n", span.start, section.end)
            line_end = len(folded) if line_end < 0 else line_end
            carried, earlier, spoken, begins = outlook.when, [], "", span.start
        inside: list[Quantity] = []
        while at < len(quantities) and quantities[at].start < span.start:
            at += 1
        while at < len(quantities) and quantities[at].end <= span.end:
            inside.append(quantities[at])
            at += 1
        times = times_in(folded, span.start, span.end, report.period)
        if inside:
            scope = _scope(report, section, folded, inherited, span, spoken, origin_of)._replace(paragraph=begins)
            spoken = school_at(scope.schools, span.end) or ""
            yield from _in_sentence(scope, span, inside, times, carried, earlier)
        carried = _carry(times, span, carried, outlook.when)
        inherited = paragraph_status(folded[span.start : span.end], inherited, mixed=outlook.mixed)


def _scope(
    report: ParsedReport,
    section: ParsedSection,
    folded: str,
    inherited: Status | None,
    span: Span,
    spoken: str,
    origin_of: OriginOf,
) -> Scope:
    sentence = folded[span.start : span.end]
    marks = tuple((span.start + at, status) for at, status in status_marks(sentence))
    schools = subjects_in(folded, span, spoken)
    titled = school_of_title(report.title)
    return Scope(report, section, folded, inherited, is_redacted(sentence), marks, origin_of, schools, titled)


def _carry(times: Sequence[When], span: Span, carried: When, usual: When) -> When:
    """A year that opens a sentence holds on; one in its midst ends what held before."""
    if not times:
        return carried
    explicit = [when for when in times if when.explicit and not when.local]
    leading = [when for when in explicit if when.at - span.start <= _LEADING]
    return leading[-1] if leading else usual if explicit else carried


def _in_sentence(
    scope: Scope,
    span: Span,
    quantities: list[Quantity],
    times: Sequence[When],
    usual: When,
    earlier: list[Named],
) -> Iterator[ParsedMetric]:
    folded = scope.folded
    around = settings(folded, span, _counting(scope, span, quantities))
    subjects: list[str] = []
    dealt: list[tuple[Setting, Sequence[Named]]] = []
    years: list[When] = []
    before: When | None = None
    deals = deals_out(folded, span)
    for at, setting in enumerate(around):
        if deals:
            subjects = subjects or respective(around, at) or []
            dealt = dealt or ([] if subjects else dealt_out(around, at, earlier))
            years = years or dealt_years(around, at, times, usual)
        setting, seen = dealt.pop(0) if dealt else (setting, earlier)
        school = school_at(scope.schools, setting.quantity.start)
        setting = without_school(setting, school)
        alike = [] if subjects else together(setting)
        subject = subjects.pop(0) if subjects else f"{alike[-1]}达到" if alike else None
        name = _whose(scope, setting, _name(setting, subject, seen), earlier, school)
        name = earlier[-1].name if years and at and not setting.left else name
        when = years.pop(0) if years else _held(folded, times, setting.quantity, usual)
        told = _Told(name, name, when)
        if at and from_to(around[at - 1], setting):
            told = _became(earlier[-1].name, became(folded, times, around[at - 1], setting, usual))
        elif at + 1 < len(around) and from_to(setting, around[at + 1]):
            stated = was(folded, times, setting, usual)
            before = stated or before or earlier_than(governing(folded, times, setting, usual))
            told = _was(_was_name(setting, earlier) or name, before, inferred=not stated)
        earlier.append(Named(setting, told.name))
        del earlier[:-_REMEMBERED]
        others = [_name(setting, f"{rate}达到", earlier) for rate in alike[:-1]]
        names = [of_school(each, school, scope.school) for each in (told.shown, *others) if each.indicator]
        yield from (row(scope, setting, each, told.when) for each in names)


def _counting(scope: Scope, span: Span, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Those that are no slogan, title or turn of speech."""
    return [each for each in quantities if not excluded(scope.folded, span.start, each, redacted=scope.redacted)]


def _held(folded: str, times: Sequence[When], quantity: Quantity, usual: When) -> When:
    """When the quantity was so; 是2010年的3倍 names the year that it is measured by."""
    whole = [time for time in times if not time.local] if quantity.unit == "倍" else times
    return period_at(folded, whole, quantity.start, usual)


class _Told(NamedTuple):
    """What a quantity is and when it held: ``name`` for those after it to look back at, ``shown`` for its own row."""

    name: Name
    shown: Name
    when: When


def _became(name: Name, when: When) -> _Told:
    """由128所增加到136所: the second number is called as the first."""
    name = name._replace(certain=min(name.certain, SECOND_OF_PAIR))
    return _Told(name, name, when)


def _was(name: Name, when: When, *, inferred: bool) -> _Told:
    """由128所增加到136所: the first number; ``inferred`` where nothing states when it was so."""
    guessed = name._replace(certain=min(name.certain, INFERRED_TIME), doubt="time")
    return _Told(name, guessed if inferred else name, when)


def _whose(scope: Scope, setting: Setting, name: Name, earlier: Sequence[Named], school: str | None) -> Name:
    """The name with the kind of schools that the number is of, where these are not all, nor a single ``school``."""
    if school:
        return name
    name = of_counted(name, setting, earlier)
    name = of_paragraph(name, setting, scope.folded, scope.paragraph, scope.section.heading, earlier)
    return of_entrants(of_whole(name, setting, scope.folded, earlier), setting, scope.folded)


def _name(setting: Setting, subject: str | None, earlier: Sequence[Named]) -> Name:
    if subject is not None:
        setting = setting._replace(left=subject)
    if not setting.bracketed and any(named.setting.bracketed for named in earlier):
        earlier = [named for named in earlier if not named.setting.bracketed]
    kind = setting.quantity.kind
    if kind in {"percent", "points"}:
        return name_rate(setting, earlier)
    return name_money(setting, earlier) if kind == "money" else name_count(setting, earlier)


def _was_name(setting: Setting, earlier: Sequence[Named]) -> Name | None:
    """What changed is named before 由: 学校由原来的128所调整为96所."""
    subject = from_subject(setting)
    inside = [named for named in earlier if named.setting.sentence == setting.sentence]
    return _name(setting, subject, inside) if len(subject) >= 2 else earlier[-1].name if earlier else None
