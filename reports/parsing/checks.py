"""Contradictions and implausible values: each with the statements and one sentence that says what is odd.

A finding says that something does not fit, never which side is right. Oddities that sources really have (a gross
rate above 100, growth above 100) are none.
"""

# ruff: noqa: E501  a message is one sentence

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final, Literal

from reports.parsing.statements import Statement, by_key, qualifiers

Kind = Literal["sum", "conflict", "magnitude", "range", "ratio"]

ROUNDING: Final = 0.005
"""Sums may differ by half a percent: reports round."""
NEARLY: Final = 0.15
"""Parts within so much of a total are meant to make it up; farther off they may be a choice of examples."""
JUMP: Final = 1000
"""A value a thousand times its neighbours has lost or gained a 万."""
_RATE_ROUNDING: Final = 0.06
"""88.7% and 88.65% are the same rate."""
_TEN_THOUSAND: Final = 10_000
MOST_PARTS: Final = 12
_LEVEL: Final = re.compile(
    r"(?:率|比例|占比|比|系数|满意度)$|^(?:在园幼儿|在校学生|住校生|留守儿童|专任教师|教职工|学校|小学|初中|幼儿园|教学班|图书册)数$|^生均|(?:占地|校舍建筑)面积$"
)
_RATE: Final = re.compile(r"(?:率|比例|占比)$")
_ABOVE_HUNDRED: Final = re.compile(r"毛|增长|增幅|完成|比上年|提高|上升|超额|普及程度|收益")
_CLASSES: Final = (5.0, 90.0)
_TEACHERS: Final = (3.0, 60.0)


@dataclass(frozen=True, slots=True)
class Finding:
    """``statements`` are the ones that do not fit together, the total or the earlier one first."""

    kind: Kind
    district_code: str | None
    district: str
    indicator: str
    message: str
    statements: tuple[Statement, ...]


def check(
    statements: Sequence[Statement], districts_of: Mapping[str, frozenset[str]] | None = None
) -> tuple[Finding, ...]:
    """All findings, kind by kind. ``districts_of``: the codes of all districts of a city, by the city's code."""
    levels = [statement for statement in statements if statement.change is None]
    return (
        *_city_sums(levels, districts_of or {}),
        *_parts(levels),
        *_conflicts(levels),
        *_magnitudes(levels),
        *_ranges(levels),
        *_ratios(levels),
    )


def _exact(statement: Statement) -> bool:
    return statement.comparator == "=" and statement.status == "actual"


def _finding(kind: Kind, message: str, *statements: Statement) -> Finding:
    first = statements[0]
    return Finding(kind, first.district_code, first.district, first.indicator, message, statements)


def _city_sums(statements: Sequence[Statement], districts_of: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """A city's total against its districts: more than the total, or all of them and not the total."""
    exact = [statement for statement in statements if _exact(statement) and not _RATE.search(statement.indicator)]
    groups = by_key(exact, "indicator", "qualifier", "base_unit", "period_start", "period_end", "half")
    for group in groups.values():
        first_of = {statement.district_code: statement for statement in reversed(group) if statement.district_code}
        for city, codes in districts_of.items():
            total = first_of.get(city)
            parts = [first_of[code] for code in sorted(codes) if code in first_of and code != city]
            if total is None or len(parts) < 2 or re.match(r"生均|平均|人均", total.indicator):
                continue
            added = sum(part.value for part in parts)
            over = added > total.value * (1 + ROUNDING)
            short = len(parts) == len(codes - {city}) and added < total.value * (1 - ROUNDING)
            if over or short:
                message = f"{total.district}的{total.indicator}为{total.printed}，{len(parts)}个区县相加为{_amount(added, total)}，两者不符。"
                yield _finding("sum", message, total, *parts)


def _parts(statements: Sequence[Statement]) -> Iterator[Finding]:
    """A total and the parts right after it in the same section: 计划投资900.8万元, then three that make 907.8."""
    for group in by_key(statements, "report_id", "section_id", "indicator", "base_unit", "status").values():
        if _RATE.search(group[0].indicator) or len(group) < 3:
            continue
        for at, total in enumerate(group[:-2]):
            parts = _parts_of(total, group[at + 1 : at + 1 + MOST_PARTS])
            added = sum(part.value for part in parts)
            if len(parts) < 2 or total.value <= 0 or total.value_high is not None:
                continue
            off = abs(added - total.value) / total.value
            if ROUNDING < off <= NEARLY:
                message = f"{total.district or '本报告'}的{total.indicator}合计{total.printed}，所列{len(parts)}项相加为{_amount(added, total)}，相差{_amount(abs(added - total.value), total)}。"
                yield _finding("sum", message, total, *parts)
                break


def _parts_of(total: Statement, following: Sequence[Statement]) -> list[Statement]:
    """The statements that narrow the total down, up to the first that does not."""
    own, parts = qualifiers(total), []
    for statement in following:
        if not (own < qualifiers(statement)) or statement.value >= total.value:
            break
        parts.append(statement)
    return parts


def _conflicts(statements: Sequence[Statement]) -> Iterator[Finding]:
    """The same level with two values: one of them is wrong, or they do not mean the same."""
    exact = [s for s in statements if _exact(s) and _LEVEL.search(s.indicator) and s.period_end is not None]
    groups = by_key(exact, "speaker", "indicator", "qualifier", "base_unit", "period_start", "period_end", "half")
    for group in groups.values():
        distinct = list({statement.value: statement for statement in reversed(group)}.values())[::-1]
        for one, other in pairwise(distinct):
            if one.sentence != other.sentence and _comparable(one, other):
                message = f"{one.district or '同一地区'}{_years(one)}的{one.indicator}有两个数：{one.printed}和{other.printed}。"
                yield _finding("conflict", message, one, other)


def _comparable(one: Statement, other: Statement) -> bool:
    """Counts more than twice apart are of different things (a county's pupils, a school's)."""
    if one.base_unit == "%":
        return abs(one.value - other.value) > _RATE_ROUNDING
    low, high = sorted((one.value, other.value))
    return low > 0 and high <= 2 * low and high > low * (1 + ROUNDING)


def _magnitudes(statements: Sequence[Statement]) -> Iterator[Finding]:
    """A value a thousandfold off what the same district says at other times."""
    exact = [s for s in statements if s.value > 0 and _LEVEL.search(s.indicator) and s.base_unit not in {"%", "比"}]
    for group in by_key(exact, "speaker", "indicator", "qualifier", "base_unit").values():
        if len(group) < 2:
            continue
        usual = median(statement.value for statement in group)
        for statement in group if len(group) > 2 else group[-1:]:
            other = next(other for other in group if other is not statement)
            near = usual if len(group) > 2 else other.value
            factor = max(statement.value / near, near / statement.value)
            if factor >= JUMP:
                message = f"{statement.district or '同一地区'}的{statement.indicator}{statement.printed}与{other.printed}等相差约{factor:,.0f}倍，可能多写或漏写了“万”。"
                yield _finding("magnitude", message, statement, other)


def _ranges(statements: Sequence[Statement]) -> Iterator[Finding]:
    """Rates above 100 that are no gross rates, growth or fulfilment."""
    for statement in statements:
        above = statement.base_unit == "%" and statement.value > 100 and _RATE.search(statement.indicator)
        if above and not _ABOVE_HUNDRED.search(statement.indicator):
            message = f"{statement.district or '本报告'}的{statement.indicator}为{statement.printed}，大于100%；若是毛入学率一类的指标，应当注明。"
            yield _finding("range", message, statement)


def _ratios(statements: Sequence[Statement]) -> Iterator[Finding]:
    """Pupils a class and pupils a teacher that no school has."""
    pairs: tuple[tuple[frozenset[str], str, tuple[float, float], str], ...] = (
        (frozenset({"在园幼儿数", "在校学生数"}), "教学班数", _CLASSES, "平均每班"),
        (frozenset({"在园幼儿数", "在校学生数"}), "专任教师数", _TEACHERS, "平均每名教师"),
    )
    exact = [statement for statement in statements if _exact(statement) and statement.value > 0]
    for group in by_key(exact, "report_id", "district_code", "qualifier", "period_end").values():
        for upper, lower, (least, most), words in pairs:
            above = next((statement for statement in group if statement.indicator in upper), None)
            below = next((statement for statement in group if statement.indicator == lower), None)
            if above is None or below is None:
                continue
            share = above.value / below.value
            if not least <= share <= most:
                message = f"{above.district or '本报告'}{above.indicator}{above.printed}、{lower}{below.printed}，{words}{share:.1f}人，不合常理。"
                yield _finding("ratio", message, above, below)


def _amount(value: float, like: Statement) -> str:
    """A number for people, with its unit; money and people from ten thousand on in 万."""
    if like.base_unit in {"元", "人", "人次"} and value >= _TEN_THOUSAND:
        return f"{_number(value / _TEN_THOUSAND)}万{like.base_unit}"
    return f"{_number(value)}{like.base_unit}"


def _number(value: float) -> str:
    """Grouped, without needless decimals.

    >>> _number(907.8), _number(12000.0)
    ('907.8', '12,000')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _years(statement: Statement) -> str:
    if statement.period_start == statement.period_end:
        return f"{statement.period_end}年"
    return f"{statement.period_start}—{statement.period_end}年"
