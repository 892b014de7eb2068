"""Quantities that are no metric: slogans, titles, vague small numbers, and sentences with blotted-out numbers."""

# ruff: noqa: E501  a line is one decision

from __future__ import annotations

import re
from typing import Final

from reports.parsing.metrics.quantities import Quantity

_BLOTTED: Final = re.compile(
    r"[xX×*＊□■●]{1,}(?=[年月日所个名人位次项万亿元%家台套间幢处件份篇班级条期届区县市])|(?<=[近约共达为入])(?:万元|亿元|万人|人次)|(?<![\d一-龥〇])月份|(?<!\d)月日"
)
_BUILDS: Final = re.compile(r"(?:新建|建成|建起|建好|兴建|修建|改建|扩建|创建|迁建|增设|新增|建设|下达|创办|开办)(?:了|成)?$")
_THINGS: Final = re.compile(
    r"[^,;:。、]{0,10}?(?:项目|乡镇|镇|县|区(?!域)|村|社区|班|园|学校|中学|小学|校区|教学点|中心|基地|工作室|实验室|教室|集团|共同体|学区|学科|专业|课题|"
    r"运动场|操场|食堂|厕所|宿舍|楼|联组|督查组|检查组|工作组|调研组|代表队|社团|协会|先进集体|单位|支部|党委|部门|企业|网点|图书馆|图书室|平台|名师)"
)
_FIRM: Final = frozenset({"所", "幢", "栋", "座", "间", "名", "位", "人", "班", "户", "家", "批", "台", "块", "辆"})
_MEETS: Final = re.compile(r"(?:召开|组织|开展|举办|举行|检查|进行|接受|集中|先后|培训|研究|实施|督查)(?:了|过)?$|先后[^,;。]{0,4}$")
_HONOURS: Final = re.compile(r"[^,;:。、]{0,6}?(?:(?:国家|省|市|县|区|州)级|课题|专利|成果|奖(?!励)|荣誉)")
_ANY: Final = re.compile(r"(?:任何|每|某|同|另外?|那|其中|哪|统|单|唯|之|其他|上述|以上|以下|如下)$")
_WHOLE: Final = frozenset({"课时", "学时", "元", "平方米", "亩", "%", "百分点", "人次", "公顷"})
_CLASS: Final = re.compile(r"(?:[初高大]|年级)[一二三四五六]? ?\(?$")
_TIME_COLON: Final = re.compile(r"比|率")
_LONGEST_SLOGAN: Final = 24


def is_redacted(sentence: str) -> bool:
    """Whether numbers of the sentence were blotted out (xx所) or taken out (投入资金万元).

    >>> is_redacted("完成了xx所学校更名"), is_redacted("共投入资金约万元"), is_redacted("新建2所学校")
    (True, True, False)
    """
    return _BLOTTED.search(sentence) is not None


def excluded(text: str, start: int, quantity: Quantity, *, redacted: bool) -> str:
    """Why the quantity is no metric; empty where it may be one. ``start`` is where its sentence begins."""
    before = text[start : quantity.start]
    if before.rfind("《") > before.rfind("》"):
        return "in a title"
    if _in_slogan(text, before, quantity):
        return "in a slogan"
    if quantity.unit == "比" and not _TIME_COLON.search(before[-14:]):
        return "a time or a score"
    if quantity.unit == "班" and _CLASS.search(before):
        return "the name of a class"
    if not quantity.chinese or quantity.kind in {"percent", "points"} or not quantity.unit:
        return ""
    if redacted:
        return "near blotted-out numbers"
    return _vague(before, text[quantity.end : quantity.end + 16], quantity)


def _in_slogan(text: str, before: str, quantity: Quantity) -> bool:
    opening = max(before.rfind("“"), before.rfind("‘"))
    if opening < 0 or opening < max(before.rfind("”"), before.rfind("’")):
        return False
    closing = text.find("”", quantity.end, quantity.end + _LONGEST_SLOGAN)
    return closing >= 0 and closing - quantity.start + len(before) - opening <= _LONGEST_SLOGAN


def _vague(before: str, after: str, quantity: Quantity) -> str:
    """Small numbers in Chinese characters are mostly turns of speech; these are the ones that count something."""
    if quantity.value >= 20 or quantity.base_unit in _WHOLE or quantity.unit.startswith(("万", "亿")):
        return ""
    if quantity.value < 2:
        built = quantity.unit in {"所", "幢", "栋", "座", "块"} and _BUILDS.search(before)
        return "" if built else "an article"
    if _ANY.search(before):
        return "not a number"
    if quantity.unit in _FIRM:
        return "" if quantity.value > 3 or after[:1] not in {"", ",", ";", "。", "、", ")"} else "vague"
    if quantity.unit == "次":
        return "" if _MEETS.search(before) else "vague"
    if quantity.unit == "项":
        return "" if _HONOURS.match(after) else "a list"
    return "" if _THINGS.match(after) else "vague"
