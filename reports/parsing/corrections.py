"""What people may correct, as values: anchored to the extracted text, free of rows and of Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from reports.parsing.anchors import Anchor
from reports.parsing.types import Span

CorrectionKind = Literal["report", "section", "border", "stitching", "mask", "metric"]
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Correction:
    """One change by one person.

    ``anchor`` quotes a report's first words, a section's first words, the words a new section begins with, or a
    number. ``before`` is what the person saw, ``after`` what it is to be; both are plain JSON values (``FIELDS``
    tells their shape; a moved border has the anchor of its new place). ``key`` names the correction to the caller.
    """

    key: int
    kind: CorrectionKind
    field: str
    anchor: Anchor
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A correction with the place of its anchor in the report's text; ``extracted`` is the whole source."""

    correction: Correction
    span: Span
    extracted: str

    @property
    def after(self) -> Any:
        return self.correction.after


@dataclass(frozen=True, slots=True)
class Conflict:
    """A correction that found no place: nothing was changed. ``message`` is a Chinese sentence."""

    key: int
    message: str


@dataclass(frozen=True, slots=True)
class CorrectionField:
    """A row of the table of what can be corrected. ``example`` is an ``after``; the tests apply it."""

    kind: CorrectionKind
    name: str
    label: str
    example: Any = field(hash=False)


FIELDS = (
    CorrectionField("report", "title", "题名", "云岭县2012年教育工作总结"),
    CorrectionField("report", "kind", "类型", "annual"),
    CorrectionField("report", "topic", "主题", "学前教育"),
    CorrectionField("report", "period", "年度", {"start": 2012, "end": 2012, "unit": "year", "half": None}),
    CorrectionField("report", "issuer", "发布机构", {"name": "泸县", "code": "510521", "institution": "泸县教育局"}),
    CorrectionField("section", "district", "节的区县", {"name": "泸县", "code": "510521"}),
    CorrectionField("section", "topic", "节的主题", "义务教育"),
    CorrectionField("section", "heading", "小标题", "规范招生行为"),
    CorrectionField("section", "level", "节的层级", 2),
    CorrectionField("border", "move", "移动边界", {"quote": "一、", "before": "", "after": "", "start": 0, "end": 2}),
    CorrectionField("border", "split", "拆分", None),
    CorrectionField("border", "merge", "合并", None),
    CorrectionField("stitching", "order", "段落次序", "printed"),
    CorrectionField("stitching", "joint", "断开相接处", None),
    CorrectionField("mask", "text", "遮去文字", None),
    CorrectionField("metric", "review", "核数据", "confirmed"),
    CorrectionField("metric", "values", "改数据", {"value": 12, "unit": "所"}),
    CorrectionField("metric", "add", "补数据", {"indicator": "新建幼儿园数", "status": "actual"}),
)
SEEN = ("indicator", "qualifier", "value", "unit", "period_start", "period_end", "half", "status")
"""What tells one reading of a number from another: a person's word holds only for the reading they saw."""
METRIC_VALUES = frozenset({*SEEN, "value_high", "comparator", "as_of", "change", "project", "district"})
"""What ``metric.values`` and ``metric.add`` may set."""


def label_of(kind: str, name: str) -> str:
    """What staff call this kind of correction."""
    return next((row.label for row in FIELDS if (row.kind, row.name) == (kind, name)), kind)


def is_known(kind: str, name: str) -> bool:
    return any((row.kind, row.name) == (kind, name) for row in FIELDS)


class CannotApply(Exception):  # noqa: N818 - an answer to the reviewer, no error of ours
    """Why a correction finds no place, in one Chinese sentence."""
