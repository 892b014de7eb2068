"""``/districts/<code>/topics/?topic=``: one topic of one place, its years side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.pages import parameters
from portal.pages.districts import crumbs
from portal.pages.parameters import YEARS, address, whole_number
from reports.models import Section
from reports.selectors import over_time, places
from reports.selectors.coverage import topics_held
from reports.selectors.topics import headed

SIDE_BY_SIDE = 4
SHOWN_TEXT = 900


@dataclass(frozen=True, slots=True)
class YearLink:
    """A year of the row above the columns. ``url`` puts it in or takes it out; empty where it has nothing."""

    year: int
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Extract:
    """A section in its column; ``cut`` says that the report has more of it."""

    section: Section
    heading: str
    lines: tuple[str, ...]
    cut: bool


@dataclass(frozen=True, slots=True)
class Column:
    year: int
    extracts: tuple[Extract, ...]


def topic_years(request: HttpRequest, code: str) -> HttpResponse:
    district = places.district_by_code(parameters.clean(code, 12))
    if district is None:
        raise Http404
    if district.successor is not None:
        return redirect(district.successor.get_absolute_url())
    place = places.place_of(district)
    held = [row.label for row in topics_held(place)]
    topic = parameters.text(request.GET, "topic", 60) or (held[0] if held else "")
    counts = over_time.counted_years(place, topic) if topic else {}
    chosen = chosen_years(parameters.texts(request.GET, "year", 8), counts)
    context = {
        "place": place,
        "crumbs": crumbs(district),
        "topic": topic,
        "topics": held,
        "links": year_links(place.code, topic, counts, chosen),
        "columns": [column(each) for each in over_time.years_of_topic(place, topic, chosen)],
    }
    return render(request, "topic_years.html", context)


def chosen_years(asked: Sequence[str], counts: dict[int, int]) -> list[int]:
    """The years asked for that have something, at most ``SIDE_BY_SIDE``; the newest ones where none is asked for.

    >>> chosen_years(["2012", "x", "2013"], {2011: 1, 2012: 2}), chosen_years([], {2011: 1, 2012: 2})
    ([2012], [2011, 2012])
    """
    wanted = [whole_number(each, YEARS.start, YEARS.stop - 1) for each in asked]
    known = sorted({year for year in wanted if year in counts})
    return (known or sorted(counts))[-SIDE_BY_SIDE:]


def year_links(code: str, topic: str, counts: dict[int, int], chosen: list[int]) -> list[YearLink]:
    if not counts:
        return []
    links = []
    for year in range(min(counts), max(counts) + 1):
        others = [each for each in chosen if each != year]
        years = others if year in chosen else [*others[-(SIDE_BY_SIDE - 1) :], year]
        url = address(f"/districts/{code}/topics/", topic=topic, year=sorted(years)) if year in counts else ""
        links.append(YearLink(year, counts.get(year, 0), url, year in chosen))
    return links


def column(year: over_time.YearOfTopic) -> Column:
    return Column(year.year, tuple(extract(section) for section in year.sections))


def extract(section: Section) -> Extract:
    text = section.text.lstrip("。．：:，, \n").rstrip()
    shown = text if len(text) <= SHOWN_TEXT else text[:SHOWN_TEXT]
    lines = tuple(line.strip() for line in shown.replace("\t", "　").split("\n") if line.strip())
    return Extract(section, headed(section.mark, section.heading), lines, len(text) > SHOWN_TEXT)
