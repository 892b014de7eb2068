"""When a number holds: years, halves, terms and dates in its sentence, else carried over, else the report's own."""

# ruff: noqa: E501  a line of a table is one decision

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from reports.parsing.types import Period

_YEAR: Final = r"(?:19|20)\d{2}"
_PART: Final = r"上半年|下半年|春期|秋期|春季|秋季|(?:(?P<month>\d{1,2})月份?(?:(?P<day>\d{1,2})日)?)|年?[底末]|年?初(?![中等级高])|度"
_TIMES: Final = (
    ("2011-2012学年", rf"(?<!\d)(?P<sa>{_YEAR})(?:年?[-—–~至](?P<sb>{_YEAR}|\d{{2}}))?学年度?"),
    ("2011—2013年", rf"(?<!\d)(?P<ra>{_YEAR})年?(?:-|—|–|~|至|到|--|——)(?P<rb>{_YEAR}|\d{{2}})年"),
    ("2013年以来", rf"(?<!\d)(?P<since>{_YEAR})年(?:\d{{1,2}}月)?(?:以来|起至今|至今)"),
    ("2012年春期", rf"(?<!\d)(?P<ya>{_YEAR})年(?!级|届)(?P<part>{_PART})?"),
    ("二〇一一年", r"(?P<cn>[一二][〇○零O0九八][〇○零O一二三四五六七八九十]{2})年(?!级|届)"),
    ("“十二五”期间", r"(?P<which>十[一二三四五]?)[、·]?五”?(?:规划)?(?:期间|时期|(?P<which_end>期末|末)|以来)"),
    (
        "未来三年",
        r"(?:未来|今后|接下来的?)(?P<n>[一二两三四五六七八九十]|\d{1,2})年|(?:(?<![一-龥第])|(?<=[划将拟在用内]))(?P<n2>[一二两三四五六七八九十]|\d)年内(?!容)",
    ),
    (
        "近三年",
        r"(?:近|过去|前)(?<!学前)(?P<n3>[一二两三四五六七八九十]|\d)年(?!级)|(?<![第十\d])(?P<n4>[二两三四五六七八九十]|\d{1,2})年(?:来|间)",
    ),
    (
        "今年",
        r"(?P<relative>今年|本年度?|全年|去年|上年度?|上一年|前年|明年|来年|下一年)(?P<rpart>上半年|下半年|春期|秋期|春季|秋季)?",
    ),
    ("目前", r"(?P<now>目前|现有|如今|现在|截至目前)"),
    ("上半年", r"(?P<half>上半年|下半年)"),
    ("截至12月底", r"(?<![\d年])(?P<amonth>\d{1,2})月(?:(?P<aday>\d{1,2})日|底|末)"),
)
_BEGINS: Final = r"[\d一二两三四五六七八九十近过前未今接本全去上明来下目现如截]"
"""What one of ``_TIMES`` may begin with: most characters of a text are passed over at a glance."""
_TIME: Final = re.compile(f"(?={_BEGINS})(?:{'|'.join(expression for _, expression in _TIMES)})")
TIME_EXAMPLES: Final = tuple(example for example, _ in _TIMES)
_HINT: Final = re.compile(r"[年月期五目现如](?:(?<=[年月期])|(?<=五)”?末|(?<=目)前|(?<=现)[有在]|(?<=如)今)")
"""One of these stands in every time. One class of letters opens the expression: so most sentences are let by at once."""
_PLAN_YEARS: Final = re.compile(rf"({_YEAR})年?(?:-|—|–|~|至|--|——)({_YEAR})年")
_TITLE_REACH: Final = 80
_COMPARED_REACH: Final = 10
_COMPARED: Final = re.compile(
    r"(?:比|较|与|同|和|相对|超过|高于|低于|由|从|自|是)“?$|(?:比|较)“?十[一二三四]?五”?[期年]?[末底]的$|(?:创办|始建|建校|创建|成立|建立|兴建|建)于$"
)
_ATTRIBUTE: Final = re.compile(
    r"(?:以来|以前|之前|前|初|底|度)?[^,;:。()\d]{0,10}(?:提出|确定|结转|开工|未开工|建成|制定|制订|签订|印发|出台|下达|规划|启动|立项|通过|认定|公布)(?:中)?的"
)
_START: Final = re.compile(r"(?:秋季|春季|秋期|春期|秋|春|\d{1,2}月份?)?(?:起|开始|以来|后)")
_NUMERALS: Final = {digit: value for value, digit in enumerate("零一二三四五六七八九十")} | {"两": 2}
_YEAR_DIGITS: Final = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_RELATIVE: Final = {"今": 0, "本": 0, "全": 0, "去": -1, "上": -1, "前": -2, "明": 1, "来": 1, "下": 1}
_PLANS: Final = {"十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026}
_HALVES: Final = {"上半年": 1, "春期": 1, "春季": 1, "下半年": 2, "秋期": 2, "秋季": 2}


class When(NamedTuple):
    """Years, both included. ``at`` and ``end`` are where the words stand in the text.

    ``explicit``: another year than the report's own may be meant; ``local``: it only says of the next words (比上年,
    由2011年的, 上年结转的), not of the sentence.
    """

    start: int | None
    last: int | None
    half: int | None = None
    as_of: str | None = None
    at: int = 0
    end: int = 0
    explicit: bool = False
    local: bool = False


def times_in(folded: str, start: int, end: int, report: Period) -> list[When]:
    """Every time that the text names between the offsets, in order. Years in titles of documents are left out."""
    found: list[When] = []
    if _HINT.search(folded, start, end) is None:
        return found
    for match in _TIME.finditer(folded, start, end):
        reach = max(start, match.start() - _TITLE_REACH)
        if folded.rfind("《", reach, match.start()) > folded.rfind("》", reach, match.start()):
            continue
        when = _when(match, report)
        if when is not None:
            if match["n2"]:
                when = _of_the_plan(folded, start, match, when)
            local = _is_local(folded, start, match)
            found.append(When(when.start, when.last, when.half, when.as_of, *match.span(), when.explicit, local))
    return found


def _of_the_plan(folded: str, start: int, match: re.Match[str], when: When) -> When:
    """《三年行动计划(2011—2013年)》,三年内新建31所: the years are those of the plan just named."""
    named = _PLAN_YEARS.findall(folded, max(start, match.start() - _TITLE_REACH), match.start())
    length = (when.last or 0) - (when.start or 0)
    spans = [(int(first), int(last)) for first, last in named if int(last) - int(first) == length]
    return when._replace(start=spans[-1][0], last=spans[-1][1]) if spans else when


def _is_local(folded: str, start: int, match: re.Match[str]) -> bool:
    if _ATTRIBUTE.match(folded, match.end()):
        return True
    led = _COMPARED.search(folded, max(start, match.start() - _COMPARED_REACH), match.start())
    since = match["rb"] or _START.match(folded, match.end())
    return led is not None and not (led.group().rstrip("“") in {"从", "自", "由"} and since)


def period_at(folded: str, times: Sequence[When], at: int, usual: When) -> When:
    """The time that holds at an offset: the last one named before it, else ``usual``."""
    for when in reversed(times):
        if when.at < at and _in_aside(folded, when, at):
            continue
        if when.at < at and not when.local and not (when.as_of and not when.explicit and ";" in folded[when.end : at]):
            return when
        if when.local and when.at < at <= when.end + 2 and folded[when.end : at] in {"", "的", "”", "”的", "("}:
            return when
    return usual


def _in_aside(folded: str, when: When, at: int) -> bool:
    """教师2799人(含2019年以来招聘的229人),其中小学1228人: the time in the bracket holds inside it."""
    opening = folded.rfind("(", max(0, when.at - _COMPARED_REACH), when.at)
    aside = opening >= 0 and folded.startswith(("含", "其中", "包括", "不含"), opening + 1)
    return aside and ")" not in folded[opening : when.at] and ")" in folded[when.end : at]


def default_period(report: Period) -> When:
    """The report's own period. ``half`` is the half of a year, or the term of a school year, which has two years."""
    term = report.unit == "term" and report.start != report.end
    return When(report.start, report.end, report.half if report.unit == "half" or term else None)


def _when(match: re.Match[str], report: Period) -> When | None:
    if match["sa"]:
        return _span(match["sa"], match["sb"])
    if match["ra"]:
        return _span(match["ra"], match["rb"])
    if match["since"]:
        first = int(match["since"])
        return When(first, max(first, report.end or first), explicit=True)
    if match["ya"]:
        return _year(match)
    if match["cn"]:
        digits = match["cn"].translate(_YEAR_DIGITS)
        return (
            When(int(digits), int(digits), explicit=True) if digits.isdecimal() and digits[:2] in {"19", "20"} else None
        )
    if match["which"]:
        first = _PLANS[match["which"]]
        return When(first + 4 if match["which_end"] else first, first + 4, explicit=True)
    return _relative(match, report)


def _span(first: str, last: str | None) -> When | None:
    start = int(first)
    end = start if last is None else int(last) if len(last) == 4 else start - start % 100 + int(last)
    return When(start, end, explicit=True) if start <= end <= start + 30 else None


def _year(match: re.Match[str]) -> When:
    year = int(match["ya"])
    as_of = None
    if match["month"] and 1 <= int(match["month"]) <= 12:
        as_of = f"{year}-{int(match['month']):02d}"
        if match["day"] and 1 <= int(match["day"]) <= 31:
            as_of += f"-{int(match['day']):02d}"
    return When(year, year, _HALVES.get(match["part"] or ""), as_of, explicit=True)


def _relative(match: re.Match[str], report: Period) -> When | None:
    if match["now"]:
        return default_period(report)
    base = report.end if report.end is not None else report.start
    if base is None:
        return When(None, None, _HALVES.get(match["half"] or match["rpart"] or ""))
    if match["relative"]:
        year = base + _RELATIVE[match["relative"][0]]
        return When(year, year, _HALVES.get(match["rpart"] or ""), explicit=True)
    if match["half"]:
        return When(base, base, _HALVES[match["half"]])
    ahead, back = match["n"] or match["n2"], match["n3"] or match["n4"]
    if ahead or back:
        count = int(ahead or back) if (ahead or back).isdecimal() else _NUMERALS[ahead or back]
        return When(base, base + count - 1, explicit=True) if ahead else When(base - count + 1, base)
    month, day = int(match["amonth"]), int(match["aday"] or 0)
    if not 1 <= month <= 12:
        return None
    return When(base, base, None, f"{base}-{month:02d}" + (f"-{day:02d}" if 1 <= day <= 31 else ""))
