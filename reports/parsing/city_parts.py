"""Parts of a city that GB/T 2260 lacks and every bureau's table has: what the city runs itself, and its zones.

Local code: the city's four leading digits, a letter and a digit (泸州高新区 is ``5105H1``). Codes of the standard are
digits only, so the two never meet.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reports.parsing.types import Place


class CityPart(NamedTuple):
    """A part every city may have; ``in_text``: its name is looked for in running text too."""

    suffix: str
    name: str
    other_names: tuple[str, ...]
    in_text: bool


DIRECT_SUFFIX = "B0"
"""What the city runs itself, rather than a zone."""

_DIRECT_NAMES = ("市直", "市属", "市直属", "市直学校", "市属学校", "市直属学校", "直属学校")
CITY_PARTS = (
    CityPart(
        DIRECT_SUFFIX,
        "市本级",
        (*_DIRECT_NAMES, "市直机关", "州直", "州属", "州直属", "州本级", "州直学校", "州属学校", "州直属学校"),
        False,
    ),
    CityPart("H1", "高新区", ("高新技术产业开发区", "高新技术开发区", "高新开发区", "国家高新区"), True),
    CityPart("J1", "经开区", ("经济技术开发区", "经济开发区", "国家经开区"), True),
    CityPart("K1", "开发区", (), False),
    CityPart("L1", "临港区", ("临港经开区", "临港经济开发区", "临港开发区", "临港经济技术开发区"), True),
    CityPart("B1", "保税区", ("综合保税区", "综保区"), True),
    CityPart("G1", "工业园区", ("产业园区", "工业园"), False),
    CityPart("D1", "旅游度假区", ("度假区",), True),
    CityPart("F1", "风景区", ("风景名胜区", "景区"), False),
    CityPart("X1", "新区", ("城市新区",), False),
    CityPart("S1", "示范区", ("城乡一体化示范区", "一体化示范区"), False),
    CityPart("E1", "科学城", (), False),
    CityPart("C1", "科技城", ("科技城新区", "科技新城"), False),
    CityPart("N1", "科创区", ("科创园区", "科教园区", "科教城"), False),
    CityPart("A1", "航空港区", ("航空港经济综合实验区", "航空港实验区", "空港新区", "空港经济区", "临空经济区"), False),
    CityPart("T1", "生态城", ("生态新城",), False),
    CityPart("M1", "化工园区", ("化工区", "化学工业园区", "石化区"), False),
    CityPart("P1", "出口加工区", (), False),
)

_BY_NAME = {name: part for part in CITY_PARTS for name in (part.name, *part.other_names)}
_BY_SUFFIX = {part.suffix: part for part in CITY_PARTS}
_LOCAL_CODE = re.compile(r"\d{4}[A-Z]\d")

TEXT_NAMES = tuple(name for name, part in _BY_NAME.items() if part.in_text)


def is_part_name(name: str) -> bool:
    """Whether ``name`` alone means a part of whatever city the text is about.

    >>> is_part_name("高新区"), is_part_name("江阳区")
    (True, False)
    """
    return name in _BY_NAME


def part_of(city_code: str, name: str) -> Place:
    """The part ``name`` of a city; KeyError where no part is called so.

    >>> part_of("510500", "高新技术产业开发区")
    Place(name='高新区', code='5105H1')
    """
    part = _BY_NAME[name]
    return Place(part.name, city_code[:4] + part.suffix)


def part_by_code(code: str) -> Place | None:
    """
    >>> part_by_code("5105B0")
    Place(name='市本级', code='5105B0')
    >>> part_by_code("510502") is None
    True
    """
    if not _LOCAL_CODE.fullmatch(code) or code[4:] not in _BY_SUFFIX:
        return None
    return Place(_BY_SUFFIX[code[4:]].name, code)
