"""Which project a number belongs to: 一是东门幼儿园迁建项目,建设规模9个班; 护河、南山等4所."""

from __future__ import annotations

import re
from typing import Final

from reports.parsing.metrics.settings import Setting

_NAME: Final = r"[^、,;:。()\[\]《》“”\d ]"
_LISTED_BEFORE: Final = re.compile(rf"(?P<names>(?:{_NAME}{{2,14}}、){{1,12}}{_NAME}{{2,18}}?)等? ?$")
_LISTED_AFTER: Final = re.compile(
    rf"[^,;:。()]{{0,14}}\((?!不|含|包括)(?:分别[为是]|即|其中)?(?P<names>(?:{_NAME}{{2,16}}(?:、|和|及)){{1,12}}{_NAME}{{2,16}})\)"
)
_NAMED: Final = re.compile(
    rf"(?:^|[,;。:]|[一二三四五六七八九十]是|实施)(?P<name>{_NAME}{{3,22}}(?:项目|工程))(?=[,:(]|总|已|正|建|计划|投)"
)
_OPENED: Final = re.compile(
    r"(?:[(]?[一二三四五六七八九十\d]{1,2}[、.)]|[一二三四五六七八九十]是)?(?P<name>(?!全|我|该|此|本|现|其中)(?:(?!建设|投入|投资|完成|新建|改扩建|校舍)[^,;:。\d()]){2,20}(?:园区|学校|小学|中学|幼儿园|学院|中心|基地|[校园]区|大楼|教学楼|综合楼|公寓楼)),(?=(?:项目)?(?:总|计划|规划|估算|概算|共|占地|用地|建筑|建设规模)[^;。]{0,60}\d)"
)
"""县教育园区,总投资6.7亿元,占地600亩: a building that opens the sentence owns what it cost and how large it is."""
_HOUSE: Final = re.compile(r"小学|中学|幼儿园|学校|园区|学院|中心|基地|[校园]区|楼|公寓|[一二三四五六七八九十]中")
_PROGRAMME: Final = re.compile(
    r"中小学|安全|薄弱|标准化|义务教育|(?:农村|全县|各)(?:学校|小学|中学|幼儿园)|营养|行动|计划|其他"
)
_SIZED: Final = frozenset({"money", "area"})
_ITEM: Final = re.compile(r"[一二三四五六七八九十]是|;")
_LEADING: Final = re.compile(
    r"^(?:.*(?:完成|实施|建设|新建|改建|扩建|改造|启动|确定|建成|投入|包括|创建|开展|加快|推进|抓好|组织|争取|列入)(?:了)?(?:系列|一批)?|"
    r"(?:[一二三四五六七八九十]是)?(?:将|对|在|为|即|了|以|由)?)(?=.{2})"
)
_NO_NAME: Final = re.compile(
    r"的$|[公民]办|^、|续建|组成|^(?:全[省市县区]|各)|平方米|联合|通过|方式|开设|增设|公安|卫生|体育|信息"
)
_PLACE: Final = re.compile(r"(?:园|幼|校|中学|小学|中|小|村|镇|乡|街道|社区|[县市]|学院|职高)$")
_AND: Final = re.compile(r"、|和|与|及")
_WORK: Final = re.compile(r"(?:新|改|扩|改扩|迁|重|续|在)建|加固|改造|维修")
_SHORT: Final = 3
_COUNTED: Final = frozenset({"所", "个", "座", "幢", "栋", "处", "块", "家"})
_GENERIC: Final = re.compile(
    r"^(?:重点|重大|民生|教育|建设|各类|所有|上述|这些|该|此|本|校安|校舍安全|国培|民心|惠民|十大)?(?:教育|建设|民生|实事|安全)?(?:项目|工程)$|^(?:已|拟|将|在|新|续)?(?:开工|竣工|完工|在建|续建|建设|改造)(?:项目|工程)$"
)
LONGEST: Final = 120
_SHORTEST: Final = 5


def project_of(folded: str, setting: Setting) -> str | None:
    """The project's name, or the names that are listed for a count; None where the sentence names none.

    Named is what the same item of the sentence names before the number; 一是 and ; begin another item.
    """
    quantity = setting.quantity
    if quantity.unit in _COUNTED:
        before = _LISTED_BEFORE.search(setting.clause) if "、" in setting.clause else None
        after = None if before else _LISTED_AFTER.match(folded, quantity.end)
        listed = before or after
        names = _listed(_LEADING.sub("", listed["names"])) if listed else None
        if names:
            return names
    start = max(setting.sentence.start, quantity.start - LONGEST)
    text = folded[start : quantity.start]
    if "项目" not in text and "工程" not in text:
        opened = (
            _OPENED.match(folded, setting.sentence.start, setting.sentence.end) if quantity.kind in _SIZED else None
        )
        return opened["name"] if opened and not _NO_NAME.search(opened["name"]) else None
    items = list(_ITEM.finditer(text))
    found = _NAMED.findall(text[items[-1].start() :] if items else text)
    name = _LEADING.sub("", found[-1]) if found else ""
    return name if len(name) >= _SHORTEST and not _GENERIC.match(name) else None


def is_building(project: str) -> bool:
    """Whether it is one school or house that is built, and no programme of the whole place.

    >>> is_building("东门小学迁建项目"), is_building("校舍安全工程"), is_building("东门小学、西门小学")
    (True, False, False)
    """
    return "、" not in project and _HOUSE.search(project) is not None and _PROGRAMME.search(project) is None


def _listed(names: str) -> str | None:
    """Two or more names of places or schools, or short ones; None for other enumerations."""
    parts = _AND.split(names.removesuffix("等"))
    no_names = (not part or _WORK.fullmatch(part) or "等" in part or _NO_NAME.search(part) for part in parts)
    if len(parts) < 2 or any(no_names):
        return None
    named = sum(_PLACE.search(part) is not None for part in parts)
    short = all(len(part) <= _SHORT for part in parts)
    return names.removesuffix("等")[:LONGEST] if named * 2 >= len(parts) or short else None
