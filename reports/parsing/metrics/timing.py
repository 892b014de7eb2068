"""When a number holds: years, halves, terms and dates in its sentence, else carried over, else the report's own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from reports.parsing.types import Period

_YEAR: Final = r"(?:19|20)\d{2}"
_TIME: Final = re.compile(
    rf"(?P<school_year>(?P<sa>{_YEAR})(?:[-—–~至](?P<sb>{_YEAR}|\d{{2}}))?学年度?)"
    rf"|(?P<range>(?P<ra>{_YEAR})年?(?:-|—|–|~|至|到|--|——)(?P<rb>{_YEAR}|\d{{2}})年)"
    rf"|(?P<year>(?<!\d)(?P<ya>{_YEAR})年(?!级|届)(?P<part>上半年|下半年|春期|秋期|春季|秋季|(?:(?P<month>\d{{1,2}})月(?:份)?(?:(?P<day>\d{{1,2}})日)?)|年?[底末初]|度)?)"
    rf"|(?P<plan>“?(?P<which>十|十一|十二|十三|十四|十五)[、·]?五”?(?:规划)?(?:期间|时期|期末|末|以来|五年))"
    rf"|(?P<ahead>(?:未来|今后|接下来)?(?P<n>[一二两三四五六七八九十])年(?:内|间)(?!容)|(?:未来|今后)(?P<n2>[一二两三四五六七八九十]|\d)年)"
    rf"|(?P<back>(?:近|过去|前)(?P<n3>[一二两三四五六七八九十]|\d)年)"
    rf"|(?P<relative>今年以来|今年|本年度?|全年|去年底?|上年度?|上一年|前年|明年|来年|下一年)(?P<rpart>上半年|下半年|春期|秋期|春季|秋季)?"
    rf"|(?P<half>上半年|下半年)"
    rf"|(?P<asof>(?:截至|截止到?|到|至)?(?<![\d年])(?P<amonth>\d{{1,2}})月(?:(?P<aday>\d{{1,2}})日|底|末))"
)
_COMPARED: Final = re.compile(r"(?:比|较|与|同|和|相对|相比于?|超过)$")
_NUMERALS: Final = {digit: value for value, digit in enumerate("零一二三四五六七八九十")} | {"两": 2}
_RELATIVE: Final = {"今": 0, "本": 0, "全": 0, "去": -1, "上": -1, "前": -2, "明": 1, "来": 1, "下": 1}
_PLANS: Final = {"十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026}
_HALVES: Final = {"上半年": 1, "春期": 1, "春季": 1, "下半年": 2, "秋期": 2, "秋季": 2}


@dataclass(frozen=True, slots=True)
class When:
    """Years, both included; ``at`` is where the words stand in the text, ``leads`` whether they open a sentence."""

    start: int | None
    end: int | None
    half: int | None = None
    as_of: str | None = None
    at: int = 0
    explicit: bool = False


def times_in(folded: str, start: int, end: int, report: Period) -> list[When]:
    """Every time the text names between the offsets, in order; what it is compared with (比上年) is left out."""
    found = []
    for match in _TIME.finditer(folded, start, end):
        before = folded[max(start, match.start() - 3) : match.start()]
        if _COMPARED.search(before) or folded.rfind("《", start, match.start()) > folded.rfind(
            "》", start, match.start()
        ):
            continue
        when = _when(match, report)
        if when is not None:
            found.append(replace(when, at=match.start()))
    return found


def _when(match: re.Match[str], report: Period) -> When | None:
    if match["school_year"]:
        return _span(match["sa"], match["sb"])
    if match["range"]:
        return _span(match["ra"], match["rb"])
    if match["year"]:
        return _year(match)
    if match["plan"]:
        first = _PLANS[match["which"]]
        return When(first, first + 4, explicit=True)
    return _relative(match, report)


def _span(first: str, last: str | None) -> When | None:
    start = int(first)
    end = start if last is None else int(last) if len(last) == 4 else start - start % 100 + int(last)
    return When(start, end, explicit=True) if start <= end <= start + 30 else None


def _year(match: re.Match[str]) -> When:
    year, part = int(match["ya"]), match["part"] or ""
    as_of = None
    if match["month"] and 1 <= int(match["month"]) <= 12:
        as_of = f"{year}-{int(match['month']):02d}"
        if match["day"] and 1 <= int(match["day"]) <= 31:
            as_of += f"-{int(match['day']):02d}"
    return When(year, year, _HALVES.get(part), as_of, explicit=True)


def _relative(match: re.Match[str], report: Period) -> When | None:
    base = report.end if report.end is not None else report.start
    if base is None:
        return When(None, None, _HALVES.get(match["half"] or match["rpart"] or ""))
    if match["relative"]:
        year = base + _RELATIVE[match["relative"][0]]
        return When(year, year, _HALVES.get(match["rpart"] or ""), explicit=year != base)
    if match["half"]:
        return When(base, base, _HALVES[match["half"]])
    if match["ahead"] or match["back"]:
        count = _count(match["n"] or match["n2"] or match["n3"])
        return When(base, base + count - 1) if match["ahead"] else When(base - count + 1, base)
    month = int(match["amonth"])
    day = int(match["aday"] or 0)
    if not 1 <= month <= 12:
        return None
    return When(base, base, None, f"{base}-{month:02d}" + (f"-{day:02d}" if 1 <= day <= 31 else ""))


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else _NUMERALS[text]


def period_at(times: list[When], at: int, carried: When | None, report: Period) -> When:
    """The time that holds at an offset: the last one named before it, the one carried over, the report's own."""
    before = [when for when in times if when.at < at]
    if before:
        return before[-1]
    if carried is not None:
        return carried
    return When(report.start, report.end, report.half if report.unit in {"half", "term"} else None)
