"""One topic over the places: what each one's reports say, column beside column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.pages.compare_address import Chosen
from portal.pages.comparison_table import MISSING, gap_of, reports_held
from portal.pages.parameters import address
from reports.exports.citations import Cited, reference
from reports.exports.table import Cell, Column, Export, Row, Table
from reports.selectors.places import Place
from reports.selectors.topics import TopicSection, sections_of

SHOWN_EACH = 6
"""Sections of one place and year that the page shows."""
MOST_YEARS = 4
MOST_SECTIONS = 1_500
MOST_EXPORTED = 5_000


@dataclass(frozen=True, slots=True)
class TopicColumn:
    place: Place
    sections: tuple[TopicSection, ...]
    unseen: int
    more_url: str


@dataclass(frozen=True, slots=True)
class TopicBlock:
    """Places without a report of the year, and places whose reports leave the topic out, are named in a line."""

    year: int
    columns: tuple[TopicColumn, ...]
    missing: tuple[Place, ...]
    silent: tuple[Place, ...]


def best_year(topic: str, topics: Sequence[tuple[str, int]]) -> tuple[int, ...]:
    """The year that the page opens with; nothing where no report has the topic."""
    return tuple(year for name, year in topics if name == topic and year)


def blocks(topic: str, picked: Chosen, years: Sequence[int]) -> list[TopicBlock]:
    """The newest year first."""
    shown = sorted(years, reverse=True)[:MOST_YEARS]
    found = sections_of(topic, picked.places, shown, MOST_SECTIONS)
    reported = reports_held(picked.places)
    return [_block(topic, picked.places, year, found, reported) for year in shown]


def _block(
    topic: str,
    places: Sequence[Place],
    year: int,
    found: Mapping[tuple[int, int], list[TopicSection]],
    reported: Mapping[int, frozenset[int] | None],
) -> TopicBlock:
    speaking = [place for place in places if found.get((place.id, year))]
    empty = [place for place in places if place not in speaking]
    missing = tuple(place for place in empty if gap_of(place, year, reported) == MISSING)
    return TopicBlock(
        year,
        tuple(_column(topic, place, year, found[place.id, year]) for place in speaking),
        missing,
        tuple(place for place in empty if place not in missing),
    )


def _column(topic: str, place: Place, year: int, found: Sequence[TopicSection]) -> TopicColumn:
    more = address("/search/", district=place.code, year=year, topic=topic)
    return TopicColumn(place, tuple(found[:SHOWN_EACH]), max(0, len(found) - SHOWN_EACH), more)


COLUMNS = (
    Column("district", "区县", 14, role="heading"),
    Column("year", "年度", 8),
    Column("heading", "小标题", 28, role="heading"),
    Column("text", "原文", 80, role="body"),
    Column("source", "出处", 48, role="source"),
    Column("url", "链接", 36),
)


def export(topic: str, picked: Chosen, years: Sequence[int], base: str) -> Export:
    """Whole sections, place after place."""
    title = f"{picked.city.whole.name}{'、'.join(map(str, sorted(years)))}年“{topic}”各地材料"
    return Export(title, title, Table("原文", COLUMNS, _rows(topic, picked, years, base)))


def _rows(topic: str, picked: Chosen, years: Sequence[int], base: str) -> Iterator[Row]:
    found = sections_of(topic, picked.places, years, MOST_EXPORTED, whole_text=True)
    for place in picked.places:
        for year in sorted(years):
            for section in found.get((place.id, year), []):
                cited = Cited(
                    section.report_id, section.report_title, section.institution, section.issuer, section.report_year
                )
                values = (place.name, year, section.heading, section.text, reference(cited))
                url = base + section.url
                yield Row((*(Cell(value) for value in values), Cell(url)))
