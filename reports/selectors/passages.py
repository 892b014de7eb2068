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


def own_text(text: str) -> str:
    """A section's text without the mark that ended its heading, which the stored text begins with.

    >>> own_text("。招聘教师49人。"), own_text("：  招聘教师49人。")
    ('招聘教师49人。', '招聘教师49人。')
    """
    return text.strip().lstrip("。：:；．").strip()


def passages(section_ids: Iterable[int]) -> dict[int, Passage]:
    """Sections withdrawn since the search are left out. One query."""
    found = Section.objects.filter(pk__in=list(section_ids), archived=False, report__in=published())
    return {
        row["pk"]: Passage(
            own_text(row["text"]),
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
