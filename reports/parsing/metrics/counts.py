"""Names of counts and areas: 新建幼儿园数, 在园幼儿数, 建筑面积; lists take over verb and noun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reports.parsing.metrics.candidates import candidates, entrants, is_exam, is_state
from reports.parsing.metrics.composing import compose, measure_of
from reports.parsing.metrics.deeds import Told, deed_in, given_to, told_of
from reports.parsing.metrics.elliptic import (
    changed,
    counts_schools,
    elliptic,
    is_noun,
    listed_after,
    names_schools,
    narrowed,
    no_subject,
    parallel,
    parts,
)
from reports.parsing.metrics.measured import measured
from reports.parsing.metrics.naming import Name, Named, last_of_unit, stage_in
from reports.parsing.metrics.phrases import LONGEST_NAME, phrase_after, phrase_before, split_phrase, without_tail
from reports.parsing.metrics.settings import Setting
from reports.parsing.metrics.which import A_SCHOOL, done, part_of, some_of, total_of, which_of
from reports.parsing.metrics.words import FoundVerb, is_qualifier, is_stage, verbs_in
from reports.parsing.patterns import change_before

_BECOMES: Final = re.compile(
    r"[”’]?(?:分别|被|已)?(?:创建|建设|建|评|改造|命名|确定|认定|列|评定|授予)?(?:成(?!了)|为)“?(?P<aim>[^,;:。()“”]{2,24})”?"
)
_TAIL_VERB: Final = re.compile(
    r"的?(?:标准化|规范化)?(?P<verb>新建|改扩建|扩建|改建|迁建|建设|改造|提升|维修|培训|加固)(?:工作|任务|项目|工程)?$"
)
_FOR: Final = re.compile(r"(?:^|[^作认行成视因评])[为给](?:[全各][县市区州镇乡]|近|约)?$")
_BOUGHT: Final = frozenset({"购置", "配备", "发放"})
"""设备购置学校12所: schools are not what was bought."""
_GREW: Final = frozenset({"增长", "增加", "提高", "上升", "下降", "减少", "降低", "扩大"})
_WHOSE: Final = 0.75
"""14所学校的17幢校舍: the schools are some, and nothing says of how many."""
_BOTH: Final = re.compile(
    r"(?P<all>[^,;:。、和与及\d]{2,14}(?:、|和(?!谐)|与|(?<!普)及)[^,;:。、和与\d]{2,12}?)(?:总共|共计?|合计|总计)(?:有)?$"
)
_LISTED: Final = re.compile(
    r"^[^、]{2,40}(?:、[^、]{2,24}){1,12}等(?P<noun>(?![级奖人]|方面|单位|地)[^的,;、\d]{2,8})$"
)
"""争取到甲工程改造、乙工程等工程共10个: the verbs inside the list are no deeds of what is counted."""
_CANDIDATES: Final = frozenset({"学生", "同学", "考生"})
_LEVEL: Final = re.compile(r"(?:达到?|拥?有)(?:了)?$")
_STANDING: Final = frozenset(
    {"在校生", "在校学生", "教职工", "专任教师", "教学班", "班级", "在园幼儿", "寄宿生", "住校生", "班额"}
)
"""What stands by itself: no verb of the clause before holds for it."""
_STATES: Final = ("在校", "在园", "在编", "在岗", "在职", "专任")


def name_count(setting: Setting, earlier: Sequence[Named]) -> Name:
    """The counted noun stands after the unit (2所幼儿园), before the number (幼儿园2所), or in the clause before."""
    quantity = setting.quantity
    left = without_tail(setting.left)
    named = measured(setting, left, earlier) or which_of(setting, earlier)
    if named:
        return named
    both = _BOTH.search(setting.left) if "共" in setting.left or "计" in setting.left else None
    if both and quantity.kind in {"count", "people"} and not _LISTED.match(left):
        return _together(setting, both["all"])
    left = _after_list(left) if "、" in left else left
    verbs = verbs_in(left)
    after = quantity.noun or phrase_after(setting.right, quantity.unit)
    own = phrase_before(left[verbs[-1].end :] if verbs else left)
    if change_before(setting.left) and not after and earlier and (no_subject(left, verbs) or own in _GREW):
        return changed(setting, earlier)
    given = given_to(setting.clause, setting.right) if after else None
    if given:
        return compose(setting, given[1], *split_phrase(given[0], schools=counts_schools(setting)), 0.9)
    if after and not own and earlier and is_qualifier(after) and setting.lead.endswith("("):
        return parts(setting, after, earlier)
    if quantity.kind == "people" and (did := done(setting, own, verbs)):
        return did
    told = told_of(setting.right.removeprefix(after)) if after in _CANDIDATES else None
    if told and told.deed == "录取":
        return _told(setting, told, earlier)
    if after and not (own and quantity.noun):
        return _after(setting, left, after, verbs, earlier)
    if own:
        return _owned(setting, left, own, verbs, earlier)
    told = told_of(setting.right) if all(verb.name in {"", "选派"} for verb in verbs) else None
    left_out = total_of(setting, earlier) or elliptic(setting, left, verbs, earlier)
    return _told(setting, told, earlier) if told else some_of(setting, left_out, verbs)


def _together(setting: Setting, words: str) -> Name:
    """中小学、幼儿园共36所: the number is of all that are named, and none of them alone."""
    verbs = [verb for verb in verbs_in(words) if verb.start == 0 or not verb.name]
    noun = phrase_before(words[verbs[-1].end :] if verbs else words)
    return Name(f"{noun}{measure_of(setting, noun)}"[-LONGEST_NAME:], certain=0.8, doubt="wording")


def _after_list(left: str) -> str:
    """The verb that opens a list and the noun that ends it, without what is listed."""
    listed = _LISTED.match(left)
    if listed is None:
        return left
    opening = next(iter(verbs_in(left[: left.index("、")])), None)
    return (left[opening.start : opening.end] if opening else "") + listed["noun"]


def _owned(setting: Setting, left: str, own: str, verbs: Sequence[FoundVerb], earlier: Sequence[Named]) -> Name:
    """Words of the clause itself stand before the number."""
    people = setting.quantity.kind == "people"
    named = entrants(own) or candidates(own) if people else None
    if named and named.verb and not is_exam(setting.lead + setting.clause, earlier):
        named = None
    named = named or narrowed(setting, own, verbs, earlier)
    if named:
        return named
    if people and A_SCHOOL.search(own) and not is_stage(own) and not any(verb.name for verb in verbs):
        return Name("人数", (own,), certain=0.7)
    if is_noun(own, setting.quantity.base_unit) or (people and is_state(own)):
        return _before(setting, left, own, verbs, earlier)
    return elliptic(setting, left, verbs, earlier)


def _told(setting: Setting, told: Told, earlier: Sequence[Named]) -> Name:
    """其中1人被北京大学录取, 5人获二等奖, 7所主体完工: the deed names them; whom it was done to was named before."""
    before = last_of_unit(setting.quantity.base_unit, earlier)
    if setting.quantity.kind == "people" and told.deed in {"获奖", "获荣誉", "录取"}:
        return Name(f"{told.deed}人数", told.details, told.deed, certain=0.9)
    noun = before.noun if before else ""
    return compose(setting, told.deed, noun, told.details, 0.85 if noun else 0.75)


def _after(setting: Setting, left: str, after: str, verbs: Sequence[FoundVerb], earlier: Sequence[Named]) -> Name:
    tail = _TAIL_VERB.search(after)
    tail = tail if tail and tail.start() >= 2 else None
    if tail and setting.quantity.unit in {"个", "项"} and after.endswith(("项目", "工程")):
        tail = None
    noun, qualifiers = split_phrase(after[: tail.start()] if tail else after, schools=counts_schools(setting))
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
    counted = earlier and earlier[-1].setting.quantity.kind in {"count", "people", "area"}
    if not verb and counted and near and left in {"", "共", earlier[-1].setting.right}:
        verb = earlier[-1].name.verb
    if not verb and noun.endswith(("学校", "小学", "中学", "幼儿园")) and _FOR.search(setting.clause):
        verb = "受益"
    whose = not verb and setting.right == f"{after}的"
    named = compose(setting, verb, noun, (*_subject(left, verbs), *qualifiers), _WHOSE if whose else 0.95)
    if setting.quantity.unit == "所" and not verb and not names_schools(noun):
        return named._replace(certain=_WHOSE, doubt="wording")
    return part_of(named._replace(doubt="part") if whose else named, setting.clause, rest)


def _nominal(rest: str) -> str:
    """三所幼儿园的提升: the deed stands as a noun."""
    tail = _TAIL_VERB.search(rest)
    return tail["verb"] if tail else ""


def _rest_verb(rest: str) -> str:
    return rest if rest in {"新建", "改扩建", "扩建", "改建", "提升", "改造", "维修", "建设"} else ""


def _aimed(setting: Setting, verb: str, aim: str, qualifiers: tuple[str, ...]) -> Name:
    verb = verb if verb in {"创建", "新建"} else ""
    return compose(setting, verb, aim.strip("“”")[-LONGEST_NAME:], qualifiers, 0.9)


def _subject(left: str, verbs: Sequence[FoundVerb]) -> tuple[str, ...]:
    """The qualifiers named before the verb: 城区新增89个班."""
    start = left[: verbs[0].start] if verbs else ""
    return split_phrase(phrase_before(start)).qualifiers if start else ()


def _before(setting: Setting, left: str, own: str, verbs: Sequence[FoundVerb], earlier: Sequence[Named]) -> Name:
    noun, qualifiers = split_phrase(own, schools=counts_schools(setting))
    verb = verbs[-1].name if verbs else ""
    if not verb and len(verbs) > 1 and verbs[-1].start - verbs[-2].end <= 1:
        verb = verbs[-2].name
    before, certain = parallel(setting, earlier), 0.95
    if (
        not verbs
        and noun not in _STANDING
        and not noun.startswith(_STATES)
        and not is_state(own)
        and not _LEVEL.search(setting.left)
    ):
        before = before or listed_after(setting, earlier)
        verb = before.verb if before else verb
        certain = before.certain if before and verb and setting.lead.endswith(";") else certain
    if verb in _BOUGHT and counts_schools(setting) and A_SCHOOL.search(noun):
        return compose(setting, "", f"{verb}{noun}", qualifiers, _WHOSE)._replace(doubt="wording")
    if verb == "招生" and noun in {"学生", "新生", "幼儿", "儿童"}:
        return Name("招生人数", (*qualifiers, *_subject(left, verbs)), verb, noun, stage_in(own))
    return compose(setting, verb, noun, (*_subject(left, verbs), *qualifiers), certain)
