"""A label of a blank table taken apart: which year, planned or reached, in which unit, and the name that is left.

Pure. ``2012年学前三年毛入园率（%）`` is 2012, %, 学前三年毛入园率.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

State = Literal["", "actual", "planned"]

YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:学年度?|年度|年末|年底|年)?(?!\d|\s*[-—–~至]\s*\d)")
UNIT = (
    r"(?:[十百千万亿]{0,2}(?:元|人次|人|名|所|个|处|间|项|次|块|班|册|台|辆|套|平方米|平米|㎡|m2|亩|公里)|万|亿|[%％‰])"
)
BRACKETED_UNIT = re.compile(rf"[(（\[【]\s*(?:单位\s*[:：]?\s*)?({UNIT})\s*[)）\]】]")
WHOLE_UNIT = re.compile(rf"^(?:单位\s*[:：]?\s*)?({UNIT})$")
STATED_UNIT = re.compile(rf"单位\s*[:：]\s*({UNIT})")
PLANNED, ACTUAL = "(?:年?初?计划|规划|目标)(?:数|值|情况)?", "(?:实际|完成|达到|实有)(?:数|值|情况)?"
STATES: tuple[tuple[re.Pattern[str], State], ...] = (
    (re.compile(rf"[(（]{PLANNED}[)）]|{PLANNED}$|^{PLANNED}(?=\S)"), "planned"),
    (re.compile(rf"[(（]{ACTUAL}[)）]|{ACTUAL}$|^{ACTUAL}(?=\S)"), "actual"),
)
MULTIPLES = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "亿": Decimal(10**8)}
SAME_UNIT = ({"人", "名"}, {"平方米", "平米", "㎡", "m2"}, {"%", "％"})


@dataclass(frozen=True, slots=True)
class Label:
    """``name`` is what remains; empty where the label was only a year, a state or a unit."""

    name: str
    year: int | None = None
    state: State = ""
    unit: str = ""


def label(words: str) -> Label:
    """
    >>> label("2012年学前三年毛入园率（%）")
    Label(name='学前三年毛入园率', year=2012, state='', unit='%')
    >>> label("财政性教育经费(万元)").unit, label("2013年计划"), label("单位：万元")
    ('万元', Label(name='计划', year=2013, state='', unit=''), Label(name='', year=None, state='', unit='万元'))
    """
    text = "".join(words.split())
    unit = BRACKETED_UNIT.search(text)
    text = BRACKETED_UNIT.sub("", text)
    whole = WHOLE_UNIT.match(text)
    if whole:
        return Label("", unit=_unit(whole[1]))
    years = {int(year) for year in YEAR.findall(text)}
    text = YEAR.sub("", text) if len(years) == 1 else text
    made = Label(text, next(iter(years)) if len(years) == 1 else None, "", _unit(unit[1]) if unit else "")
    return replace(made, name=made.name.strip("：:，,、 "))


def without_state(made: Label) -> Label:
    """The label with 计划 or 实际 taken off; only tried where the whole is no name: 计划投资 is an indicator.

    >>> without_state(Label("招生人数（计划）")), without_state(Label("计划招生人数")).state
    (Label(name='招生人数', year=None, state='planned', unit=''), 'planned')
    """
    for pattern, state in STATES:
        if pattern.search(made.name):
            return replace(made, name=pattern.sub("", made.name, count=1).strip("：: "), state=state)
    return made


def _unit(words: str) -> str:
    return unicodedata.normalize("NFKC", words)


def stated_unit(text: str) -> str:
    """The unit that a title gives for the whole table.

    >>> stated_unit("2012年经费情况表　　单位：万元"), stated_unit("经费情况表")
    ('万元', '')
    """
    found = STATED_UNIT.search(text)
    return _unit(found[1]) if found else ""


def years_in(text: str) -> set[int]:
    """
    >>> sorted(years_in("2011年、2012年教育情况")), years_in("表2-1")
    ([2011, 2012], set())
    """
    return {int(year) for year in YEAR.findall(text)}


def in_unit(base_value: Decimal, base_unit: str, wanted: str) -> Decimal | None:
    """A value, 万 and 亿 multiplied out, in the unit a table wants. None where the two do not measure the same.

    >>> in_unit(Decimal(183000000), "元", "亿元"), in_unit(Decimal(38216), "人", "名"), in_unit(Decimal(5), "所", "%")
    (Decimal('1.83'), Decimal('38216'), None)
    """
    factor, kind = Decimal(1), wanted
    while kind and kind[0] in MULTIPLES:
        factor, kind = factor * MULTIPLES[kind[0]], kind[1:]
    if kind and kind != base_unit and not any({kind, base_unit} <= group for group in SAME_UNIT):
        return None
    return base_value / factor


def multiple_of(unit: str) -> Decimal:
    """What one of a unit is worth in base units: 10,000 for 万元."""
    factor = Decimal(1)
    for char in unit:
        if char not in MULTIPLES:
            break
        factor *= MULTIPLES[char]
    return factor
