"""Counts of candidates at the entrance examination: 一本87人, 上三本线以上1024人, 600分以上36人, 参考2893人."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reports.parsing.metrics.naming import Name, Named

_LINE: Final = re.compile(
    r"(?:高考)?(?P<level>(?:应届|文科|理科|艺体|文理)?(?:重点本科|普通本科|本科|专科|[一二三]本|[一二三]批(?:本科)?|本科[一二三]批|重本))(?P<over>(?:及)?以上)?"
)
_PASSED: Final = re.compile(
    r"(?P<exam>高考|中考|应届)?(?:上|过|达)(?P<level>重点本科|本科|专科|[一二三]本|[一二三]批|重点)线?(?P<over>(?:及)?以上)?"
)
_SCORED: Final = re.compile(r"(?:高考)?(?:总分|成绩)?(?:在|达|考)?(?P<score>\d{3}分(?:及)?以上)(?:的)?(?:考生|学生)?")
_STATE: Final = re.compile(
    r"(?:参加)?(?:参考|高考|中考|会考|报考|参赛|报名|毕业|就业|升学|参训|入学|入园|就读|参保|参评|结业|离职|退休|流失|辍学|返校|送教上门|录取|考取|脱盲)$"
)
_PEOPLE: Final = re.compile(r"幼儿|儿童|学生|教师|子女|新生|少年|青年|人员|[师生]$")
_ENTERED: Final = re.compile(r"(?P<where>(?:考入|升入|考取|考上)[一-龥]{2,8}?)(?:的)?(?P<who>学生|毕业生)?")
_EXAM: Final = re.compile(r"高考|上线|达线|过线|考生|参考|[一二三]本|\d分以上|重点本科")
_LONGEST_STATE: Final = 12
"""What people do or are: 报名3168人 counts them, and names no other people."""


def candidates(own: str) -> Name | None:
    """The name of a count of candidates; None where the words before the number name none.

    >>> candidates("一本").indicator, candidates("二本及以上").indicator, candidates("教师")
    ('高考一本上线人数', '高考二本及以上上线人数', None)
    """
    line = _LINE.fullmatch(own) or _PASSED.fullmatch(own)
    if line:
        return Name(f"高考{line['level']}{line['over'] or ''}上线人数", (), "上线", "考生", certain=0.9)
    scored = _SCORED.fullmatch(own)
    return Name(f"高考{scored['score']}人数", (), "上线", "考生", certain=0.9) if scored else None


def entrants(own: str) -> Name | None:
    """The name of a count of those who went on to another school; None where the words tell none.

    >>> entrants("升入普通高中学生").indicator, entrants("学生")
    ('升入普通高中学生数', None)
    """
    entered = _ENTERED.fullmatch(own)
    return Name(f"{entered['where']}{entered['who'] or '人'}数", certain=0.9) if entered else None


def is_exam(before: str, earlier: Sequence[Named]) -> bool:
    """Whether the sentence speaks of an examination: 本科16人 may also be who is at college."""
    return _EXAM.search(before) is not None or bool(earlier and _EXAM.search(earlier[-1].name.indicator))


def is_state(own: str) -> bool:
    """Whether the words say what people do, and not who they are.

    >>> is_state("报名"), is_state("教师")
    (True, False)
    """
    return len(own) <= _LONGEST_STATE and _STATE.search(own) is not None and _PEOPLE.search(own) is None
