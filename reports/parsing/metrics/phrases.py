"""Noun phrases beside a number: cut out, stripped of what is told elsewhere, parted into name and qualifiers."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from reports.parsing.metrics.words import PLACES, QUALIFIERS

_LEAD: Final = re.compile(
    r"^(?:\d{4}(?:年)?(?:[-—~至]\d{2,4}年)?(?:度|底|末|初|上半年|下半年|春期|秋期|春季|秋季)?|\d{1,2}月份?(?:底|末)?|今年|去年|上年|全年|本年度|上半年|下半年|目前|其中|已|现|共|又|还|另|新|率先|先后|累计|面向社会|一是|二是|三是|四是|五是|六是|首先|同时|每年|年均|以及|并|仅|约|近|总计|全部|各|了|的|地|等|所有|现在|到|截止|截至|成功|大力|积极|努力|\(?\d{1,2}[、.)]|[一二三四五六七八九十]{1,2}、|[-—:“”、 和与及或的])+"
)
_TAIL: Final = re.compile(
    r"(?:[ 、“”:]|为|是|达到?|有|共|约|近|的|了|均|各|等|累计|总计|共计|达|以上|分别|已|仅|只|就|将|计划|规划|预计|拟|合计|总数|总量|总人数|人数|数量|数|则|也|都|再|又)+$"
)
_STOP: Final = re.compile(
    r"[,;:。!?()\[\]【】\n\t、|]|参加|获|被|为|已|在(?!校|园|编|岗|研|读|籍)|进行|通过|享受|免|就读|按(?!摩)|正|并|都|均|全|予以|得|接受|到|组成|开展|完成|达|的|与|和|及|或|以|由|从|用于|铺|建有|配|安装|实现|结成|充实|作为|纳入|属|于|是|占|比|分|给|向|对|将|未|没|不|还|报名|考(?!试|核|察|点|场|官|生|评)|入(?=学|园|读|围|选)|上线|升入|就业|签|受|荣|取得|使用|投入|正式|顺利|全部|申|奔|担任|任(?!务|课|教)|实施|流|合格(?![幼教学园])"
)
_SUFFIX: Final = re.compile(r"(?:(?:联系|专项|建设)?(?:工作|任务)|情况|左右|以上|以内|以下|多个?|余个?)$")
_EDGE: Final = " “”‘’\"'、的等和与及或了:《》"
LONGEST_NAME: Final = 22


class Phrase(NamedTuple):
    """``noun`` is what a name is made of; ``qualifiers`` are the words that were taken out of it."""

    noun: str
    qualifiers: tuple[str, ...]


def phrase_after(right: str) -> str:
    """The noun phrase that begins right after the unit.

    >>> phrase_after("城区义务教育阶段学校学生免交学杂费"), phrase_after("以上"), phrase_after("的危房")
    ('城区义务教育阶段学校学生', '', '危房')
    """
    text = right.lstrip(" ")
    text = re.sub(r"^(?:以上|左右|以内|以下|不等)", "", text)
    text = re.sub(r"^的", "", text).lstrip("“ ")
    stop = _STOP.search(text)
    if stop and stop.group() == "的" and stop.start() <= 2:
        stop = _STOP.search(text, stop.end())
    return text[: stop.start() if stop else len(text)].strip(_EDGE)[: LONGEST_NAME + 8]


def phrase_before(left: str) -> str:
    """The noun phrase that ends right before the number.

    >>> phrase_before("2011年全县义务教育阶段有留守儿童")
    '义务教育阶段有留守儿童'
    """
    text = _TAIL.sub("", _LEAD.sub("", left.strip()))
    text = _LEAD.sub("", PLACES.sub("", text))
    return text.strip(_EDGE)


def split_phrase(text: str) -> Phrase:
    """A noun phrase without its qualifiers, and these.

    >>> split_phrase("城区公办幼儿园")
    Phrase(noun='幼儿园', qualifiers=('城区', '公办'))
    """
    text = _after_enumeration(PLACES.sub("", text))
    found = tuple(dict.fromkeys(QUALIFIERS.findall(text)))
    bare = QUALIFIERS.sub("", text)
    noun = bare if len(bare.strip(_EDGE)) >= 2 else text
    noun = _SUFFIX.sub("", noun).strip(_EDGE)
    return Phrase(noun[-LONGEST_NAME:], found)


def _after_enumeration(text: str) -> str:
    """护家、龙山等乡镇中心幼儿园 → 乡镇中心幼儿园; 备课资料、教学计划等资料 → 资料."""
    _, mark, tail = text.rpartition("等")
    if mark and len(tail) >= 2 and not tail.startswith(("级", "奖", "教育", "职业", "学校")):
        return tail
    if "、" in text:
        return text.rpartition("、")[2] or text
    return text
