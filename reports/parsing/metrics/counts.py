"""Names of counts and areas: 新建幼儿园数, 在园幼儿数, 建筑面积; lists take over verb and noun."""

# ruff: noqa: E501  a line of a table is one decision

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reports.parsing.indicators import canonical_name
from reports.parsing.metrics.deeds import deed_in
from reports.parsing.metrics.naming import Name, Named, last_of_unit, stage_in
from reports.parsing.metrics.phrases import LONGEST_NAME, phrase_after, phrase_before, split_phrase, without_tail
from reports.parsing.metrics.settings import Setting
from reports.parsing.metrics.words import FoundVerb, is_qualifier, is_stage, verbs_in
from reports.parsing.patterns import change_before

_MEASURES: Final = {
    "人": "人数", "人次": "人次", "次": "次数", "份": "份数", "期": "期数", "节": "节数", "批": "批次", "场": "场次", "册": "册数", "对": "对数",
    "平方米": "面积", "亩": "面积", "米": "长度", "学时": "学时数", "课时": "课时数", "小时": "时间", "倍": "倍数", "班": "班级数",
}  # fmt: skip
_OWN_MEASURE: Final = frozenset({"人次", "次", "份", "期", "节", "批", "场", "册", "对", "班"})
_SCHOOLS: Final = frozenset({"所", "个", "处"})
_BECOMES: Final = re.compile(
    r"[”’]?(?:分别|被|已)?(?:创建|建设|建|评|改造|命名|确定|认定|列|评定|授予)?(?:成|为)“?(?P<aim>[^,;:。()“”]{2,24})”?"
)
_TAIL_VERB: Final = re.compile(
    r"的?(?:标准化|规范化)?(?P<verb>新建|改扩建|扩建|改建|迁建|建设|改造|提升|维修|培训|加固)(?:工作|任务|项目|工程)?$"
)
_AWARD: Final = re.compile(r"(?:奖|奖励|金牌|银牌|铜牌|奖牌|荣誉称号|荣誉)$")
_AREA: Final = re.compile(r"[^,;:。()、]{0,20}?面积")
_PLAIN: Final = re.compile(
    r"[^,;:。()]{0,14}?(?:系数|比例|之比|[一-龥]比(?=$|为|达|靠)|分数|均分|总分|得分|满意度|成绩|分)"
)
_PER: Final = re.compile(
    r"(?:每(?:所|园|校|班|个|人|生|年|学期|周|天|日|学年|县|镇|乡镇|个乡镇|个班|名教师|万人)|人均|生均|校均|班均|平均每?[所校班园人]?)$"
)
_INLINE_MARK: Final = re.compile(r"\(\d\)$|[②③④⑤⑥]$")
_DONE_TO: Final = frozenset(
    {"新增", "减少", "招聘", "资助", "交流", "补充", "表彰", "走访", "聘任", "撤并", "改造", "整改", "配备"}
)
_NOUN_OF_UNIT: Final = {
    "所": re.compile(r"幼儿园|中小学校?|九年一贯制学校|中心校|教学点|村小|学校|小学|中学|初中|高中|职校"),
    "人": re.compile(r"幼儿教师|教师|教职工|留守儿童|学生|幼儿|儿童|家长|校长|园长|干部|教练员|教研员"),
}
_COUNTABLE: Final = {
    "people": re.compile(
        r"[员者生人长童师儿民工女手兵干](?:数|们)?$|干部|子女|职工|师资|教授|专家|院士|名师|家庭|对象|规模|学位|人口|幼师|职数|编制|岗位"
    ),
    "所": re.compile(r"[园校学中小点馆院所幼班店站企场]$|中心|基地|机构|高中"),
}
_LONGEST_NARROWING: Final = 10
_SUBJECT_VERBS: Final = frozenset(
    {
        "招生",
        "培训",
        "上线",
        "获",
        "资助",
        "受理",
        "招聘",
        "新增",
        "减少",
        "走访",
        "交流",
        "补充",
        "表彰",
        "立项",
        "结题",
    }
)


def name_count(setting: Setting, earlier: Sequence[Named]) -> Name:
    """The counted noun stands after the unit (2所幼儿园), before the number (幼儿园2所), or in the clause before."""
    quantity = setting.quantity
    left = without_tail(setting.left)
    if quantity.kind in {"ratio", "score"} and quantity.unit != "倍":
        return _plain(left, earlier)
    if quantity.kind == "area" and "面积" in left:
        return _area(left)
    if _PER.search(left):
        return _per(setting, left, earlier)
    verbs = verbs_in(left)
    after = quantity.noun or phrase_after(setting.right, quantity.unit)
    own = phrase_before(left[verbs[-1].end :] if verbs else left)
    if change_before(setting.left) and not after and earlier and _no_subject(left, verbs):
        return _changed(setting, earlier)
    if after and not (own and quantity.noun):
        return _after(setting, left, after, verbs, earlier)
    narrowed = _narrowed(setting, own, verbs, earlier) if own else None
    if narrowed:
        return narrowed
    if own and _is_noun(own, quantity.unit):
        return _before(setting, left, own, verbs, earlier)
    return _elliptic(setting, left, verbs, earlier)


def _is_noun(own: str, unit: str) -> bool:
    """A stage or a qualifier counts nothing by itself, but 小学48所 and 村小43所 do."""
    if unit in _SCHOOLS and own.endswith(("学", "中", "小", "园", "校", "点")):
        return True
    return not is_stage(own) and not is_qualifier(own)


def _narrowed(setting: Setting, own: str, verbs: list[FoundVerb], earlier: Sequence[Named]) -> Name | None:
    """其中音体美32人, 江川区144名, 移交17所: what does not name persons or schools says which of those before."""
    expression = _COUNTABLE.get(setting.quantity.kind if setting.quantity.kind == "people" else setting.quantity.unit)
    before = last_of_unit(setting.quantity.base_unit, earlier)
    if expression is None or expression.search(own) or any(verb.name for verb in verbs) or not before:
        return None
    inside = earlier[-1].setting.sentence == setting.sentence
    if not inside or not before.noun or len(own) > _LONGEST_NARROWING or is_stage(own):
        return None
    return Name(before.indicator, (own,), before.verb, before.noun, certain=0.9)


def _plain(left: str, earlier: Sequence[Named]) -> Name:
    """Ratios and scores stand as they are called: 生师比, 中考平均分."""
    found = _PLAIN.findall(left)
    phrase = phrase_before(found[-1] if found else left)
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


def _per(setting: Setting, left: str, earlier: Sequence[Named]) -> Name:
    per = _PER.search(left)
    word = per.group() if per else ""
    after = setting.quantity.noun or phrase_after(setting.right, setting.quantity.unit)
    noun, qualifiers = split_phrase(after) if after else ("", ())
    before = last_of_unit(setting.quantity.base_unit, earlier)
    if not noun and before and word in {"每年", "每学期", "每学年"}:
        verb = "".join(verb.name for verb in verbs_in(setting.right)[:1]) or before.verb
        return _compose(setting, verb, before.noun, (*before.qualifiers, word))
    inherited = earlier[-1].name.qualifiers if earlier else ()
    if word == "每所" and earlier:
        word = "每园" if earlier[-1].name.noun.endswith("园") else "每校"
    return Name(f"{word}{noun}{_measure(setting, noun)}", (*qualifiers, *inherited), certain=0.85)


def _no_subject(left: str, verbs: list[FoundVerb]) -> bool:
    return len(phrase_before(left[: verbs[-1].start] if verbs else left)) < 2


def _changed(setting: Setting, earlier: Sequence[Named]) -> Name:
    name = last_of_unit(setting.quantity.base_unit, earlier) or earlier[-1].name
    return Name(name.indicator, name.qualifiers, name.verb, name.noun, name.stage, 0.85)


def _measure(setting: Setting, noun: str) -> str:
    base = setting.quantity.base_unit
    if base == "班" and noun.endswith(("班", "班级")):
        return "数"
    if base in _OWN_MEASURE or setting.quantity.kind in {"area", "length", "time"} or not noun:
        return _MEASURES.get(base, "数")
    return "数"


def _compose(setting: Setting, verb: str, noun: str, qualifiers: tuple[str, ...], certain: float = 0.95) -> Name:
    measure = _measure(setting, noun)
    verb = "" if noun.startswith(verb) else verb
    if _AWARD.search(noun) and verb in {"获", "", "表彰"}:
        return Name("获奖数", (noun, *qualifiers), "获", noun, stage_in(noun))
    if verb == "培训" and noun and setting.quantity.kind == "people":
        return _trained(setting, noun, qualifiers)
    noun = noun.removesuffix("人数") if measure.startswith("人") else noun
    tail = "" if noun.endswith(measure) and noun != measure else measure
    plain = f"{verb}{noun[-LONGEST_NAME:]}{tail}"
    indicator = canonical_name(plain) or plain
    return Name(indicator, qualifiers, verb, noun, stage_in("".join(qualifiers)), certain if noun else certain - 0.2)


def _trained(setting: Setting, noun: str, qualifiers: tuple[str, ...]) -> Name:
    plain = f"{noun[-LONGEST_NAME:]}培训{_MEASURES[setting.quantity.base_unit]}"
    return Name(canonical_name(plain) or plain, qualifiers, "培训", noun)


def _after(setting: Setting, left: str, after: str, verbs: list[FoundVerb], earlier: Sequence[Named]) -> Name:
    tail = _TAIL_VERB.search(after)
    tail = tail if tail and tail.start() >= 2 else None
    noun, qualifiers = split_phrase(after[: tail.start()] if tail else after)
    at = setting.right.find(after)
    rest = setting.right[at + len(after) :] if at >= 0 else ""
    rest = rest if tail or not rest.startswith("的") else _nominal(rest)
    strong = [verb.name for verb in verbs if verb.name]
    verb = tail["verb"] if tail else strong[-1] if strong else ""
    aim = _BECOMES.match(rest)
    if aim and not rest.startswith("为了"):
        return _aimed(setting, verb, aim["aim"], (noun, *qualifiers))
    if not verb:
        verb = _rest_verb(rest) or deed_in(rest)
    near = setting.clause.strip() != setting.left or setting.lead.endswith("(")
    if not verb and earlier and near and left in {"", "共", earlier[-1].setting.right}:
        verb = earlier[-1].name.verb
    return _compose(setting, verb, noun, (*_subject(left, verbs), *qualifiers))


def _nominal(rest: str) -> str:
    """三所幼儿园的提升: the deed stands as a noun."""
    tail = _TAIL_VERB.search(rest)
    return tail["verb"] if tail else ""


def _rest_verb(rest: str) -> str:
    return rest if rest in {"新建", "改扩建", "扩建", "改建", "提升", "改造", "维修", "建设"} else ""


def _aimed(setting: Setting, verb: str, aim: str, qualifiers: tuple[str, ...]) -> Name:
    verb = verb if verb in {"创建", "新建"} else ""
    return _compose(setting, verb, aim.strip("“”")[-LONGEST_NAME:], qualifiers, 0.9)


def _subject(left: str, verbs: list[FoundVerb]) -> tuple[str, ...]:
    """The qualifiers named before the verb: 城区新增89个班."""
    start = left[: verbs[0].start] if verbs else ""
    return split_phrase(phrase_before(start)).qualifiers if start else ()


def _before(setting: Setting, left: str, own: str, verbs: list[FoundVerb], earlier: Sequence[Named]) -> Name:
    noun, qualifiers = split_phrase(own)
    verb = verbs[-1].name if verbs else ""
    if not verb and len(verbs) > 1 and verbs[-1].start - verbs[-2].end <= 1:
        verb = verbs[-2].name
    before = _parallel(setting, earlier)
    if not verbs and before:
        verb = before.verb
        noun = before.noun if before.noun.endswith(noun) else noun
    if verb == "招生" and noun in {"学生", "新生", "幼儿", "儿童"}:
        return Name("招生人数", (*qualifiers, *_subject(left, verbs)), verb, noun, stage_in(own))
    return _compose(setting, verb, noun, (*_subject(left, verbs), *qualifiers))


def _parallel(setting: Setting, earlier: Sequence[Named]) -> Name | None:
    """The row that a clause without a verb goes on from; after an inline (2), the first one of the sentence."""
    unit = setting.quantity.base_unit
    if _INLINE_MARK.search(setting.lead):
        inside = [named for named in earlier if named.setting.sentence == setting.sentence]
        return next((named.name for named in inside if named.setting.quantity.base_unit == unit), None)
    return last_of_unit(unit, earlier)


def _elliptic(setting: Setting, left: str, verbs: list[FoundVerb], earlier: Sequence[Named]) -> Name:
    """Only a verb or a stage stands before the number: 改扩建1所; 小学招生9529人; 初中5926名."""
    strong = [found for found in verbs if found.name]
    verb = strong[-1].name if strong else ""
    if not strong and not left and earlier and earlier[-1].name.verb == "招生":
        return Name("招生人数" if setting.quantity.kind == "people" else "招生数", earlier[-1].name.qualifiers, "招生")
    subject = _words_before(left, strong) if strong else ""
    before = last_of_unit(setting.quantity.base_unit, earlier)
    if not left and earlier and not before and earlier[-1].name.noun not in {"班级", "教学班"}:
        before = earlier[-1].name
    noun, qualifiers = split_phrase(subject) if subject else ("", ())
    if strong and verb in _DONE_TO and noun and _is_noun(noun, setting.quantity.unit):
        return _compose(setting, verb, noun, qualifiers)
    if before and before.noun and not (verb in _SUBJECT_VERBS and len(noun) > 4):
        kept = split_phrase(left).qualifiers or before.qualifiers
        return _compose(setting, verb or before.verb, before.noun, kept, 0.9)
    if strong and verb in _SUBJECT_VERBS:
        measure = _MEASURES.get(setting.quantity.base_unit, "数")
        plain = f"{verb}{'奖' if verb == '获' else ''}{measure}"
        name = canonical_name(plain) or plain
        return Name(name, (subject[-30:],) if subject else (), verb, "", stage_in(subject), 0.95 if subject else 0.85)
    if before and before.indicator and not verb:
        return Name(
            before.indicator, split_phrase(left).qualifiers or before.qualifiers, before.verb, before.noun, certain=0.8
        )
    fallback = _noun_in_lead(setting) or split_phrase(subject or (phrase_before(left) if not verb else "")).noun
    return _compose(setting, verb, fallback, (), 0.8 if fallback else 0.7)


def _noun_in_lead(setting: Setting) -> str:
    """实现公办幼儿园全覆盖,其中今年建成5所: the noun of the clause before that fits the unit."""
    expression = _NOUN_OF_UNIT.get(setting.quantity.base_unit)
    found = expression.findall(setting.lead) if expression else []
    return found[-1] if found else ""


def _words_before(left: str, strong: list[FoundVerb]) -> str:
    text = left[: strong[-1].start]
    weak = [verb for verb in verbs_in(text) if not verb.name]
    tail = phrase_before(text[weak[-1].end :]) if weak else ""
    return tail if len(tail) >= 2 else phrase_before(text)
