"""Whether a number is reached, planned, aimed at or under way: from the words around it and the heading above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reports.parsing.metrics.settings import Setting
from reports.parsing.metrics.timing import When
from reports.parsing.patterns import status_in_clause
from reports.parsing.types import Status

_REACH: Final = 160
"""No word farther back than this governs a number."""
_BUILDING: Final = re.compile(r"新建|改建|扩建|改扩建|建设|兴建|迁建")
_MONEY_PLANNED: Final = re.compile(r"[^,;。]{0,16}[,(](?:[^,;。]{1,14},)?(?:计划|规划|预计|拟|概算|预算)[^,;。]{0,6}投")
_PLAN_FOLLOWS: Final = re.compile(r"(?:计划|打算|目标|安排|规划|如下|力争)(?:是|为)?:$")
_PLAN_OPENS: Final = re.compile(
    r"(?:下一步|下步|今后|为此|明年|来年|针对|接下来|我[们局县区市]将|(?:19|20)\d\d年[^,;。]{0,8}(?:将|要|计划|重点|拟))"
)
_DONE_AFTER: Final = re.compile(
    r"(?:目前|现)?,?(?:该|此|上述|这些?)(?:工程|项目|园|校)[^,。;]{0,4}已(?:全面|全部|基本|经)?(?:完成|竣工|建成|投入使用)"
)
_IS_PLAN: Final = re.compile(r"的?(?:资金|投资|经费|建设|招生)?计划(?!内|外|任务)")
_IS_GOAL: Final = re.compile(r"的?(?:控制|年度|预期|规划|工作|任务)?目标")
_UNDER_WAY: Final = re.compile(r"[^,;。]{0,4}(?:正在|正)(?:进行)?[^,;。]{0,4}(?:施工|建设|改造|新建|推进|实施|办理)")
_SURELY_DONE: Final = re.compile(r"已|业已|业经|截至|截止|目前|现有|.{1,3}了")
_BEING_BUILT: Final = re.compile(r"在建(?:项目|工程|校舍|面积|[\u4e00-\u9fff]{0,4}[房校园楼])?(?:面积)?$")
_ITEM: Final = re.compile(r"[一二三四五六七八九]是|其中")


def status_of(
    folded: str,
    setting: Setting,
    when: When,
    inherited: Status | None,
    sentence_marks: Sequence[tuple[int, Status]],
    *,
    future: bool,
) -> Status:
    """The status of one quantity.

    ``inherited`` comes from the paragraph or heading; ``future``: its period lies after the report's. A word that
    tells wins over both, the last one before the number over earlier ones.
    """
    at = setting.quantity.start
    percent = setting.quantity.kind in {"percent", "points", "ratio"}
    if "在建" in setting.left and _BEING_BUILT.search(setting.left):
        return "ongoing"
    forced = status_in_clause(setting.clause) or _beside(setting.right, percent=percent)
    if forced:
        return "target" if percent and forced == "planned" else forced
    marks = [
        (place, status)
        for place, status in sentence_marks
        if at - _REACH <= place < at and (status != "target" or ";" not in folded[place:at])
    ]
    marks = _governing(folded, setting, marks, ahead=future or inherited is not None)
    if marks:
        place, status = marks[-1]
        past = status == "actual" and future and place + 3 < when.at
        if not past:
            return _finished(folded, setting, place, "target" if percent and status == "planned" else status)
    following = folded[setting.quantity.end : min(setting.sentence.end, setting.quantity.end + 50)]
    if _BUILDING.search(setting.clause) and "了" not in setting.clause and _MONEY_PLANNED.match(following):
        return "planned"
    if future or inherited:
        return "target" if percent else inherited or "planned"
    return "actual"


def _governing(
    folded: str, setting: Setting, marks: list[tuple[int, Status]], *, ahead: bool
) -> list[tuple[int, Status]]:
    """The marks that reach as far as the number: 确保 one clause on; plans are done by 已 alone."""
    at = setting.quantity.start
    kept = []
    for place, status in marks:
        if folded.startswith("确保", place) and folded.count(",", place, at) > 1:
            continue
        if ahead and status == "actual" and not _SURELY_DONE.match(folded, place):
            continue
        kept.append((place, status))
    return kept


def _beside(right: str, *, percent: bool) -> Status | None:
    """What the words right after the unit say: 60万元资金计划, 95.5%的目标, 7所正在施工."""
    if not right:
        return None
    if _IS_PLAN.match(right):
        return "target" if percent else "planned"
    if _IS_GOAL.match(right):
        return "target"
    return "ongoing" if _UNDER_WAY.match(right) else None


def _finished(folded: str, setting: Setting, marked_at: int, status: Status) -> Status:
    """今年拟建2所,一是…6个班。目前该工程已完成: the last item named is done, whatever was planned before it."""
    if status != "planned" or not _DONE_AFTER.match(folded, setting.sentence.end):
        return status
    items = list(_ITEM.finditer(folded, setting.sentence.start, setting.quantity.start))
    return "actual" if items and items[-1].start() > marked_at else status


def paragraph_status(sentence: str, inherited: Status | None, *, mixed: bool) -> Status | None:
    """What following sentences inherit: one that ends with 计划: opens a plan.

    Under a heading that names problems and plans in one (``mixed``), the first sentence of the plan opens it.
    """
    if _PLAN_FOLLOWS.search(sentence[-12:]) or (mixed and _PLAN_OPENS.match(sentence)):
        return "planned"
    return inherited
