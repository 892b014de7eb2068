"""The hits of a page: what is shown of a section beside its text, and the numbers found in it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from portal.pages import figures
from portal.pages.report import years_of
from reports.models import SHOWN_CONFIDENCE, Metric
from reports.selectors.hits import Noted, issuers_of, numbers_of
from search.highlight import Piece
from search.searching import Hit

NOTES = 4
"""Numbers noted beside a hit; the others are counted."""
PLANS = frozenset({Metric.Status.PLANNED.value, Metric.Status.TARGET.value})
STATUSES = dict(Metric.Status.choices)
STOPS = "。．.：:；;，,、 "


@dataclass(frozen=True, slots=True)
class NumberTag:
    """A number beside a hit. ``year`` says whether it is planned, ``hint`` everything that is known of it."""

    pk: int
    name: str
    printed: str
    year: str
    css: str
    hint: str


@dataclass(frozen=True, slots=True)
class HitLine:
    """A hit with its numbers. ``place`` is its own or its report's, ``unseen`` how many numbers are not noted."""

    hit: Hit
    snippet: tuple[Piece, ...]
    place: str
    url: str
    numbers: tuple[NumberTag, ...]
    unseen: int
    more_url: str


def hit_lines(hits: tuple[Hit, ...], words: str) -> list[HitLine]:
    """Two queries, however many hits there are. ``words`` are marked where the links lead."""
    numbers = numbers_of(hit.section_id for hit in hits)
    issuers = issuers_of({hit.report_id for hit in hits if not hit.district})
    query = f"?{urlencode({'q': words})}" if words else ""
    return [_line(hit, numbers.get(hit.section_id, []), issuers.get(hit.report_id, ""), query) for hit in hits]


def _line(hit: Hit, numbers: list[Noted], issuer: str, query: str) -> HitLine:
    report = f"/reports/{hit.report_id}/{query}"
    return HitLine(
        hit,
        begin_with_words(hit.snippet),
        hit.district or issuer,
        f"{report}#s{hit.section_id}",
        tuple(number_tag(number) for number in numbers[:NOTES]),
        max(0, len(numbers) - NOTES),
        report,
    )


def begin_with_words(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A snippet without the stop that parted it from its heading.

    >>> begin_with_words((Piece("。全县有", False), Piece("留守儿童", True)))[0].text
    '全县有'
    """
    if not pieces:
        return pieces
    first = pieces[0]._replace(text=pieces[0].text.lstrip(STOPS))
    return (first, *pieces[1:])


def number_tag(number: Noted) -> NumberTag:
    """Planned, confirmed and doubtful numbers look different, as they do on the report's own page."""
    plan = number.status in PLANS
    confirmed = number.review == Metric.Review.CONFIRMED
    doubtful = not confirmed and number.confidence < SHOWN_CONFIDENCE
    marks = ("is-plan" if plan else "", "is-ok" if confirmed else "", "is-doubt" if doubtful else "")
    name = number.qualifier + (number.indicator or number.own_name)
    year = years_of(number) + (_(" 计划") if plan else "")
    converted = figures.converted(number.value, number.base_value, number.base_unit)
    facts = (name, number.district, year, str(STATUSES.get(number.status, number.status)), converted)
    return NumberTag(
        number.pk,
        name,
        number.printed,
        year,
        " ".join(mark for mark in marks if mark),
        "，".join(fact for fact in facts if fact),
    )
