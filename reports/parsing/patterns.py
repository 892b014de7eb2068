"""What the words around a number say: how exact it is, whether it is a metric at all, planned or done, level or change.

One line a decision: what it decides, the expression, an example that it reads, and, where it is easily misled, one
that it must not read; the tests run them all. In examples the number stands as it would in a report. Expressions see
folded text (full-width forms already ASCII). "Before" expressions end where the number begins, "after" expressions
begin where the unit ends. Every repeat is bounded, so that no input can make them slow.
"""

# ruff: noqa: E501  a line is one decision
# fmt: off

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_letters
from typing import Final

from reports.parsing.lettered import Lettered
from reports.parsing.types import Change, Comparator, Status


@dataclass(frozen=True, slots=True)
class Pattern:
    """``reads`` is what the line decides: a comparator, a status, a change, or the reason why a number is no metric."""

    reads: str
    expression: re.Pattern[str]
    example: str
    counter: str = ""
    begins: str = ""
    """The letters that what it reads may begin with, where lines are looked up by them."""


def _p(reads: str, expression: str, example: str, counter: str = "") -> Pattern:
    return Pattern(reads, re.compile(expression), example, counter)


def _s(begins: str, reads: str, expression: str, example: str, counter: str = "") -> Pattern:
    return Pattern(reads, re.compile(expression), example, counter, begins)


COMPARED_BEFORE: Final = (
    _p("<=", r"控制(?:在|到)(?:了)? ?$", "辍学率控制在0.5%", "在3个乡镇"),
    _p("<=", r"(?<!不)(?:不到|不足|不及|低于|少于|小于|至多|最多|不超过|不得超过|不高于|不多于|不大于|未超过)(?:了)? ?$", "辍学率不到0.5%", "不低于90%"),
    _p("<=", r"不(?:得)?(?:超过|高于|多于|大于|超|突破) ?$", "每班不超过45人", "超过45人"),
    _p(">=", r"不(?:得)?(?:低于|少于|小于|下于|下) ?$", "培训不少于72学时", "不超过5%"),
    _p(">=", r"(?<!不)(?<!得)(?:高于|多于|大于|高出|超过|超|突破|逾|至少|最少|最低|(?:投资|投入|资金|经费)上) ?$", "本科上线突破300人", "不超过5%"),
    _p("~", r"(?:大约|大概|约为|约|接近|靠近|将近|(?<![附最邻])近|估计) ?$", "约200名", "最近学校3所"),
)

COMPARED_AFTER: Final = (
    _p(">=", r" ?(?:\(含\))?(?:及|或)?(?:以上|之上|有余)", "90%以上", "90%以下"),
    _p("<=", r" ?(?:\(含\))?(?:及|或)?(?:以内|以下|之内|之下)", "5%以内", "5%以上"),
    _p("~", r" ?(?:左右|上下)", "200人左右", "200人"),
)

UNREAD_BEFORE: Final = (
    _p("blotted out", r"[xX×*＊□■●○▲△?_#…][ .,:/]{0,2}$", "xx5所学校", "学校5所"),
    _p("site text", r"(?:精选|范文|锦集|合集)[(]? ?$", "工作总结(精选4篇", "精选人才4名"),
    _p("who came", r"一行 ?$", "一行3人", "举行3次"),
    _p("half a number", r"(?:^|[^\d)\"”:、 ])\.$|\d[.,]$", "投入.5万元", "(5)"),
    _p("ordinal", r"第 ?$", "第14次", "新建14所"),
    _p("rank", r"(?:(?<![以此之目先会生课学提])前|排名|名列|位居|位列|位次)(?:全[省市县国区]|[省市县区]内)?(?:第|前)? ?$", "全市前10名", "目前10名"),
    _p("joined", r"[A-Za-z+=/\\^&@<>] ?$|(?<![-—–~])[-—–~] ?$", "G20所", "——20人"),
    _p("price", r"(?:[原现售折标定单]价|折扣价|价格|优惠价|特价|[¥￥$])[:为]? ?$", "原价:13元", "造价13万元"),
    _p("site text", r"(?:全文共|全文|字数|阅读|点击|浏览|下载|评论|访问|回复)(?:次数|量|数|人数|次|共)?[:(]? ?$", "点击:130次", "下载资源后共13套"),
)

UNREAD_ENDS: Final = frozenset(
    "xX×*＊□■●○▲△?_#….,:/第内列前区县名国居市次省+-&<=>@\\^~–—$¥为价格￥共击数文读载问览论复量选集行( \n" + ascii_letters
)
"""What the lines of ``UNREAD_BEFORE`` may end with: most numbers have other words before them."""

UNREAD_AHEAD: Final = (
    _p("site text", r"[(\[](?:点击|浏览|阅读)[^()\]]{0,4}$", "(阅读约130次", "阅读130本"),
    _p("contact", r"(?:电话|传真|热线|邮编|邮政编码|QQ|qq|手机|微信|编号|页码|账号|帐号|代码)(?:号码?|群)?[:] ?\d{0,4}$", "电话:6123456人", "开通热线12部"),
)
"""What a few characters may part from the number."""

UNREAD_AFTER: Final = (
    _p("rank", r" ?(?:的)?(?:名次|位次)", "3个名次", "3个项目"),
    _p("site text", r" ?(?:\(原价|折扣|在线客服|下载)", "13元(原价20元)", "13元"),
    _p("blotted out", r"[xX×*＊]+", "5人xx", "5人"),
)

CHANGED_BEFORE: Final = (
    _p("increase", r"(?<!新)(?:提高|提升|上升|增长|增加|增幅|增长率|扩大|增长幅度|净增|升高|上浮|攀升|递增|(?<![普职初完])高|[多升增])(?:了|达|为|近|约|超过|至少|:){0,2} ?$", "毛入园率提高了2.1个百分点", "毛入园率提高到82%"),
    _p("decrease", r"(?<!不)(?:减少|下降|降低|缩减|回落|降幅|压减|净减|缩小|压缩|递减|[少低降减])(?:了|达|为|近|约|超过|至少|:){0,2} ?$", "小学减少128所", "不低于3%"),
)

CHANGED_ENDS: Final = frozenset("长度高加升大增浮幅率减少低降落缩小了达为近约过:多 \n")
"""What the lines of ``CHANGED_BEFORE`` may end with."""

COMPARED_BEGINS: Final = frozenset(" (及或以之有左上")
"""What the lines of ``COMPARED_AFTER`` may begin with."""

UNREAD_BEGINS: Final = frozenset(" 的名位(折在下xX×*＊")
"""What the lines of ``UNREAD_AFTER`` may begin with."""

COMPARED_ENDS: Final = frozenset("在到了足及于少多过超破下出逾低上约概为近计 \n")
"""What the lines of ``COMPARED_BEFORE`` may end with: most numbers have other words before them."""

LEVEL_BEFORE: Final = re.compile(r"(?:不少|不低|最高|至少|最多|最低|最少|新增|多为|[到至])(?:了)? ?$")
"""What looks like a change but states a level: 提高到82%, 不少于72学时, 新增学位2000个."""

STATUSES: Final = (
    _s("已并我现计还", "planned", r"(?<![行招特划动导教学生家度培善岗作段养目原曾初育才按该造])计划(?=投|新|补|招|建|改|用|在|完|总|于|到|年|安|增|扩|启|设|购|拿|筹|开|发|将|每|两|三|兴|引|今|明|:|争|达|从|对|把|为|选|资|采|征|实施(?!以来|方案|期间)|\d)|(?:现|已经|还|并|我[区县市省局])计划(?!内|外)", "计划投资900万元", "三年行动计划投入使用"),
    _s("录招计", "planned", r"(?<=省|国)计划(?=安排|下达)|(?:招生|招聘|录取)计划(?=为|:|\d)", "招生计划3200人", "招生计划外3人"),
    _s("拟", "planned", r"(?<![模草比虚初府])拟(?!定|订|稿|制|任|题|录)", "拟新建9所", "草拟文件3份"),
    _s("预", "planned", r"预计|预测", "预计投入300万元", "占公共预算支出的21.7%"),
    _s("准即打", "planned", r"即将|打算|准备(?=新|建|投|招|改|扩|引|启|于|在)", "即将新建2所", "准备工作6项"),
    _s("规", "planned", r"(?<![展设局体项育])(?:规划|规则)(?=投|建|完|新|用|总投|占地|面积|设|到|期内|在|\d|[一二两三四五六七八九十])", "规划建设2所", "发展规划2份"),
    _s("尚应急还需", "planned", r"应(?=增|新|建|补|配)|(?:还|尚|急)?需(?=新|投|要|再|建|补|增)", "应增设班级12个", "学位缺口2600个"),
    _s("将", "planned", r"(?<![即])将(?=新|建|改|扩|投|招|完成|达|实|开|增|引|补|启|继|全面|再|在|于|陆|逐|争|以|组|进一步|有(?!关)|按|安排|重点|大力|加大|用|有望)", "将新建2所", "将学额巩固列入考核12项"),
    _s("下今接明未来", "planned", r"(?:明|来|下)(?:一)?年(?=\d|将|要|计|拟|新|投|预|我|全|继|,|度|秋|春)|下一步|下步|今后|(?:未来|接下来)(?=[一二两三四五六七八九十\d几])", "下一步新建2所", "明年级3人"),
    _s("争力年拟月计", "planned", r"(?:争取|力争|拟|计划)(?:年底前|年内|月底前)|(?:年底前|月底前)(?=完成|建成|竣工|全面|全部|将)", "年底前建成2所", "年底前已有2所"),
    _s("争力确", "target", r"力争|力求|争取(?!到|了|[^,。;]{0,6}(?:资|捐|款|经费|项目|政策|支持)|[中省上国市县各专项资])|争创|确保", "力争达到95%", "已争取到资金5万元"),
    _s("主任发奋工总目要规预", "target", r"(?:目标|任务|要求)(?:是|为|:|任务(?=规划|是|为|:))|目标任务(?=规划|\d)|(?:工作|发展|奋斗|预期|总体|规划|主要)目标", "目标是达到95%", "目标管理奖12项"),
    _s("要", "target", r"(?<![重主首需必只不纲])要(?=达|实|力|确|努|建|完|培|新|招|进一步|继续|特别|大力|基本|全面|在|把|使|让|按|以|抓|加|切|积|坚|突|不断|高度|逐步|控|保|有)", "要达到95%", "主要建成2所"),
    _s("使促努让", "target", r"努力(?=使|实|达|让|把|建|争|提|做到|创)|(?:使|让|促进)[^,。;]{1,24}(?:达到?|提高到|控制在|靠近|接近|不低于|保持在)", "努力实现95%", "努力工作12年"),
    _s("不应必需须", "target", r"(?:应|须|必须|应当|需)(?:达|不[低少]|控制|保证)|不得(?:低|少|超)", "必须达到95%", "应届95%"),
    _s("建抓施正现进", "ongoing", r"正在|正抓紧|抓紧(?=建|施|推|进)|建设中(?![小学心职等央国型])|施工中|正(?=建|按|实施|开展|组织)|进行中|现正", "正在新建4所", "真正落实4所"),
    _s("业已", "actual", r"(?<![即])已(?!于?(?:计划|规划|拟|列入计划))|业已|业经", "已建成3所"),
    _s("全共分圆均基如完总提新累超顺", "actual", r"(?<!将)(?<!要)(?<!定)(?<!划)(?<!待)(?:顺利|全面|圆满|均|全部|共|超额|基本|新|提前|如期|累计|分别)完成|累计(?=投|完|培|发|招|资|建|新|争|选|下|接|组|开|筹|轮)|完成了|(?<!计划)总?共(?=投|有|新|建|完|招|培|组|举|开|获|评|收|发|资|筹|排|创|计|设|查|争|落|为|接|受|撤|添|购)", "全年共投入5万元"),
    _s("一上今到半去实截据现目经统至", "actual", r"目前|现有|现共|实际|据统计|经统计|统计(?:显示|汇总)|截至|截止|到现在|至今|今年以来|[一半]年来|(?:去|上)年(?=全|我|共|,|底)|上半年(?=共|全|我|,)", "目前建成3所"),
    _s("下举争修办发取召启培安实建开引录成扩投招改新施查添组编荣获落表设评购走达选", "actual", r"(?:实现|达到|建|办|设立|开|组|投|争取|培训|修|添置|购置|改造|扩|建成|施|取得|发放|引进|新增|评选|查处|走访|招聘|录用|选派|落实|安排|成立|启动|举办|召开|组织|开展|表彰|举行|下达|下拨|荣获|获得|编印|建立)了", "新增了3所", "为了3所"),
    _s("今全同实年比较", "actual", r"(?:年内|全年|今年|实际)(?:已|共|建成|新建成|完成)|比(?:上|去|前)年|同比|较(?:上|去)年", "年内建成4所"),
    _s("同喜投比竣荣获被较通", "actual", r"荣获|获得|喜获|被评为|被授予|被命名|通过了?(?:省|市|县|国家)?[^,。;]{0,6}(?:验收|评估)|(?<!计划)(?<!规划)(?<!拟)竣工|投入使用|比(?:上|去)年|同比|较(?:上|去)年", "荣获3项"),
)

STATUSES_IN_CLAUSE: Final = (
    _p("actual", r"(?:完成|为|占|达)[^,;。]{0,12}(?:计划|任务|目标)(?:任务|数|总数)?的 ?$", "完成年初计划的62.5%", "年初计划的20所"),
    _p("actual", r"占[^,;。]{0,10}(?:规划|计划)[^,;。]{0,18}的? ?$", "占规划校舍总面积的27%", "规划校舍总面积"),
    _p("planned", r"(?:概算|估算|预算(?:总)?投资)[^,;。]{0,8}$", "概算总投资3800万元", "一般公共预算支出300万元"),
    _p("planned", r"(?<!比)(?:曾|原)(?:计划|提出)", "原计划新建10所", "比原计划推迟接收12人"),
    _p("planned", r"(?:年初|原|既定)(?:的)?(?:计划|确定|提出|定)的? ?$", "年初计划的20所", "年初建成20所"),
)
"""What holds for one clause only: 原计划新建10所,建成6所. The first line that reads decides."""

PLANS_AHEAD: Final = (
    _p("heading", r"下一?步|打算|今后|(?:明|来|下)一?年(?:度)?(?:的)?(?:工作|教育|主要|重点|计|目|任|打|思|安)", "三、下一步打算", "一、主要成绩"),
    _p("heading", r"工作(?:思路|安排|计划|要点|设想|目标|构想|部署)|努力方向|(?:主要|总体|发展|工作|奋斗|规划|预期)目标|(?:整改|改进)(?:措施|方向|时限)|展望|(?:思路|设想|安排|打算)$", "四、工作思路", "二、工作回顾"),
    _p("heading", r"下(?:半年|学期|学年)(?:工作|主要|重点|计划|打算|安排|要|的)|新学[期年](?:工作|打算|计划|重点)|(?:19|20)\d\d年(?:度)?(?:教育)?(?:工作)?(?:重点工作|主要|重点)?(?:计划|打算|思路|安排|要点|目标|重点|展望|任务|工作$)", "2012年工作计划", "2012年工作总结"),
)
"""Headings under which unmarked statements are plans."""


def _one(patterns: tuple[Pattern, ...]) -> re.Pattern[str]:
    """The lines of a table as one expression; the name of the group that matched is p and the line's number."""
    return re.compile("|".join(f"(?P<p{at}>{pattern.expression.pattern})" for at, pattern in enumerate(patterns)))


_COMPARED_BEFORE: Final = _one(COMPARED_BEFORE)
_COMPARED_AFTER: Final = _one(COMPARED_AFTER)


def comparator_around(before: str, after: str) -> Comparator | None:
    """The comparator that the words on either side give, None where they give none.

    >>> comparator_around("辍学率控制在", "以内"), comparator_around("新建", "幼儿园")
    ('<=', None)
    """
    match = _COMPARED_AFTER.match(after) if after[:1] in COMPARED_BEGINS else None
    if match:
        return COMPARED_AFTER[_number(match)].reads  # type: ignore[return-value]
    match = _COMPARED_BEFORE.search(before) if before[-1:] in COMPARED_ENDS else None
    return COMPARED_BEFORE[_number(match)].reads if match else None  # type: ignore[return-value]


def _number(match: re.Match[str]) -> int:
    return int((match.lastgroup or "p0")[1:])


@lru_cache(maxsize=2048)
def change_before(left: str) -> Change | None:
    """Whether the number is a change, by the words that end before it.

    >>> change_before("小学减少"), change_before("毛入园率提高到"), change_before("新增")
    ('decrease', None, None)
    """
    if left[-1:] not in CHANGED_ENDS or LEVEL_BEFORE.search(left):
        return None
    for pattern in CHANGED_BEFORE:
        if pattern.expression.search(left):
            return pattern.reads  # type: ignore[return-value]
    return None


_STATUSES: Final = Lettered([(pattern.begins, pattern.expression.pattern) for pattern in STATUSES])


def status_marks(text: str) -> list[tuple[int, Status]]:
    """Every word of the text that tells a status, with the offset where it begins.

    >>> [status for _, status in status_marks("已建成3所,计划新建2所,力争达到95%")]
    ['actual', 'planned', 'target']
    """
    return [(start, STATUSES[row].reads) for row, start, _ in _STATUSES.find(text)]  # type: ignore[misc]


_CLAUSE_HINT: Final = re.compile(r"计划|规划|任务|目标|确定|提出|定|概算|估算|预算")
"""No line of ``STATUSES_IN_CLAUSE`` reads a clause without one of these."""


def status_in_clause(clause: str) -> Status | None:
    """The status that the words of the number's own clause force, whatever the sentence says.

    >>> status_in_clause("原计划新建村级幼儿园"), status_in_clause("建成")
    ('planned', None)
    """
    if _CLAUSE_HINT.search(clause) is None:
        return None
    for pattern in STATUSES_IN_CLAUSE:
        if pattern.expression.search(clause):
            return pattern.reads  # type: ignore[return-value]
    return None


@lru_cache(maxsize=2048)
def plans_ahead(heading: str) -> bool:
    """Whether what stands under the heading is a plan.

    >>> plans_ahead("三、下一步打算"), plans_ahead("一、主要成绩")
    (True, False)
    """
    return any(pattern.expression.search(heading) for pattern in PLANS_AHEAD)
