"""What of a section is indexed: haystack's index of ``reports.Section``."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from haystack import indexes
from whoosh.query import Query

from reports.access import published
from reports.models import District, Metric, Section
from search.engines.whoosh.nodes import OneOf
from search.engines.whoosh.schema import KEYWORDS
from search.withdrawn import withdrawn_reports

PATH_MARK = "\n"
"""Between the headings of a path."""


class KeywordField(indexes.CharField):  # type: ignore[misc]
    """One value, taken as it is."""

    field_type = KEYWORDS


class SectionIndex(indexes.SearchIndex, indexes.Indexable):  # type: ignore[misc]
    """A section of a published report. ``text`` is its heading and own text."""

    text = indexes.CharField(document=True)
    title = indexes.CharField(model_attr="report__title")
    headings = indexes.CharField()
    places = indexes.CharField()
    district = indexes.MultiValueField()
    year = indexes.MultiValueField()
    topic = KeywordField(null=True)
    kind = KeywordField(model_attr="report__kind")
    stage = KeywordField(model_attr="stage", null=True)
    report = indexes.IntegerField(model_attr="report_id")
    section = indexes.IntegerField(model_attr="pk")
    has_metrics = indexes.BooleanField(model_attr="has_shown_metrics")
    period = indexes.IntegerField(model_attr="report__period_end", null=True)
    published_at = indexes.DateTimeField(model_attr="report__published_at", null=True)
    own_heading = KeywordField(model_attr="heading", null=True)
    own_district = KeywordField(null=True, indexed=False)
    own_code = KeywordField(null=True, indexed=False)

    def get_model(self) -> type[Section]:
        return Section

    def index_queryset(self, using: str | None = None) -> QuerySet[Section]:  # noqa: ARG002 - haystack
        """Sections that every reader may see, with what ``prepare`` needs."""
        related = (
            *("report__issuer__parent__parent", "report__issuer__successor"),
            *("district__parent__parent", "district__successor", "parent__parent__parent"),
        )
        sections = Section.objects.filter(report__in=published(), archived=False)
        shown = Metric.objects.shown().filter(section=OuterRef("pk"))
        return (
            sections.select_related(*related)
            .defer("origin", "report__text", "report__repairs", "parent__text", "parent__origin")
            .prefetch_related("district__names", "report__issuer__names")
            .annotate(has_shown_metrics=Exists(shown))
        )

    def withheld(self) -> Query | None:
        """What no search may find although the index still holds it; None where there is nothing such."""
        reports = withdrawn_reports()
        return OneOf("report", reports) if reports else None

    def load_all_queryset(self) -> QuerySet[Section]:
        return self.index_queryset()

    def prepare_text(self, section: Section) -> str:
        heading = f"{section.mark}{section.heading}"
        return f"{heading}\n{section.text}".strip()

    def prepare_headings(self, section: Section) -> str:
        return PATH_MARK.join(heading_path(section))

    def prepare_places(self, section: Section) -> str:
        """Every name that the section's place or its city bears."""
        own = section.district or section.report.issuer
        names = [district.name for district in lineage(own)]
        if own:
            names.extend(name.name for name in own.names.all())
        return PATH_MARK.join(dict.fromkeys(names))

    def prepare_district(self, section: Section) -> list[str]:
        own = section.district or section.report.issuer
        return [district.code for district in (*lineage(own), *later_selves(own))]

    def prepare_year(self, section: Section) -> list[str]:
        start, end = section.report.period_start, section.report.period_end
        return [str(year) for year in range(start, (end or start) + 1)] if start else []

    def prepare_topic(self, section: Section) -> str | None:
        return section.topic or section.report.topic or None

    def prepare_own_district(self, section: Section) -> str | None:
        return section.district.name if section.district else None

    def prepare_own_code(self, section: Section) -> str | None:
        return section.district.code if section.district else None

    def prepare(self, obj: Section) -> dict[str, Any]:
        prepared: dict[str, Any] = super().prepare(obj)
        for name in ("stage", "own_heading"):
            prepared[name] = prepared.get(name) or None
        return prepared


def heading_path(section: Section) -> list[str]:
    """The headings from the report's top down to the section, marks included; empty ones left out."""
    path: list[str] = []
    at: Section | None = section
    seen: set[int] = set()
    while at is not None and at.pk not in seen:
        seen.add(at.pk)
        if at.mark or at.heading:
            path.insert(0, f"{at.mark}{at.heading}")
        at = at.parent
    return path


def later_selves(district: District | None) -> list[District]:
    """What a district became, so that whoever asks for 安州区 finds what 安县 reported."""
    found: list[District] = []
    at = district.successor if district else None
    while at is not None and at not in found:
        found.append(at)
        at = at.successor
    return found


def lineage(district: District | None) -> list[District]:
    """A district and those above it, up to its city."""
    found: list[District] = []
    while district is not None and district not in found:
        if found and district.level == District.Level.PROVINCE:
            break
        found.append(district)
        district = district.parent
    return found
