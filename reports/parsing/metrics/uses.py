"""What money was for, where its name does not say: 投入260万元为学校安装监控 is not all the money there was."""

# ruff: noqa: E501  a line of a table is one decision

from __future__ import annotations

import re
from typing import Final

from reports.parsing.metrics.settings import Setting

MONEY: Final = frozenset({"投资", "投入资金", "计划投资"})
"""Names that say nothing of what the money is for."""
_DOES: Final = r"(?:用于|为|对|在|新[、]?(?:建|改|扩)|改扩?建|改造|改善|维修|加固|实施|完成|建成|建设|购[置买]|采购|配[备置齐]|添置|更新|更换|推进|加强|启动|开展|安装|扩建|迁建|重建|修建|硬化|绿化|资助|补助|装备|提升|消除|偿还|化解|设立|奖励|支持|扶持|解决|落实)"
_BEHIND: Final = re.compile(
    rf" ?(?:以上|左右|多|余)?(?:资金|经费|专款)?,?(?:主要|全部|专项|全面|重点|高标准(?:的|地)?|先后)?(?P<use>{_DOES}[^,;:。()]{{2,60}})"
)
_BEFORE: Final = re.compile(
    r"(?:^|[,;。:])[^,;。:()\d]{0,6}(?P<use>(?:新建|改扩建|扩建|迁建|重建|修建|改造|维修|建成)(?!项目)[^,;。:()\d]{2,24}),$"
)
_WITHIN: Final = re.compile(r"在(?P<use>[^,;:。()\d]{2,20}?)(?:方面|工作[上中]|上|中)(?:共|累计|先后|已)?(?:投入|投资)")
AREAS: Final = frozenset({"占地面积", "建筑面积"})
_COUNTED: Final = re.compile(
    r"(?:近|约|共)?[\d.,]+ ?(?:余|多)?(?:万|亿)?(?:平方米|[所个名人位台套间幢栋座处块亩册件项条张米]{0,2})|[一二两三四五六七八九十]+(?:所|个|幢|栋|座|间|块)"
)
_LITTLE: Final = re.compile(r"[了“”《》\"' ]|用于|主要")
_ENDS: Final = re.compile(r"等[^级]|、|已|正在")
_OF_GOAL: Final = re.compile(r"%|年度|目标|^完成[^,]{0,8}(?:计划|任务)")
_LONGEST: Final = 24
_SHORTEST: Final = 3


def use_of(folded: str, setting: Setting) -> str:
    """What the words behind the money say that it is for; empty where they say nothing.

    >>> from reports.parsing.metrics.quantities import find_quantities
    >>> from reports.parsing.metrics.settings import settings
    >>> from reports.parsing.types import Span
    >>> text = "投入260万元,为112所中小学安装了视频监控。"
    >>> use_of(text, settings(text, Span(0, len(text)), find_quantities(text))[0])
    '为中小学安装视频监控'
    """
    within = _WITHIN.search(setting.left) if "在" in setting.left else None
    said = within or _BEHIND.match(folded, setting.quantity.end, setting.sentence.end) or _BEFORE.search(setting.lead)
    return "" if said is None else _plain(said["use"])


def built_before(setting: Setting) -> str:
    """新建城关小学,占地48亩: what the clause before builds; empty where it builds nothing."""
    said = _BEFORE.search(setting.lead)
    return "" if said is None else _plain(said["use"])


def _plain(use: str) -> str:
    if _OF_GOAL.search(use):
        return ""
    use = _LITTLE.sub("", _COUNTED.sub("", use))
    use = _ENDS.split(use)[0][:_LONGEST]
    return use if len(use) >= _SHORTEST else ""
