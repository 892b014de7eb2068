"""The work of a parse grows with the text's length and no faster, whatever the text is made of.

Counted are the interpreter's steps, not seconds: a busy machine makes no difference. What a single step does inside
(one search over a text) is not seen; such searches are bounded where they are written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from reports.fixtures.gazetteers import standard_gazetteer
from reports.parsing.pipeline import parse
from reports.parsing.types import ExtractedText, ParseContext

SHORT, TIMES = 600, 4
MOST = 1.4
"""Beyond ``TIMES`` so much of it is growth: sorting grows a little faster than its input, caches fill only once."""

MADE_OF: dict[str, Callable[[int], str]] = {
    "one line": lambda size: _filled("全县大力推进学前教育发展，办学条件继续改善。", size),
    "one line without a stop": lambda size: _filled("全县大力推进学前教育发展办学条件继续改善", size),
    "headings": lambda size: "\n".join(f"{at % 90 + 1}、推进第{at}项工作" for at in range(size // 10)),
    "headings in a line": lambda size: _filled("一、加强领导。成立小组。二、落实责任。签订书状。", size),
    "numbers": lambda size: _filled("新建园12所，投入300万元，在校生1.2万人，入学率99.5%；", size),
    "numbers dealt out": lambda size: _filled("小学、初中、高中分别为1所、2所、3所，", size),
    "tables under headings": lambda size: _filled("一、各校情况\n学校\t12\n教师\t34\n", size),
    "one row": lambda size: _filled("12\t", size),
    "quotes": lambda size: _filled("“", size),
    "brackets": lambda size: "（" * (size // 2) + "）" * (size // 2),
    "titles left open": lambda size: _filled("《2012年", size),
    "places": lambda size: _filled("江阳区\n龙马潭区\n", size),
    "a site's lines": lambda size: _filled("相关文章推荐\n点击下载本文\n", size),
    "titles of reports": lambda size: _filled("某县教育局2012年工作总结\n新建学校三所，改善条件。\n", size),
    "torn lines": lambda size: _filled("全县教育事业健康发展，各项工作取得明显成\n", size),
    "a shop's pieces": lambda size: _filled(f"1、{'全区小学在校生增加，' * 14}初\n", size),
    "readings": lambda size: _filled("學(xué)前", size),
    "blanks": lambda size: _filled("教 育 ", size),
}


def _filled(words: str, size: int) -> str:
    return (words * (size // len(words) + 1))[:size]


def _steps(text: str) -> int:
    """The interpreter's steps in parsing the text."""
    count = 0

    def step(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        count += event == "opcode"
        return step

    gazetteer = standard_gazetteer()
    before = sys.gettrace()
    sys.settrace(step)
    try:
        parse(ExtractedText(text, "txt"), ParseContext(), gazetteer)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("make", MADE_OF.values(), ids=MADE_OF.keys())
def test_work_grows_with_the_text(make: Callable[[int], str]) -> None:
    parse(ExtractedText(make(SHORT), "txt"), ParseContext(), standard_gazetteer())
    once, more = _steps(make(SHORT)), _steps(make(SHORT * TIMES))
    assert more <= once * TIMES * MOST, f"{more / once:.1f} times the work for {TIMES} times the text"
