"""Names of what is measured, and not counted: ratios, scores, areas, and what falls to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reports.parsing.indicators import canonical_name
from reports.parsing.metrics.composing import compose, measure_of
from reports.parsing.metrics.elliptic import changed
from reports.parsing.metrics.naming import Name, Named, last_of_unit, stage_in
from reports.parsing.metrics.phrases import LONGEST_NAME, phrase_after, phrase_before, split_phrase
from reports.parsing.metrics.settings import Setting
from reports.parsing.metrics.words import is_stage, verbs_in
from reports.parsing.patterns import change_before

_AREA: Final = re.compile(r"[^,;:。()、]{0,20}?面积")
_PLAIN: Final = re.compile(
    r"[^,;:。()]{0,14}?(?:系数|比例|之比|[一-龥]比(?=$|为|达|靠)|分数|均分|总分|得分|满意度|成绩|分)"
)
_RATIO: Final = re.compile(r"(?:师生|生师|生机)比(?=[^,;。:]{0,10}[,:]$)")
_SOME_AREA: Final = re.compile(
    r"(?P<which>(?:存在|急?需要?|未|不)[^,;:。()的]{1,10})的(?P<noun>[^,;:。()的面积]{2,6})$"
)
"""存在隐患的校舍2.3万平方米 is not all there is."""
_PER: Final = re.compile(
    r"(?:每(?:所|园|校|班|个|人|生|年|学期|周|天|日|学年|县|镇|乡镇|个乡镇|个班|名教师|万人)|人均|生均|校均|班均|平均每?[所校班园人]?)$"
)
_BUILT_AREAS: Final = frozenset({"建筑面积", "占地面积"})
_AMONG: Final = re.compile(r"(?P<per>每?[百千万](?:人口|人|名学生|学生)中?拥有)(?P<noun>[^,;。、]{2,12})$")
_LESSON: Final = re.compile(r"(?:听课|授课|上课|备课|家访|培训|锻炼|睡眠|作业)$")
_OF_YEAR: Final = re.compile(r"(?:是|为|达|相当于)[^,;。]{0,6}(?:(?:19|20)\d\d年|上年|去年|前)[^,;。]{0,4}$")


def measured(setting: Setting, left: str, earlier: Sequence[Named]) -> Name | None:
    """Ratios, scores, multiples, areas that are called so, and what falls to each; None for a plain count."""
    quantity = setting.quantity
    if quantity.kind in {"ratio", "score"} and quantity.unit != "倍":
        return (
            changed(setting, earlier)
            if change_before(setting.left) and earlier
            else _plain(left, earlier, setting.lead)
        )
    some = _SOME_AREA.search(left) if quantity.kind == "area" else None
    if some:
        return Name(f"{some['which']}{some['noun']}面积", noun=some["noun"], certain=0.95)
    if quantity.kind == "area" and "面积" in left:
        return _of_building(_area(left), setting, earlier)
    if quantity.unit == "倍" and earlier and _OF_YEAR.search(left):
        return earlier[-1].name._replace(certain=0.85)
    return _per(setting, left, earlier) if _PER.search(left) else _among(setting, left, earlier)


def _among(setting: Setting, left: str, earlier: Sequence[Named]) -> Name | None:
    """每万人拥有高中学生171人,初中学生608.5人: so many for every ten thousand, not so many in all."""
    among = _AMONG.search(left)
    if among:
        per = f"每{among['per'].removeprefix('每')}"
        noun, qualifiers = split_phrase(among["noun"])
        return Name(f"{per}{noun}数", qualifiers, per, noun, stage_in(among["noun"]), 0.9)
    whole = setting.quantity.base_value == int(setting.quantity.base_value)
    if whole or not earlier or not earlier[-1].name.verb.startswith("每"):
        return None
    noun, qualifiers = split_phrase(phrase_before(left))
    return Name(f"{earlier[-1].name.verb}{noun}数", qualifiers, earlier[-1].name.verb, noun, certain=0.85)


def _plain(left: str, earlier: Sequence[Named], lead: str = "") -> Name:
    """Ratios and scores stand as they are called: 生师比, 中考平均分."""
    stage = stage_in(left)
    if stage and left.endswith(stage) and len(left) > len(stage) + 1:
        named = _plain(left.removesuffix(stage), earlier)
        return named._replace(qualifiers=(stage,), stage=stage)
    found = _PLAIN.findall(left)
    phrase = phrase_before(found[-1] if found else left)
    ratio = _RATIO.search(lead) if not found and is_stage(phrase) else None
    if ratio:
        return Name(ratio.group(), (phrase,), noun=ratio.group(), stage=phrase, certain=0.9)
    verbs = verbs_in(phrase)
    phrase = phrase[verbs[-1].end :] if verbs and len(phrase) - verbs[-1].end >= 2 else phrase
    if earlier and (not phrase or is_stage(phrase)):
        name = earlier[-1].name
        return Name(
            name.indicator, (phrase,) if phrase else name.qualifiers, noun=name.noun, certain=0.85 if phrase else 0.6
        )
    indicator = canonical_name(phrase) or phrase[-LONGEST_NAME:]
    return Name(indicator, noun=indicator, certain=0.95 if found else 0.7)


def _area(left: str) -> Name:
    phrase = phrase_before(_AREA.findall(left)[-1])
    verbs = [verb for verb in verbs_in(phrase) if not verb.name]
    phrase = phrase[verbs[-1].end :] if verbs and len(phrase) - verbs[-1].end >= 4 else phrase
    stage = stage_in(left[left.rfind("面积") :])
    indicator = canonical_name(phrase) or phrase[-LONGEST_NAME:]
    return Name(indicator, (stage,) if stage else split_phrase(phrase).qualifiers, noun=indicator, stage=stage)


def _of_building(name: Name, setting: Setting, earlier: Sequence[Named]) -> Name:
    """新建综合楼一幢,建筑面积1500平方米: the area is that of what was built, and not of all there is."""
    last = earlier[-1] if earlier and setting.lead.endswith(",") and name.indicator in _BUILT_AREAS else None
    if last is None or name.qualifiers or last.setting.sentence != setting.sentence or not last.name.verb:
        return name
    built = last.setting.quantity.kind == "count" and last.name.noun
    return name._replace(qualifiers=(f"{last.name.verb}{last.name.noun}",)) if built else name


def _per(setting: Setting, left: str, earlier: Sequence[Named]) -> Name:
    per = _PER.search(left)
    word = per.group() if per else ""
    after = setting.quantity.noun or phrase_after(setting.right, setting.quantity.unit)
    noun, qualifiers = split_phrase(after) if after else ("", ())
    before = last_of_unit(setting.quantity.base_unit, earlier)
    if not noun and before and word in {"每年", "每学期", "每学年"}:
        verb = "".join(verb.name for verb in verbs_in(setting.right)[:1]) or before.verb
        return compose(setting, verb, before.noun, (*before.qualifiers, word))
    own = phrase_before(left[: per.start()]) if per else ""
    if not noun and _LESSON.search(own):
        return Name(f"{own}{measure_of(setting, own)}", (word,), certain=0.85)
    inherited = earlier[-1].name.qualifiers if earlier else ()
    if word == "每所" and earlier:
        word = "每园" if earlier[-1].name.noun.endswith("园") else "每校"
    measure = measure_of(setting, noun)
    return Name(f"{word}{noun.removesuffix(measure)}{measure}", (*qualifiers, *inherited), certain=0.85)
