"""The hits of a page: what is shown of a section beside its text, and the numbers found in it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
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
    statuses = {value: str(label) for value, label in Metric.Status.choices}
    return [
        _line(hit, numbers.get(hit.section_id, []), issuers.get(hit.report_id, ""), query, statuses) for hit in hits
    ]


def _line(hit: Hit, numbers: list[Noted], issuer: str, query: str, statuses: dict[str, str]) -> HitLine:
    report = f"/reports/{hit.report_id}/{query}"
    return HitLine(
        hit,
        begin_with_words(hit.snippet),
        hit.district or issuer,
        f"{report}#s{hit.section_id}",
        tuple(number_tag(number, statuses) for number in numbers[:NOTES]),
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


def number_tag(number: Noted, statuses: dict[str, str]) -> NumberTag:
    """``statuses`` in words. Planned, confirmed and doubtful numbers look as they do on the report's own page."""
    plan = number.status in PLANS
    confirmed = number.review == Metric.Review.CONFIRMED
    doubtful = not confirmed and number.confidence < SHOWN_CONFIDENCE
    marks = ("is-plan" if plan else "", "is-ok" if confirmed else "", "is-doubt" if doubtful else "")
    name = number.qualifier + (number.indicator or number.own_name)
    year = years_of(number) + (_(" 计划") if plan else "")
    converted = "" if number.value == number.base_value else figures.converted(*_exact(number), number.base_unit)
    facts = (name, number.district, year, statuses.get(number.status, number.status), converted)
    return NumberTag(
        number.pk,
        name,
        number.printed,
        year,
        " ".join(mark for mark in marks if mark),
        "，".join(fact for fact in facts if fact),
    )


def _exact(number: Noted) -> tuple[Decimal, Decimal]:
    """Value and base value; digits as the database holds them, at most six after the point."""
    return Decimal(str(number.value)), Decimal(str(number.base_value))
