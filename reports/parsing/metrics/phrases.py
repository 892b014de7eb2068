"""Noun phrases beside a number: cut out, stripped of what is told elsewhere, parted into name and qualifiers."""

# ruff: noqa: E501  a line is one decision
# fmt: off

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from reports.parsing.metrics.words import PLACES, QUALIFIERS, noun_of, verbs_in

_LEADING: Final = (
    r"(?:[xX×*]{2}|20\*\*)年度?|(?:19|20)\d{2}(?:年)?(?:[-—–~至到](?:19|20)?\d{2}年)?(?:度|底|末|初(?![中等级高])|上半年|下半年|春期|秋期|春季|秋季)?", r"\d{1,2}月份?(?:\d{1,2}日|底|末|初(?![中等级高]))?",
    r"今年以来|今年|去年|上年|当年|当期|全年|本年度?|本学[期年]|上半年|下半年|目前|现在|截至|截止|到(?=20|目前|现在)|年(?=全)",
    r"根据|预测|据统计|(?:未来|今后|近|过去)[一二两三四五六七八九十]年|(?<!\d)(?:[一二两三四五六七八九十]|\d{1,2})年[来间]",
    r"(?:比|较|与|同)[^,;。]{0,6}(?:19|20)\d\d年(?:底|末|同期)?(?:相比)?|(?:比|较)[^,;。]{1,6}(?<![以目])前|(?:比|较)[^,;。]{0,6}(?:标准|水平|平均|目标)(?:线)?(?:低|高|多|少)?|(?:比|较|与|同)(?:去年|上年|20\d\d年|上一年)(?:同期)?(?:相比)?|同比|环比",
    r"力争|争取(?!资金|到)|确保|努力|计划|规划(?=完成|新|建)|预计|拟(?![定订制])|将(?=新|建|达)|即将|继续|使(?=学|小|初|高|入|全|义|九)|让|要",
    r"限期|[此该这上]项|上述|实际|其中|其余|其他|余下|剩余|虽然?|但|仍|且|包括|已|现(?!代|场)|共(?!青|同|建|享)|又|还|(?<=[园校生师目人镇乡县区])中|另外?(?!一)|率先|先后|累计|面向社会|分别|[一二三四五六七八九十]是|首先|同时|每年|年均|以及|并(?!重)|仅|只(?!是)|约(?!谈)|近(?!视)|总计|全部|了|的|地(?![区方震理域面点处])|等(?!级)|所有|成功|大力|积极|通过|对(?!口|外|象)|为(?=全|我)",
    r"\(?\d{1,2}[、.)]|[一二三四五六七八九十]{1,2}、|[-—:“”、 (]|[和与](?!谐)|及(?!格)|或",
)
_LEAD: Final = re.compile(rf"^(?:{'|'.join(_LEADING)}){{1,12}}")
_TAIL: Final = re.compile(
    r"(?:[ 、“”:]|连续[一二两三四五六七八九十\d]{1,2}年|实际|(?:低于|高于|超过|比|较|与)?(?:年初|原|既定)(?:计划|确定|提出|下达)的?|还|(?<![行人作认])为|是|达到?|现有|有(?<!所有)|共(?!青)|(?<!节)约|(?<!最)近|的|了|(?<![生人校班平年日月])均|各|(?:压减|压缩|缩短|延长|精简|跃升|攀升|调减|回升)(?:到|至|为)?|(?<!高)(?<!初)(?<!中)(?<!平)等|累计|总计|共计|分别|已|仅|只|就|将|计划|规划|预计|拟|合计|总数|总量|总人数|人数|数量|数(?<!分数)(?<!系数)|则|也|都|再|又|在|突破|超过|高于|低于|少于|不[到少低足超高]?|控制|保持|接近|靠近|大约|逾|超|至少|增至|增加到|提高到|上升到|下降到|降低到|减少到|降到|降至|提升到|发展到|扩大到|调整[为到]|达成|增长到|上升为|下降为|提高至|提升至|上升至|稳定|(?:比|较)(?:去年|上年|上一年|20\d\d年)(?:同期)?|进城|上岗|到岗|由(?!.)|从(?!.)|到(?<!争取到)|至|实现)+$"
)
_TAIL_ENDS: Final = frozenset(
    " :“”、不为也了于仅从低共再减出划则别到制升又只各在均城定将少就岗已年成拟持数是有期现由的短破等简约缩至计超足达过近还逾都量长际高\n"
)
"""What ``_TAIL`` may end with: most words before a number end otherwise."""
_STOP: Final = re.compile(
    r"和(?=\d)|具体|当[作成]|[,;:。!?()\[\]【】\n\t、|]|分(?=赴|别|成|布|批|配)|参赛|增加|减少|提高|上升|下降|增长|扩大|调整|预计|具(?=有|备)|[一二两三四五六](?=[幢栋座所])|主体(?=完工|竣工|封顶|结顶|已)|(?:(?:19|20)\d\d年|\d{1,2}月)|降[至到为低]|压减|压缩|缩减|缩短|合并|精简|优化为|相比|无(?!党|烟|障|线|人机)|没|参加|参与|获(?!奖[作论成教学项证课])|被|为|已|在(?!校|园|编|岗|研|读|籍|建|职)|进行|通过|享受|免(?!费)|免费(?=提供|发放|配|安装|享)|就读|按(?!摩)|正(?!式教)|并(?!重)|都|均(?!衡)|全部|全程|全面|全员|予以|得到|接受|到(?!户)|组成|开展|完成|达|的|与|或(?!扩建|改)|以(?!上)|由(?!.{0,2}组)|从|用于|铺|建有|安装|建[起成好](?!区)|实现|结成|结对|充实|作为|纳入|(?<![直附隶下])属|于|是|占|比(?!赛|例|较)|给|领取|[吃用住喝]上|向|对(?!口|外)|将|未(?!来|成年)|没有|不|还|报名|(?<![高中会统联月国])考(?!试|核|察|点|场|官|生|评|研|级|古|勤)|入(?=学|园|读|围|选)|上线|升入|就业|签|(?<![公民合举开主联])办(?=园|学(?!点))|受(?!助|表彰|资)|荣(?!誉)|取得|使用|投入|顺利|奔|担任|(?<!责)任(?!务|课|教|期)|加入|颁发|专门|负责(?!人)|实施|流|随班就读|前往|赴|去|来(?=校|我)|每|有(?!关|效|限)|需|要|可|(?<!功)能(?!力|手|源)|(?<![委协学工])会(?!计|场|议|员|长)|因"
)
_HEADS: Final = re.compile(r"(?:幼儿园|幼稚园|中小学校|九年一贯制学校|完全中学|中心校|示范校|试点校|示范园|学校|中学(?!校)|小学(?![附校])|高中(?!学)|教学点)(?=[一-龥])")
_SUFFIX: Final = re.compile(r"(?:(?:联系|专项|建设)?(?:(?<!前期)工作|任务)|(?<=[者员生])队伍|情况|(?<=[工生师员])中|左右|以上|以内|以下|之间|多个?|余个?|不等)$")
_NOMINAL: Final = re.compile(
    r"(?:新建|改扩建|扩建|改建|迁建|建设|改造|提升|维修|培训|加固|招聘|奖|工作|任务|项目|工程|活动|中心|基地|会|班|书|课|课题|论文|成果|点|站|室|队|组|人员|者|户|生|对象|设备|器材|系统|图书|房|楼|校|园)$"
)
_HOUSED: Final = re.compile(r"(?:分?中心|之家|基地|活动室|服务站|工作站|站点)(?:建设)?$")
"""18所学校留守儿童服务中心: the noun at the end is counted, and not the schools that house it."""
_GRADE: Final = re.compile(r"[初高平]$|(?<![初高一二三四五六七八九十])中$")
_BUILT: Final = re.compile(r"(?:新建|改扩建|扩建|改建|迁建|建设|改造|维修|加固)(?:工作|任务|项目|工程)$")
_LEADS_TO_NOUN: Final = re.compile(r"^ {0,3}(?:以上|左右|以内|以下|不等|之间)?的?“? {0,3}")
_FIRST_OF_TWO: Final = re.compile(r"^(?:在职|在编|在岗|离退休|专职|兼职|专|初|中|高|城区|农村|公办)(?:、|和)(?=[一-龥]{2})")
_JOINED: Final = re.compile(r"(?<=公)、(?=民办)|(?<=公办)、(?=民办)|(?<=[初中正])、(?=[中高副](?:级|职称|、高级))|(?<=[公、]中)、(?=高级)")
"""公、民办学校 are schools of both kinds, 中、高级教师 teachers of both ranks: neither is left out."""
_UNITS: Final = re.compile(r"^(?:/[一-龥]){1,3}")
"""7.06万台/件/套: what else is counted in."""
_WHO: Final = re.compile(r"^(?:乡村|农村|在职)?(?:从教|任教|来自|具有|取得|符合|患有?)[^,;。的]{1,14}的(?=[一-龥]{2})")
"""What tells which persons are counted stands before them: 从教30年的教师."""
_QUOTES: Final = re.compile("[“”‘’\"'《》]")
_EDGE: Final = " “”‘’\"'、:《》·"
_LOOSE: Final = "的等和与及或了"
_ADJECTIVES: Final = ("性", "型", "重点", "优质", "特色", "示范", "普通", "合格")
_SCHOOL_HEAD: Final = re.compile(r"(?<=.)(?:完全小学|中小学|小学|初级?中学?|普通高中|职业高中|高级?中学?|完小|村小|普高|职高|中职)$")
"""A kind of school is what is counted where it ends the phrase: 乡镇中心小学, 民办初中."""
_FACILITY: Final = re.compile(
    r"(?P<owner>.{1,14}?(?:学校|中学|小学|幼儿园|中心校|职高|职中))(?P<thing>(?:学生|教师|教职工)?(?:食堂|餐厅|宿舍|公寓|教学楼|综合楼|实验楼|办公楼|厕所|运动场|操场|足球场|跑道|围墙|周转房|[^的校]{0,6}室|教学楼).{0,4})"
)
"""Whose it is stands before a building: 实验小学教学楼."""
_LEVELS: Final = re.compile(rf"^(?:{QUALIFIERS.pattern})+")
REMEMBERED: Final = 2048
"""The naming steps ask for the same few words of a clause again and again."""
LONGEST_NAME: Final = 22


class Phrase(NamedTuple):
    """``noun`` is what a name is made of; ``qualifiers`` are the words that were taken out of it."""

    noun: str
    qualifiers: tuple[str, ...]


@lru_cache(maxsize=REMEMBERED)
def without_tail(left: str) -> str:
    """The words before a number without those that only lead to it.

    >>> without_tail("小学入学率达到"), without_tail("每期支助的学生大约在"), without_tail("比例控制在")
    ('小学入学率', '每期支助的学生', '比例')
    """
    return _TAIL.sub("", left) if left[-1:] in _TAIL_ENDS else left


@lru_cache(maxsize=REMEMBERED)
def phrase_after(right: str, unit: str = "") -> str:
    """The noun phrase that begins right after the unit.

    >>> phrase_after("乡镇初中学生免交住宿费"), phrase_after("以上"), phrase_after("的危房")
    ('乡镇初中学生', '', '危房')
    """
    if not right:
        return ""
    text = _WHO.sub("", _without_joints(_UNITS.sub("", right) if right[0] == "/" else right))
    text = _FIRST_OF_TWO.sub("", _LEADS_TO_NOUN.sub("", text))
    stop = _STOP.search(text)
    if stop and stop.group() == "的" and stop.start() <= 3:
        stop = _STOP.search(text, stop.end())
    phrase = _until_verb(text[: stop.start() if stop else len(text)])
    if unit == "所":
        head = _HEADS.search(phrase)
        phrase = phrase[: head.end()] if head and not (_BUILT.search(phrase) or _HOUSED.search(phrase)) else phrase
    phrase = _SUFFIX.sub("", _trimmed(phrase))
    verbs = verbs_in(phrase)
    if verbs and verbs[0].start == 0 and verbs[-1].end == len(phrase):
        return ""
    return phrase[: LONGEST_NAME + 8]


def _until_verb(phrase: str) -> str:
    """寄宿生发放生活补助 → 寄宿生; a deed as a noun stays: 中心幼儿园新建工作, 装备采购项目."""
    if _NOMINAL.search(phrase):
        return phrase
    cut = next((verb.start for verb in verbs_in(phrase) if verb.start >= 2), None)
    return phrase[:cut] if cut else phrase


@lru_cache(maxsize=REMEMBERED)
def phrase_before(left: str) -> str:
    """The noun phrase that ends right before the number.

    >>> phrase_before("2011年全县义务教育阶段有留守儿童")
    '义务教育阶段有留守儿童'
    """
    text = _without_lead(without_tail(left.strip()))
    return _trimmed(_without_lead(PLACES.sub("", text)))


def _without_lead(text: str) -> str:
    lead = _LEAD.match(text)
    return text[lead.end() :] if lead else text


def _without_joints(text: str) -> str:
    return _JOINED.sub("", text) if "、" in text else text


def _trimmed(text: str) -> str:
    """Without marks on either side and without little words that lead on."""
    return text.strip(_EDGE).rstrip(_LOOSE).lstrip("的了").strip(_EDGE)


@lru_cache(maxsize=REMEMBERED)
def split_phrase(text: str, *, schools: bool = False) -> Phrase:
    """A noun phrase without its qualifiers, and these. ``schools``: what is counted is schools, in 所, 个 or 处.

    >>> split_phrase("城区公办幼儿园")
    Phrase(noun='幼儿园', qualifiers=('城区', '公办'))
    >>> split_phrase("驻泸部队的干部子女")
    Phrase(noun='干部子女', qualifiers=('驻泸部队',))
    >>> split_phrase("农村中心小学", schools=True)
    Phrase(noun='中心小学', qualifiers=('农村',))
    """
    text = _without_joints(_QUOTES.sub("", text))
    text = noun_of(_after_enumeration(PLACES.sub("", text)).strip(_EDGE).lstrip("的了"))
    owner, _, thing = text.rpartition("的")
    if len(thing) < 2:
        owner, thing = "", text
    head = _SCHOOL_HEAD.search(thing) if schools else None
    kind = head.group() if head else ""
    owned = _FACILITY.fullmatch(thing)
    if owned and not owner:
        owner, thing = owned["owner"], owned["thing"]
    found = tuple(dict.fromkeys(QUALIFIERS.findall(thing.removesuffix(kind))))
    bare = _trimmed(QUALIFIERS.sub("", thing.removesuffix(kind)) if found else thing.removesuffix(kind)) + kind
    if bare.endswith(_ADJECTIVES):
        bare = _trimmed(_LEVELS.sub("", thing))
        found = tuple(word for word in found if word not in bare)
    noun = bare if len(bare) >= 2 else thing
    noun = noun_of(_trimmed(_SUFFIX.sub("", noun)))
    owner = _trimmed(owner)
    owners = (owner,) if 2 <= len(owner) <= 14 else ()
    return Phrase(noun[-LONGEST_NAME:], (*owners, *(q for q in found if noun != q)))


def _after_enumeration(text: str) -> str:
    """护家、龙山等乡镇中心幼儿园 → 乡镇中心幼儿园; 备课资料、教学计划等资料 → 资料."""
    before, mark, tail = text.rpartition("等")
    if mark and len(tail) >= 2 and not _GRADE.search(before) and not tail.startswith(("级", "奖")):
        return tail
    if "、" in text:
        return text.rpartition("、")[2] or text
    return text
