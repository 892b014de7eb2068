"""What a reviewer should look at before a report is published: one line a kind, counted. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from reports.parsing.missing import GAP, OPEN_END, OPEN_SENTENCE
from reports.parsing.repairs import ACCEPTED, UNDONE
from reports.parsing.types import ParsedMetric, ParsedReport
from reports.screening import personal_numbers

NOTES = (("cut", OPEN_END), ("cut", OPEN_SENTENCE), ("gap", GAP))
"""The flag of a note, by how the note begins."""

NO_LIMIT = ("毛", "增长", "增幅", "增速", "完成", "提高", "超", "比")
"""A rate with one of these in its name may well pass 100 %."""


@dataclass(frozen=True, slots=True)
class Flag:
    """``count`` places to look at; ``label`` says in Chinese what is there."""

    kind: str
    label: str
    count: int

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "label": self.label, "count": self.count}


def flags_of(report: ParsedReport) -> list[Flag]:
    """The flags of a report, the gravest first."""
    found = (Flag(kind, label, count(report)) for kind, label, count in KINDS)
    return [flag for flag in found if flag.count]


def over_hundred(metric: ParsedMetric) -> bool:
    """A rate above 100 % that by its name cannot be."""
    is_rate = metric.base_unit == "%" and metric.indicator.endswith("率") and metric.change is None
    limited = not any(word in metric.indicator + metric.qualifier for word in NO_LIMIT)
    return is_rate and limited and metric.base_value > 100 and metric.review == "open"


def _personal(kind: str) -> Callable[[ParsedReport], int]:
    return lambda report: sum(number.kind == kind for number in personal_numbers(report.text))


def _repairs(kind: str) -> Callable[[ParsedReport], int]:
    return lambda report: sum(_kind_of(repair) == kind for repair in open_repairs(report.repairs))


def _kind_of(repair: str) -> str:
    """Notes on what a text lacks are no repairs; they may quote any words, so their beginnings tell."""
    noted = next((kind for kind, beginning in NOTES if repair.startswith(beginning)), "")
    return noted or ("order" if "次序" in repair else "repair")


def open_repairs(repairs: tuple[str, ...]) -> Iterator[str]:
    """Repairs of the text that nobody has looked at yet."""
    return (repair for repair in repairs if not repair.startswith(UNDONE) and not repair.endswith(ACCEPTED))


KINDS: tuple[tuple[str, str, Callable[[ParsedReport], int]], ...] = (
    ("identity", "身份证号", _personal("identity")),
    ("mobile", "手机号", _personal("mobile")),
    ("landline", "电话号码", _personal("landline")),
    ("order", "段落错位", _repairs("order")),
    ("repair", "修补待核", _repairs("repair")),
    ("cut", "文中或文末不完整", _repairs("cut")),
    ("gap", "编号有缺", _repairs("gap")),
    ("rate", "比率超过100%", lambda report: sum(map(over_hundred, report.metrics))),
    ("period", "未识别年度", lambda report: int(report.period.start is None)),
    ("issuer", "未识别发布单位", lambda report: int(report.issuer is None)),
    ("empty", "没有分出小节", lambda report: int(not report.sections)),
)
