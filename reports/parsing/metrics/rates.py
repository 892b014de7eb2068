"""Names of rates and shares: 小学入学率, 占财政性教育经费比例, and the stages that lists carry over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reports.parsing.indicators import canonical_name
from reports.parsing.metrics.naming import NAMELESS, Name, last_of, stage_in
from reports.parsing.metrics.phrases import phrase_after, phrase_before, split_phrase
from reports.parsing.metrics.settings import Setting
from reports.parsing.metrics.words import PLACES, verbs_in

KINDS: Final = frozenset({"percent", "points"})

_RATE: Final = re.compile(
    r"[^,;:。()、]{0,24}?(?:(?:入学|入园|毕业|升学|巩固|辍学|完成|覆盖|合格|达标|参与|普及|满意|知晓|参考|就业|优秀|及格|上线|录取|配备|配齐|开课|开出|入班|教育|办结|受理|学历|持证|优良|增长|流失|转学|保留|[一-龥])率|比例|比重|占比|参与面|覆盖面|受益面|普及面|满意度|知晓度|完成度|培训面|增幅|涨幅|降幅)"
)
_STAGED: Final = re.compile(
    r"(?P<rate>(?:毛|净|纯)?(?:入学|入园)率|入班率|教育率|(?:年)?辍学率|毕业率|升学率|巩固率|完成率|保留率|流失率|及格率|优秀率|参考率|转学率|普及率|合格率)$"
)
_STUDENTS: Final = re.compile(
    r"学生|生|阶段|教育|毕业班|年|人口|在校|适龄儿童|儿童|少年|、|幼儿|入?班|的|段|应届|“|”|各|三年"
)
_SHARE: Final = re.compile(
    r"(?P<subject>[^,;:。()]{0,20}?)(?:仅|约|只|就|已|共|均)?占(?:到|了)?(?P<whole>[^,;:。()]{1,20}?)(?:的|总数|比例|比重)*(?:为|达到?)?$"
)
_BECOMES: Final = re.compile(
    r"(?:创建|建设|建|评|改造|达标|命名|确定)?(?:成|为|到)“?(?P<aim>[^,;:。()“”]{2,18}?)[”,;。]?$"
)
_STAGE_NAMES: Final = {
    "普高": "普通高中",
    "职高": "职业高中",
    "中等职业学校": "中职",
    "中等职业教育": "中职",
    "15周岁": "初等教育",
    "17周岁": "初级中等教育",
    "初等": "初等教育",
    "初级中等": "初级中等教育",
    "学前二年": "学前两年",
    "学前教育三年": "学前三年",
    "学前教育一年": "学前一年",
}


def name_rate(setting: Setting, before: Sequence[Setting], names: Sequence[Name]) -> Name:
    """The rate that a percentage belongs to. A bare stage takes over the last rate, a bare rate the last stage."""
    left = setting.left
    share = _SHARE.search(left)
    rates = _RATE.findall(left)
    previous = last_of(KINDS, before, names)
    if rates and not (share and share.end("whole") > left.rfind(rates[-1])):
        return _rate(left, rates[-1], names)
    if share:
        return _share(share, setting, names)
    if previous and previous.indicator and (not left or _only_stage(left)):
        return _carried(left, previous)
    return _by_noun(setting, names) if left or setting.right else previous or NAMELESS


def _rate(left: str, found: str, names: Sequence[Name]) -> Name:
    phrase = phrase_before(PLACES.sub("", found))
    following = stage_in(left[left.rfind(found) + len(found) :])
    staged = _STAGED.search(phrase)
    if staged is None:
        noun, qualifiers = split_phrase(phrase)
        verbs = verbs_in(phrase)
        plain = phrase[verbs[-1].end :] if verbs and len(phrase) - verbs[-1].end >= 3 else phrase
        indicator = canonical_name(plain) or plain[-22:]
        return Name(indicator, (following,) if following else (), noun=noun, stage=following or stage_in(phrase))
    subject = phrase[: staged.start()]
    stage = following or stage_in(subject) or next((name.stage for name in reversed(names) if name.stage), "")
    rest = _STUDENTS.sub("", subject.replace(stage_in(subject), ""))
    own = bool(rest) and not stage_in(subject) and not following
    return _staged(subject if own else _stage_name(stage), staged["rate"].removeprefix("年"), stage, own)


def _staged(subject: str, rate: str, stage: str, own: bool) -> Name:
    full = f"{subject}{rate}"
    qualifiers = (stage,) if stage.endswith("周岁") else ()
    indicator = canonical_name(full) or full
    return Name(indicator[-22:], qualifiers, noun=rate, stage="" if own else stage)


def _stage_name(stage: str) -> str:
    stage = re.sub(r"^(三|两|二|一)年(?:学前|幼儿)教育$", r"学前\1年", stage)
    return _STAGE_NAMES.get(stage, stage)


def _share(share: re.Match[str], setting: Setting, names: Sequence[Name]) -> Name:
    subject = (
        phrase_before(share["subject"])
        or (names[-1].indicator if names else "")
        or phrase_before(setting.lead.rstrip(",").rpartition(",")[2])
    )
    whole = PLACES.sub("", share["whole"]).strip("的 ")
    return Name(f"{subject[-14:]}占{whole[-14:]}比例", certain=0.85)


def _only_stage(left: str) -> bool:
    plain = phrase_before(left)
    stage = stage_in(plain)
    return bool(stage) and len(plain) <= len(stage) + 3 or not plain


def _carried(left: str, previous: Name) -> Name:
    stage = stage_in(left)
    rate = _STAGED.search(previous.indicator)
    if stage and rate:
        return _staged(_stage_name(stage), rate["rate"], stage, own=False)
    return Name(
        previous.indicator, (stage,) if stage else previous.qualifiers, stage=stage or previous.stage, certain=0.85
    )


def _by_noun(setting: Setting, names: Sequence[Name]) -> Name:
    """No rate is named: 改建10%的村级幼儿园, 40%的镇中心幼儿园创建为示范园, 小学升初中100%."""
    after = phrase_after(setting.right) if setting.right.startswith(("的", " 的", "以上的", "左右的")) else ""
    verbs = verbs_in(setting.left)
    if after:
        aim = _BECOMES.search(setting.right)
        noun, qualifiers = split_phrase(after)
        verb = verbs[-1].name if verbs else ""
        if aim:
            return Name(f"{aim['aim']}比例"[-22:], (noun, *qualifiers), verb, noun, certain=0.8)
        return Name(f"{verb}{after}比例"[-22:], qualifiers, verb, noun, certain=0.8)
    phrase = phrase_before(setting.left)
    known = canonical_name(phrase)
    if known:
        return Name(known, (phrase,))
    if verbs and verbs[-1].name == "" and len(phrase) - (verbs[-1].end - verbs[-1].start) >= 2:
        phrase = phrase_before(setting.left[verbs[-1].end :]) or phrase
    if not phrase and names:
        return Name(names[-1].indicator, names[-1].qualifiers, certain=0.5)
    return Name(phrase[-22:] + ("率" if phrase and not phrase.endswith("率") else ""), certain=0.6)
