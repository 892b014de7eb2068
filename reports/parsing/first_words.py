"""How the first paragraph under a report's title begins: one that begins otherwise was moved there or torn.

In 236 intact pages with a report's title four began otherwise, two of them torn by their page; of 359 pages whose
pieces were shuffled, and nothing else told of it, every third did. The expressions are written for folded,
simplified text; each row has an example that tests run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.parsing.folding import fold
from reports.parsing.openings import GUIDES, LEADERS, TIME, opens_report
from reports.parsing.tears import ENDED, paragraph_mark

YEARS = r"(?:[\d〇○零一二三四五六七八九十xX*×_~]|\s){1,8}年"
PLACES = r"[省市县区州盟旗镇乡](?![级域长])"
HOUSES = r"(?:小学|中学|学校|幼儿园|[校园局委](?![级域长内外舍])|党组|学院|集团|办公室|教研室)"

DEEDS = (
    r"(?:建[成立设]|[新扩改]建|新改|扩[大充]|推[进动行]|选[调派]|指导|强化|加[强大快]|进一步|全面|要求|无论|提[高升]|完[善成]|落实|开展|组织|制定"
    r"|实[施行现]|促进|深[入化]|规范|严格|培[养训]|成立|发展|改善|保[障证]|关于|其|具体|第[一二三四五六七八九十]|年)"
)
"""How paragraphs in a report's middle begin, and no name does."""

BEGINNINGS = {
    "time": (
        (
            rf"{TIME}|{YEARS}|\d{{4}}来|\d{{1,2}}月\d*日?|\d{{1,2}}日|近日|今天|昨[天日]|现在|目前|当前|年(?:度|初|末|教育)|过去|去年"
            r"|[^,。;]{2,16}以来,|时[间光至]|每[到逢当年天]|一路|岁月|新年|寒来|百年|[金银春秋夏冬]\S{1,3},|辞旧|紧张而|[岁年]末|又是一|转眼|不[经知]|即将|光阴|进入|站在|回[顾首望]|走过"
        ),
        "紧张而忙碌的一学期就要结束。",
    ),
    "lead": (rf"[^,。;]{{0,30}}在[^。;]{{2,60}}?{LEADERS}", "我校幼教工作在县教育局的指导下，成绩很好。"),
    "aim": (
        (
            r"为(?!主|辅|了?[让使]|重点|目标|核心|指|载|抓)[^。;]{6,}|根据|按照|随|围绕|遵照|依[据照]|由于|鉴于|自|[通经]过|本着|[承受按]"
            r"|坚持以|(?:深入|全面|认真)(?:贯彻|学习|落实)|以(?![上下及来内外后])|在(?![校职园编册])|当|今"
        ),
        "随着城区扩大，我县学位紧张。",
    ),
    "seat": (
        r"[^,。;]{2,14}?(?:位于|地处|座落|坐落|创办于|成立于|始建于|现有|共有|辖|是一[所个])",
        "甲镇地处江边，辖十村。",
    ),
    "speaker": (
        (
            r"我(?:[们省市县区州旗镇乡校园局院室党是作从叫]|$)|本[省市县区州旗镇乡校园局院室报网年学]"
            r"|全[省市县区州旗镇乡校园局体国]|各[级乡县市区学校位科股]"
        ),
        "我县教育工作会议召开。",
    ),
    "named": (
        (
            rf"(?!{DEEDS}|[\u4e00-\u9fff]{{0,8}}(?:教育事业|教育工作|教师队伍))"
            rf"(?:(?![了的和与等将把被对为由])[\u4e00-\u9fff*xX×_]){{1,9}}(?:{PLACES}|{HOUSES})"
        ),
        "甲县教育局直管学校共14所。",
    ),
    "truth": (
        rf"(?!{DEEDS})[^,。;是了]{{2,20}}是[^。;]{{4,}}|[^,。;是]{{2,20}},是[^。;]{{4,}}",
        "教育信息化是教育发展的方向。",
    ),
    "hearers": (
        (
            r"尊敬|[^,。;]{0,20}各位|大家|同志们|首先|你们好|您好|老师|[^,。;]{0,16}(?:好|您好)[!,。:]|[^。;:]{2,60}:(?:$|根据)"
            r"|亲爱|主任|代表"
        ),
        "检查组组长，各位专家：",
    ),
    "subject": (r"现[将就在把]|下面|[这本]次", "现将工作总结如下。"),
    "page": (
        r"[\[【《(?\-—#*]|[^\s,。]{2,14}[\[(〔【]\d{4}|新华|\S{2,12}[网讯]|会上|[从据]",
        "本网讯 县教育局召开会议。",
    ),
}
"""What may stand first under a report's title, letterheads and a page's own words among it."""

LEADS = {
    "under": (rf"[^,。;]{{2,30}}在[^。;]{{2,60}}?{LEADERS}.{{0,6}}下", "教育工作在县委的正确领导下，成绩很好。"),
    "steady": (
        rf"{TIME}[^。;]{{0,30}}?(?:坚持|紧紧|始终|以[^。;]{{2,40}}为{GUIDES})",
        "今年，我县坚持规范办学。",
    ),
    "seat": (r"\S{2,14}?(?:位于|地处|座落|坐落|创办于|成立于|始建于)", "甲县地处江边。"),
    "aim": (r"为(?!主|辅|了?[让使])[^。;]{8,}|现[将就把]", "为加强学校管理工作，我局办了三件事。"),
}
"""How a report's first paragraph begins besides what ``openings.OPENINGS`` says: behind a report's last number hardly
any begins so, unless it tells of plans."""

LEAD = re.compile("|".join(f"(?:{pattern})" for pattern, _ in LEADS.values()))
PLAIN = re.compile("|".join(f"(?:{LEADS[name][0]})" for name in ("under", "steady", "seat")))
PLANNED = re.compile(
    "(?:我[们局校县区市镇]?|系统)将|将(?:在|以|继续|坚持|认真|进一步|全面)|今后|明年|来年|下一[步年]|新的一年|下半年|未来|我们要"
)
LETTERHEAD = re.compile(
    r"[—-]{1,4}(?=.{4,50}$)[^。]*(?:讲话|发言|报告|致辞|汇报|纪实|总结)\)?|[^\s,。]{2,14}[\[(〔【]\d{4}[\])〕】]\s*第?\d+号"
)
DASHES, NUMBERED = ("—", "-", "－"), ("号", "號")
"""What a subtitle begins with, and a document's number ends with: asked of every line."""
LONGEST_SUBTITLE = 56
"""Characters of a subtitle with its dash."""
FIRST_WORDS = re.compile("|".join(f"(?:{pattern})" for pattern, _ in BEGINNINGS.values()))
MOST_SKIPPED, RUNNING, HEAD = 8, 25, 160
"""Lines of a letterhead at the most; from so many characters on a line is running text; characters looked at."""
TOLD_FREELY = re.compile("经验|纪实|做法|典型|事迹|故事|經驗|紀實")
"""Titles of texts that begin as their writers like."""
LIST = re.compile("[一1]是|一要")


def begins_report(paragraph: str) -> bool:
    """Does a paragraph tell at its beginning where and under whom it all was, as a report's first paragraph does?

    >>> begins_report("我校在县教育局的领导下，成绩很好。"), begins_report("新建园两所。")
    (True, False)
    """
    return PLAIN.match(fold(paragraph[:HEAD])) is not None


def begins_as_usual(title: str) -> bool:
    """Does a report with this title begin in one of the usual ways?

    >>> begins_as_usual("甲县教育局工作总结"), begins_as_usual("甲县教育局经验材料"), begins_as_usual("")
    (True, False, False)
    """
    return bool(title) and TOLD_FREELY.search(title) is None


def is_first_strange(texts: Sequence[str]) -> bool:
    """Does the first paragraph under a title begin as no report does? Numbers and lists may stand there too.

    >>> is_first_strange(["某局", "教师培训的经费不足，全年培训一百人次，效果不明显。"]), is_first_strange(["一、甲"])
    (True, False)
    """
    for paragraph in texts[:MOST_SKIPPED]:
        if paragraph_mark(paragraph) or LIST.match(paragraph):
            return False
        if len(paragraph) >= RUNNING or ENDED.search(paragraph):
            return not FIRST_WORDS.match(fold(paragraph[:HEAD]).strip())
    return False


def is_letterhead(line: str) -> bool:
    """Is a line a subtitle or a document's number, which stand right under a report's title?

    >>> is_letterhead("——在全县教育工作会议上的讲话"), is_letterhead("甲教〔2012〕5号"), is_letterhead("甲县")
    (True, True, False)
    """
    if line[:1] not in DASHES and line[-1:] not in NUMBERED:
        return False
    return len(line) <= LONGEST_SUBTITLE and LETTERHEAD.fullmatch(fold(line)) is not None


def is_late_lead(paragraph: str) -> bool:
    """Does a paragraph begin as the first one of a report, and tell of no plans?

    >>> is_late_lead("甲县地处江边，辖十个村。"), is_late_lead("为办好明年的学校，我们要再接再厉。")
    (True, False)
    """
    leads = opens_report(paragraph) or LEAD.match(fold(paragraph[:HEAD])) is not None
    return leads and not tells_of_plans(paragraph)


def tells_of_plans(paragraph: str) -> bool:
    """Does a paragraph begin with what is to come?

    >>> tells_of_plans("2013年，我们将在县委的领导下办好学校。")
    True
    """
    return PLANNED.search(fold(paragraph[: 2 * RUNNING])) is not None
