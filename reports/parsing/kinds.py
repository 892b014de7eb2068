"""What kind of report it is, what it is about, which school stage: by tables of words, first match wins."""

from __future__ import annotations

import re
from typing import NamedTuple

from reports.parsing.folding import fold
from reports.parsing.types import Kind


class KindRow(NamedTuple):
    kind: Kind
    words: str
    example: str


class WordRow(NamedTuple):
    name: str
    words: str


KINDS = (
    KindRow("speech", r"讲话|发言|致辞|演讲|主持词", "在全县教育工作会议上的讲话"),
    KindRow(
        "school",
        r"^(?!.*局).*(?:中学|(?<!中)小学|幼儿园|学校|职高|一中|二中|三中|中心校|校区)(?!教育|安全|管理|建设|布局|收费|标准化|食堂|体育|德育|党建).{0,20}(?:总结|小结|汇报|报告|计划)",
        "城关中学2011年工作总结",
    ),
    KindRow("quarterly", r"季度", "第一季度工作总结"),
    KindRow("half_year", r"半年", "上半年工作总结"),
    KindRow("plan", r"^(?!.*总结).*(?:计划|要点|思路|打算|规划|安排)$", "2012年工作计划"),
    KindRow(
        "special",
        r"学前|义务教育|均衡|职业教育|德育|安全|招生|师资|队伍|党建|党风|廉政|信访|宣传|法制|普法|教学改革|课改|控辍|资助|特殊教育|信息化|体育|艺术|督导|扶贫|语言文字|专项|自查|调研|舆情|心理",
        "学前教育工作小结",
    ),
    KindRow("annual", r"总结|汇报|报告|小结|述职|综述|回顾|情况", "教育局2011年工作总结"),
)
TOPICS = (
    WordRow("学前教育", r"学前|幼儿园|幼教|入园"),
    WordRow("控辍保学", r"控辍|辍学|保学"),
    WordRow("义务教育均衡", r"均衡|薄弱学校|标准化建设|两基|普九"),
    WordRow("教学改革", r"教学改革|课改|课堂|课程改革|教研|教科研|教育科研"),
    WordRow("特殊教育", r"特殊教育|特教|残疾儿童"),
    WordRow("职业教育", r"职业教育|职教|职成|中职|职高|技能大赛"),
    WordRow("民办教育", r"民办(?:教育|学校)|校外培训|培训机构"),
    WordRow("留守儿童", r"留守|进城务工|随迁子女"),
    WordRow("学生资助", r"资助|助学|贫困生|两免一补|营养改善"),
    WordRow("校园安全", r"安全|维稳|平安校园|校车|食品卫生"),
    WordRow("教师队伍", r"师资|教师|师德|队伍建设|校长队伍|人事"),
    WordRow("招生考试", r"招生|考试|高考|中考|学籍"),
    WordRow("校舍与装备", r"校舍|校安工程|布局调整|基础设施|办学条件|装备|项目建设|基建|信息化|班班通|远程教育"),
    WordRow("德育", r"德育|思想道德|校家同创|家校|养成教育|心理健康"),
    WordRow("体育艺术", r"体育|艺术|阳光|卫生"),
    WordRow("教育经费", r"经费|收费|财务|资金"),
    WordRow("党建", r"党建|党风|廉政|行风|作风|纪检|支部"),
    WordRow("教育质量", r"教学质量|教育质量|质量提升|常规管理|素质教育"),
    WordRow("成人教育", r"成人教育|社区教育|终身教育|扫盲|老年"),
)
STAGES = (
    WordRow("学前", r"学前|幼儿|入园|幼教"),
    WordRow("特殊", r"特殊教育|特教|残疾"),
    WordRow("职业", r"职业|职教|职高|中职|职成"),
    WordRow("高中", r"高中|高考|普高"),
    WordRow("初中", r"初中|中考|初三"),
    WordRow("小学", r"小学"),
    WordRow("成人", r"成人|社区教育|终身教育|扫盲"),
)


ANY_TOPIC = re.compile("|".join(row.words for row in TOPICS))
ANY_STAGE = re.compile("|".join(row.words for row in STAGES))
KIND_WORDS = tuple((row.kind, re.compile(row.words)) for row in KINDS)
TOPIC_WORDS = tuple((row.name, re.compile(row.words)) for row in TOPICS)
STAGE_WORDS = tuple((row.name, re.compile(row.words)) for row in STAGES)
OFFICE = re.compile(r"教育(?:和|与)?(?:体育|科技|文化|卫生)*(?:体育|科技|文化|卫生)局|[文科]?教[文科]?体局|教[文科]局")
"""Names of offices that would be taken for topics."""


def kind_of(title: str, districts: int) -> Kind:
    """Several districts' parts make a compilation, whatever the title says.

    >>> kind_of("2011年学前教育工作小结", 7), kind_of("上半年工作总结", 0)
    ('compilation', 'half_year')
    """
    if districts >= 2:
        return "compilation"
    folded = OFFICE.sub("局", fold(title))
    return next((kind for kind, pattern in KIND_WORDS if pattern.search(folded)), "other")


def topic_of(words: str) -> str | None:
    """The topic that a title or heading names.

    >>> topic_of("3.强化控辍保学工作")
    '控辍保学'
    """
    plain = OFFICE.sub("局", fold(words))
    if not ANY_TOPIC.search(plain):
        return None
    return next((name for name, pattern in TOPIC_WORDS if pattern.search(plain)), None)


def stage_of(words: str) -> str | None:
    """The stage of schooling, where exactly one is named.

    >>> stage_of("规范小学招生"), stage_of("小学、初中招生")
    ('小学', None)
    """
    plain = fold(words)
    if not ANY_STAGE.search(plain):
        return None
    named = [name for name, pattern in STAGE_WORDS if pattern.search(plain)]
    return named[0] if len(named) == 1 else None
