"""Names of counts and areas: 新建幼儿园数, 在园幼儿数, 建筑面积; lists take over verb and noun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reports.parsing.indicators import canonical_name
from reports.parsing.metrics.naming import Name, stage_in
from reports.parsing.metrics.phrases import LONGEST_NAME, phrase_after, phrase_before, split_phrase
from reports.parsing.metrics.settings import Setting
from reports.parsing.metrics.words import FoundVerb, verbs_in

_MEASURES: Final = {
    "人": "人数",
    "人次": "人次",
    "次": "次数",
    "份": "份数",
    "期": "期数",
    "节": "节数",
    "批": "批次",
    "场": "场次",
    "册": "册数",
    "对": "对数",
    "平方米": "面积",
    "亩": "面积",
    "米": "长度",
    "学时": "学时数",
    "课时": "课时数",
    "小时": "时间",
    "分": "",
    "倍": "倍数",
    "比": "",
    "班": "班级数",
}
_OWN_MEASURE: Final = frozenset({"人次", "次", "份", "期", "节", "批", "场", "册", "对", "班"})
_DEEDS: Final = (
    ("获奖", re.compile(r"获[^,;。]{0,12}奖")),
    ("就读", re.compile(r"就读|入学|在读")),
    ("免学杂费", re.compile(r"免[交除收][^,;。]{0,10}费")),
    ("参加", re.compile(r"参加|参与|报名")),
    ("铺设", re.compile(r"铺设")),
    ("安装", re.compile(r"安装|配备|装备")),
    ("开通", re.compile(r"开通|接入")),
    ("受资助", re.compile(r"(?:得到|享受|接受|获得?)[^,;。]{0,10}(?:资助|救助|补助)|受助")),
    ("通过验收", re.compile(r"通过[^,;。]{0,14}(?:验收|评估|认定)")),
    ("录取", re.compile(r"被[^,;。]{0,12}录取")),
    ("上线", re.compile(r"上线|达线")),
    ("考察学习", re.compile(r"考察|学习|跟岗")),
)
_BECOMES: Final = re.compile(r"(?:创建|建设|建|评|改造|命名|确定|认定|列)?(?:成|为)“?(?P<aim>[^,;:。()“”]{2,24})”?")
_TAIL_VERB: Final = re.compile(
    r"(?:的|标准化|规范化)?(?P<verb>新建|改扩建|扩建|改建|迁建|建设|改造|提升|维修|培训|加固)(?:工作|任务|项目|工程)?$"
)
_AWARD: Final = re.compile(r"(?:等奖|奖|奖励|金牌|银牌|铜牌|奖牌)$")
_AREA: Final = re.compile(r"[^,;:。()、]{0,20}面积")
_PER: Final = re.compile(r"每(?:所|园|校|班|个|人|生|年|学期|周|天|学年|县|镇|乡镇|个乡镇)$")


def name_count(setting: Setting, before: Sequence[Setting], names: Sequence[Name]) -> Name:
    """The counted noun stands after the unit (2所幼儿园), before the number (幼儿园2所), or in the clause before."""
    previous = names[-1] if names else None
    verbs = verbs_in(setting.left)
    after = setting.quantity.noun or phrase_after(setting.right)
    own = phrase_before(setting.left[verbs[-1].end :] if verbs else setting.left)
    if setting.quantity.base_unit == "平方米" and "面积" in setting.left:
        return _area(setting, previous)
    if _PER.search(setting.left):
        return _per(setting, after, previous)
    if after and not (own and setting.quantity.noun):
        return _after(setting, after, verbs, previous)
    if own and stage_in(own) != own:
        return _before(setting, own, verbs, previous)
    return _elliptic(setting, own, verbs, before, previous)


def _measure(setting: Setting, noun: str) -> str:
    base = setting.quantity.base_unit
    if base == "班" and noun.endswith("班"):
        return "数"
    if base in _OWN_MEASURE or setting.quantity.kind in {"area", "length", "time", "score", "ratio"} or not noun:
        return _MEASURES.get(base, "数")
    return "数"


def _compose(setting: Setting, verb: str, noun: str, qualifiers: tuple[str, ...], certain: float = 0.9) -> Name:
    measure = _measure(setting, noun)
    verb = "" if noun.startswith(verb) else verb
    if _AWARD.search(noun) and verb in {"获", ""}:
        return Name("获奖数", (noun, *qualifiers), "获", noun, stage_in(noun))
    noun = noun.removesuffix("人数") if measure.startswith("人") else noun
    plain = f"{verb}{noun[-LONGEST_NAME:]}{'' if noun.endswith(('数', measure)) and noun else measure}"
    indicator = canonical_name(plain) or canonical_name(f"{noun}{measure}") or plain
    return Name(indicator, qualifiers, verb, noun, stage_in("".join(qualifiers)), certain if noun else certain - 0.2)


def _after(setting: Setting, after: str, verbs: list[FoundVerb], previous: Name | None) -> Name:
    tail = _TAIL_VERB.search(after)
    noun_text = after[: tail.start()] if tail and tail.start() >= 2 else after
    noun, qualifiers = split_phrase(noun_text)
    rest = setting.right[setting.right.find(after) + len(after) :] if after in setting.right else ""
    verb = tail["verb"] if tail and tail.start() >= 2 else _verb_of(verbs) or _deed(rest)
    aim = _BECOMES.match(rest.lstrip("”“ ").removeprefix("分别").removeprefix("被"))
    if aim:
        return _compose(
            setting, verb if verb in {"创建", "新建"} else "", aim["aim"].strip("“”"), (noun, *qualifiers), 0.85
        )
    if not verb and not verbs and previous and not setting.left:
        verb = previous.verb
    return _compose(setting, verb, noun, (*_subject(setting, verbs), *qualifiers))


def _verb_of(verbs: list[FoundVerb]) -> str:
    return next((verb.name for verb in reversed(verbs) if verb.name), "") if verbs else ""


def _deed(rest: str) -> str:
    return next((name for name, expression in _DEEDS if expression.search(rest[:20])), "")


def _subject(setting: Setting, verbs: list[FoundVerb]) -> tuple[str, ...]:
    """The qualifiers named before the verb: 城区新增89个班."""
    start = setting.left[: verbs[0].start] if verbs else ""
    return split_phrase(phrase_before(start)).qualifiers if start else ()


def _before(setting: Setting, own: str, verbs: list[FoundVerb], previous: Name | None) -> Name:
    noun, qualifiers = split_phrase(own)
    verb = verbs[-1].name if verbs else ""
    if not verb and len(verbs) > 1:
        verb = verbs[-2].name if verbs[-1].start - verbs[-2].end <= 1 else ""
    if not verbs and previous and previous.verb and not setting.lead.endswith(("。", ";")):
        verb = previous.verb
    return _compose(setting, verb, noun, (*_subject(setting, verbs), *qualifiers))


def _elliptic(
    setting: Setting, own: str, verbs: list[FoundVerb], before: Sequence[Setting], previous: Name | None
) -> Name:
    """Only a verb or a stage stands before the number: 改扩建1所; 小学招生9529人; 初中5926名."""
    verb = _verb_of(verbs)
    strong = [found for found in verbs if found.name]
    if strong and verb in {"招生", "培训", "上线", "获", "资助", "受理", "招聘"}:
        subject = phrase_before(setting.left[: strong[-1].start])
        weak = verbs_in(subject)
        subject = phrase_before(subject[weak[-1].end :]) if weak and len(subject) - weak[-1].end >= 2 else subject
        return Name(
            f"{verb}{_MEASURES.get(setting.quantity.base_unit, '数')}",
            (subject[-30:],) if subject else (),
            verb,
            "",
            stage_in(subject),
        )
    qualifiers = split_phrase(setting.left).qualifiers
    if previous and previous.noun:
        kept = qualifiers or previous.qualifiers
        name = _compose(setting, verb or previous.verb, previous.noun, kept, 0.8)
        return name
    if previous and previous.indicator and not verb:
        return Name(previous.indicator, qualifiers or previous.qualifiers, previous.verb, previous.noun, certain=0.7)
    subject = phrase_before(setting.left)
    return _compose(setting, verb, split_phrase(subject).noun if not verb else "", qualifiers, 0.7)


def _area(setting: Setting, previous: Name | None) -> Name:
    phrase = phrase_before(_AREA.findall(setting.left)[-1])
    verbs = [verb for verb in verbs_in(phrase) if not verb.name]
    phrase = phrase[verbs[-1].end :] if verbs and len(phrase) - verbs[-1].end >= 4 else phrase
    stage = stage_in(setting.left[setting.left.rfind("面积") :])
    indicator = canonical_name(phrase) or phrase[-LONGEST_NAME:]
    return Name(indicator, (stage,) if stage else split_phrase(phrase).qualifiers, noun=indicator, stage=stage)


def _per(setting: Setting, after: str, previous: Name | None) -> Name:
    per = _PER.search(setting.left)
    word = per.group() if per else ""
    noun, qualifiers = split_phrase(after) if after else ("", ())
    measure = _measure(setting, noun)
    return Name(
        f"{word}{noun}{measure}", (*qualifiers, *(previous.qualifiers if previous else ())), noun="", certain=0.8
    )
