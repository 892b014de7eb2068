"""The words of a heading: how far they reach behind its mark, and whether they make a heading at all.

A short sentence behind the mark is the heading; a long one is text, and its first clause names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from reports.parsing.folding import fold
from reports.parsing.marks import Mark, find_mark
from reports.parsing.types import HeadingStyle

IsPlace = Callable[[str], bool]
Titular = Literal["surely", "maybe", "no"]

LONGEST_LINE = 50
LONGEST_SENTENCE = 36
LONGEST_CLAUSE = 60
SLOGAN = 9
LONGEST_SERIES = 30

STOP = re.compile(r"[。；;！!？?]")
CLAUSE = re.compile(r"[,，。；;！!？?]|(?<!\d)[:：]|[:：](?!\d)")
COUNTED = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,2}(?:年级|年(?!来)|月|日|期|等奖|级|类|个|名|所|中|小|高)|[~—-]\d)"
)
AMOUNT = re.compile(r"\d[\d.]*(?:多|余)?(?:万|亿)?(?:元|套|名|人|所|个|台|栋|幢|平方米|亩|册|%)")
"""In a full sentence of two clauses (建成周转房30套,教师安居。) it is a statement, and no part of a heading."""
DAY = re.compile(r"\d{1,2}月\d{1,2}日")
"""An item that begins with a day tells what was done on it."""
SCORED = re.compile(r"[\u4e00-\u9fff“”、]{3,30}[(（][^()（）\n]{0,16}\d\.?分[^()（）\n]{0,16}[)）]")
"""机构与制度(满分30分，得28分): a self-assessment's chapter."""
LABEL = re.compile(r"([\u4e00-\u9fff“”、]{2,14})[:：](?=\S)")
NAMED = re.compile(r"([^:：。,，、\s—-]{2,14})(?:[:：。]|——|--|[ \t\u3000])")
GLUED_NAME = re.compile(
    r"([\u4e00-\u9fff]{1,9}?[区县市旗])(?:教育局|教体局)?(?=全[区县市旗校]|[我该][区县市旗]|20\d\d年|今年|目前|现有|共有|高度|认真|切实|坚持|加大|按照|围绕)"
)
"""一、甲县全县新建…: the line's end behind a name was lost."""
_CLAUSE_WORDS = r"[\u4e00-\u9fff“”《》、\d]"
BLANK_BEHIND = re.compile(
    rf"{_CLAUSE_WORDS}{{3,30}}(?:(?=[ \t\u3000\u00a0]+[\u4e00-\u9fff“(（\d])"
    rf"|(?P<more>(?:[,，]{_CLAUSE_WORDS}{{3,16}}){{1,2}})(?=[ \t\u3000\u00a0]+[\u4e00-\u9fff]))"
)
WITHOUT_OPENING = re.compile("(?<=..)(?:按照|根据|围绕|依据|对照|本着|紧扣|通过|随着|为了?)$")
"""党建引领按照 “……”的总思路: the sentence opened before the blank, which a lost quotation mark left."""
GLUED_MARK = re.compile(
    r"(?<=[\u4e00-\u9fff”年])\s*(?:1[.、](?![\d.])\s?|[(（]一(?:[)）]|(?=以))|一是)(?=[\u4e00-\u9fff“])"
)
_NOUN = (
    "(?<=估价|情况|回顾|成效|成绩|问题|不足|打算|思路|措施|安排|建议|经验|工作|总结|体会|任务|目标|做法"
    "|重点|计划|举措|概况|建设|发展|管理|水平|质量|督查|检查|评估|培训|机制|制度|活动|责任|环境|保障|氛围|格局|力度|成果"
    "|目的|意义|思想|方法|结果|条件|规划|体系|队伍|能力|素质|步伐|效益|公平|改革)"
)
_TIME = "(?:刚刚过去的|(?:过去的?一[年学]|今年以来|一年来|半年来|近年来|近几年|去年以来|本学[期年])(?!的)|截[至止])"
_SUBJECT = (
    r"(?:(?:20\d\d|20[xX*_]{2}|[xX*_]{1,4})年|全[县区市校](?!的)|我[县区市](?!的)|目前|根据|按照"
    r"|为(?:了|进一步|深入|全面|切实|认真|贯彻|确保|加强|提高|协助|推)|坚持|(?:市|县|区)教[育体]|本着|以(?=[^。,，]{2,30}[为為]))"
)
CLEAR_OPENER = re.compile(_NOUN + _TIME)
OPENER = re.compile(
    f"{CLEAR_OPENER.pattern}|{_NOUN}{_SUBJECT}"
    f"|(?<![在于至到从自对和与及、,，“的是成把将给为让使了])(?:{_TIME}|我们(?!的)|我[局校室科园])"
)
"""What opens a sentence: 存在的问题|近年来,…: the line's end between heading and text was lost."""
NARROWEST, NARROWEST_NAME = 4, 3
_FAULTS = "(?:困难|问题|不足|差距|薄弱环节|原因)"
_DEEDS = "(?:做法|成效|措施|成绩|经验|体会|建议|举措)"
_PLANS = "(?:打算|思路|计划|安排|重点|措施|任务|设想|建议)"
USUAL = re.compile(
    rf"(?:基本(?:情况|概况)|取得的?(?:主要)?{_DEEDS}|工作开展情况|(?:存在|面临)的?(?:主要|突出)?{_FAULTS}(?:[和与及、]{_FAULTS})?"
    rf"|(?:主要|具体|几点|工作){_DEEDS}(?:[和与及、]{_DEEDS})?|(?:工作|总体)(?:目标|思路|回顾)|指导思想"
    rf"|(?:下一?步|今后|明年|下半年|下一?阶段|下学期)的?(?:主要|重点)?(?:工作)?的?{_PLANS}(?:[和与及、]{_PLANS})?|今后(?:工作)?的?(?:努力)?方向)"
    r"(?=[\u4e00-\u9fffxX×*])(?![的和及与、汇报介绍如概分等取进以是突明显表比较基仍依还已有就上为]|在(?![^。,，]{2,30}[,，]))"
)
"""What most reports call a chapter: 存在的问题|校舍紧张,…. The sentence behind it needs no word that opens one."""
LONGEST_USUAL = 16
_VERB = (
    "(?:提[高升]|打造|培[养育]|创[设建优新]|推[进动行]|促进|加[强大快]|强化|优化|完善|[构共]建|建[设立]|营造|确保|保障|落实|深化|规范|改[善进]"
    "|增强|健全|实[现施]|狠抓|抓[好实]|做好|[办搞]好|树立|维护|激[发活]|夯实|凝聚|丰富|拓[宽展]|发[挥展]|注重|重视|突出|彰显|服务|争[创当]|引领"
    "|助推|筑牢|形成|展[示现]|关[爱注]|减轻|转变|开[展创]|坚持|力[促求]|严[格抓]|全面|切实|巩固|净化|美化|密切|普及|均衡)"
)
PAIR = re.compile(rf"({_VERB}[\u4e00-\u9fff“”]{{2,12}})[,，](?={_VERB})")
SENTENCE_OPENS = re.compile(
    rf"(?:学校|各?[校园班乡镇]|[我全][校园局县区市镇乡]|各(?:学校|乡镇|部门|处室|年级)|[教政总德后保][\u4e00-\u9fff]处|大队部|少先队|团委|工会|教研组|局[党机里长]"
    rf"|县[委政教局]|区[委政教局]|市[委政教局]|本[学年期]|今年|一[年学]|去年|先后|共|在|为|以|按照?|根据|通过|组织|结合|围绕|利用|针对|认真|积极|继续|定期|每[周月学天]|{_VERB})"
)
"""What a sentence begins with where its heading lost the line's end: who acts, when, or what is done."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Offsets in the text: the mark begins at ``start``, the words stand at ``words`` to ``end``."""

    start: int
    words: int
    end: int
    mark: str
    family: str
    rank: float
    ordinal: int | None
    style: HeadingStyle
    place: bool = False
    titular: Titular = "surely"
    """"no" where the words are only the first clause of a list's item; "maybe" for a sentence with text under it."""
    name_end: int = 0
    """Where the place's name ends that the words begin with."""
    name_start: int | None = None
    """Where the place's name begins that stands below the words, in a line of its own."""

    @property
    def named(self) -> slice:
        """Where the place's name stands."""
        return slice(self.words if self.name_start is None else self.name_start, self.name_end)


def worded(start: int, line: str, mark: Mark, after: str, is_place: IsPlace) -> Heading:
    """The heading that ``mark`` opens: how far do its words reach, and do they begin with a place?"""
    rest = line[mark.length :]
    length, run_in = _reach(rest, _goes_deeper(after, mark), mark.family in {"cn", "paren_cn"})
    named = leading_place(rest[: length + 1], is_place) or leading_place(rest[:length], is_place)
    if named and run_in:
        length = named
    words = rest[:length].rstrip()
    begin = start + mark.length
    return Heading(
        start=start,
        words=begin,
        end=begin + len(words),
        mark=line[: mark.length].strip(),
        family=mark.family,
        rank=mark.rank,
        ordinal=mark.ordinal,
        style="run_in" if run_in else "line",
        place=bool(named),
        titular="surely" if named else _titular(rest, length, run_in, after, mark),
        name_end=begin + named,
    )


def _titular(rest: str, length: int, run_in: bool, after: str, mark: Mark) -> Titular:
    """Is it a heading, or the first words of an item? A heading has text of its own, or no stop behind it."""
    if DAY.match(rest):
        return "no"
    behind = rest[length : length + 1]
    if mark.family in {"series", "bullet"}:
        if not run_in and mark.text.startswith("第"):
            return "surely" if not behind and length <= LONGEST_SERIES and _goes_deeper(after, mark) else "no"
        return "surely" if run_in and behind in {"。", "！"} and length <= LONGEST_SERIES else "no"
    if run_in:
        following = rest[length:].strip()[:1]
        listed = (following and following in ",，；;") or AMOUNT.search(rest, 0, length) or AMOUNT.match(rest, length)
        return "no" if listed else "surely"
    if not behind or behind not in "。；;！":
        return "surely"
    return "maybe" if _goes_deeper(after, mark) else "no"


def leading_place(words: str, is_place: IsPlace) -> int:
    """The length of a place's name that words are, or begin with (江阳区：优质发展); 0 if they do not.

    >>> leading_place("江阳区：优质发展", lambda words: words == "江阳区")
    3
    """
    whole = words.rstrip(" :：。")
    if is_place(whole):
        return len(whole)
    found = NAMED.match(words) or GLUED_NAME.match(words)
    return found.end(1) if found and is_place(found.group(1)) else 0


def _goes_deeper(after: str, mark: Mark) -> bool:
    """Does what follows belong under the heading: a paragraph without mark, or a mark of lower rank?"""
    if not after:
        return False
    below = find_mark(fold(after[:20]))
    return below is None or below.rank > mark.rank


def _reach(rest: str, deeper: bool, chapter: bool) -> tuple[int, bool]:
    """Length of the heading's words in ``rest``, and whether text runs on behind them."""
    stop = STOP.search(rest, 0, 400)
    sentence = stop.start() if stop else len(rest)
    runs_on = bool(stop) and bool(rest[sentence + 1 :].strip(" ”」"))
    part = _scored(rest) or _next_mark(rest[:sentence]) or _label(rest) or _blank_after(rest, chapter)
    if part:
        return part, True
    if not runs_on:
        if sentence <= LONGEST_LINE and (not stop or deeper or not re.search("[,，]", rest[:sentence])):
            opened = _opener(rest) if stop else 0
            if opened:
                return opened, True
            amount = AMOUNT.search(rest, 2, sentence) if stop and re.search("[,，]", rest[:sentence]) else None
            if amount:
                return min(_clause(rest), amount.start()), True
            return len(rest[:sentence].rstrip(" :：")), False
        return _first_words(rest), True
    if CLEAR_OPENER.search(rest, NARROWEST, sentence):
        return _first_words(rest), True
    if sentence <= LONGEST_SENTENCE and _one_thought(rest[:sentence], chapter) and stop and stop.group() not in ";；":
        return sentence, True
    return _first_words(rest), True


def _first_words(rest: str) -> int:
    """The heading's words in a line that runs on without a stop behind them."""
    return _opener(rest) or _pair(rest) or _clause(rest)


def _next_mark(sentence: str) -> int:
    """过去五年工作回顾1.协调发展…: where the next mark was glued to the heading; 0 if none was."""
    found = GLUED_MARK.search(sentence, 0, 60)
    return found.start() if found and found.start() >= NARROWEST_NAME else 0


def _scored(rest: str) -> int:
    """自查情况(满分100分,得91分)根据…: the length of a heading that ends with its points; 0 of any other."""
    found = SCORED.match(rest)
    return found.end() if found and rest[found.end() : found.end() + 1].strip() else 0


def _label(rest: str) -> int:
    """学位保障：新建…: the length of a label that a colon parts from its text; 0 if there is none."""
    found = LABEL.match(rest) if STOP.search(rest, 0, 400) or len(rest) > LONGEST_LINE else None
    return found.end(1) if found and not found.group(1).endswith(("是", "为", "如下", "说", "有", "于")) else 0


def _blank_after(rest: str, chapter: bool) -> int:
    """存在的问题 各学校…: a blank parts the heading from its text in a line that runs on; 0 if none does.

    Only a chapter's heading may have several clauses: in the items of a list a blank is a typist's.
    """
    found = BLANK_BEHIND.match(rest) if len(rest) > LONGEST_LINE else None
    if found is None or (found.group("more") and not chapter):
        return 0
    words = rest[: found.end()]
    return len(WITHOUT_OPENING.sub("", words)) if len(words) > NARROWEST else len(words)


def _opener(rest: str) -> int:
    """今年工作回顾刚刚过去的…: where a sentence opens behind the heading, without a stop between; 0 if none does."""
    found = OPENER.search(rest, NARROWEST, LONGEST_SENTENCE + 4)
    usual = USUAL.search(rest, 0, 2 * LONGEST_SENTENCE)
    ends = [found.start()] if found else []
    ends += [usual.end()] if usual and usual.end() <= LONGEST_USUAL else []
    words = rest[: min(ends, default=0)]
    return len(words) if words and not STOP.search(words) and _one_thought(words) else 0


def _pair(rest: str) -> int:
    """抓实常规管理，提高教学质量学校…: two clauses of one length, a sentence opens behind them; 0 if it is not so."""
    first = PAIR.match(rest)
    end = first.end() + len(first.group(1)) if first else 0
    second = rest[first.end() : end] if first else ""
    whole = len(second) * 2 + 1 == end and not CLAUSE.search(second) and SENTENCE_OPENS.match(rest, end)
    return end if whole else 0


def _one_thought(sentence: str, chapter: bool = False) -> bool:
    """One clause or two, or a row of short slogans; else the sentence is text. A chapter may end in a longer one."""
    parts = re.split("[,，:：]", sentence)
    return len(parts) <= 2 or max(map(len, parts[:-1] if chapter and len(parts) == 3 else parts)) <= SLOGAN


def _clause(rest: str) -> int:
    found = CLAUSE.search(rest, 2, LONGEST_CLAUSE)
    return found.start() if found else min(len(rest), LONGEST_SENTENCE)


def is_count(folded: str, mark: Mark) -> bool:
    """一、二年级, 1-6周岁: a number of things, no mark."""
    if mark.family in {"cn", "num"} and folded[mark.length - 1] in "、,":
        return bool(COUNTED.match(folded, mark.length)) and not re.match(r"\d{1,2}月|\d", folded[mark.length :])
    return False
