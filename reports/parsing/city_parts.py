"""Parts of a city that GB/T 2260 lacks and every bureau's table has: what the city runs itself, and its zones.

Local code: the city's four leading digits, a letter and a digit (泸州高新区 is ``5105H1``); a zone with a name of its
own has ``Z`` and four more, which follow from the name. Codes of the standard are digits only: they never meet.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from zlib import crc32

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

ZONE = re.compile(
    r"(?!加快|加强|推进|推动|建设|打造|支持|服务|创建|发展|规划|探索|实施|落实|强化|积极|大力|全力|着力|深化|聚焦|高质量)"
    r"[\u4e00-\u9fff]{2,8}(?:经济技术开发区|高新(?:技术产业开发)?区|经开区|开发区|工业园区?|新区|示范区|度假区|风景(?:名胜)?区"
    r"|科技城|新城|管理区|试验区|合作区|管委会)"
)
"""A zone with a name of its own, which no table has: 东临新区."""
OWN_ZONE = "Z"

_BY_NAME = {name: part for part in CITY_PARTS for name in (part.name, *part.other_names)}
_BY_SUFFIX = {part.suffix: part for part in CITY_PARTS}
_LOCAL_CODE = re.compile(r"\d{4}[A-Z]\d")
_OWN_CODE = re.compile(rf"\d{{4}}{OWN_ZONE}[0-9a-f]{{4}}")

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


def own_zone(city_code: str, name: str) -> Place:
    """A zone of a city under its own name. Its local code follows from the name, so that every file gives the same.

    >>> own_zone("361000", "东临新区") == own_zone("361000", "东临新区")
    True
    """
    return Place(name, f"{city_code[:4]}{OWN_ZONE}{crc32(name.encode()) & 0xFFFF:04x}")


def is_local(code: str) -> bool:
    """Whether the code is a part's that the standard lacks: its first four digits are the city's.

    >>> is_local("5105H1"), is_local("3610Z00ff"), is_local("510502")
    (True, True, False)
    """
    return part_by_code(code) is not None or _OWN_CODE.fullmatch(code) is not None


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
