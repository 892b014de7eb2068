"""How reports, paragraphs and sentences begin: what tells that a beginning was torn from the words before it.

The expressions are written for folded, simplified text; each row has an example that tests run.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reports.parsing.folding import fold

YEAR = r"(?:\d{4}|20[xX*×_]{1,2}|[xX*×_~]{1,4}|[二一][〇○零一二三四五六七八九]{3})(?:[-—~]\d{2,4})?(?:学)?年"
TIME = (
    rf"(?:{YEAR}|今年|半年|一年|[近两三五过几]{{1,2}}去?的?[一二三四五几]?年|本学?年度?|本学期|[上下]半年"
    r"|“[^”]{2,4}”(?:时期|期间)?)"
)
LEADERS = "(?:领导|指导|关心|关怀|支持|重视)"
GUIDES = "(?:指导|宗旨|目标|主线|契机|抓手|动力|统领)"

GREETINGS = {
    "hearers": (r"(?:尊敬的|亲爱的|各位|同志们|老师们|主任[、,])[^。;]{0,40}[:!](?:大家|你们好|$)", "尊敬的各位领导："),
    "run in": (r"(?:同志们|各位领导|老师们)[^。;]{0,12}:", "同志们：今天我们召开会议。"),
}
"""How a speech or a report addresses its hearers."""

OPENINGS = {
    "led": (rf"{TIME}.{{0,12}}?在.{{2,60}}?{LEADERS}.{{0,6}}下", "2013年，在县委的领导下，我局办了五件事。"),
    "round": (rf"{TIME}[^。;]{{0,30}}?(?:紧紧?[扣抓密]?围?绕?|坚持以)", "一年来，我局紧紧围绕办好学校开展工作。"),
    "guided": (rf"{TIME}[^。;]{{0,30}}?以.{{2,40}}为{GUIDES}", "2013年，我局以质量为目标，办了五件事。"),
    "studied": (rf"{TIME}[^。;]{{0,30}}?(?:认真|全面|深入)(?:贯彻|学习)", "今年，我局认真贯彻会议精神。"),
    "meeting": (r"今天[^。;]{0,30}会", "今天，我们召开全县教育系统总结会。"),
    "year": (rf"(?:{TIME}|“[^”]{{0,6}}”)[,]?是.{{2,60}}?(?:之年|一年|年[,。]|[五三]年)", "2013年是发展的关键一年。"),
}
"""How a report's first paragraph begins, and hardly another one."""

ANNOUNCED = re.compile(
    r"现(?:[将就把在]|总结).{0,70}(?:如下|汇报|报告|述职|总结|小结)[^。;]{0,12}[:。]?$|现(?:总结|汇报|报告)如下[:。]?$"
)
"""现将有关情况汇报如下: how a report's opening ends."""

POSSIBLE = {
    "aim": (r"为(?!主|辅|了?[让使])[^。;]{8,}", "为加强学校管理工作，教育局办了三件事。"),
    "ground": (r"根据|按照", "按照统一部署，开展检查。"),
    "place": (r"\S{2,14}?(?:位于|地处|座落|坐落|创办于|成立于|始建于)", "甲县位于江边。"),
    "time": (rf"{TIME}|\S{{2,8}}以来,", "建园以来，成绩很好。"),
}
"""How reports begin, and paragraphs inside them as well."""

DEPENDENT = {
    "link": (
        r"同时(?!期)|此外|其中|另外|从而|因此|所以|但是?|然而|不仅如此|而且|与此同时|于是|总之|再次|接着|除此之外|另一方面",
        "同时，新建园两所。",
    ),
    "pointer": (
        r"该[校园县区镇局乡市村中项]|此[项举次后类外]|[这那](?:[一是种些次个几项]|就)|以上(?!学|小|初|的小)|综上|上述",
        "该校新建操场一个。",
    ),
    "count": (r"[二三四五六七八]是|第[二三四五六七八][,、是]|其[次二三四](?!要)", "二是新建园两所。"),
}
"""Words that need something before them in the same text; no report begins with them."""

SECOND_HALVES = (
    r"了(?!解)|和(?!谐|平|县|美|静|布|政|林|田|硕|顺|龙)|育(?!人|才|苗|红|英|新)|率(?!先)|务(?!实|必|农|川)|儿(?!童)|园(?!长|所|区|内|舍|务)"
    r"|化(?!解|整|学|债|州|隆|德)|性(?!别)|革(?!命|吉)|及(?!时|早)|等(?!级|到|候)|室(?!内|外)|惠(?![及民州农东安来城山水济阳])"
    r"|源(?!于|头|城|汇)|员(?!工)|子(?!女|弟|长|洲)|题(?!为)|府(?!谷)|织(?!金)|息(?!县|烽)|类(?!乌)|伍(?!家)|绩(?!溪)"
    r"|[的度况件式议础彻庭们术龄殊障际势厅署络己程]"
)
INSIDE = re.compile(rf"[,.、;:。!?)\]}}》”%]|{SECOND_HALVES}")
"""Stops, particles and second halves of words, with which no sentence begins: in 300 pages one in a thousand did, and
one place in five inside a sentence goes on with such a character."""

HALVES = {
    "guide": (
        (
            r"[^。;:以把将作称定成视列确认选用]{0,40}(?<![成作称定视列较最])为(?:指导|指针|指南|目标|宗旨|主线|契机|抓手|动力"
            r"|统领|重点|核心|中心|载体|突破口|龙头|主题|己任|引领|根本)[,、。]"
        ),
        "思想为指导，深入贯彻会议精神。",
    ),
    "under": (rf"[^。;:在于由]{{0,30}}{LEADERS}下[,、。]", "局的正确领导下，办了五件事。"),
}
"""Second halves of 以…为… and 在…下 without the first: a paragraph that begins so was torn. No paragraph of 600 pages
began so but one, which its page had torn."""

SENTENCES = {
    "time": (rf"{TIME}|\d{{1,2}}月|截|目前|当前|近|随着|首先", "目前，新建园两所。"),
    "subject": (
        r"[我本全各每共]|县|市|区|学前|义务教育|[高初]中|[中小]学|农村|辖区|项目|\S{2,9}?(?:省|市|县|区|镇|乡|局)(?!级|域|长)",
        "各校开展检查。",
    ),
    "ground": (
        (
            r"[按据根]|在(?!校|职|园|编|册|籍|读|岗|建|线)|为(?!主|辅|指|核|重|目|宗|期)|以(?!上|下|及|来|内|外|后)"
            r"|对(?!象|面|应|比)|通过|由于|虽然|无论|只有|自|如|要|应"
        ),
        "通过检查，发现问题五处。",
    ),
    "count": (r"一[是方年]|第[一二三四五六七八九十]|现[将就有在把述]|下面", "一是新建园两所。"),
    "deed": (
        (
            r"加[强大快]|开展|推[进动行]|坚持|积极|认真|深入|组织|建[立成设]|完[善成]|制定|落实|实[施行现]|全面|进一步|切实"
            r"|不断|大力|着力|严格|充分|[抓做办]好|提[高升]|强化|深化|优化|规范|召开|举办|成立|新[建增]|投[入资]"
        ),
        "加强学校管理。",
    ),
}
"""How sentences of reports begin: what may stand first anywhere is no proof that it was torn from something."""


def _any(rows: dict[str, tuple[str, str]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern, _ in rows.values()))


GREETING, OPENING, POSSIBLY, NEEDY, STARTING, HALVED = map(
    _any, (GREETINGS, OPENINGS, POSSIBLE, DEPENDENT, SENTENCES, HALVES)
)
FIRST = frozenset('0123456789xX*×_~二一今半近两兩三五过過几幾本上下“"')
"""The characters that an opening may begin with, before folding."""
GREETERS = "尊亲親各同老主"
_LEADING = ("为", "根据", "按照", "--", "——", "随着", "在")
_DIGIT, _AFTER_DIGIT = re.compile(r"\d$"), re.compile(r"[\d.]*(?:[%年月日所名万亿个人元项次余多亩]|平方|\d)")
REMEMBERED = 4096
HEAD, END = 200, 90
"""Characters at a paragraph's beginning and end that are looked at."""


def opens_report(paragraph: str) -> bool:
    """Is a paragraph of the kind that stands first in a report?

    >>> opens_report("2013年，在县委的领导下，我局办了五件事。"), opens_report("新建园两所。")
    (True, False)
    """
    return starts_report(paragraph) or is_announcement(paragraph)


def starts_report(paragraph: str) -> bool:
    """Does a paragraph begin as the first one of a report, whatever its end?

    >>> starts_report("2013年，在县委的领导下，我局"), starts_report("各项工作现汇报如下：")
    (True, False)
    """
    return paragraph[:1] in FIRST and OPENING.match(fold(paragraph[:HEAD])) is not None


def is_announcement(paragraph: str) -> bool:
    """Does a paragraph greet its hearers or say that the report follows?

    >>> is_announcement("现将有关情况汇报如下："), is_announcement("同志们："), is_announcement("一年来成绩很好。")
    (True, True, False)
    """
    end = paragraph[-END:]
    if ("现" in end or "現" in end) and ANNOUNCED.search(fold(end)):
        return True
    return greets(paragraph)


def greets(paragraph: str) -> bool:
    """Does a paragraph address its hearers?

    >>> greets("尊敬的各位领导："), greets("各位校长带头讲课。")
    (True, False)
    """
    return paragraph[:1] in GREETERS and GREETING.match(fold(paragraph[:60])) is not None


def leads(paragraph: str) -> bool:
    """May a paragraph stand first in a report? Besides openings those do that begin with 为了… and 根据….

    >>> leads("为加强管理，教育局办了三件事。"), leads("新建园两所。")
    (True, False)
    """
    return fold(paragraph[:4]).startswith(_LEADING) or opens_report(paragraph)


def may_open(paragraph: str) -> bool:
    """Do reports begin like that, and paragraphs inside them too?

    >>> may_open("按照统一部署，开展检查。"), may_open("新建园两所。")
    (True, False)
    """
    return POSSIBLY.match(fold(paragraph[:60])) is not None


def is_dependent(paragraph: str) -> bool:
    """Does a paragraph need words before it?

    >>> is_dependent("此外，新建园两所。"), is_dependent("新建园两所。")
    (True, False)
    """
    return NEEDY.match(fold(paragraph[:12])) is not None


def begins_inside(paragraph: str) -> bool:
    """Does a paragraph surely begin inside a sentence?

    >>> begins_inside("育工作会议召开。"), begins_inside("全县新建园两所。")
    (True, False)
    """
    return _may_be_inside(paragraph[:1]) and INSIDE.match(fold(paragraph[:4])) is not None


@lru_cache(maxsize=REMEMBERED)
def _may_be_inside(first: str) -> bool:
    """Most paragraphs begin with a character that no torn one begins with; asked of every line of a text."""
    return INSIDE.match(fold(first)) is not None


def may_begin(paragraph: str) -> bool:
    """May a sentence begin like that?

    >>> may_begin("通过检查，发现问题五处。"), may_begin("干部带头讲课。")
    (True, False)
    """
    beginning = fold(paragraph[:24])
    return bool(STARTING.match(beginning) or NEEDY.match(beginning)) and not INSIDE.match(beginning)


def lacks_first_half(paragraph: str) -> bool:
    """Does a paragraph begin within 以…为指导 or 在…领导下?

    >>> lacks_first_half("理论为指导，办了五件事。"), lacks_first_half("以理论为指导，办了五件事。")
    (True, False)
    """
    return HALVED.match(fold(paragraph[:60])) is not None


def goes_on_number(left: str, right: str) -> bool:
    """Is a number cut in two, or cut from its unit?

    >>> goes_on_number("新建园1", "2所。"), goes_on_number("新建园12", "所。"), goes_on_number("新建园", "12所。")
    (True, True, False)
    """
    return _DIGIT.search(left[-1:]) is not None and _AFTER_DIGIT.match(fold(right[:6])) is not None
