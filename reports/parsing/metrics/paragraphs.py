"""Of which kind of schools a paragraph or a section speaks: 幼儿园32所。招生2220人 counts no other schools' pupils."""

# ruff: noqa: E501  a line of a table is one decision

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reports.parsing.metrics.naming import Name, Named
from reports.parsing.metrics.schools import stands
from reports.parsing.metrics.settings import Setting

_KIND: Final = r"学前教育|幼儿园|(?:普通)?小学|普通初中|初中|初级中学|普通高中|(?:普通)?中学|高中阶段|职业高中|中等职业|特殊教育|义务教育(?:阶段)?"
_MARK: Final = r"[ ·●]{0,4}(?:[—-]{1,4}|[(]?[一二三四五六七八九十\d]{1,3}[、.)])? ?"
_OPENS: Final = re.compile(
    rf"{_MARK}(?:[全我][县市区州省国])?(?:现有|共有|有)?(?P<kind>(?:{_KIND})(?:教育)?(?:学校)?)(?:[。:]|(?:学校|校)?数?(?:共|为|现)?有?[\d.]+万?所(?:[。;,(]|$))"
)
"""——小学。校数17所… and 全县幼儿园32所…: what opens a paragraph so is what it speaks of."""
_HEADED: Final = re.compile(rf"(?:全[县市区州])?(?P<kind>(?:{_KIND})(?:教育)?)(?:基本)?(?:情况|概况|发展|事业)?")
_ALL: Final = re.compile(r"全[县市区州校镇乡]|我[县市区州]|各级|各类|总计|合计|现有|共有|目前")
_RUN: Final = re.compile(r"公办|民办|公立|私立")
_INFANTS: Final = "在园幼儿数"
_SO_MANY: Final = "校数"
_SHORT: Final = {"学前教育": "幼儿园", "初级中学": "初中", "普通初中": "初中"}
_SURE: Final = 0.8


def of_paragraph(name: Name, setting: Setting, folded: str, start: int, heading: str, earlier: Sequence[Named]) -> Name:
    """The name with the kind of schools that its paragraph, which begins at ``start``, or its heading speaks of.

    Where another sentence of the paragraph spoke of several kinds, nothing tells whose a bare number is: it is unsure.
    """
    if (
        name.qualifiers
        or not (stands(name) or name.indicator == _SO_MANY)
        or _ALL.search(setting.clause)
        or _ALL.search(setting.lead)
    ):
        return name
    opened = _OPENS.match(folded, start, setting.sentence.end)
    headed = _HEADED.fullmatch(heading) if heading else None
    kind = opened["kind"] if opened else headed["kind"] if headed else ""
    inside = [named for named in earlier if named.setting.sentence == setting.sentence]
    others = {qualifier for named in earlier if stands(named.name) for qualifier in named.name.qualifiers}
    if kind and not any(kind not in other and other not in kind for other in others):
        name = name._replace(indicator="学校数") if name.indicator == _SO_MANY else name
        own = _SHORT.get(kind, kind)
        return name if own in name.indicator or "幼儿" in name.noun else name._replace(qualifiers=(own,))
    if not inside and earlier and others and stands(earlier[-1].name) and "幼儿" not in name.noun:
        return name._replace(certain=min(name.certain, _SURE), doubt="whose")
    return name


def of_whole(name: Name, setting: Setting, folded: str, earlier: Sequence[Named]) -> Name:
    """公办幼儿园有教师310人,其中研究生12人: a part is of those that the whole before 其中 is of."""
    if setting.quantity.kind == "money":
        return name
    at = folded.rfind("其中", setting.sentence.start, setting.quantity.start)
    if at < 0 and setting.bracketed and not setting.clause.lstrip().startswith("含"):
        at = folded.rfind("(", setting.sentence.start, setting.quantity.start)
    if at < 0 or ";" in folded[at : setting.quantity.start]:
        return name
    whole = next((named for named in reversed(earlier) if named.setting.quantity.end <= at), None)
    if whole is None or not whole.name.qualifiers or not _apart(folded, whole.setting.quantity.end, at):
        return name
    alike = name.indicator == whole.name.indicator or (stands(name) and stands(whole.name))
    held = "".join(name.qualifiers)
    if (
        not alike
        or (_RUN.search(held) and _RUN.search("".join(whole.name.qualifiers)))
        or any(one in held or (held and held in one) for one in whole.name.qualifiers)
    ):
        return name
    return name._replace(qualifiers=(*whole.name.qualifiers, *name.qualifiers))


def of_entrants(name: Name, setting: Setting, folded: str) -> Name:
    """入园幼儿377人,在园幼儿987人: beside those who are there, those who enter are others."""
    if name.indicator != _INFANTS or not setting.left.startswith("入园"):
        return name
    beside = folded.find("在园", setting.sentence.start, setting.sentence.end) >= 0
    return name._replace(indicator="入园幼儿数") if beside else name


def _apart(folded: str, end: int, at: int) -> bool:
    """Whether only a mark parts the whole from 其中."""
    return folded[end:at].strip(" 。,;:(") == ""
