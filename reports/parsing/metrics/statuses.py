"""Whether a number is reached, planned, aimed at or under way: from the words before it and the heading above."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from reports.parsing.metrics.settings import Setting
from reports.parsing.patterns import PLANS_AHEAD, STATUSES
from reports.parsing.types import Status

_MARKERS: Final = re.compile("|".join(f"(?P<{p.reads}>{p.expression.pattern})" for p in STATUSES))
_BUILDING: Final = re.compile(r"(?:新建|改建|扩建|改扩建|建设|兴建|迁建)")
_PLANNED_MONEY: Final = re.compile(r"[,;(]?(?:计划|规划|预计|拟|概算|预算)(?:总)?投(?:资|入)|[,;(]?(?:概算|预算|估算)")
_PLAN_FOLLOWS: Final = re.compile(r"(?:计划|打算|目标|安排|规划|如下|力争)(?:是|为)?:$")
_DONE: Final = re.compile(r"(?:新建|建成|完成|改扩建|扩建|改建)(?:了)?$")


def status_of(folded: str, setting: Setting, inherited: Status | None, *, future: bool) -> Status:
    """The status of one quantity. ``inherited`` is the paragraph's or heading's, ``future`` a period to come."""
    markers = list(_markers(folded[setting.sentence.start : setting.quantity.start]))
    percent = setting.quantity.kind == "percent"
    if markers:
        status = markers[-1]
        if status == "planned" and percent:
            return "target"
        if status != "actual" or not future:
            return _with_goal(status, markers)
    following = folded[setting.quantity.end : min(setting.sentence.end, setting.quantity.end + 40)]
    if _building_with_plan(setting, following):
        return "planned"
    if inherited:
        return "target" if percent and inherited == "planned" else inherited
    if future:
        return "target" if percent else "planned"
    return "actual"


def _with_goal(status: Status, markers: list[Status]) -> Status:
    return status


def _markers(text: str) -> Iterable[Status]:
    for match in _MARKERS.finditer(text):
        yield match.lastgroup  # type: ignore[misc]


def _building_with_plan(setting: Setting, following: str) -> bool:
    """新建幼儿园3所,计划投资2300万元: the plan stands behind what is planned."""
    return (
        bool(_BUILDING.search(setting.clause))
        and bool(re.search(r"^[^,;。]{0,16}[,(](?:计划|规划|预计|拟|概算|预算)[^,;。]{0,6}投", following))
        and "了" not in setting.clause
    )


def heading_status(headings: Iterable[str]) -> Status | None:
    """Planned under headings such as 下一步打算, else None."""
    return "planned" if any(PLANS_AHEAD.search(heading) for heading in headings) else None


def paragraph_status(sentence: str, inherited: Status | None) -> Status | None:
    """What following sentences of a plan inherit: a sentence that ends with 计划: opens one."""
    return "planned" if _PLAN_FOLLOWS.search(sentence.strip()) else inherited
