"""Whose figures they are: a school's own stand beside its name, pupils beside the kind of schools just counted."""

# ruff: noqa: E501  a line of a table is one decision

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

from reports.parsing.indicators import BY_NAME
from reports.parsing.metrics.naming import Name, Named
from reports.parsing.metrics.settings import Setting
from reports.parsing.patterns import change_before
from reports.parsing.types import Span

_KIND: Final = r"(?:第?[一二三四五六七八九十]{1,2}|中心|完全|初级|高级|实验|职业|民族|希望|附属|特殊教育|九年一贯制|寄宿制)?(?:小学|中学|学校|幼儿园|完小)"
_NOT_A_NAME: Final = r"[所个类级的在对与为将和及被有现共各、]|全[县市区镇乡州省国校]|农村|城[区乡镇]|乡镇|[民公]办|[公私]立|普通|示范|标准|薄弱|义务|中小|新建|改建|扩建|村级|山区|边远|优质|重点|特色|规模|合格|[县区市]直|[县区市]属|其[他它余]|其中|如(?![东皋])|[本上下][学年]|特殊|教育|职业|技工|[中高]等|[初高]级|完全|九年|寄宿|独立|[国省州]"
_PROPER: Final = rf"(?:(?!{_NOT_A_NAME})[一-龥]){{2,9}}?{_KIND}|[县市区镇乡](?:第?[一二三四五六七八九十]{{1,2}}|实验|高级|中心|职业)(?:小学|中学|幼儿园)"
_HAS: Final = r"(?!(?:现|共)?有?\d+所)(?=现|(?:19|20)\d\d年|共有|有(?!关|效|序)|拥有|(?:学校)?总?占地|位于|[座坐]落|始建|创[建办]于|在校|总人数|建筑面积|校舍|(?:再次|今年)[^,;。]{0,8}(?:成绩|佳绩),|(?:高考|中考)?(?:参考|上线|[一二]本)|,(?:现有|有|共有|占地|在校|学生|教职工)\d?)"
_CENTRE: Final = r"(?:[县市区]?职教中心|[县市区](?:职业中专|第?[一二三四五六七八九十]中))(?![学小心])"
_SUBJECT: Final = re.compile(
    rf"(?:(?<![一-龥])|(?<=[如])|(?<=目前))(?P<name>{_PROPER}){_HAS}|(?<![一-龥])(?P<centre>{_CENTRE})(?:{_HAS}|(?=(?:今年|[春秋]季)?招生\d))|(?P<own>[我该某本][校园](?![长园舍区内外]))"
)
_SPEAKS: Final = re.compile(
    "|".join(
        (
            *(
                f"{kind}{_HAS}"
                for kind in ("小学", "中学", "学校", "幼儿园", "完小", "职业中专", "[一二三四五六七八九十]中")
            ),
            "职教中心|我[校园]|该[校园]|某[校园]|本[校园]",
        )
    )
)
"""No sentence that ``_SUBJECT`` reads is without one of these."""
_ALL: Final = re.compile(
    r"全[县市区镇乡州省]|我[县市区镇乡州省]|全系统|各级|各校|各地|;(?:普通高中|职业高中|义务教育|小学|初中|幼儿园)(?:阶段)?(?=在校|在园|学生|招生|现有|共有|有)"
)
_GOES_ON: Final = re.compile(r"(?:学校|该[校园]|全校|校园|其中|现有|有\d|占地|校舍|具有)")
_BARE: Final = re.compile(
    r"(?<![一-龥])学校(?:现有|目前有?|位于|[座坐]落|始建|创[建办]于|现(?=\d)|总?占地(?:面积)?[约达为]?[\d.,]+(?:余|多)?(?:平方米|亩|m|㎡))"
)
"""学校现有学生720人: one school's figures, whose name stands elsewhere."""
SOME: Final = "?"
"""A single school that the text does not name where its figures stand."""
_UNNAMED: Final = 0.8
_TITLED: Final = re.compile(
    rf"(?P<name>(?:(?!{_NOT_A_NAME}|关于|年)[一-龥]){{2,14}}?{_KIND})(?=(?:19|20)\d\d|[一二][〇○零九]|第?[一二上下]学期|[^,;。]{{0,12}}(?:总结|汇报|报告|自查)$)"
)
_PUPILS: Final = frozenset(
    f"{state}{who}"
    for state in ("", "在编", "在岗", "在编在岗", "在职", "公办")
    for who in (
        "学生",
        "在校生",
        "在校学生",
        "在园幼儿",
        "教职工",
        "教师",
        "专任教师",
        "毕业生",
        "教学班",
        "新生",
        "幼儿",
    )
)
_FIGURES: Final = frozenset(
    {
        "招生人数",
        "毕业人数",
        "校舍建筑面积",
        "建筑面积",
        "占地面积",
        "生均校舍建筑面积",
        "园舍总面积",
        "校均规模数",
        "图书册数",
        "仪器设备值",
    }
)
"""What every kind of school has, beside the pupils and teachers themselves."""
_INSTITUTIONS: Final = ("机构", "学校", "小学", "中学", "完小", "村小", "幼儿园", "教学点")
_OF_SOME: Final = 0.8
_NEXT_ITEM: Final = 0.85
_BRACKET: Final = re.compile(r"\([^()]*\)")
_MARK: Final = re.compile(r"[,;:]")
_EXAM: Final = re.compile(r"上线|高考|中考|会考|参考|录取|升学|及格|优秀率|平均分|达标率")
_ANY_SCHOOL: Final = re.compile(
    r"校数?|(?:各级|各类|级|类|所有)*(?:学校|学校和幼儿园|[一-龥]{0,8}中小学(?:校|和幼儿园)?)|教学点"
)


class Subject(NamedTuple):
    """From ``at`` on the sentence speaks of the school; of no single one where ``school`` is empty."""

    at: int
    school: str


@lru_cache(maxsize=64)
def school_of_title(title: str) -> str:
    """The school whose report it is; empty where the title names none.

    >>> school_of_title("河口镇中心小学2013年工作总结"), school_of_title("云江市中小学校舍安全工作总结")
    ('河口镇中心小学', '')
    """
    found = _TITLED.search(title)
    return found["name"] if found else ""


def subjects_in(folded: str, span: Span, before: str) -> list[Subject]:
    """Of which school a sentence speaks, in order; ``before`` is of which one the sentence before spoke.

    >>> text = "全县有学生9000人,河口小学现有学生720人。"
    >>> [subject.school for subject in subjects_in(text, Span(0, len(text)), "")]
    ['', '河口小学']
    """
    carried = before if before and _GOES_ON.match(folded, span.start) else SOME if before else ""
    found = [Subject(span.start, carried)] if carried else []
    speaks = _SPEAKS.search(folded, *span) is not None
    named = (
        [Subject(m.start(), m["name"] or m["centre"] or m["own"]) for m in _SUBJECT.finditer(folded, *span)]
        if speaks
        else []
    )
    if not before and folded.find("学校", *span) >= 0:
        named += [Subject(m.start(), SOME) for m in _BARE.finditer(folded, *span)]
    everyone = (Subject(m.start(), "") for m in _ALL.finditer(folded, *span))
    return sorted([*found, *named, *everyone], key=itemgetter(0))


def school_at(subjects: Sequence[Subject], at: int) -> str | None:
    """The school that the sentence speaks of at a number; empty where it speaks of all, None where it says nothing."""
    return next((subject.school for subject in reversed(subjects) if subject.at < at), None) if subjects else None


def without_school(setting: Setting, school: str | None) -> Setting:
    """The words before the number without the school that they begin with."""
    left = setting.left.partition(school)[2] if school and school in setting.left else setting.left
    return setting._replace(left=left) if left != setting.left else setting


def of_school(name: Name, spoken: str | None, titled: str) -> Name:
    """The name with its school among the qualifiers.

    ``titled`` is the school whose report it is: what the vocabulary knows would else stand in its county's series.
    """
    level = name.indicator in BY_NAME or (name.noun in _PUPILS and not name.verb) or _EXAM.search(name.indicator)
    if spoken == SOME and not titled:
        return name._replace(certain=min(name.certain, _UNNAMED), doubt="whose") if level else name
    school = titled if level and spoken in {None, SOME} else "" if spoken == SOME else spoken
    if not school or not name.indicator or school in name.indicator or school in "".join(name.qualifiers):
        return name
    return name._replace(qualifiers=(school, *name.qualifiers))


def of_counted(name: Name, setting: Setting, earlier: Sequence[Named]) -> Name:
    """职业中学2所,学生1047人: the pupils are those of the schools just counted, and not of all.

    普通高中在校生1.1万人,教职工821人: the teachers are those of the pupils' schools. After several kinds in a row
    (小学48所,初中12所,在校学生3.8万人) they are of all these.
    """
    if setting.bracketed and earlier and earlier[-1].name.doubt == "part" and stands(name):
        return name._replace(certain=min(name.certain, _OF_SOME), doubt="part")
    if not setting.left and earlier and earlier[-1].setting.quantity.unit == "所" and stands(name):
        name = name._replace(qualifiers=())
    if name.qualifiers or not stands(name) or setting.clause.startswith("全"):
        return name
    bracketed = setting.bracketed
    inside = [n for n in earlier if n.setting.sentence == setting.sentence and n.setting.bracketed == bracketed]
    figures = [named for named in inside if not change_before(named.setting.left)]
    opened = bool(figures) and not bracketed and _opens(figures[-1]) and "其中" not in setting.clause
    if opened and setting.lead.endswith(","):
        return name._replace(qualifiers=_fitting(figures[-1].name.qualifiers, name))
    counted = [at for at, named in enumerate(figures) if _counts_schools(named)]
    at = counted[-1] if counted else -1
    if at < 0 or not all(stands(named.name) for named in figures[at + 1 :]):
        return _of_item(name, figures) if opened and setting.lead.endswith(";") else name
    clause = figures[at].setting
    listed = at - 1 in counted and not clause.lead.endswith((";", ":", "(")) and "其中" not in clause.clause
    return name if listed else name._replace(qualifiers=_kind(figures[at].name, name.noun))


def _of_item(name: Name, figures: Sequence[Named]) -> Name:
    """小学招生1万人;在校生6万人: the next item goes on with the kind of the first, if no other kind was named."""
    last = figures[-1].name
    alone = len({named.name.qualifiers for named in figures if named.name.indicator == last.indicator}) == 1
    qualifiers = _fitting(last.qualifiers, name)
    return (
        name._replace(qualifiers=qualifiers, certain=min(name.certain, _NEXT_ITEM), doubt="whose")
        if alone and qualifiers
        else name
    )


def _counts_schools(named: Named) -> bool:
    return named.setting.quantity.base_unit == "所" or (
        named.setting.quantity.unit in {"个", "处"} and named.name.noun.endswith(_INSTITUTIONS)
    )


def _fitting(qualifiers: tuple[str, ...], name: Name) -> tuple[str, ...]:
    """Infants need no kindergarten beside them."""
    return tuple(one for one in qualifiers if not ("幼儿" in name.noun and one == "幼儿园"))


def stands(name: Name) -> bool:
    """Whether it is one of the figures that every kind of school has."""
    return name.indicator in _FIGURES or (name.noun in _PUPILS and not name.verb)


def _opens(last: Named) -> bool:
    """Whether the pupils of a kind of schools open their item of the sentence."""
    lead = _BRACKET.sub("", last.setting.lead)
    opening = not _MARK.search(lead) or lead.endswith((";", ":"))
    return opening and last.setting.quantity.kind == "people" and stands(last.name)


def _kind(kind: Name, noun: str) -> tuple[str, ...]:
    """The kind of schools that was counted; empty where all schools were, or where the count tells of a deed."""
    schools = kind.indicator.removesuffix("数")
    if kind.verb or (not kind.qualifiers and _ANY_SCHOOL.fullmatch(schools)):
        return ()
    if ("幼儿" in noun and schools in {"幼儿园", "学前教育机构"}) or kind.noun == "校":
        return kind.qualifiers
    joined = "".join(kind.qualifiers)
    whole = (
        schools if schools != "学校" else f"{joined.removesuffix('学')}{'学校' if joined.endswith('学') else schools}"
    )
    return (*(qualifier for qualifier in kind.qualifiers if qualifier not in whole), whole)
