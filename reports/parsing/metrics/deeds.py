"""What those counted did: 38209名学生免交学杂费, 14个学校铺设了塑胶跑道, 30多位教师获奖."""

from __future__ import annotations

import re
from typing import Final

_DEEDS: Final = (
    re.compile(r"免[交除收缴]?[^,;。(]{1,12}?费(?:和[^,;。(]{1,6}费)?"),
    re.compile(r"获[^,;。]{0,12}?(?P<prize>奖)"),
    re.compile(r"(?:就读|随班就读|参赛|上线|达线|受助|参训)"),
    re.compile(r"(?:参加|参与|报考|报名)(?:了)?[^,;。(的]{1,8}"),
    re.compile(
        r"(?:铺设|安装|建成|建有|配备|开通|接入|开设|实现|实行|享受|得到|接受|受到|通过|达到|取得)(?:了)?[^,;。(]{1,10}"
    ),
    re.compile(r"(?:被)[^,;。(]{1,12}?(?P<taken>录取)"),
    re.compile(r"(?:考察学习|跟岗学习|挂职锻炼|支教|交流|培训)"),
)
_LONGEST: Final = 12


def deed_in(rest: str) -> str:
    """The deed as it stands in a name; empty where the words tell none.

    >>> deed_in("免交学杂费和课本费"), deed_in("荣获市级二等奖"), deed_in("。")
    ('免学杂费和课本费', '获奖', '')
    """
    for expression in _DEEDS:
        match = expression.search(rest[:24])
        if match is None:
            continue
        if "prize" in expression.groupindex:
            return "获奖"
        if "taken" in expression.groupindex:
            return "录取"
        return re.sub(r"了|(?<=免)[交除收缴]", "", match.group())[:_LONGEST]
    return ""
