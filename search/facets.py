"""The facets of the search page: one line a facet."""

from __future__ import annotations

from typing import NamedTuple

from reports.models import Report


class Facet(NamedTuple):
    """``field`` is the index field and the name in the page's address; ``labels`` names values that are codes."""

    field: str
    title: str
    labels: dict[str, str] = {}
    by_value: bool = False
    """Ordered by value, not by count."""


KINDS = {value: str(label) for value, label in Report.Kind.choices}
STAGES = ("学前", "小学", "初中", "高中", "职业", "特殊", "成人")

FACETS: tuple[Facet, ...] = (
    Facet("year", "年度", by_value=True),
    Facet("district", "区县"),
    Facet("topic", "主题"),
    Facet("kind", "报告类型", KINDS),
    Facet("stage", "学段"),
    Facet("has_metrics", "指标", {"1": "含数的节", "0": "不含数的节"}),
)
