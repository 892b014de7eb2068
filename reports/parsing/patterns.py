"""What the words around a number say: how exact it is, whether it is a metric at all, planned or done, level or change.

One line a decision. ``example`` is a text that the expression must read, with the number in it; ``counter`` one it must
not; the tests run both. Expressions see folded text (full-width forms already ASCII). "Before" expressions end
where the number begins; "after" expressions begin where the unit ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reports.parsing.types import Comparator


@dataclass(frozen=True, slots=True)
class Pattern:
    """``reads`` is what the table decides on: a comparator, a status, a reason."""

    reads: str
    expression: re.Pattern[str]
    example: str
    counter: str = ""


def _p(reads: str, expression: str, example: str, counter: str = "") -> Pattern:
    return Pattern(reads, re.compile(expression), example, counter)


COMPARED_BEFORE: Final = (
    _p("<=", r"(?:控制|保持|稳定|压缩)(?:率)?(?:在|到)(?:了)? ?$", "辍学率控制在0.5%", "中学在3个乡镇"),
    _p(
        "<=",
        r"(?:不到|不足|低于|少于|不超过|不得超过|不高于|不多于|未超过|小于|至多|最多|降至|降到)(?:了)?(?:全县|全市|全区)? ?$",
        "辍学率不到0.5%",
        "不低于90%",
    ),
    _p(
        ">=",
        r"(?:不低于|不少于|不得低于|不得少于|不小于|不下于|高于|多于|大于|超过|超|突破|逾|至少|最少|最低|达到或超过|投资上|投入上|近乎上|不下) ?$",
        "培训不少于72学时",
        "不超过5%",
    ),
    _p("~", r"(?:大约|大概|约为|约|接近|靠近|将近|近|估计) ?$", "约200名", "最近学校3所"),
)

COMPARED_AFTER: Final = (
    _p(">=", r" ?(?:\(含\))?(?:及|或)?(?:以上|之上|有余)", "90%以上", "90%以下"),
    _p("<=", r" ?(?:\(含\))?(?:及|或)?(?:以内|以下|之内|之下)", "5%以内", "5%以上"),
    _p("~", r" ?(?:左右|上下)", "200人左右", "200人"),
)

UNREAD_BEFORE: Final = (
    _p("blotted out", r"[xX×*＊□■●▲△?_#]\s?[.,:/]?\s?$", "xx5所学校", "学校5所"),
    _p("half a number", r"(?:^|[^\d)\"”:])[.]$|\d[.,]$", "投入.5万元", "(5)"),
    _p("ordinal", r"第 ?$", "第14次", "新建14所"),
    _p(
        "rank",
        r"(?:(?<![以此之目先])前|排名|名列(?:全[省市县国区])?|位居|居全[省市县国]|列全[省市县国]) ?$",
        "全市前10名",
        "目前10名",
    ),
    _p("joined", r"(?:[A-Za-z+=/\\^&@]|(?<![-—–~])[-—–~]) ?$", "G20峰会", "——20人"),
    _p(
        "site text",
        r"(?:价|全文共|共计字数|阅读|点击|浏览|下载|评论|电话|传真|热线|邮编|邮政编码|QQ|qq|手机|微信|编号|页码|[¥￥$])[次量数]?[:]?\s?$",
        "原价:13米",
        "下载资源:共13套",
    ),
    _p("name", r"(?:初|高|大|小)[一二三]?$", "高3班", "新增3班"),
)

UNREAD_AFTER: Final = (
    _p("rank", r" ?(?:的)?(?:名次|排名)(?!上|提|前)", "3名次", "3名教师"),
    _p("site text", r" ?(?:\(原价|折扣|在线客服|下载)", "5.99元(原价", "5元"),
    _p("blotted out", r"^[xX×*＊]{1,}", "5人xx", "5人"),
)

CHANGED_BEFORE: Final = (
    _p(
        "increase",
        r"(?:提高|提升|上升|增长|增加|增幅|增长率|扩大|多|高|翻|净增|增|升高|上浮|攀升)(?:了|达|为|近|约|超过|至少|率为|幅度为|幅度达|幅达|幅为|:)* ?$",
        "毛入园率提高了2.1个百分点",
        "毛入园率提高到82%",
    ),
    _p(
        "decrease",
        r"(?:减少|下降|降低|缩减|回落|降幅|压减|少|低|净减|减|缩小|压缩)(?:了|达|为|近|约|超过|至少|幅度为|幅度达|幅达|幅为|:)* ?$",
        "小学减少128所",
        "辍学率降低到0.3%",
    ),
)

LEVEL_BEFORE: Final = re.compile(
    r"(?:不少|不低|至少|最低|最少|减少到|提高到|上升到|增加到|增至|提升到|达到|新增|多为|减少至|下降到|下降至|降低到|降至)(?:了)? ?$"
)
"""What looks like a change but states a level: 提高到82%, 不少于72学时, 新增学位2000个."""

STATUSES: Final = (
    _p(
        "planned",
        r"(?<![行招国特划动导工教学生普家长度])计划(?!任务|生育|内|外|》|”|的要求|招生的|单列|免疫|以)|(?<![模草])拟(?!定|订|稿|制)|预计|预算(?!内|外|执行|管理)|即将|打算|准备(?=新|建|投|招|改|扩|引|启)|规划(?=投|建|完|新|用|总|占|面|设|\d|[一二两三四五六七八九十])|规则(?=\d{4}年)|(?:安排|列入)(?=新|明)|预测|应增|需增|需(?=新|投|要投)|还需|将(?=新|建|改|扩|投|招|完成|达|实|开|增|引|补|培|启|继|对|全面|再|在|于|陆|逐|争|以|组|进一步)|明年(?=\d|将|要|计|拟|新|投)|下一步|下步|今后",
        "拟新建9所",
        "三年行动计划",
    ),
    _p(
        "target",
        r"力争|争取(?!到?了|到(?:位|资|项|上|中|省|国|各)|(?:中|省|上|国|市|县|各)[^,。;]{0,6}资金)|确保(?!了)|目标(?!管理|考|责|任务(?:分|完)|评|体系|明确)|要(?=达|实|力|确|努|建|完|培|新|招|进一步|继续|特别|大力|基本|全面|在)|努力(?=使|实|达|让|把|建)|使[^,。;]{0,24}(?:达到?|提高到|控制在)|(?:应|须|必须)(?:当)?(?:达|不|控)|不低于|不少于(?=.{0,8}学时)",
        "力争达到95%",
        "已争取资金",
    ),
    _p(
        "ongoing",
        r"正在|在建|正抓紧|抓紧(?=建|施|推|进)|建设中|施工中|正(?=建|按|实|开)|进行中",
        "正在新建4所",
        "真正落实",
    ),
    _p(
        "actual",
        r"已(?!于)|(?:顺利|全面|圆满|均|全部|共|超额|基本|新|提前|如期)完成|完成了|目前|现有|现共|实际|实现了|达到了|[建办设立开组招投争获培修添购改扩成施取资发引新评查走拨]了|截至|截止|到现在|今年以来|去年|上半年(?=共|全|我|,)|荣获|获得|被评为|被授予|统计|通过了?验收",
        "已建成3所",
        "已于",
    ),
)

PLANS_AHEAD: Final = re.compile(
    r"下一步|下步|打算|今后|(?:明|来|下)(?:一)?年(?:度)?(?:的)?(?:工作|教育|主要|重点|计|目|任|打|思|安)|工作(?:思路|安排|计划|要点|设想|目标)|努力方向|主要目标|总体目标|发展目标|目标任务$|工作目标|指导思想|奋斗目标|规划目标|下半年(?:工作|主要|重点|计划|打算|安排|要)|展望|思路$|设想$|\d{4}年(?:工作)?(?:计划|打算|思路|安排|要点|目标)"
)
"""A heading under which unmarked statements are plans."""


def comparator_around(before: str, after: str) -> Comparator | None:
    """The comparator that the words on either side give, None where they give none.

    >>> comparator_around("辍学率控制在", "以内"), comparator_around("新建", "幼儿园")
    ('<=', None)
    """
    for pattern in COMPARED_AFTER:
        if pattern.expression.match(after):
            return pattern.reads  # type: ignore[return-value]
    for pattern in COMPARED_BEFORE:
        if pattern.expression.search(before):
            return pattern.reads  # type: ignore[return-value]
    return None
