"""Quantities in folded text: a number, its unit, how exact it is. Not yet: whether it is a metric, and of what."""

# ruff: noqa: E501  a line of a table is one decision

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Final, NamedTuple

from reports.parsing.numerals import ARABIC, CHINESE, magnitude, read_adjacent, read_number
from reports.parsing.patterns import (
    UNREAD_AFTER,
    UNREAD_AHEAD,
    UNREAD_BEFORE,
    UNREAD_BEGINS,
    UNREAD_ENDS,
    comparator_around,
)
from reports.parsing.types import Comparator
from reports.parsing.units import ALTERNATION, BY_WRITTEN, CHINESE_ALTERNATION, Unit, UnitKind

_DASH: Final = r"(?:--|——|[-—–~至到])"
_ARABIC_QUANTITY: Final = re.compile(
    rf"(?=\d)(?<![\d.])(?<!\d,)(?P<low>{ARABIC})(?:(?P<lowunit>[%‰元人名所个万亿]{{0,3}}){_DASH} {{0,2}}(?P<high>{ARABIC}))?"
    rf" {{0,2}}(?P<more>[余多来几])?(?P<mag>万亿|千万|百万|十万|(?!百分点|千米|千瓦|万字)[十百千万亿])?(?P<more2>[余多])? {{0,2}}(?:(?P<unit>{ALTERNATION})|(?(mag)(?P<bare>)|(?!)))"
)
_CHINESE_QUANTITY: Final = re.compile(
    rf"(?<![零一二两三四五六七八九十百千万亿点第初高每几数])(?P<low>{CHINESE})(?:{_DASH}(?P<high>{CHINESE}))?"
    rf"(?P<more>[余多])?(?P<mag>万亿|[万亿])?(?P<more2>[余多])?(?:(?P<unit>{CHINESE_ALTERNATION})|(?(mag)(?P<bare>)|(?!)))"
)
_CHINESE_PERCENT: Final = re.compile(
    rf"(?P<per>百分之|千分之)(?P<low>{CHINESE}|{ARABIC}|百)(?:{_DASH}(?:百分之)?(?P<high>{CHINESE}|{ARABIC}))?(?P<more>[余多])?"
)
_TENTHS: Final = re.compile(
    r"(?=.成)(?<![零一二两三四五六七八九十百千第])(?P<low>[一二两三四五六七八九]|(?<!\d)[1-9])成(?P<half>半|五)?(?=以|左右|的|多|,|。|;|、|学|教|幼|家)"
)
_RATIO: Final = re.compile(rf"(?=\d)(?<![\d.:,])(?P<low>{ARABIC}):(?P<high>{ARABIC})(?![\d:])")
_ZERO_RATE: Final = re.compile(
    r"(?:率|比例|比重|事故|投诉|案件|犯罪)(?:均|都|仍|全部)?(?:为|是|降为|降至|降到|保持|达到|控制在|:)(?P<low>0|零)(?![.\d%‰a-zA-Z])(?=[,。;、()!]|$|\s)"
)
_ZERO_CASES: Final = re.compile(
    r"(?:实现|保持|做到|确保|达到)(?:了)?[^,。;、]{0,10}?“?(?P<low>零)(?P<unit>投诉|事故|犯罪|辍学|上访|违纪|违规|伤亡|流失|欠账)"
)
_COEFFICIENT: Final = re.compile(r"(?=\d\.)(?<![\d.])(?P<low>\d\.\d{2,4})(?![\d.%‰万亿元个人])")
_NAMED_COEFFICIENT: Final = re.compile(r"系数[^。;]{0,50}$")
_EACH: Final = re.compile(r"分别|依次|各")
_SHARED: Final = re.compile(rf"(?<![\d.,])(?P<low>{ARABIC})(?:、|和|与|,)$")
_SHARED_REACH: Final = 40
_LONGEST_NUMBER: Final = 20
_FROM: Final = re.compile(r"(?:由|从|自)[^,。;、]{0,10}$")
_MONEY_WORDS: Final = re.compile(r"资|款|费|经费|补助|奖励|拨|金|投入|争取|财政|价值|耗资")
_PEOPLE_AFTER: Final = re.compile(
    r" ?(?:多|余)?名?(?:农村|城区|城乡|全县|义务教育|高中|阶段|中小|小|初中|寄宿|贫困|在校|学校){0,4}(?:学生|生(?!活|均)|师生|幼儿|教师|家长|群众|农民|人口|儿童|适龄)"
)
_PEOPLE_BEFORE: Final = re.compile(
    r"(?:人数|学生|师生|在校生|幼儿|教师|考生)(?:总数|总量|数)?(?:为|有|达到?|约|近|共|超过?|突破|增加到|[:：]){0,2}$"
)
_BEFORE: Final = 14
_NEARBY: Final = 16


class Hit(NamedTuple):
    """What a pattern read: positions in the text and the parts of the number."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    unit: str
    more: bool
    chinese: bool


class Quantity(NamedTuple):
    """A number with its unit. ``start`` and ``end`` are offsets in the text that was read."""

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    unit: str
    base_value: Decimal
    base_unit: str
    kind: UnitKind
    comparator: Comparator
    noun: str
    chinese: bool


_UNREAD_BEFORE, _UNREAD_AHEAD, _UNREAD_AFTER = (
    re.compile("|".join(f"(?:{pattern.expression.pattern})" for pattern in table))
    for table in (UNREAD_BEFORE, UNREAD_AHEAD, UNREAD_AFTER)
)

_AHEAD: Final = re.compile(r"[:(\[]")
"""One of these stands in all that ``_UNREAD_AHEAD`` reads."""

SPECIAL: Final = {
    ":": Unit(":", "比", "比", "ratio", "师生比1:15"),
    "系数": Unit("系数", "", "", "ratio", "差异系数为0.48"),
    "": Unit("", "", "", "count", "实现零投诉"),
}


def find_quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """All quantities of ``text[start:end]``, folded before, in order and without overlap.

    >>> [(q.value, q.unit, q.comparator) for q in find_quantities("投资近1.2亿元,新建2—3所,入学率达99.5%以上")]
    [(Decimal('1.2'), '亿元', '~'), (Decimal('2'), '所', 'between'), (Decimal('99.5'), '%', '>=')]
    """
    found: list[Quantity] = []
    hits = _hits(text, start, len(text) if end is None else end)
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if found and hit.start < found[-1].end:
            continue
        quantity = _quantity(text, hit)
        if quantity is not None:
            found.append(quantity)
    return found


def _hits(text: str, start: int, end: int) -> Iterator[Hit]:
    """What each expression finds: most characters are passed over at a glance, as no match begins with them."""
    for needed, begins, expression, read in _READERS:
        at = start if text.find(needed, start, end) >= 0 else end
        while (first := begins.search(text, at, end)) is not None:
            match = expression.match(text, first.start(), end)
            if match:
                yield from read(match)
            at = match.end() if match else first.start() + 1


def _numbers(match: re.Match[str], *, chinese: bool) -> Iterator[Hit]:
    first, last, size, written = match.group("low", "high", "mag", "unit")
    low = read_number(first)
    high = read_number(last) if last else None
    if low is None and chinese:
        low, high = read_adjacent(first) or (None, None)
    if low is None or (last and high is None):
        return
    size = size or ""
    lead = match["lowunit"] if not chinese and match["lowunit"] else ""
    if size and size not in {"万", "亿", "万亿"}:
        step = magnitude(size[0])
        low, high = low * step, (None if high is None else high * step)
        size = size[1:]
    unit = size + (written or "")
    more = bool(match["more"] or match["more2"])
    if (
        unit
        and not chinese
        and _EACH.search(match.string, max(0, match.start("low") - _SHARED_REACH), match.start("low"))
    ):
        yield from _sharing(match, unit)
    if high is None:
        yield Hit(match.start("low"), match.end(), low, None, unit, more, chinese)
        return
    if lead and _FROM.search(match.string[max(0, match.start() - _BEFORE) : match.start()]):
        yield Hit(match.start("low"), match.end("lowunit"), low, None, lead, False, chinese)
        yield Hit(match.start("high"), match.end(), high, None, unit, more, chinese)
        return
    if lead[:1] in {"万", "亿"} and lead[:1] != size:
        low = low * magnitude(lead[0]) / magnitude(size)
    if low < high:
        yield Hit(match.start("low"), match.end(), low, high, unit, more, chinese)


def _sharing(match: re.Match[str], unit: str) -> Iterator[Hit]:
    """分别下降了0.05和0.42个百分点: numbers before the last one share its unit."""
    at = match.start("low")
    while (shared := _SHARED.search(match.string, max(0, at - _LONGEST_NUMBER), at)) is not None:
        at = shared.start("low")
        value = read_number(shared["low"])
        if value is not None:
            yield Hit(at, shared.end("low"), value, None, unit, False, False)


def _per_cent(match: re.Match[str]) -> Iterator[Hit]:
    low = Decimal(100) if match["low"] == "百" else read_number(match["low"])
    high = read_number(match["high"]) if match["high"] else None
    if low is not None and (high is None or low < high):
        unit = "%" if match["per"] == "百分之" else "‰"
        yield Hit(match.start(), match.end(), low, high, unit, bool(match["more"]), True)


def _tenths(match: re.Match[str]) -> Iterator[Hit]:
    tenths = read_number(match["low"])
    if tenths is not None:
        value = tenths * 10 + (5 if match["half"] else 0)
        more = match.string.startswith("多", match.end())
        yield Hit(match.start("low"), match.end(), value, None, "%", more, True)


def _ratio(match: re.Match[str]) -> Iterator[Hit]:
    low, high = read_number(match["low"]), read_number(match["high"])
    if low is not None and high:
        yield Hit(match.start(), match.end(), low / high, None, ":", False, False)


def _coefficient(match: re.Match[str]) -> Iterator[Hit]:
    if _NAMED_COEFFICIENT.search(match.string, max(0, match.start() - 60), match.start()):
        yield Hit(match.start(), match.end(), Decimal(match["low"]), None, "系数", False, False)


def _zero_rate(match: re.Match[str]) -> Iterator[Hit]:
    yield Hit(match.start("low"), match.end("low"), Decimal(0), None, "%", False, match["low"] == "零")


def _zero_cases(match: re.Match[str]) -> Iterator[Hit]:
    yield Hit(match.start("low"), match.end("low"), Decimal(0), None, "", False, True)


_Read = Callable[[re.Match[str]], Iterator[Hit]]
_DIGIT: Final = re.compile(r"\d(?<![\d.].)")
"""The first digit of a number: inside one no match begins."""
_BEHIND_CHINESE: Final = re.escape(
    "零〇一二两三四五六七八九十百千点余多万亿-—–~至到"
    + "".join(sorted({unit.written[0] for unit in BY_WRITTEN.values() if unit.chinese}))
)
_FIRST_OF_CHINESE: Final = re.compile(
    rf"[零〇一二两三四五六七八九十百千](?<![零一二两三四五六七八九十百千万亿点第初高每几数].)(?=[{_BEHIND_CHINESE}])"
)
_ZERO_OF: Final = re.compile(r"[率比事投案犯].?(?=[均都仍全为是降保达控:])")
_READERS: Final[tuple[tuple[str, re.Pattern[str], re.Pattern[str], _Read], ...]] = (
    ("", _DIGIT, _ARABIC_QUANTITY, partial(_numbers, chinese=False)),
    ("", _FIRST_OF_CHINESE, _CHINESE_QUANTITY, partial(_numbers, chinese=True)),
    ("分之", re.compile("[百千](?=分之)"), _CHINESE_PERCENT, _per_cent),
    ("成", re.compile(r"[一二两三四五六七八九\d](?=成)"), _TENTHS, _tenths),
    (":", _DIGIT, _RATIO, _ratio),
    ("系数", re.compile(r"\d(?=\.)"), _COEFFICIENT, _coefficient),
    ("", _ZERO_OF, _ZERO_RATE, _zero_rate),
    ("零", re.compile("[实保做确达](?=[现持到保])"), _ZERO_CASES, _zero_cases),
)
"""What has to stand in the text at all, what a match begins with (and nearly nothing else does), the expression, and how its matches are read."""


def _quantity(text: str, hit: Hit) -> Quantity | None:
    before, after = text[max(0, hit.start - _BEFORE) : hit.start], text[hit.end : hit.end + _NEARBY]
    unit, size = _unit(hit.unit, before, after)
    damaged = text[hit.start] == "0" and text[hit.start + 1].isdecimal()
    if unit is None or damaged or _unread(before, after) or not _needs_met(unit, before, after):
        return None
    factor = unit.factor * size
    comparator = "between" if hit.high is not None else comparator_around(before, after) or (">=" if hit.more else "=")
    name = hit.unit if hit.unit and hit.unit[0] in "万亿" and size != 1 else unit.name
    name = f"{name}{unit.base}" if name in {"万", "亿", "万亿"} else name
    return Quantity(
        hit.start,
        hit.end,
        hit.low,
        hit.high,
        name,
        hit.low * factor,
        unit.base,
        unit.kind,
        comparator,
        unit.noun,
        hit.chinese,
    )


def _unit(written: str, before: str, after: str) -> tuple[Unit | None, Decimal]:
    """The unit and the magnitude before it. A bare 20万 is money or people, as the words around it tell."""
    if written in SPECIAL:
        return SPECIAL[written], Decimal(1)
    if written in BY_WRITTEN:
        return BY_WRITTEN[written], Decimal(1)
    size = "万亿" if written.startswith("万亿") else written[:1]
    rest = written[len(size) :]
    if rest:
        return BY_WRITTEN.get(rest), magnitude(size)
    if _PEOPLE_AFTER.match(after) or _PEOPLE_BEFORE.search(before):
        return BY_WRITTEN["人"], magnitude(size)
    if _MONEY_WORDS.search(before):
        return BY_WRITTEN["元"], magnitude(size)
    return None, Decimal(1)


def _unread(before: str, after: str) -> bool:
    return (
        (before[-1:] in UNREAD_ENDS and _UNREAD_BEFORE.search(before) is not None)
        or (_AHEAD.search(before) is not None and _UNREAD_AHEAD.search(before) is not None)
        or (after[:1] in UNREAD_BEGINS and _UNREAD_AFTER.match(after) is not None)
    )


def _needs_met(unit: Unit, before: str, after: str) -> bool:
    return not unit.needs or re.search(unit.needs, before + "|" + after) is not None
