"""What the reports of several places say under one topic, section by section, place next to place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce, Length, Substr

from reports.access import published
from reports.models import Section
from reports.selectors.coverage import years_of
from reports.selectors.passages import own_text
from reports.selectors.places import Place

EXCERPT = 700
"""Characters of a section that a page shows."""
COLUMNS = (
    "pk", "report_id", "report__title", "report__institution", "report__issuer__name", "report__issuer_id",
    "report__period_start", "report__period_end", "district_id", "mark", "heading", "level",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TopicSection:
    """A section with what a citation of it needs. ``text`` is its beginning where ``length`` says that it is longer."""

    section_id: int
    report_id: int
    report_title: str
    institution: str
    issuer: str
    report_year: int | None
    heading: str
    level: int
    text: str
    length: int

    @property
    def url(self) -> str:
        return f"/reports/{self.report_id}/#s{self.section_id}"

    @property
    def is_cut(self) -> bool:
        return self.length > EXCERPT


def sections_of(
    topic: str, places: Sequence[Place], years: Iterable[int], limit: int, *, whole_text: bool = False
) -> dict[tuple[int, int], list[TopicSection]]:
    """Sections by (place, year), in the order of their reports; at most ``limit`` altogether. One query."""
    place_by_id = {district_id: place.id for place in places for district_id in place.ids}
    wanted = set(years)
    found: dict[tuple[int, int], list[TopicSection]] = defaultdict(list)
    rows = _rows(topic, place_by_id, wanted).annotate(length=Length("text"))
    text = "text" if whole_text else "begins"
    rows = rows if whole_text else rows.annotate(begins=Substr("text", 1, EXCERPT))
    for row in rows.values(*COLUMNS, "length", text)[:limit]:
        place = place_by_id[row["district_id"] or row["report__issuer_id"]]
        for year in wanted.intersection(years_of(row["report__period_start"], row["report__period_end"])):
            found[(place, year)].append(_section(row, str(row[text])))
    return dict(found)


def _rows(topic: str, ids: Iterable[int], years: set[int]) -> QuerySet[Section]:
    ids = list(ids)
    about = Q(district_id__in=ids) | Q(district__isnull=True, report__issuer_id__in=ids)
    on_topic = Q(topic=topic) | Q(topic="", report__topic=topic)
    spans = Q(report__period_start__lte=max(years, default=0), report__period_end__gte=min(years, default=0))
    return (
        Section.objects.filter(about, on_topic, spans, archived=False, report__in=published())
        .exclude(text="")
        .order_by("report_id", "index")
    )


def _section(row: dict[str, object], text: str) -> TopicSection:
    year = row["report__period_end"]
    return TopicSection(
        section_id=int(str(row["pk"])),
        report_id=int(str(row["report_id"])),
        report_title=str(row["report__title"]),
        institution=str(row["report__institution"] or ""),
        issuer=str(row["report__issuer__name"] or ""),
        report_year=int(str(year)) if year else None,
        heading=headed(str(row["mark"]), str(row["heading"])),
        level=int(str(row["level"])),
        text=own_text(text),
        length=int(str(row["length"])),
    )


def headed(mark: str, heading: str) -> str:
    """
    >>> headed("第一节", "以创建促提升"), headed("一、", "以创建促提升")
    ('第一节 以创建促提升', '一、以创建促提升')
    """
    return f"{mark} {heading}".strip() if mark.endswith(("章", "节", "篇")) else f"{mark}{heading}"


def topics_of(places: Sequence[Place]) -> list[tuple[str, int]]:
    """Topics of sections about these places, the fullest first, each with the year in which most places have it,
    the newer one of equals; 0 where no report is dated. One query."""
    ids = [district_id for place in places for district_id in place.ids]
    about = Q(district_id__in=ids) | Q(district__isnull=True, report__issuer_id__in=ids)
    found = Section.objects.filter(about, archived=False, report__in=published()).exclude(topic="")
    counts: Counter[str] = Counter()
    spread: dict[str, Counter[int]] = defaultdict(Counter)
    who = Coalesce("district_id", "report__issuer_id")
    for topic, year, _who, held in (
        found.order_by().values_list("topic", "report__period_end", who).annotate(held=Count("pk"))
    ):
        counts[topic] += held
        spread[topic][year or 0] += 1
    best = {topic: max(years, key=lambda year: (bool(year), years[year], year)) for topic, years in spread.items()}
    return [(topic, best[topic]) for topic in sorted(counts, key=lambda each: (-counts[each], each))]
