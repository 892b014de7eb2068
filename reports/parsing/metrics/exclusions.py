"""Quantities that are no metric: slogans, titles, vague small numbers, and sentences with blotted-out numbers."""

from __future__ import annotations

import re
from typing import Final

from reports.parsing.metrics.quantities import Quantity

_BLOTTED: Final = re.compile(
    r"(?=[xX×*＊□■●万亿人月])(?:[xX×*＊□■●]{1,}(?=[年月日所个名人位次项万亿元%家台套间幢处件份篇班级条期届区县市])|(?<=[近约共达为入])(?:万元|亿元|万人|人次)|(?<![\d一-龥〇])月份|(?<!\d)月日)"
)
_BLOT_BEGINS: Final = re.compile(r"[xX×*＊□■●万亿人月]")
_BUILDS: Final = re.compile(
    r"(?:新建|建成|建起|建好|兴建|修建|改建|扩建|创建|迁建|增设|新增|建设|下达|创办|开办)(?:了|成)?$"
)
_BUILDINGS: Final = frozenset({"幢", "栋", "座", "所", "个", "块"})
_GROUND: Final = re.compile(r"[^,;。、]{0,6}(?:操场|运动场|足球场|食堂|厕所|跑道|教学点)")
_BUILT_BEFORE: Final = re.compile(r"(?:建|修)[^,;:。、]{0,16}(?:楼|馆|场|食堂|公寓|宿舍|厕所|跑道)$")
_STOPS: Final = frozenset({"", ",", ";", "。", "、", ")", "和", "及", "("})
_THINGS: Final = re.compile(
    r"[^,;:。、]{0,10}?(?:项目|乡镇(?=幼|中|学|[^,;。]{0,6}为)|班|园|学校|中学|小学|教学点|中心|基地|工作室|实验室|教室|集团|共同体|学区|专业|课题|"
    r"运动场|操场|食堂|厕所|宿舍|楼|联组|督查组|检查组|工作组|调研组|代表队|社团|协会|先进集体|支部|企业|网点|图书馆|图书室|平台|名师)"
)
_FIRM: Final = frozenset({"所", "幢", "栋", "座", "间", "名", "位", "人", "班", "户", "家", "批", "台", "块", "辆"})
_MEETS: Final = re.compile(
    r"(?:召开|组织|开展|举办|举行|检查|进行|接受|集中|先后|培训|研究|实施|督查|不少于|至少)(?:了|过)?$|每[月周年日天](?:学期)?[^,;。]{0,8}$|先后[^,;。]{0,4}$"
)
_HONOURS: Final = re.compile(r"[^,;:。、]{0,6}?(?:(?:国家|省|市|县|区|州)级|课题|专利|成果|奖(?!励)|荣誉)")
_ANY: Final = re.compile(r"(?:任何|每|某|同|另外?|那|其中|哪|统|单|唯|之|其他|上述|以上|以下|如下)$")
_ABSTRACT: Final = re.compile(
    r"(?:大类|类|条|款|项)?(?:指标|内容|方面|环节|原则|要求|标准|条款|举措|措施|机制|关键|重点(?!项目|课题|工程)|问题导向|任务清单|工作法|片区(?![幼小中学])|学科平|阶段|年级|字|维度|层级|统一|坚持|结合|转变|提升$)"
)
_ACTORS: Final = re.compile(
    r"(?:乡镇|街道|乡|镇|县区|区县|县|区|市|州|村|社区|部门|委办局|成员单位|报送单位|单位)(?:\((?:街道|区|市|乡|镇)\))?(?![一-龥])|(?:乡镇|街道|县区)(?!中心幼|幼|中学|小学|学|公办|民办|村)"
)
_OFFICES: Final = re.compile(r"(?:部门|成员单位|报送单位)")
_ACTING: Final = re.compile(
    r"(?:全[市县区州省]|^|各|与|和|在|组织|对|辖|下辖|现辖|管辖|辖有|向|由|联合|会同|协调|[,;。:(])(?:的|所有)?$"
)
_HONOURED: Final = re.compile(r"[^,;。]{0,10}(?:为|获|被|命名|评为|通过|达到)|[^,;。]{0,12}(?:达标|合格)")
_THRESHOLD: Final = re.compile(
    r"(?:及)?(?:以上|以下|以内|之上)?(?:的)?(?:超大班额|大班额|大班|班级|超大班|小规模|村级园|教学点|村小|班额|大关|大校|保底|标准核拨|计算|的标准)|"
    r"(?:及)?(?:以上|以下)(?:的)?(?:规模|单位|乡镇|企业|园|[一-龥]{0,6}?(?:学校|幼儿园|小学|村小|教学点)|[一-龥]{2,8}?\d{1,6}[所个])|座(?!谈)|的(?:村级|小规模|教学点|班级|学校|村小)"
)
_SHORT_OF: Final = re.compile(r"(?:不足|不到|不满|少于|低于|超过)$")
_SCORE_BOUND: Final = re.compile(r"(?:及)?(?:以上|以下|段)|(?:的)?(?:满分|线)")
_FULL_MARKS: Final = re.compile(r"(?:满分|总分|分值|按|线)(?:为|是)?$")
_FIRST_TIME: Final = re.compile(r"首次(?:突破|超过|降到|降至|跌破|突破到|达到|迈上|站上)(?:了)?$")
_HAVING: Final = re.compile(r"(?:及)?(?:以上|以下|以内)?的(?:[一-龥]{0,4})(?:占|有\d)")
_ROUND_CLOCK: Final = re.compile(r"值班|值守|制度|监控|热线|服务|开放|在线|值带班|报告|内")
_WHOLE: Final = frozenset({"课时", "学时", "元", "平方米", "亩", "%", "百分点", "人次", "公顷"})
_ALTITUDE: Final = re.compile(r"海拔(?:高度|高)?(?:约|近|在|达|为)?$")
_SO_MANY_REACH: Final = re.compile(
    r"\d个(?:报送)?(?:单位|县区?|区县?|市|乡镇|镇|学区)[^,;。\d]{2,24}(?:率|比例)(?:均|都)?(?:达到?|超过|高于)$"
)
_IMAGES: Final = re.compile(r"[^,;。]{0,10}(?:名片|招牌|短板|法宝|抓手|底线|红线|关口|硬仗|主线)")
_SHARING: Final = re.compile(r"一[床班校生师岗车桌]")
_DAILY: Final = re.compile(r"每[天日周][^,;。]{0,8}$")
_CLASS: Final = re.compile(r"(?:[初高大]|年级)[一二三四五六]? ?\(?$")
_BATCH: Final = re.compile(r"(?:本科|专科|高考|文科|理科|提前|第)$")
_TIME_COLON: Final = re.compile(r"比|率")
_PAID: Final = re.compile(r"[,。;、)的钱以左到至/标补营伙]|$")
"""三元镇 is no money, 每天三元 is."""
_LONGEST_SLOGAN: Final = 24
_REACH: Final = 200
"""Titles and quotations that opened farther back are taken for closed: work stays linear."""


def is_redacted(sentence: str) -> bool:
    """Whether numbers of the sentence were blotted out (xx所) or taken out (投入资金万元).

    >>> is_redacted("完成了xx所学校更名"), is_redacted("共投入资金约万元"), is_redacted("新建2所学校")
    (True, True, False)
    """
    return any(_BLOTTED.match(sentence, at.start()) for at in _BLOT_BEGINS.finditer(sentence))


def excluded(text: str, start: int, quantity: Quantity, *, redacted: bool) -> str:
    """Why the quantity is no metric; empty where it may be one. ``start`` is where its sentence begins."""
    before = text[max(start, quantity.start - _REACH) : quantity.start]
    if before.rfind("《") > before.rfind("》"):
        return "in a title"
    if _in_slogan(text, before, quantity):
        return "in a slogan"
    if quantity.unit == "比" and not _TIME_COLON.search(before[-30:]):
        return "a time or a score"
    if "海拔" in before and _ALTITUDE.search(before):
        return "where it lies"
    if (quantity.unit == "班" and _CLASS.search(before)) or (quantity.unit == "批" and _BATCH.search(before)):
        return "the name of a class or a batch"
    near = text[quantity.end : quantity.end + 18].lstrip()
    if quantity.kind == "percent" and near.startswith("以上") and _SO_MANY_REACH.search(before):
        return "a bound that so many reach"
    if _is_threshold(before, near, quantity) or _is_actor(before, near, quantity):
        return "a threshold or an actor"
    if not quantity.chinese or quantity.kind in {"percent", "points"} or not quantity.unit:
        return ""
    if redacted:
        return "near blotted-out numbers"
    return _vague(before, near, quantity)


def _is_threshold(before: str, after: str, quantity: Quantity) -> bool:
    """66人以上的班级, 不足30人的村级园, 首次突破90%, 24小时值班: a bound, and not what was counted."""
    if ("首次" in before and _FIRST_TIME.search(before)) or _HAVING.match(after) or after.startswith("大关"):
        return True
    if quantity.unit == "小时":
        return quantity.value == 24 and _ROUND_CLOCK.match(after) is not None
    if quantity.unit == "分":
        return _SCORE_BOUND.match(after) is not None or _FULL_MARKS.search(before) is not None
    if quantity.kind != "people":
        return False
    bound = _THRESHOLD.match(after)
    return bound is not None and (not bound.group().startswith("的") or _SHORT_OF.search(before) is not None)


def _is_actor(before: str, after: str, quantity: Quantity) -> bool:
    """与24个乡镇签订责任书, 18项内容: who acts, and what a list is made of."""
    if quantity.unit in {"项", "个", "条", "类"} and _ABSTRACT.match(after):
        return True
    if quantity.unit == "个" and _OFFICES.match(after):
        return True
    acting = quantity.unit == "个" and _ACTORS.match(after) and _ACTING.search(before[-8:])
    return bool(acting) and not _HONOURED.match(after[2:])


def _in_slogan(text: str, before: str, quantity: Quantity) -> bool:
    opening = max(before.rfind("“"), before.rfind("‘"))
    if opening < 0 or opening < max(before.rfind("”"), before.rfind("’")):
        return False
    closing = text.find("”", quantity.end, quantity.end + _LONGEST_SLOGAN)
    return closing >= 0 and closing - quantity.start + len(before) - opening <= _LONGEST_SLOGAN


def _vague(before: str, after: str, quantity: Quantity) -> str:
    """Small numbers in Chinese characters are mostly turns of speech; these are the ones that count something."""
    if quantity.unit == "元" and quantity.value < 10 and not _PAID.match(after):
        return "part of a name"
    if quantity.value >= 20 or quantity.base_unit in _WHOLE or quantity.unit.startswith(("万", "亿")):
        return ""
    if quantity.value < 2:
        built = (quantity.unit in _BUILDINGS and _BUILDS.search(before)) and (
            quantity.unit != "个" or _GROUND.match(after)
        )
        listed = quantity.unit in _BUILDINGS and _BUILT_BEFORE.search(before) and after[:1] in _STOPS
        return "" if listed or (built and "一" <= after[:1] <= "龥") else "an article"
    if _ANY.search(before) or _SHARING.match(after) or _IMAGES.match(after):
        return "not a number"
    if quantity.unit in _FIRM:
        return "" if quantity.value > 3 or after[:1] not in {"", ",", ";", "。", "、", ")"} else "vague"
    if quantity.unit in {"小时", "个小时"}:
        return "" if _DAILY.search(before) else "vague"
    if quantity.unit == "次":
        return "" if _MEETS.search(before) else "vague"
    if quantity.unit == "项":
        return "" if _HONOURS.match(after) else "a list"
    return "" if _THINGS.match(after) else "vague"
