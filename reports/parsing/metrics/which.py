"""Which of them: some of what is counted, told between noun and number, behind the number, or a clause before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reports.parsing.metrics.candidates import candidates, entrants, is_state
from reports.parsing.metrics.composing import compose
from reports.parsing.metrics.deeds import deed_in
from reports.parsing.metrics.elliptic import counts_schools, fits
from reports.parsing.metrics.naming import Name, Named, last_of_unit
from reports.parsing.metrics.phrases import phrase_after, phrase_before, split_phrase
from reports.parsing.metrics.settings import Setting
from reports.parsing.metrics.words import FoundVerb, verbs_in

_RELATIVE: Final = re.compile(
    r"(?P<noun>[^,;:。()]{0,16}?)(?P<which>(?:达到?|符合|超过|取得|通过|不足|低于|高于|尚?未|没有|急?需要?|考[取入]|不?合格|不?安全|完好)[^,;:。()的]{0,12})的(?:共?有|共|约|为)?$"
)
"""食堂达到B级以上的64个: what tells which ones are counted stands between the noun and the number."""
A_SCHOOL: Final = re.compile(r"(?:学校|中学|小学|完小|幼儿园|全校|职高|职中)$")
_REACHED: Final = re.compile(r"^(?:考[取出]|达到?|取得|总分|成绩|在|的){1,3}")
_WHOLE: Final = re.compile(r"(?:^|[,;。:])(?P<whole>[^,;。:()]{2,16})中,$")
_LONGEST_WHICH: Final = 14
_BECAME: Final = re.compile(r"[为到至由从比]")
_SURE: Final = 0.8
_TOLD: Final = re.compile(
    r"(?:均|都|已|全部)?(?:建[有成]|没有|未|无|不|配[有备]|设有|拥有|开设|安装|实现|实行|具有|具备|达到|符合|来自|属于?|患有?|就读|在)[^,;:。()]{1,12}"
)
_COUNTED: Final = re.compile(
    r"(?:学校|小学|中学|初中|高中|完小|村小|中心校|幼儿园|教学点|教学班|班级|教师|教职工|学生|幼儿|儿童|校长|园长)$"
)
_ALL_OF_THEM: Final = re.compile(r"(?:所有|全部)的?$")
_OF_PLACE: Final = re.compile(r"全[县市区州镇乡省旗]的?$")
_WORKS: Final = re.compile(r"建设|改造|工程|项目|任务|配备|装备")
_DONE_FOR: Final = re.compile(r"(?:为|对|在|把|将|向|给|从|由|推进)(?:[全我各本][县市区州镇乡校])?$")
_HAVING: Final = re.compile(r"有|共|[合总]计|达|设|包括|分别|目前|累计|是|其中")
_LEVEL_GOES_ON: Final = re.compile(r"[的(]|共?有|在[校园编岗]|中$|分布")
_LISTED: Final = re.compile(r"[、和及与]|以及")
_BEGINS: Final = re.compile(r"^(?:全面|统一|集中)?(?:进行|开展)了?")
_ENDS: Final = re.compile(r"[^一-龥]|列入|纳入|分别|已|正在|也?将|(?<!.)被|[和与及了]")
_SHORTEST_WHICH: Final = 3
_PART: Final = 0.75
_EDGES: Final = " ”“的"
_TOTAL: Final = re.compile(r"(?:总|合|共)?(?:共|计)(?:有)?")
_DOES: Final = re.compile(r"参加|考|获|享受|接受|通过|就读|上线|达线|升入")
_STATE: Final = re.compile(r"参加[^,;。]{2,10}|(?!被)[一-龥]{2,4}")


def which_of(setting: Setting, earlier: Sequence[Named]) -> Name | None:
    """达到B级以上的64个, 需加固的49所: some of what the clause, or the clause before, counts."""
    if setting.quantity.kind not in {"count", "people"} or phrase_after(setting.right, setting.quantity.unit):
        return None
    relative = _RELATIVE.search(setting.left) if "的" in setting.left else None
    if relative is None:
        return _of_whole(setting, earlier)
    own = phrase_before(relative["noun"])
    before = last_of_unit(setting.quantity.base_unit, earlier)
    if len(own) >= 2 and not verbs_in(own):
        noun, qualifiers = split_phrase(own, schools=counts_schools(setting))
        return compose(setting, "", noun, (relative["which"], *qualifiers), 0.9)
    if own or not before or not before.noun:
        return None
    return Name(before.indicator, (relative["which"],), before.verb, before.noun, certain=0.85)


def _of_whole(setting: Setting, earlier: Sequence[Named]) -> Name | None:
    """全县留守儿童中,双亲外出的2160人,单亲外出的830人: parts of the whole that is named before 中."""
    which = phrase_before(setting.left.removesuffix("的")) if setting.left.endswith("的") else ""
    if not 2 <= len(which) <= _LONGEST_WHICH or _BECAME.search(which) or any(verb.name for verb in verbs_in(which)):
        return None
    which = which.removeprefix("有")
    whole = _WHOLE.search(setting.lead)
    noun = split_phrase(phrase_before(whole["whole"])).noun if whole else ""
    if noun and not any(character.isdecimal() for character in noun) and fits(noun, setting):
        return compose(setting, "", noun, (which,), 0.9)
    last = earlier[-1] if earlier and earlier[-1].setting.left.endswith("的") else None
    if last and last.setting.sentence == setting.sentence and last.name.noun and last.name.certain >= _SURE:
        return last.name._replace(qualifiers=(which,), certain=0.85)
    return None


def done(setting: Setting, own: str, verbs: Sequence[FoundVerb]) -> Name | None:
    """县二中36人考取600分以上, 职业学校185人参加对口升学: what they did names them, their school tells which."""
    right = setting.right
    at = A_SCHOOL.search(own) is not None and _DOES.match(right) is not None
    if not right or (own and not at and not own.endswith(("考试", "高考", "中考"))) or any(verb.name for verb in verbs):
        return None
    named = candidates(_REACHED.sub("", right)) or entrants(right)
    where = (own,) if own else ()
    if named:
        return named._replace(qualifiers=where)
    deed = right if _STATE.fullmatch(right) and is_state(right) else deed_in(right) if at else ""
    return Name(f"{deed}人数", where, deed, certain=0.9) if deed else None


def part_of(name: Name, left: str, rest: str) -> Name:
    """为22所学校配备, 完成4所学校供热工程, 20所幼儿园开工19所: what something is done for or told of is a part.

    Only where the words before say that there are so many, and none behind tell of a deed, are they all there are.
    """
    if name.verb or not _COUNTED.search(name.noun) or _ALL_OF_THEM.search(left):
        return name
    told = "" if _LISTED.match(rest) else rest.strip(_EDGES)
    weak = verbs_in(left)
    having = not weak or weak[-1].name != "" or _HAVING.search(left[weak[-1].start :]) is not None
    if _OF_PLACE.search(left) and having and not _WORKS.search(told):
        return name
    if having and not _DONE_FOR.search(left) and not left.endswith("的") and (not told or _LEVEL_GOES_ON.match(told)):
        return name
    which = _ENDS.split(_BEGINS.sub("", told))[0][:_LONGEST_WHICH]
    which = which if len(which) >= _SHORTEST_WHICH else ""
    return name._replace(which=which, certain=min(name.certain, _PART), doubt="part")


def total_of(setting: Setting, earlier: Sequence[Named]) -> Name | None:
    """省级5项,市级7项,共12项: the sum is of no single part."""
    if setting.bracketed or _TOTAL.fullmatch(setting.left) is None:
        return None
    base = setting.quantity.base_unit
    near = [n.name for n in earlier if n.setting.sentence == setting.sentence and n.setting.quantity.base_unit == base]
    alike = {name.qualifiers for name in near if name.indicator == near[-1].indicator}
    return near[-1]._replace(qualifiers=(), certain=0.9) if len(alike) > 1 else None


def some_of(setting: Setting, name: Name, verbs: Sequence[FoundVerb]) -> Name:
    """96所学校中,52所建有食堂,44所没有食堂: what is told of them behind the number tells which ones."""
    told = _TOLD.match(setting.right) if not any(verb.name for verb in verbs) else None
    if told is None or setting.quantity.kind not in {"count", "people"} or not name.noun:
        return name
    kept = (qualifier for qualifier in name.qualifiers if not _TOLD.match(qualifier))
    return name._replace(qualifiers=(*kept, told.group().replace("了", "")), certain=min(name.certain, 0.85))
