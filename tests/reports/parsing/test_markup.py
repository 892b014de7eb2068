"""Tags, entities and pictures go; what a report writes between brackets stays."""

from __future__ import annotations

import pytest

from reports.parsing.clean import mended
from reports.parsing.markup import markup


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('<strike id="a"></strike>丙县校安工程成效显著', "丙县校安工程成效显著"),
        ("甲校<br/>乙校", "甲校\n乙校"),
        ("“好”&mdash;&mdash;丙县&nbsp;小结", "“好”——丙县 小结"),
        ("会议现场![现场](a/b.jpg)热烈", "会议现场热烈"),
        ("关于印发<丙县方案>的通知</通知>", "关于印发<丙县方案>的通知</通知>"),
        ("达标率<60%，优秀率>20%", "达标率<60%，优秀率>20%"),
        ("丙校制度Р 一、家访。Р 二、汇报。Р三、劝返。", "丙校制度\n一、家访。\n二、汇报。\n三、劝返。"),
        ("S&T大赛！[一等奖]（丙县）", "S&T大赛！[一等奖]（丙县）"),
    ],
)
def test_marks_of_pages(text: str, kept: str) -> None:
    assert mended(markup, text) == kept
