"""The table of a comparison: places down, measures and years across; every number leads to its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.pages import figures
from portal.pages.figures import Scale
from reports.selectors import coverage
from reports.selectors.comparison import At, CitedReading, Measure, Part, Told
from reports.selectors.places import City, Place

MISSING, UNTOLD = "缺", "—"
"""No report of that place and year at all; reports, but none that tells this number."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column: one measure in one year. ``unit`` is that of the numbers printed without one."""

    measure: Measure
    year: int
    unit: str


@dataclass(frozen=True, slots=True)
class Band:
    """A measure above its years."""

    measure: Measure
    unit: str
    columns: int
    remove: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One number as it is printed in the table."""

    text: str
    statement: CitedReading
    css: str
    hint: str


@dataclass(frozen=True, slots=True)
class Box:
    """A place in the table. ``actual`` and ``planned`` hold one number each, several where reports disagree;
    ``gap`` says why there is none."""

    actual: tuple[Shown, ...]
    planned: tuple[Shown, ...]
    gap: str

    @property
    def missing(self) -> bool:
        return self.gap == MISSING


@dataclass(frozen=True, slots=True)
class Line:
    place: Place
    boxes: tuple[Box, ...]
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    bands: tuple[Band, ...]
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]

    @property
    def several_years(self) -> bool:
        return len({head.year for head in self.heads}) > 1

    @property
    def gaps(self) -> int:
        return sum(bool(box.gap) for line in self.lines for box in line.boxes)

    @property
    def has_plans(self) -> bool:
        return any(box.planned for line in self.lines for box in line.boxes)


def comparison(
    measures: Sequence[Measure],
    places: Sequence[Place],
    years: Sequence[int],
    told: Mapping[At, Told],
    whole: Place,
    plan: str = "",
) -> Comparison:
    """``plan`` keeps only what was reached (``actual``) or only plans (``planned``). Two queries for the gaps."""
    scales = {measure.part: _scale(measure, told) for measure in measures}
    heads = tuple(Head(measure, year, scales[measure.part].unit) for measure in measures for year in years)
    reported = reports_held(places)
    lines = tuple(
        Line(
            place,
            tuple(_box(head, place, told, scales[head.measure.part], reported, plan) for head in heads),
            place.id == whole.id,
        )
        for place in places
    )
    bands = tuple(Band(measure, scales[measure.part].unit, len(years)) for measure in measures)
    return Comparison(bands, heads, lines)


def reports_held(places: Sequence[Place]) -> dict[int, frozenset[int] | None]:
    """Place → the years of which there is a report by it or about it."""
    if not places:
        return {}
    rows = coverage.city_coverage(City(places[0], tuple(places[1:])))
    return {place.id: frozenset(row.counts) for place, row in zip(places, rows, strict=True)}


def _scale(measure: Measure, told: Mapping[At, Told]) -> Scale:
    """The unit most numbers of the measure bear, in 万 or 亿 where they are large."""
    mine = [each for at, here in told.items() if at.part == measure.part for each in here.statements]
    unit = Counter(each.base_unit for each in mine).most_common(1)[0][0] if mine else measure.indicator.unit
    return figures.scale_for([each.base_value for each in mine if each.base_unit == unit], unit)


def _box(
    head: Head, place: Place, told: Mapping[At, Told], scale: Scale,
    reported: Mapping[int, frozenset[int] | None], plan: str,
) -> Box:  # fmt: skip
    part: Part = head.measure.part
    actual = () if plan == "planned" else _shown(told.get(At(part, place.id, head.year)), scale)
    planned = () if plan == "actual" else _shown(told.get(At(part, place.id, head.year, plan=True)), scale)
    gap = "" if actual or planned else gap_of(place, head.year, reported)
    return Box(actual, planned, gap)


def gap_of(place: Place, year: int, reported: Mapping[int, frozenset[int] | None]) -> str:
    existed = place.since is None or year >= place.since
    return MISSING if existed and year not in (reported.get(place.id) or ()) else UNTOLD


def _shown(here: Told | None, scale: Scale) -> tuple[Shown, ...]:
    if here is None:
        return ()
    if here.agreed:
        return (_one(here.best, scale, doubtful=here.best.pending),)
    distinct = {(each.base_value, each.base_unit, each.comparator): each for each in reversed(here.statements)}
    ordered = sorted(distinct.values(), key=lambda each: each.metric_id != here.best.metric_id)
    return tuple(_one(each, scale, doubtful=True) for each in ordered[:3])


def _one(statement: CitedReading, scale: Scale, *, doubtful: bool) -> Shown:
    marks = ("wl-num", "is-plan" if statement.plan else "", "is-ok" if statement.confirmed else "")
    css = " ".join(mark for mark in (*marks, "is-doubt" if doubtful else "") if mark)
    return Shown(value_in_words(statement, scale), statement, css, hint(statement))


def value_in_words(statement: CitedReading, scale: Scale) -> str:
    """As many digits as were printed, 近 and 以上 as signs; another unit than the column's is named."""
    if scale.unit.lstrip("万亿") != statement.base_unit:
        return figures.signed(statement.comparator, f"{figures.grouped(statement.value)} {statement.unit}")
    return figures.signed(statement.comparator, scale.show(statement.base_value, statement.step))


def hint(statement: CitedReading) -> str:
    return f"{state_in_words(statement)}，{statement.printed}。《{statement.report_title}》：{statement.sentence}"[:400]


def state_in_words(statement: CitedReading) -> str:
    """
    ``实际，已确认`` or ``计划，把握 97%``.
    """
    kind = _("计划") if statement.plan else _("实际")
    if statement.confirmed:
        return _("%(kind)s，已确认") % {"kind": kind}
    sure = _("%(kind)s，待核，把握 %(sure)s%%") if statement.pending else _("%(kind)s，把握 %(sure)s%%")
    return sure % {"kind": kind, "sure": int(statement.confidence * 100)}
