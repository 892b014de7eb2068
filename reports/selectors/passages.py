"""The whole text of sections that a search found, with what a citation needs; of published reports only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reports.access import published
from reports.exports.citations import Cited
from reports.models import Section

COLUMNS = (
    "pk", "text", "report_id", "report__title", "report__institution", "report__issuer__name", "report__period_end",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    text: str
    cited: Cited


def passages(section_ids: Iterable[int]) -> dict[int, Passage]:
    """Sections withdrawn since the search are left out. One query."""
    found = Section.objects.filter(pk__in=list(section_ids), archived=False, report__in=published())
    return {
        row["pk"]: Passage(
            row["text"].strip(),
            Cited(
                row["report_id"],
                row["report__title"],
                row["report__institution"] or "",
                row["report__issuer__name"] or "",
                row["report__period_end"],
            ),
        )
        for row in found.values(*COLUMNS)
    }
