"""What stands above a report's title: an office's letterhead, which is the report's, and a page's own lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.parsing.folding import fold
from reports.parsing.forewords import ADDRESSED
from reports.parsing.lines import Line
from reports.parsing.titles import is_title, item_title
from reports.parsing.types import Span

COVER = re.compile(
    r".{2,30}(?:文件|函|简报|内参|通讯)|.{1,12}\[\d{4}\]\s*第?\s*\d+\s*号|.{0,12}[发字教函办报]{1,4}\s*[\[(]?\s*\d{4}\s*[\])]?\s*第?\s*\d+\s*号.*|签发人.*|.{2,24}(?:局|委员会|厅|人民政府|教委)(?:办公室)?|"
    r".{0,30}关于(?:印发|转发|报送|上报)《.{4,60}》?.{0,10}|[\u4e00-\u9fff]{2,24}[局委厅府校学园](?:\d{4}|[二一〇○零O0三四五六七八九]{3,4})年.{1,3}月(?:.{1,3}日)?|"
    r"[\[(]?(?:\d{4}|[二一][〇○零一二三四五六七八九]{3})年.{1,3}月(?:.{1,3}日)?[\])]?|.{2,8}(?:局长|主任|书记|校长|园长).{0,8}|--.{4,40}|—.{4,40}"
)

FIELD = re.compile(r"(?:来\s*源|(?:发布|公开|制作)机构|发文(?:机关|机构|单位)|责任部门|主办单位|作\s*者)\s*:?")
"""A page's field, the value of which stands on the next line."""


def announces(line: Line) -> bool:
    """Is a line a title, or the number of a text in a collection?"""
    return is_title(line.text) or item_title(line.text) is not None


def letterhead(lines: Sequence[Line], from_web: bool) -> tuple[list[Span], list[Span]]:
    """What stands above the first title: a letterhead, and a page's own lines."""
    lead: list[Span] = []
    site: list[Span] = []
    letter = _letter(lines)
    labelled = False
    for line in lines:
        cover = COVER.fullmatch(fold(line.text)) and not announces(line) and not labelled
        own = not from_web or line in letter or cover
        (lead if own else site).append(Span(line.start, line.end))
        labelled = bool(FIELD.fullmatch(fold(line.text)))
    return lead, site


def _letter(lines: Sequence[Line]) -> Sequence[Line]:
    """From a letterhead to the addressee: the head of a letter that hands a report on."""
    first = next((at for at, line in enumerate(lines) if COVER.fullmatch(fold(line.text))), len(lines))
    last = next((at for at, line in enumerate(lines) if ADDRESSED.fullmatch(fold(line.text[:90]))), -1)
    return lines[first : last + 1]
