"""``/compare/``: measures × places in one table, or the sections of one topic next to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.downloads import download
from portal.pages import blank_form, compare_export, compare_topic, parameters
from portal.pages.compare_address import MOST_YEARS, PATH, Asked, Chosen, asked_in, chosen
from portal.pages.comparison_table import Comparison, comparison
from reports.access import published
from reports.exports import FORMATS
from reports.selectors.comparison import Measure, pending_count, told
from reports.selectors.topics import topics_of


@dataclass(frozen=True, slots=True)
class Choice:
    """A tick box of the filters."""

    value: str
    label: str
    ticked: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A measure that is compared, with the address without it and what it means."""

    measure: Measure
    remove: str


def compare(request: HttpRequest) -> HttpResponseBase:
    asked = asked_in(request.GET)
    picked = chosen(asked)
    if picked is None:
        nothing_held = not published().exists()
        return render(request, "compare.html", {"asked": asked, "picked": None, "nothing_held": nothing_held})
    if parameters.text(request.GET, "format", 20) == blank_form.FORMAT:
        return download(blank_form.blank_form(picked), "xlsx")
    if asked.topic:
        return _topic(request, asked, picked)
    table = _table(asked, picked)
    format_name = parameters.one_of(request.GET, "format", tuple(FORMATS))
    if format_name:
        base = request.build_absolute_uri("/").rstrip("/")
        return download(compare_export.of_table(table, picked, base), format_name)
    context = _context(asked, picked, picked.years, topics_of(picked.places))
    return render(request, "compare.html", context | _table_context(asked, picked, table))


def _table(asked: Asked, picked: Chosen) -> Comparison:
    found = told(picked.measures, picked.places, picked.years, pending=asked.pending)
    return comparison(picked.measures, picked.places, picked.years, found, picked.city.whole, asked.plan)


def _topic(request: HttpRequest, asked: Asked, picked: Chosen) -> HttpResponseBase:
    format_name = parameters.one_of(request.GET, "format", tuple(FORMATS))
    topics = topics_of(picked.places)
    years = asked.years or compare_topic.best_year(asked.topic, topics)
    if format_name:
        base = request.build_absolute_uri("/").rstrip("/")
        return download(compare_topic.export(asked.topic, picked, years, base), format_name)
    blocks = compare_topic.blocks(asked.topic, picked, years)
    return render(request, "compare_topic.html", _context(asked, picked, years, topics) | {"blocks": blocks})


def _context(
    asked: Asked, picked: Chosen, years: Sequence[int], topics: Sequence[tuple[str, int]]
) -> dict[str, object]:
    return {
        "asked": asked,
        "picked": picked,
        "places": _place_choices(picked),
        "years": years,
        "year_choices": _year_choices(years, picked, topics if asked.topic else ()),
        "topics": [Choice(topic, topic, topic == asked.topic) for topic, _year in topics],
        "formats": [(name, each.label, _with_format(asked, name)) for name, each in FORMATS.items()],
        "blank_url": _with_format(asked, blank_form.FORMAT) if picked.measures else "",
        "table_url": asked.url(topic=""),
        "first_url": asked.url(indicators=()),
        "recent": _recent(asked, years, picked),
        "all_places_url": asked.url(districts=(), city=picked.city.whole.code),
        "path": PATH,
    }


def _with_format(asked: Asked, name: str) -> str:
    url = asked.url()
    return f"{url}{'&' if '?' in url else '?'}format={name}"


def _place_choices(picked: Chosen) -> list[Choice]:
    """All boxes empty means all places: what is shown is ticked only where it is a choice."""
    shown = {place.id for place in picked.places}
    outside = [place for place in picked.places if place not in picked.city.places]
    return [
        Choice(place.code, place.name, not picked.all_places and place.id in shown, _detail(place.id, picked))
        for place in (*picked.city.places, *outside)
    ]


def _detail(place_id: int, picked: Chosen) -> str:
    return _("全市合计") if place_id == picked.city.whole.id else ""


def _year_choices(years: Sequence[int], picked: Chosen, topics: Sequence[tuple[str, int]]) -> list[Choice]:
    known = {*picked.years_held, *years, *(year for _topic, year in topics if year)}
    return [Choice(str(year), str(year), year in years) for year in sorted(known, reverse=True)]


def _recent(asked: Asked, years: Sequence[int], picked: Chosen) -> list[tuple[str, str]]:
    """Short ways to usual choices of years: label, address."""
    ways = [(_("近 5 年"), tuple(picked.years_held[-5:])), (_("全部"), tuple(picked.years_held[-MOST_YEARS:]))]
    return [(label, asked.url(years=span)) for label, span in ways if len(span) > 1 and span != tuple(years)]


def _table_context(asked: Asked, picked: Chosen, table: Comparison) -> dict[str, object]:
    names = tuple(measure.name for measure in picked.measures)
    parts = {measure.part for measure in picked.measures}
    pending = pending_count(picked.measures, picked.places, picked.years)
    return {
        "table": table,
        "chips": [
            Chip(measure, asked.url(indicators=tuple(name for name in names if name != measure.name)))
            for measure in picked.measures
        ],
        "one_measure": len(names) == 1,
        "names": names,
        "more_measures": [line for line in picked.lines if line.measure.part not in parts],
        "siblings": _siblings(asked, picked, names),
        "pending": pending,
        "pending_url": asked.url(pending=not asked.pending),
        "plans": [
            (label, asked.url(plan=value), asked.plan == value)
            for value, label in (("", _("实际与计划")), ("actual", _("只看实际")), ("planned", _("只看计划")))
        ],
        "definitions": [measure for measure in picked.measures if measure.indicator.definition],
    }


def _siblings(asked: Asked, picked: Chosen, names: tuple[str, ...]) -> list[tuple[str, int, str]]:
    """Other measures of the same indicators (小学招生人数 beside 招生人数) that several places tell."""
    indicators = {measure.indicator.pk for measure in picked.measures}
    return [
        (line.measure.name, line.numbers, asked.url(indicators=(*names, line.measure.name)))
        for line in picked.lines
        if line.measure.indicator.pk in indicators and line.measure.name not in names and line.places > 1
    ][:12]
