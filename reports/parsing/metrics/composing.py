"""From verb, noun and unit to the name of a count: 新建 + 幼儿园 + 所 is 新建幼儿园数."""

# ruff: noqa: E501  a line of a table is one decision

from __future__ import annotations

import re
from typing import Final

from reports.parsing.indicators import canonical_name
from reports.parsing.metrics.candidates import is_state
from reports.parsing.metrics.naming import Name, stage_in
from reports.parsing.metrics.phrases import LONGEST_NAME
from reports.parsing.metrics.settings import Setting

MEASURES: Final = {
    "人": "人数", "人次": "人次", "次": "次数", "份": "份数", "期": "期数", "节": "节数", "批": "批次", "场": "场次", "册": "册数", "对": "对数",
    "平方米": "面积", "亩": "面积", "米": "长度", "学时": "学时数", "课时": "课时数", "小时": "时间", "分钟": "时间", "倍": "倍数", "户": "户数", "层": "层数", "班": "班级数", "岁": "",
}  # fmt: skip
_OWN_MEASURE: Final = frozenset({"人次", "次", "份", "期", "节", "批", "场", "册", "对", "班", "岁", "户", "层"})
_AWARD: Final = re.compile(r"(?:奖|奖励|金牌|银牌|铜牌|奖牌|荣誉称号|荣誉)$")
_PRIMARY_AND_MIDDLE: Final = frozenset({"中小学数", "中小学校数"})
"""All schools, but no kindergartens."""
_WHO: Final = re.compile(r"(?:教师|学生|人员|带头人|校长|干部|职工|新星|骨干)$")
"""获得高级职称的教师96人: they were not won."""
_AID: Final = re.compile(r"(?:助学金|资助金?|生活补助|贷款)[^,;。]{0,16},$")
"""惠及学生3200人, said right behind what was paid to them."""
_HEADCOUNT: Final = ("人数", "人数达", "人数为", "人数达到", "总人数")


def measure_of(setting: Setting, noun: str) -> str:
    base = setting.quantity.base_unit
    if (base == "班" and noun.endswith(("班", "班级"))) or (base == "户" and noun.endswith("户")):
        return "数"
    if base in _OWN_MEASURE or setting.quantity.kind in {"area", "length", "time"} or not noun:
        return MEASURES.get(base, "数")
    return "数"


def compose(setting: Setting, verb: str, noun: str, qualifiers: tuple[str, ...], certain: float = 0.95) -> Name:
    measure = measure_of(setting, noun)
    verb = "资助" if verb == "受益" and noun in {"学生", "幼儿"} and _AID.search(setting.lead) else verb
    verb = "" if noun.startswith(verb) or (verb == "获" and _WHO.search(noun)) else verb
    if _AWARD.search(noun) and verb in {"获", "", "表彰"}:
        return Name("获奖数", (noun, *qualifiers), "获", noun, stage_in(noun))
    if verb == "培训" and noun and setting.quantity.kind == "people":
        return _trained(setting, noun, qualifiers)
    if setting.quantity.kind == "people" and measure == "数":
        counted = setting.left.endswith(_HEADCOUNT) or is_state(f"{verb}{noun}")
        measure = "人数" if counted else measure
    noun = noun.removesuffix("人数") if measure.startswith("人") else noun
    tail = "" if noun.endswith(measure) and noun != measure else measure
    plain = f"{verb}{noun[-LONGEST_NAME:]}{tail}"
    indicator = canonical_name(plain) or plain
    qualifiers = (*qualifiers, "中小学") if plain in _PRIMARY_AND_MIDDLE and "中小学" not in qualifiers else qualifiers
    return Name(indicator, qualifiers, verb, noun, stage_in("".join(qualifiers)), certain if noun else certain - 0.2)


def _trained(setting: Setting, noun: str, qualifiers: tuple[str, ...]) -> Name:
    plain = f"{noun[-LONGEST_NAME:]}培训{MEASURES[setting.quantity.base_unit]}"
    return Name(canonical_name(plain) or plain, qualifiers, "培训", noun)
