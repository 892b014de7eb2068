"""The words that names of indicators are made of: verbs, places, qualifiers, stages. One line each."""

# ruff: noqa: E501  a line is one decision
# fmt: off

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple


class Verb(NamedTuple):
    """``name`` stands in the indicator; empty for a verb that says nothing about what is counted (开展, 达到)."""

    name: str
    expression: str
    example: str


VERBS: Final = (
    Verb("新建改扩建", r"新建?(?:和|或|、|及|与|,)?(?:者)?(?:改、?扩|改造?|扩|迁)建|新、?改、?扩建|新改扩建|改扩建和新建|新、扩建", "新建或扩建"),
    Verb("改扩建", r"改、?扩建|扩建|改建(?:或|和|及)扩建|改建", "改扩建"),
    Verb("迁建", r"迁建|易地重建|异地新建", "迁建"),
    Verb("重建", r"(?:拆除|恢复)?重建", "重建"),
    Verb("新建", r"新建(?:成|设|立|好|了)?|兴建|修建|新修|建成(?:了)?|建好|建起|(?<=[划共已将拟再在])建(?![有设筑议])|建设(?!规模|资金|用地|项目|工|标|投|面|任务|经费)(?:完成)?|建了", "新建"),
    Verb("增设", r"增设", "增设"),
    Verb("创建", r"(?:成功)?创建(?:成|为|了)?|创成|争创", "创建"),
    Verb("创办", r"创办|开办|新办", "创办"),
    Verb("在建", r"在建", "在建"),
    Verb("竣工", r"竣工|完工|交付(?:使用)?|投入使用|投用", "竣工"),
    Verb("建立", r"建立(?:健全)?(?:了)?|设立|成立(?:了)?|组建(?:了)?|挂牌", "建立"),
    Verb("启动", r"启动(?:了)?|(?<![未没不])开工(?:建设)?|动工|实施(?:了)?(?=$)", "启动"),
    Verb("撤并", r"撤并|撤销|合并|撤点并校|撤", "撤并"),
    Verb("停办", r"停办|关停", "责令停办"),
    Verb("取缔", r"取缔", "取缔"),
    Verb("改造", r"改造(?:了)?|加固|排除|消除|拆除", "改造"),
    Verb("整改", r"整改(?:了)?", "整改"),
    Verb("整治", r"整治(?:了)?", "整治"),
    Verb("维修", r"维修(?:改造)?|维护|修缮|检修", "维修"),
    Verb("提升", r"提升(?!到|至|了|率|工程|$)", "提升"),
    Verb("新增", r"新增加?|净增|新发展|增加(?!到|至)(?:了)?|增添|新开设?|新设", "新增"),
    Verb("减少", r"减少(?!到|至)(?:了)?", "减少"),
    Verb("招聘", r"(?:公开)?招聘(?:了)?|公开招考|新招(?!生)(?:聘|录)?|公招|招考|(?<!单)招录(?!取)|考录|录用(?:了)?|录聘|选聘|聘用|考聘|新进|新聘|引进(?:了)?|招引|考调|选调", "招聘"),
    Verb("聘任", r"聘任(?:了)?|聘请(?:了)?|外聘", "聘任"),
    Verb("补充", r"补充", "补充"),
    Verb("招生", r"扩招|(?:新)?招生(?!计划|工作|考试|政策|任务)|招收(?:了)?|录取(?!率|分数)(?:了)?|招录新生", "招生"),
    Verb("培训", r"(?:轮|参)训(?:了)?|培训(?!项目|班|基地|中心|者|会|机构|学校|讲座|经费|费|率|活动|工作|任务|面|计划|合格|内容|教材)(?:了)?", "培训"),
    Verb("培养", r"培养(?!模式|工作|目标)(?:了)?", "培养"),
    Verb("资助", r"[资支]助(?!金|资|体|中心|政策|工作|范围|标准)(?:了)?|救助|帮扶(?!对|制|活动|工作)|惠及|受助|受益|受惠", "资助"),
    Verb("补助", r"补助(?!费|资金|经费|标准|金|款)|补贴(?!资金)", "补助"),
    Verb("减免", r"减免|免除|免收", "减免"),
    Verb("奖励", r"奖励(?!资金|经费|性|办法|金|制|$)", "奖励"),
    Verb("表彰", r"(?:评选)?表彰(?:奖励)?(?:了)?|评选(?:出|了)?|评出|表扬", "表彰"),
    Verb("选派", r"选派(?:了)?|派出|派遣|抽调|下派|派(?=$|驻|往)", "选派"),
    Verb("交流", r"交流轮岗|交流(?!会|活动|中心|平台|学习|材料|$)|轮岗", "交流"),
    Verb("购置", r"(?:新)?购置(?:了)?|采购|添置(?:了)?|购买|新购|订购|征订|(?<=[新共已])购", "购置"),
    Verb("配备", r"配备(?:了)?|配置|(?<!术)(?<!育)(?<!学)装备(?!中心|工作|资金|水平|标)|安装(?:了)?|更换|更新|配发", "配备"),
    Verb("发放", r"发放(?:了)?|印发(?:了)?|散发|配送", "发放"),
    Verb("查阅", r"查阅", "查阅"),
    Verb("家访", r"家访", "家访"),
    Verb("走访", r"走访(?:慰问)?|慰问", "走访"),
    Verb("查处", r"查处(?:了)?", "查处"),
    Verb("排查", r"排查(?:出|整改)?|查出", "排查"),
    Verb("新征", r"新征(?!地面)|征用|征地|征收", "新征"),
    Verb("铺设", r"铺设(?:了)?|硬化|绿化|粉刷", "铺设"),
    Verb("申报", r"申报(?:了)?", "申报"),
    Verb("发表", r"发表|刊发|刊登|编印|编写|撰写|出版|编发|报送|印制|收集|征集", "发表"),
    Verb("获", r"荣获|获得(?:了)?|获评|喜获|夺得|摘得|斩获|获奖(?=$)|(?<![收])获", "获"),
    Verb("受理", r"受理|办结|办理|接待|化解|调处|答复", "受理"),
    Verb("接收", r"接收(?:了)?|接纳|吸纳|安置", "接收"),
    Verb("约谈", r"约谈", "约谈"),
    Verb("研究", r"研究(?!生|院|所|课题|中心|会|成果|室|$)", "研究"),
    Verb("评为", r"被?评为|被?授予|命名为?|被?认定(?:为)?|确定(?:了|为)?|评定", "评为"),
    Verb("上线", r"(?<!网)上线(?!率|人数|活动|仪式)|达线(?!率|人数)", "上线"),
    Verb("", r"组织(?!部)(?:了)?|开展(?:了)?|进行(?:了)?|实施(?:了)?|召开(?:了)?|举行(?:了)?|举办(?:了)?|完成(?:了)?|发现|现?共?(?:拥|设|享|建|现|共|只|没|还|尚|均|已|仍|另)?有(?![关效力序机利望限所的幼意名教])(?:着)?|达到?(?![标线])|共计|共(?![享同建青])|合计|总计|计有|包括|覆盖(?!率|面)|涉及|推出|推荐|参加(?:了)?|参与(?!率|面)|前往|深入|协调|解决(?:了)?|安排|落实|处理|提供|下达|达成|规划(?!建)|给予|分别|先后|累计|目前|以及|并(?!重|举)|还|通过|争取(?:到|了)?|筹集|筹措|拨付|下拨|核拨|兑现|支付|整合|到位|送(?![教课温医书戏法])|做(?![法强大实优])|投放|投入|得到|责令|享受|符合|处于", "开展"),
    Verb("", r"(?<=[,。;:、了\d员校生师县区市局])(?:为|对|由|使|让|向|把|将|从|按照?)|(?<=[^参给])与(?=[\u4e00-\u9fff]{2})|在(?![校园研编岗册读建籍职线])|占|(?<![不但只总])是", "为"),
)
_VERB: Final = re.compile("|".join(f"(?P<v{number}>{verb.expression})" for number, verb in enumerate(VERBS)))


class FoundVerb(NamedTuple):
    name: str
    start: int
    end: int


@lru_cache(maxsize=2048)
def verbs_in(text: str) -> tuple[FoundVerb, ...]:
    """Every verb of the table, in order.

    >>> [verb.name for verb in verbs_in("全面消除D级危房和新建")]
    ['改造', '新建']
    """
    return tuple(
        FoundVerb(VERBS[int((m.lastgroup or "v0")[1:])].name, m.start(), m.end()) for m in _VERB.finditer(text)
    )


PLACES: Final = re.compile(
    r"(?:我|全|本|该)(?:[省市县区州旗盟镇乡校园局国]|系统|自治[州县区旗])(?:各级各类|各类|各级|各)?|各级各类|各地|各校(?=.)"
)
"""What says where, and is told by the section."""

QUALIFIERS: Final = re.compile(
    r"公办民助|公、?民办|公办|民办公助|民办|普惠性?民办|普惠性|集体办|城区|城镇|城乡|城市|农村|乡镇中心|乡镇|镇(?=中心)|村级|村办|片区|边远|山区|县城|县直|区直|市直|区属|县属|市属|"
    r"(?:国家级|省级|市级|地市级|州级|县级|区级|校级|镇级|乡级|省市级|部级|厅级)(?:及?以上)?|"
    r"学前三年|学前两年|学前二年|学前一年|义务教育阶段|义务教育|高中阶段|普通高中|普高|职业高中|职高|中职(?!生)|中等职业(?:教育|学校)?|小学一年级?|七年级|初中一年级|完全小学|完小|村小|中小学|小学(?!生)|初中(?!生)|高中(?!生)|特殊教育|特教|职业教育|"
    r"中心(?=幼儿园|校|园)|标准化|规范化"
)
"""Cut out of names and kept beside them: who runs it, where, which level, which stage."""

STAGE: Final = re.compile(
    r"学前(?:教育)?(?:三|两|二|一)年|(?:三|两|二|一)年(?:学前|幼儿)教育|义务教育|高中阶段|普通高中|普高|高中|职业高中|职高|中等职业学校|中等职业教育|中职|小学|初中|幼儿园|幼儿|特殊教育|中小学|学前教育|(?:15|17)周岁|初级中等|初等"
)

NOUNS: Final = (
    ("示范幼儿园", re.compile(r"示范性?(?:幼儿园|园)$")),
    ("幼儿园", re.compile(r"(?<![校公家乐花田果菜庄儿入在离毕])园$|幼稚园$|幼儿园\(班\)$")),
    ("留守儿童之家", re.compile(r"留守学生之家$")),
    ("幼儿教师", re.compile(r"幼教师资$|幼师$|幼儿园教师$|幼儿教师资$")),
    ("教师", re.compile(r"(?<=[一-龥])老师$|师资$")),
    ("学生", re.compile(r"(?:学校|阶段|在校)学生$")),
)
"""Other writings of a counted noun, at the end of a phrase."""


_NOUN_ENDINGS: Final = frozenset("园资师家)生")
"""The last characters of what ``NOUNS`` rewrites."""


def is_stage(text: str) -> bool:
    """Whether the text names a stage of schooling and nothing else.

    >>> is_stage("中职学校"), is_stage("初中"), is_stage("初中教师")
    (True, True, False)
    """
    bare, count = STAGE.subn("", text)
    return count > 0 and text != "幼儿" and bare in {"", "学校", "阶段", "学生", "教育", "阶段教育"}


def is_qualifier(text: str) -> bool:
    """Whether the text only says which ones, and not what is counted.

    >>> is_qualifier("城区"), is_qualifier("城区学生")
    (True, False)
    """
    return not QUALIFIERS.sub("", text).strip(" 、和及的:")


def noun_of(phrase: str) -> str:
    """The phrase with its noun in the usual writing.

    >>> noun_of("县级示范园"), noun_of("骨干老师"), noun_of("幼儿园")
    ('县级示范幼儿园', '骨干教师', '幼儿园')
    """
    if phrase[-1:] not in _NOUN_ENDINGS:
        return phrase
    for noun, expression in NOUNS:
        if expression.search(phrase):
            return expression.sub(noun, phrase)
    return phrase
