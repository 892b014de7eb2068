"""What those counted did: 38209名学生免交学杂费, 14个学校铺设了塑胶跑道, 30多位教师获奖."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_DEEDS: Final = (
    re.compile(r"免[交除收缴]?[^,;。(]{1,12}?费(?:和[^,;。(]{1,6}费)?"),
    re.compile(r"与[^,;。(]{1,8}?(?P<pair>结[对成为])"),
    re.compile(r"获[^,;。]{0,12}?(?P<prize>奖)"),
    re.compile(r"达到[^,;。(]{1,24}?(?P<standard>标准|要求)"),
    re.compile(r"免费(?:提供|发放|配发|享受)(?P<free>[^,;。(]{2,6})"),
    re.compile(r"(?:享受|得到|受到)到?(?=每|价值)(?P<benefit>.)"),
    re.compile(r"(?P<benefit>[吃喝用住]上)(?!万)"),
    re.compile(r"领取(?:了)?[^,;。(]{1,8}"),
    re.compile(r"参加(?:了)?(?P<training>国培|省培|[国省市县]级培训)"),
    re.compile(r"(?:就读|随班就读|参赛|上线|达线|受助|受益|参训)"),
    re.compile(r"(?:参加|参与|报考|报名)(?:了)?[^,;。(的]{1,8}"),
    re.compile(
        r"(?:铺设|安装|建成|建起|建好|建有|配备|开通|接入|开设|实现|实行|实施|启动|享受|得到|接受|受到|通过|达到|取得)(?:了)?(?!、)[^,;。(]{1,10}"
    ),
    re.compile(r"(?:被)[^,;。(]{1,12}?(?P<taken>录取)"),
    re.compile(r"(?:考察学习|跟岗学习|挂职锻炼|支教|交流|培训)"),
)
_LONGEST: Final = 12
_FOR: Final = re.compile(
    r"(?:^|[^认作行成视因评名])(?:为|向|给|对|替|与|帮)(?:[我全本各该][省市县区州镇乡校]|[省市县州][内外]{1,2}|附近|周边|所有|近|约|上述|其中|这|的){0,3}$"
)
_GIVEN: Final = re.compile(
    r"(?P<whom>[^,;。(的]{1,20}?(?:[生童师员民工长户孩]|家庭(?!经济)|子女|幼儿))"
    r"(?:统一|集中|免费|分别|全部|及时|一次性)?"
    r"(?P<deed>(?:发放|送|捐|赠|提供|办理|购|配|安装|更换|体检|颁发|免除|减免|落实|兑现|解决|补[助贴]|资助|给予|入户|走访|建[立起成]|签订|结[成对]|开展|进行)[^,;。(的\d]{0,12})"
)
_WITH: Final = re.compile(r"(?:与|和|同)(?:[省市县州][内外]{1,2}|周边|其他){0,2}$")
_JOINED: Final = re.compile(
    r"(?P<whom>[^,;。(的]{0,10}?(?:学校|小学|中学|幼儿园|院校|高校|企业|单位))(?P<deed>(?:建立|签订|结成|结为|结对|开展|联合)[^,;。(的\d]{0,12})"
)
_PAID: Final = (
    ("合作", re.compile(r"(?:签订|建立|开展|联合)[^,;。]{0,10}(?:协议|合作|合同)[^,;。]{0,4}")),
    ("结对", re.compile(r"结[成为对][^,;。]{0,12}|(?:建立|开展)[^,;。]{0,8}(?:结对|帮扶|对子|联盟)[^,;。]{0,6}")),
    ("资助", re.compile(r"(?:发放|提供|给予|落实|兑现)[^,;。]{0,8}(?:助学金|奖学金|资助金?|救助金?)")),
    ("补助", re.compile(r"(?:发放|提供|给予|落实|兑现|补)[^,;。]{0,10}(?:补助|补贴|生活费|补助[金费]|津贴)")),
)
_COUNTING: Final = re.compile(r"(?<!公)(?:共|约|合)?计?$")
_PRIZE: Final = re.compile(
    r"(?P<where>[^,;。]{0,20}?)(?:荣获|获得?|夺得|摘得)(?:了)?(?P<what>[^,;。]{0,16}?(?:奖|荣誉|称号|表彰))"
)
_TAKEN: Final = re.compile(r"(?:被(?P<where>[^,;。]{1,14}?)录取|考[入取上](?P<into>[^,;。\d]{2,12}))")
_PLACED: Final = re.compile(
    r"(?:全部|均|已|被)?(?P<deed>补充|充实|分配|安置|调入|派往|安排|输送|分流)(?:到|至|进)(?P<where>[^,;。]{2,10})"
)
_TRAINED: Final = re.compile(r"(?:了)?参加(?:了)?[^,;。]{0,8}?(?:国培|省培|培训|研修)")
_FINISHED: Final = re.compile(
    r"(?:项目|工程)?(?P<deed>主体(?:工程)?(?:已)?(?:全部)?(?:完工|竣工|封顶|结顶)|投入使用|通过验收)"
)
_FIXED: Final = {"standard": "达标", "benefit": "受益", "training": "培训", "pair": "结对"}
_EACH: Final = re.compile(r"^(?:分别|先后|提前|共)")
_EDGES: Final = "在于的中里"


class Told(NamedTuple):
    """What the words behind a number tell of those counted: the deed as it stands in a name, and its circumstances."""

    deed: str
    details: tuple[str, ...]


def told_of(right: str) -> Told | None:
    """What 3人, 5名 or 7所 did, where no noun follows; None where the words tell none.

    >>> told_of("在县优质课比赛中获一等奖")
    Told(deed='获奖', details=('县优质课比赛', '一等奖'))
    >>> told_of("被北京大学录取"), told_of("分配到农村学校")
    (Told(deed='录取', details=('北京大学',)), Told(deed='分配', details=('农村学校',)))
    """
    right = _EACH.sub("", right)
    if prize := _PRIZE.match(right):
        what = prize["what"]
        deed = "获奖" if what.endswith("奖") else "获荣誉"
        return Told(deed, _kept(prize["where"], what))
    if taken := _TAKEN.match(right):
        return Told("录取", _kept(taken["where"] or taken["into"]))
    if placed := _PLACED.match(right):
        return Told(placed["deed"], _kept(placed["where"]))
    if _TRAINED.match(right):
        return Told("培训", ())
    if finished := _FINISHED.match(right):
        return Told(finished["deed"].replace("已", "").replace("全部", ""), ())
    return None


def given_to(left: str, right: str) -> tuple[str, str] | None:
    """Whom something was done for, and what: they are those it was done for, never all that there are.

    >>> given_to("全年为", "残疾儿童送教上门"), given_to("县里有", "留守儿童")
    (('残疾儿童', '送教上门'), None)
    >>> given_to("为", "寄宿生发放生活补助费")
    ('寄宿生', '补助')
    """
    given = _GIVEN.match(right) if _FOR.search(left) else None
    given = given or (_JOINED.match(right) if _WITH.search(left) else None)
    if given is None:
        return None
    freed = deed_in(right[given.end("whom") :])
    deed = freed if freed.startswith("免") else _COUNTING.sub("", re.sub(r"了|过", "", given["deed"]))
    paid = next((short for short, expression in _PAID if expression.fullmatch(deed)), "")
    return given["whom"], paid or deed[:_LONGEST]


def _kept(*details: str) -> tuple[str, ...]:
    return tuple(detail.strip(_EDGES) for detail in details if len(detail.strip(_EDGES)) > 1)


def deed_in(rest: str) -> str:
    """The deed as it stands in a name; empty where the words tell none.

    >>> deed_in("免交学杂费和课本费"), deed_in("荣获市级二等奖"), deed_in("。")
    ('免学杂费和课本费', '获奖', '')
    """
    for expression in _DEEDS:
        match = expression.search(rest[:24])
        if match is None:
            continue
        if "prize" in expression.groupindex:
            return "获奖"
        fixed = next((deed for group, deed in _FIXED.items() if group in expression.groupindex), "")
        if fixed:
            return fixed
        if "free" in expression.groupindex:
            return f"免费{match['free']}"
        if "taken" in expression.groupindex:
            return "录取"
        return re.sub(r"了|(?<=免)[交除收缴]", "", match.group())[:_LONGEST]
    return ""
