"""Whether a number is reached, planned, aimed at or under way: from the words around it and the heading above."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from reports.parsing.metrics.settings import Setting
from reports.parsing.metrics.timing import When
from reports.parsing.patterns import plans_ahead, status_marks
from reports.parsing.types import Status

_REACH: Final = 160
"""No word farther back than this governs a number."""
_BUILDING: Final = re.compile(r"新建|改建|扩建|改扩建|建设|兴建|迁建")
_MONEY_PLANNED: Final = re.compile(r"[^,;。]{0,16}[,(](?:[^,;。]{1,14},)?(?:计划|规划|预计|拟|概算|预算)[^,;。]{0,6}投")
_PLAN_FOLLOWS: Final = re.compile(r"(?:计划|打算|目标|安排|规划|如下|力争)(?:是|为)?:$")
_DONE_AFTER: Final = re.compile(r"(?:目前|现)?,?(?:该|此|上述|这些?)(?:工程|项目|园|校)[^,。;]{0,4}已(?:全面|全部|基本|经)?(?:完成|竣工|建成|投入使用)")
_IS_PLAN: Final = re.compile(r"的?[^,;。]{0,6}计划(?!内|外)")
_ITEM: Final = re.compile(r"[一二三四五六七八九]是|其中")


def status_of(folded: str, setting: Setting, when: When, inherited: Status | None, *, future: bool) -> Status:
    """The status of one quantity.

    ``inherited`` comes from the paragraph or heading; ``future``: its period lies after the report's. A word that
    tells wins over both, the last one before the number over earlier ones.
    """
    start, at = setting.sentence.start, setting.quantity.start
    percent = setting.quantity.kind in {"percent", "points", "ratio"}
    begin = max(start, at - _REACH)
    marks = [
        (begin - start + place, status)
        for place, status in status_marks(folded[begin:at])
        if status != "target" or ";" not in folded[begin + place : at]
    ]
    if marks:
        place, status = marks[-1]
        past = status == "actual" and future and start + place + 3 < when.at
        if not past:
            return _finished(folded, setting, start + place, "target" if percent and status == "planned" else status)
    if _IS_PLAN.match(setting.right):
        return "planned"
    following = folded[setting.quantity.end : min(setting.sentence.end, setting.quantity.end + 50)]
    if _BUILDING.search(setting.clause) and "了" not in setting.clause and _MONEY_PLANNED.match(following):
        return "planned"
    if future or inherited:
        return "target" if percent else inherited or "planned"
    return "actual"


def _finished(folded: str, setting: Setting, marked_at: int, status: Status) -> Status:
    """今年拟建2所,一是…6个班。目前该工程已完成: the last item named is done, whatever was planned before it."""
    if status != "planned" or not _DONE_AFTER.match(folded, setting.sentence.end):
        return status
    items = list(_ITEM.finditer(folded, setting.sentence.start, setting.quantity.start))
    return "actual" if items and items[-1].start() > marked_at else status


def heading_status(headings: Iterable[str]) -> Status | None:
    """Planned under headings such as 下一步打算, else None."""
    return "planned" if any(plans_ahead(heading) for heading in headings if heading) else None


def paragraph_status(sentence: str, inherited: Status | None) -> Status | None:
    """What following sentences inherit: a sentence that ends with 计划: opens a plan."""
    return "planned" if _PLAN_FOLLOWS.search(sentence) else inherited
