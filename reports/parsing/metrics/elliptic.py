"""Clauses that leave out verb or noun, and take them over from what was counted before: 改扩建1所; 初中5926名; 移交17所."""

# ruff: noqa: E501  a line of a table is one decision

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reports.parsing.indicators import canonical_name
from reports.parsing.metrics.candidates import is_state
from reports.parsing.metrics.composing import MEASURES, compose
from reports.parsing.metrics.naming import Name, Named, last_of_unit, stage_in
from reports.parsing.metrics.phrases import phrase_before, split_phrase
from reports.parsing.metrics.settings import Setting
from reports.parsing.metrics.words import QUALIFIERS, FoundVerb, is_qualifier, is_stage, verbs_in

_SCHOOLS: Final = frozenset({"所", "个", "处"})
_INLINE_MARK: Final = re.compile(r"\(\d\)$|[②③④⑤⑥]$")
_DONE_TO: Final = frozenset(
    {
        "轮岗",
        "选调",
        "消除",
        "保留",
        "开工",
        "新增",
        "减少",
        "招聘",
        "资助",
        "交流",
        "补充",
        "表彰",
        "走访",
        "聘任",
        "撤并",
        "改造",
        "整改",
        "配备",
    }
)
_OF_PUPILS: Final = frozenset({"招生", "录取", "上线", "获", "受理"})
_NOUN_OF_UNIT: Final = {
    "所": re.compile(r"幼儿园|中小学校?|九年一贯制学校|中心校|教学点|村小|学校|小学|中学|初中|高中|职校"),
    "个": re.compile(r"项目|工程"),
    "人": re.compile(r"幼儿教师|教师|教职工|留守儿童|学生|幼儿|儿童|家长|校长|园长|干部|教练员|教研员"),
}
_COUNTABLE: Final = {
    "people": re.compile(
        r"[员者生人长童师儿民工女手兵干才医](?:数|们)?$|保[卫安洁]|门卫|后勤|干部|子女|职工|师资|教授|专家|院士|名师|家庭|对象|规模|学位|人口|幼师|职数|编制|岗位|班额|人数$"
    ),
    "所": re.compile(r"[园校学中小点馆院所幼班店站企场专高]$|技校|中心|基地|机构|高中"),
}
_SCHOOL_KIND: Final = re.compile(r"(?:小学|初中|中学|高中|学校|幼儿园|普高|职高|中职)$")
_LOAN: Final = re.compile(r"(?:贷款|助学金|奖学金|补助)$")
_HOUSEHOLDS: Final = {"户": "户数", "户次": "户次"}
_STAY: Final = frozenset({"在园", "在校"})
_STAYING: Final = {"在园": "幼儿", "在校": "学生"}
"""招收学生614人,在校3188人: who is there is not who came."""
_STAGE_PUPILS: Final = 3
_LONGEST_NARROWING: Final = 10
_COUNTED_BEFORE: Final = re.compile(
    r"(?:^|[,;。])(?P<noun>[^,;:。()\d]{2,16}(?:人数|数量|总数|总量|规模))(?:连续[^,;]{0,6})?[^,;]{0,6}(?:增长|提高|上升|下降|攀升|增加|减少)?,$"
)
_NEXT_ITEM: Final = 0.8
"""新建教室5间;办公室6间: whether the verb holds on behind ; is for people to say."""
_GENDERS: Final = frozenset({"女生", "男生", "女童", "男童", "女教师", "男教师"})
_GOES_ON: Final = re.compile(r" ?(?:其中|其他|其余|另外?|还|同时|包括|含|\(?[一二三四五六七八九十\d]{1,2}[、.)])")
_SUBJECT_VERBS: Final = frozenset(
    {
        "录取",
        "征地",
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


def fits(noun: str, setting: Setting) -> bool:
    """通过考试录用43人: an examination is nobody."""
    return is_noun(noun, setting.quantity.base_unit) and (
        setting.quantity.kind != "people" or _COUNTABLE["people"].search(noun) is not None
    )


def counts_schools(setting: Setting) -> bool:
    return setting.quantity.base_unit in _SCHOOLS


def names_schools(noun: str) -> bool:
    """Whether the noun is what 所 counts; 42所自评分在85分以上 counts no marks.

    >>> names_schools("示范园"), names_schools("自评分")
    (True, False)
    """
    return _COUNTABLE["所"].search(noun) is not None or noun.endswith(("项目", "工程"))


def is_noun(own: str, unit: str) -> bool:
    """A stage or a qualifier counts nothing by itself, but 小学48所 and 村小43所 do."""
    if unit in _SCHOOLS and own.endswith(("学", "中", "小", "园", "校", "点", "高", "制")):
        return True
    return (not is_stage(own) and not is_qualifier(own)) or (len(own) > _STAGE_PUPILS and own.endswith("学生"))


def narrowed(setting: Setting, own: str, verbs: Sequence[FoundVerb], earlier: Sequence[Named]) -> Name | None:
    """其中音体美32人, 江川区144名, 移交17所: what does not name persons or schools says which of those before."""
    if setting.quantity.kind == "area":
        return _part_of_area(setting, own, verbs, earlier)
    if of_classes := _classes(setting, own, earlier):
        return of_classes
    if own in _GENDERS and setting.bracketed and setting.lead.endswith("(") and earlier:
        return earlier[-1].name._replace(qualifiers=(*earlier[-1].name.qualifiers, own), certain=0.9)
    expression = _COUNTABLE.get(setting.quantity.kind if setting.quantity.kind == "people" else setting.quantity.unit)
    before = last_of_unit(setting.quantity.base_unit, earlier)
    if expression is None or expression.search(own) or is_state(own) or any(verb.name for verb in verbs) or not before:
        return None
    inside = earlier[-1].setting.sentence == setting.sentence
    alike = own[-2:] == before.noun[-2:]
    if (
        not inside
        or alike
        or not (before.noun or before.verb == "招生")
        or len(own) > _LONGEST_NARROWING
        or is_stage(own)
    ):
        return None
    own = own.removeprefix("含")
    if own in _STAY and before.verb:
        return Name(f"{own}{_STAYING[own]}数", before.qualifiers, noun=f"{own}{_STAYING[own]}", certain=0.9)
    return Name(before.indicator, () if own in _STAY else (own,), before.verb, before.noun, certain=0.9)


def _classes(setting: Setting, own: str, earlier: Sequence[Named]) -> Name | None:
    """共245个班,其中小学173个,初中72个: classes, and no schools."""
    last = earlier[-1] if setting.quantity.unit == "个" and earlier and is_stage(own) else None
    if last is None or last.setting.sentence != setting.sentence or last.setting.quantity.kind != "count":
        return None
    of_classes = last.setting.quantity.base_unit == "班" or "班" in last.name.noun[-2:]
    return Name(last.name.indicator, (own,), last.name.verb, last.name.noun, own, 0.9) if of_classes else None


def parts(setting: Setting, which: str, earlier: Sequence[Named]) -> Name:
    """幼儿园173所(81所民办): the bracket counts some of those before it."""
    before = last_of_unit(setting.quantity.base_unit, earlier) or earlier[-1].name
    return Name(before.indicator, (which,), before.verb, before.noun, certain=0.9)


def _part_of_area(setting: Setting, own: str, verbs: Sequence[FoundVerb], earlier: Sequence[Named]) -> Name | None:
    """校舍面积59万平方米,其中小学31万平方米,其他学校11万平方米: the area of which a kind of school has a part."""
    before = last_of_unit(setting.quantity.base_unit, earlier)
    if verbs or not before or not before.indicator.endswith("面积") or not _SCHOOL_KIND.search(own):
        return None
    return Name(before.indicator, (own,), before.verb, before.noun, own, 0.9)


def no_subject(left: str, verbs: Sequence[FoundVerb]) -> bool:
    return len(phrase_before(left[: verbs[-1].start] if verbs else left)) < 2


def changed(setting: Setting, earlier: Sequence[Named]) -> Name:
    name = last_of_unit(setting.quantity.base_unit, earlier) or earlier[-1].name
    return Name(name.indicator, name.qualifiers, name.verb, name.noun, name.stage, 0.85)


def parallel(setting: Setting, earlier: Sequence[Named]) -> Name | None:
    """The row that a clause without a verb goes on from; after an inline (2), the first one of the sentence."""
    unit = setting.quantity.base_unit
    if _INLINE_MARK.search(setting.lead):
        inside = [named for named in earlier if named.setting.sentence == setting.sentence]
        return next((named.name for named in inside if named.setting.quantity.base_unit == unit), None)
    inside = [named for named in earlier if named.setting.sentence == setting.sentence]
    alike = last_of_unit(unit, inside)
    if alike and alike.verb and setting.lead.endswith(";"):
        return alike._replace(certain=min(alike.certain, _NEXT_ITEM))
    if alike is None and unit in _SCHOOLS and inside and inside[-1].setting.quantity.base_unit in _SCHOOLS:
        return inside[-1].name
    return alike or (last_of_unit(unit, earlier) if _GOES_ON.match(setting.clause) or not setting.left else None)


def listed_after(setting: Setting, earlier: Sequence[Named]) -> Name | None:
    """新建教学楼3栋、食堂2个、厕所4座: one verb for all that a list counts, whatever the units."""
    head = setting.clause[: setting.clause.rfind(setting.left)] if setting.left else setting.clause
    if not earlier or not head.rstrip().endswith(("、", "和", "及")) or setting.quantity.kind != "count":
        return None
    counts = [named for named in earlier if named.setting.quantity.kind == "count"]
    return counts[-1].name if counts and counts[-1].setting.sentence == setting.sentence else None


def elliptic(setting: Setting, left: str, verbs: Sequence[FoundVerb], earlier: Sequence[Named]) -> Name:
    """Only a verb or a stage stands before the number: 改扩建1所; 小学招生9529人; 初中5926名."""
    strong = [found for found in verbs if found.name]
    verb = strong[-1].name if strong else ""
    if not strong and not left and earlier and earlier[-1].name.verb == "招生":
        return Name("招生人数" if setting.quantity.kind == "people" else "招生数", earlier[-1].name.qualifiers, "招生")
    subject = _words_before(left, strong) if strong else ""
    near = [named for named in earlier if named.setting.sentence == setting.sentence]
    alone = bool(strong) and setting.quantity.kind == "people"
    before = last_of_unit(setting.quantity.base_unit, near if alone else earlier)
    before = _of_pupils(setting, left, before, earlier)
    counted = _COUNTED_BEFORE.search(setting.lead)
    if counted and not strong and not near:
        return compose(setting, "", *split_phrase(phrase_before(counted["noun"])), 0.9)
    if not left and (household := _households(setting, earlier)):
        return Name(household, certain=0.8)
    if not left and earlier:
        before = _beside(setting, before, earlier[-1])
    noun, qualifiers = split_phrase(subject) if subject else ("", ())
    if setting.quantity.kind == "people" and _LOAN.search(noun):
        return Name(f"{noun}人数", qualifiers, verb, noun, certain=0.85)
    if strong and verb in _DONE_TO and noun and fits(noun, setting):
        return compose(setting, verb, noun, qualifiers)
    if before and before.noun and verb not in _OF_PUPILS and not (verb in _SUBJECT_VERBS and len(noun) > 4):
        kept = tuple(QUALIFIERS.findall(left)) or _stage_of(left) or before.qualifiers
        return compose(setting, verb or before.verb, before.noun, kept, 0.9)
    if strong and verb in _SUBJECT_VERBS:
        return _of_subject(setting, verb, subject)
    if before and before.indicator and not verb:
        kept = tuple(QUALIFIERS.findall(left)) or _stage_of(left) or before.qualifiers
        return Name(before.indicator, kept, before.verb, before.noun, certain=0.8)
    fallback = _noun_in_lead(setting) or split_phrase(subject or (phrase_before(left) if not verb else "")).noun
    return compose(setting, verb, fallback, (), 0.8 if fallback else 0.7)


def _stage_of(left: str) -> tuple[str, ...]:
    """幼儿园442人: a stage that stands alone tells which of those before."""
    stage = phrase_before(left)
    return (stage,) if stage and is_stage(stage) else ()


def _of_pupils(setting: Setting, left: str, before: Name | None, earlier: Sequence[Named]) -> Name | None:
    """学生和幼儿9万人,其中在园幼儿2万人,小学5万人: pupils of a school are no infants."""
    stage = stage_in(left)
    if setting.quantity.kind != "people" or not before or "幼儿" not in before.noun or "学生" in before.noun:
        return before
    if not stage or stage.startswith(("幼儿", "学前")) or "教师" in before.noun:
        return before
    whole = (named.name for named in reversed(earlier) if "学生" in named.name.noun)
    return next(whole, Name("学生数", noun="学生"))


def _of_subject(setting: Setting, verb: str, subject: str) -> Name:
    """小学招生9529人, 实验中学征地15亩: the deed names it, who did it qualifies it."""
    plain = f"{verb}{'奖' if verb == '获' else ''}{MEASURES.get(setting.quantity.base_unit, '数')}"
    name = canonical_name(plain) or plain
    return Name(name, (subject[-30:],) if subject else (), verb, "", stage_in(subject), 0.95 if subject else 0.85)


def _households(setting: Setting, earlier: Sequence[Named]) -> str:
    """640户2180人: households and who lives in them are never of what was counted before."""
    if setting.quantity.base_unit in _HOUSEHOLDS:
        return _HOUSEHOLDS[setting.quantity.base_unit]
    after = bool(earlier) and earlier[-1].setting.quantity.base_unit in _HOUSEHOLDS
    return "人口数" if after and setting.quantity.kind == "people" else ""


def _beside(setting: Setting, before: Name | None, last: Named) -> Name | None:
    """学生宿舍37幢65167平方米: two numbers side by side say of one thing."""
    touches = setting.quantity.start - last.setting.quantity.end <= 1
    if setting.quantity.kind == "area" and touches:
        return last.name
    return before or (None if last.name.noun in {"班级", "教学班"} else last.name)


def _noun_in_lead(setting: Setting) -> str:
    """实现公办幼儿园全覆盖,其中今年建成5所: the noun of the clause before that fits the unit."""
    expression = _NOUN_OF_UNIT.get(setting.quantity.base_unit)
    found = expression.findall(setting.lead) if expression else []
    return found[-1] if found else ""


def _words_before(left: str, strong: Sequence[FoundVerb]) -> str:
    text = left[: strong[-1].start]
    weak = [verb for verb in verbs_in(text) if not verb.name]
    if not weak:
        return phrase_before(text)
    tail = phrase_before(text[weak[-1].end :])
    return tail if len(tail) >= 2 else phrase_before(text[: weak[0].start])
