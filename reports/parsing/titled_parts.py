"""Parts of a compilation that bear titles of their own: 江阳区2011年教育工作总结 in a city's collection of such.

Without a collection's title above them such titles begin reports of their own (split.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.parsing.folding import fold
from reports.parsing.heading_words import IsPlace
from reports.parsing.titles import BUREAU, LONGEST, is_title

OFFICE_NAMES = (
    rf"(?:{BUREAU}|教委|教育委员会|教育(?:办公室|分局)|公共事业局"
    r"|社会(?:事业|事务|发展|管理)(?:管理|保障|发展)?(?:和教育)?局)"
)
"""What a district's office of education is called; in zones another office has its work."""
YEAR = r"(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})(?:[-—~至](?:19|20)?\d\d)?(?:年|学年)"
TITLED = re.compile(
    rf"(?![全我本该各])(?P<name>[\u4e00-\u9fff]{{1,14}}?[县区市旗])(?:人民政府)?{OFFICE_NAMES}?(?:关于)?"
    rf"(?={YEAR}|(?<=局|委)[\u4e00-\u9fff“]|“|(?:关于|上半年|下半年|教育|学前|义务|基础|高中|普通|职业|特殊|民办|成人|幼儿|中小学|小学|初中"
    r"|学校|教师|校园|德育|师德|招生|教学|素质|安全|留守|均衡|控辍|营养|资助|信息化|开展|推进|推动|实施|落实|加强|强化|深化|创建|发展|促进|抓|狠抓))"
)
YEAR_BOOKS = re.compile(
    r"(?![全我本该各])(?P<name>[\u4e00-\u9fff]{1,14}?[县区市旗])教育(?:事业|工作)?(?:概况|概述|综述|发展|简况|志)?"
)
"""鼓楼区教育: how year-books head a district's part."""
BARE = re.compile(rf"\[?(?![全我本该各])[\u4e00-\u9fff]{{1,8}}[县区市旗](?:{OFFICE_NAMES})?\]?:?")
"""渝中区教育局：, [渝中区]: a part's heading without a number."""
PLACE_ENDS = re.compile("[县縣区區市旗]")
COLLECTIVE = re.compile(
    r"各(?:[县区市旗]|地)|[县市区][、(/]?[县市区][)]|[县市][、(]?[市区]|部分[区县市旗]|汇编|汇集|选编|专辑|摘编|合编|汇总"
)
NOTICE = re.compile(
    r"(?:.{2,20}(?:局|委|厅|办公室))?关于(?:印发|转发|下发|编印)[《“]?(?P<title>[^《》]{4,50}?)[》”]?的?通知"
)
FEWEST = 2


def titled_place(title: str) -> str:
    """The place that a part's own title begins with; "" where it is no such title.

    >>> titled_place("渝中区2012年教育工作总结"), titled_place("渝中区"), titled_place("全区教育工作总结")
    ('渝中区', '', '')
    >>> titled_place("渝中区教育")
    '渝中区'
    """
    if found := YEAR_BOOKS.fullmatch(title):
        return found.group("name")
    found = TITLED.match(title)
    return found.group("name") if found and is_title(title) else ""


def heads_part(line: str) -> bool:
    """Is a line without number the heading of a district's part, under which numbers begin again?

    >>> heads_part("渝中区2012年教育工作总结"), heads_part("渝中区教育局："), heads_part("渝中区办园两所。")
    (True, True, False)
    """
    if len(line) > LONGEST or line[-1:] in "。；，、;," or not PLACE_ENDS.search(line):
        return False
    folded = fold(line)
    return bool(BARE.fullmatch(folded) or titled_place(folded))


def is_collective(title: str) -> bool:
    """Does a title announce the parts of several places?

    >>> is_collective("某市各县区教育工作总结"), is_collective("某区教育工作总结")
    (True, False)
    """
    return bool(COLLECTIVE.search(fold(title)))


def without_parts(titles: Sequence[str], is_place: IsPlace) -> Iterator[int]:
    """Which of a file's titles begin reports: those of two or more places under a collection's title do not.

    >>> list(without_parts(["某市各县2012年总结汇编", "甲县2012年教育工作总结", "乙县2012年教育工作总结"], bool))
    [0]
    """
    at = 0
    while at < len(titles):
        yield at
        stop, names = at + 1, set[str]()
        while is_collective(titles[at]) and stop < len(titles) and _part_of(titles[stop], is_place, names):
            stop += 1
        at = stop if len(names) >= FEWEST else at + 1


def _part_of(title: str, is_place: IsPlace, names: set[str]) -> bool:
    name = "" if is_collective(title) else titled_place(fold(title.strip()))
    if not name or not is_place(name):
        return False
    names.add(name)
    return True


def handed_on(line: str) -> str:
    """The collection that a letter hands on (关于印发…的通知); "" where a line tells of none.

    >>> handed_on("关于印发2012年度各县区教育工作总结的通知"), handed_on("关于印发2012年教育工作要点的通知")
    ('2012年度各县区教育工作总结', '')
    """
    found = NOTICE.fullmatch(line.strip()) if "关于" in line else None
    return found.group("title") if found and is_collective(found.group("title")) else ""
