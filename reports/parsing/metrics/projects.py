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
_SHORT: Final = 3
_COUNTED: Final = frozenset({"所", "个", "座", "幢", "栋", "处", "块", "家"})
_GENERIC: Final = re.compile(
    r"^(?:重点|重大|民生|教育|建设|各类|所有|上述|这些|该|此|本|校安|校舍安全|国培|民心|惠民|十大)?(?:教育|建设|民生|实事|安全)?(?:项目|工程)$"
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
        return None
    items = list(_ITEM.finditer(text))
    found = _NAMED.findall(text[items[-1].start() :] if items else text)
    name = _LEADING.sub("", found[-1]) if found else ""
    return name if len(name) >= _SHORTEST and not _GENERIC.match(name) else None


def _listed(names: str) -> str | None:
    """Two or more names of places or schools, or short ones; None for other enumerations."""
    parts = _AND.split(names.removesuffix("等"))
    if len(parts) < 2 or any("等" in part or _NO_NAME.search(part) for part in parts):
        return None
    named = sum(_PLACE.search(part) is not None for part in parts)
    short = all(len(part) <= _SHORT for part in parts)
    return names.removesuffix("等")[:LONGEST] if named * 2 >= len(parts) or short else None
