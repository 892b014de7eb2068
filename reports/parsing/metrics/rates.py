"""Names of rates and shares: 小学入学率, 占财政性教育经费比例, and the stages that lists carry over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reports.parsing.indicators import BY_NAME, canonical_name
from reports.parsing.metrics.deeds import deed_in
from reports.parsing.metrics.naming import NAMELESS, Name, Named, label_of, last_of_kind, stage_in
from reports.parsing.metrics.phrases import LONGEST_NAME, phrase_after, phrase_before, split_phrase, without_tail
from reports.parsing.metrics.settings import Setting
from reports.parsing.metrics.words import PLACES, verbs_in
from reports.parsing.patterns import change_before

_NEAR: Final = 24
KINDS: Final = frozenset({"percent", "points"})

_RATE: Final = re.compile(
    r"[^,;:。()]{0,48}?(?:率(?!先|领|达|队)|比例|比重|占比|[一-龥]{2}面(?=达|为|在|$|积?\d)|满意度|知晓度|完成度|增幅|涨幅|降幅|合格度)"
)
_STAGED: Final = re.compile(
    r"(?P<rate>(?:毛|净|纯)?(?:入学|入园)率|入班率|教育率|年?辍学率|毕业率|升学率|年?巩固率|完成率|保留率|流失率|及格率|优秀率|参考率|转学率|普及率|合格率|录取率)$"
)
_STUDENTS: Final = re.compile(
    r"在校学生|学生|毕业班|毕业生|学龄人口|人口|适龄儿童|学龄儿童|适龄幼儿|适龄少年|适龄|应届|在校生|阶段|教育|少年儿童|儿童|少年|幼儿|生年|生|[年的“”各、]"
)
_SHARE: Final = re.compile(
    r"(?P<subject>[^,;:。()]{0,20}?)(?:仅|约|只|就|已|共|均|分别)?占(?:到|了|据|比)?(?P<whole>[^,;:。()占]{0,20}?)(?:的比例|的比重|比例|比重|总数|的|为|达到?){0,3}$"
)
_SHARE_RATE: Final = re.compile(r"占.+(?:比例|比重)$")
_MEASURED_IN: Final = frozenset({"元", "平方米"})
"""已完成投资47.4%: a percentage of what is measured otherwise tells how much of it is done."""
_AGE_SPAN: Final = re.compile(r"\d{1,2}(?:周岁)?[-—~至]\d{1,2}周?岁(?:的)?")
_GAP: Final = re.compile(r"(?:低于|高于|比[^,;。]{1,12}(?<![提降升])(?:低|高))[^,;。\d率]{0,16}$")
_COMPARED: Final = re.compile(r"(?:比|较|与|同)(?:去年|上年|上一年|(?:19|20)\d\d年)?(?:同期)?(?:相比)?$")
_YEARLY: Final = re.compile(r"年均|每年|逐年")
_OF_GOAL: Final = re.compile(
    r"占(?:到|了)?(?P<goal>[^,;。]{0,10}?(?:计划|规划|任务|目标)(?:任务)?)(?:总数|数|总量)?的? ?$"
)
_GOAL: Final = re.compile(r"的?(?:控制|年度|预期|规划|工作)?目标")
_BECOMES: Final = re.compile(
    r"(?:创建|建设|建|评|改造|达标|命名|确定|晋升|通过)(?:成|为|到)?“?(?P<aim>[^,;:。()“”]{2,18}?)[”,;。]?$"
)
_FULFILLED: Final = re.compile(r"完成(?:了)?(?P<what>[^,;。]{0,16}?)的?$")
_AGES: Final = re.compile(r"(?<![-—~至\d])(?:15|17)周岁")
_ENTERED: Final = re.compile(r"[考升]入[一-龥]{0,4}?(?P<into>高中|中职|职高|职校|初中)")
_MEASURES: Final = ("数", "率", "面积", "比", "量")
_MARGIN: Final = 2
_WHERE: Final = re.compile(r"城市|农村|城镇|城区|乡村|县城|市区|[县市]|乡镇|男童?|女童?|民办|公办|牧区|山区")
"""市区学前三年入园率 is not that of all."""
_STAGELESS: Final = 0.8
_PLACE_PART: Final = re.compile(r"[一-龥]{1,6}(?:地区|乡镇|城区|市区|农村|[县市区镇乡村]|片区|学校|幼儿园)")
_GROWTH: Final = re.compile(r"[增涨]幅|增长率|降幅|下降率")
_OF_PLAN: Final = re.compile(r"(?:为|是|达)[^,;。]{0,8}(?:计划|任务|目标)(?:总数|任务)?的? ?$")
_WHOLE_NAMES: Final = ("率", "度", "面", "权重", "比重", "标准", "份额", "占比", "水平", "比例")
_STAGE_NAMES: Final = {
    "普高": "普通高中", "职高": "职业高中", "中等职业学校": "中职", "中等职业教育": "中职",
    "15周岁": "初等教育", "17周岁": "初级中等教育", "初等": "初等教育", "初级中等": "初级中等教育",
    "学前二年": "学前两年", "学前教育三年": "学前三年", "学前教育一年": "学前一年",
    "三年学前教育": "学前三年", "三年幼儿教育": "学前三年", "一年学前教育": "学前一年", "一年幼儿教育": "学前一年",
}  # fmt: skip
_SHORT: Final = {
    "入班率": "入园率",
    "教育率": "入园率",
    "年辍学率": "辍学率",
    "年巩固率": "巩固率",
    "净入学率": "入学率",
    "纯入学率": "入学率",
}


def name_rate(setting: Setting, earlier: Sequence[Named]) -> Name:
    """The rate that a percentage belongs to. A bare stage takes over the last rate, a bare rate the last stage."""
    left = _AGE_SPAN.sub("", without_tail(setting.left))
    known = canonical_name(phrase_before(left))
    gap = _GAP.match(left)
    if gap and earlier:
        return earlier[-1].name._replace(qualifiers=(left,), certain=0.85)
    if known and BY_NAME[known].unit in _MEASURED_IN:
        return Name(f"{known}完成率", certain=0.85)
    if known:
        return Name(known, tuple(_AGES.findall(left)), noun=known, stage=stage_in(known))
    previous = last_of_kind(KINDS, earlier)
    if previous and _GOAL.match(setting.right):
        return Name(previous.indicator, previous.qualifiers, noun=previous.noun, stage=previous.stage, certain=0.85)
    rates = _RATE.findall(left)
    share = _SHARE.search(left)
    if (
        rates
        and not (share and share.start("whole") >= left.rfind(rates[-1]) + len(rates[-1]) - 1)
        and not _SHARE_RATE.search(rates[-1])
    ):
        return _rate(left, rates[-1], earlier, setting.lead)
    label = label_of(setting)
    if label and _RATE.search(label) and not rates and not share:
        return _rate(label + stage_in(left), label, earlier)
    if share:
        return _share(share, setting, earlier)
    if change_before(setting.left) and (earlier or setting.quantity.kind == "percent"):
        return _changed(setting.left, setting.quantity.kind, earlier)
    if previous and previous.indicator and _only_stage(left) and not setting.right.startswith("的"):
        return _carried(left, previous)
    return _by_noun(setting, left, earlier)


def _rate(left: str, found: str, earlier: Sequence[Named], lead: str = "") -> Name:
    phrase = phrase_before(PLACES.sub("", found))
    if earlier and _GROWTH.fullmatch(phrase):
        return _grown(earlier[-1].name, "下降" if "降" in phrase else "增长")._replace(certain=0.85)
    following = stage_in(left[left.rfind(found) + len(found) :])
    staged = _STAGED.search(phrase)
    if staged is None:
        return _open_rate(phrase, following)
    subject = phrase[: staged.start()].rpartition("、")[2]
    stage = following or stage_in(subject)
    topic = _STUDENTS.sub("", subject.replace(stage_in(subject), "") if stage_in(subject) else subject)
    if topic and not (stage and len(topic) <= 2):
        return _topical(subject, staged["rate"], stage)
    stage = _left_for(f"{earlier[-1].name.indicator if earlier else ''}{subject}", staged["rate"]) or stage
    stage = stage or next((named.name.stage for named in reversed(earlier) if named.name.stage), "")
    stage = stage or stage_in(lead.rstrip(",").rpartition(",")[2])
    name = _staged(stage, staged["rate"], subject)
    where = _WHERE.fullmatch(topic)
    name = name._replace(qualifiers=(topic, *name.qualifiers)) if where else name
    bare = not stage and name.indicator not in BY_NAME
    return name._replace(certain=_STAGELESS, doubt="wording") if bare else name


def _left_for(words: str, rate: str) -> str:
    """考入高中1236人,升学率86%: those who go on come from the stage below; empty where the words do not say so."""
    entered = _ENTERED.search(words) if rate == "升学率" else None
    return "" if entered is None else "小学" if entered["into"] == "初中" else "初中"


def _open_rate(phrase: str, following: str) -> Name:
    before, _, last = phrase.rpartition("、")
    phrase = last if before.endswith(_MEASURES) and len(last) > _MARGIN else phrase
    verbs = [verb for verb in verbs_in(phrase) if not verb.name]
    plain = phrase[verbs[-1].end :] if verbs and len(phrase) - verbs[-1].end >= 3 else phrase
    plain = phrase_before(plain)
    indicator = canonical_name(plain) or plain[-LONGEST_NAME:]
    return Name(indicator, (following,) if following else (), noun=indicator, stage=following or stage_in(phrase))


def _topical(subject: str, rate: str, stage: str) -> Name:
    """A rate of something else than pupils: 小学专任教师学历合格率."""
    thing = subject.rpartition("的")[2]
    subject = phrase_before(thing or subject)
    whole = f"{subject}{rate}"
    known = canonical_name(whole)
    if known:
        return Name(known, noun=known, stage=stage_in(known))
    bare = (
        subject.replace(stage, "")
        if stage and stage not in {"幼儿", "幼儿园"} and len(subject.replace(stage, "")) >= 2
        else subject
    )
    indicator = canonical_name(f"{bare}{rate}") or f"{bare}{rate}"
    return Name(indicator[-LONGEST_NAME:], (stage,) if stage else (), noun=indicator)


def _staged(stage: str, rate: str, subject: str = "") -> Name:
    known = canonical_name(f"{subject}{rate}") or ""
    told = not stage or stage in subject or _STAGE_NAMES.get(stage, stage) in known
    full = (known if told else "") or f"{_STAGE_NAMES.get(stage, stage)}{_SHORT.get(rate, rate)}"
    qualifiers = (stage,) if stage.endswith("周岁") else ()
    return Name(canonical_name(full) or full, qualifiers, noun=rate, stage=stage)


def _share(share: re.Match[str], setting: Setting, earlier: Sequence[Named]) -> Name:
    subject = phrase_before(share["subject"])
    whole = PLACES.sub("", share["whole"] or "").strip("的 ")
    which: tuple[str, ...] = ()
    if len(subject) < 2:
        level = _level(earlier)
        subject = level.indicator if earlier else phrase_before(setting.lead.rstrip(",").rpartition(",")[2])
        which = level.qualifiers if setting.lead.endswith(",") else ()
    subject = re.sub(r"(?<=[一-龥]{2})(?:人数|数)$", "", subject)[-LONGEST_NAME:]
    goal = _OF_GOAL.search(setting.left)
    if goal and subject.startswith("完成"):
        return Name("任务完成率", (f"占{goal['goal']}",), certain=0.85)
    if goal:
        return Name(f"{subject}占{goal['goal'][-4:]}比例", certain=0.85)
    return Name(
        canonical_name(f"{subject}占比") or f"{subject}占比",
        (*which, f"占{whole[-14:]}") if whole else which,
        certain=0.9,
    )


def _level(earlier: Sequence[Named]) -> Name:
    """4747所,比上年增加510所,增长12%,占总数的68%: a share is that of the level, and not of its growth."""
    inside = (named for named in reversed(earlier) if named.setting.sentence == earlier[-1].setting.sentence)
    return next((named.name for named in inside if not change_before(named.setting.left)), NAMELESS)


def _changed(left: str, kind: str, earlier: Sequence[Named]) -> Name:
    """比上年增长11.3% says of the indicator before it; 投入增长12% names its own."""
    verbs = verbs_in(left)
    own = phrase_before(left[: verbs[-1].start] if verbs and verbs[-1].name in {"新增", "减少"} else left)
    own = re.sub(r"(?:年均|递|增长|提高|上升|下降|降低|增加|减少|提升|高|低|增|减|了|约|近|达)+$", "", own)
    own = _COMPARED.sub("", own)
    name = earlier[-1].name if earlier else NAMELESS
    if len(own) >= 2:
        name = Name(canonical_name(own) or own[-LONGEST_NAME:])
    return (_grown(name, left) if kind == "percent" else name)._replace(certain=0.85 if len(own) >= 2 else 0.9)


def _grown(name: Name, left: str) -> Name:
    """A percentage by which an amount grew is the growth rate of the amount; a rate that rose stays itself."""
    if not name.indicator or name.indicator.endswith(_WHOLE_NAMES):
        return name
    amount = name.indicator if name.indicator.endswith("人数") else name.indicator.removesuffix("数")
    fell = change_before(left) == "decrease"
    return name._replace(indicator=f"{amount}{'年均' if _YEARLY.search(left) else ''}{'下降率' if fell else '增长率'}")


def _only_stage(left: str) -> bool:
    plain = phrase_before(left)
    stage = stage_in(plain)
    return not plain or (bool(stage) and len(plain) <= len(stage) + 2)


def _carried(left: str, previous: Name) -> Name:
    stage = stage_in(left)
    rate = _STAGED.search(previous.noun or previous.indicator)
    if stage and rate and previous.stage:
        return _staged(stage, rate["rate"])
    return Name(
        previous.indicator,
        (stage,) if stage else previous.qualifiers,
        noun=previous.noun,
        stage=stage or previous.stage,
        certain=0.9,
    )


def _by_noun(setting: Setting, left: str, earlier: Sequence[Named]) -> Name:
    """No rate is named: 改建10%的村级幼儿园, 40%的镇中心幼儿园创建为示范园, 完成任务的112%."""
    after = phrase_after(setting.right) if re.match(r" ?(?:以上|左右|以内|多)?的", setting.right) else ""
    if after:
        return _share_of_noun(setting, after)
    planned = _OF_PLAN.search(setting.left)
    if planned and earlier:
        return Name(f"{earlier[-1].name.indicator.removesuffix('数')}完成率"[-LONGEST_NAME:], certain=0.85)
    fulfilled = _FULFILLED.search(setting.left)
    if fulfilled and fulfilled["what"]:
        what = phrase_before(fulfilled["what"]) or (earlier[-1].name.indicator.removesuffix("数") if earlier else "")
        return Name(f"{what}完成率"[-LONGEST_NAME:], certain=0.85)
    phrase = phrase_before(left)
    verbs = [verb for verb in verbs_in(phrase) if not verb.name]
    if verbs and len(phrase) - verbs[-1].end >= 2:
        phrase = phrase_before(phrase[verbs[-1].end :])
    if not phrase:
        named = _RATE.findall(setting.lead[-_NEAR:])
        if named:
            return _rate(setting.lead, named[-1], earlier)._replace(certain=0.85)
        name = earlier[-1].name if earlier else NAMELESS
        return Name(name.indicator, name.qualifiers, certain=0.5)
    before = earlier[-1] if earlier and earlier[-1].setting.sentence == setting.sentence else None
    if before and before.setting.quantity.kind == "percent" and _PLACE_PART.fullmatch(phrase):
        return before.name._replace(qualifiers=(phrase,), certain=0.8)
    noun = re.sub(r"(?:按照?|以|占)", "", phrase)
    ending = "" if noun.endswith(_WHOLE_NAMES) else "比例" if noun.endswith(("名额", "指标", "计划")) else "率"
    return Name(noun[-LONGEST_NAME:] + ending, certain=0.7)


def _share_of_noun(setting: Setting, after: str) -> Name:
    rest = setting.right[setting.right.find(after) + len(after) :]
    aim = _BECOMES.search(setting.right)
    if aim:
        noun, qualifiers = split_phrase(phrase_after(setting.right[: aim.start()]))
        return Name(f"{aim['aim']}比例"[-LONGEST_NAME:], (noun, *qualifiers), "", noun, certain=0.85)
    deed = deed_in(rest)
    noun, qualifiers = split_phrase(after)
    strong = [verb.name for verb in verbs_in(setting.left) if verb.name]
    verb = strong[-1] if strong else deed
    name = f"{verb}{after if not deed else noun}比例"
    return Name(name[-LONGEST_NAME:], qualifiers, verb, noun, certain=0.85)
