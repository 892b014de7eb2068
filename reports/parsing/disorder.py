"""Signs that a text is not in its true order: what a repair did not resolve is reported.

No repair is made from these. Intact reports skip, repeat and restart numbers, forget a stop, and pages break off: none
of that is a sign alone. A sign is what only moved text leaves: a number whose forerunner stands elsewhere, a word
whose other half does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from reports.parsing.counts import Counts, counted
from reports.parsing.cuts import ends_elsewhere
from reports.parsing.folding import fold
from reports.parsing.lines import Line
from reports.parsing.missing import has_open_end, open_sentences
from reports.parsing.positions import DATE, misplaced
from reports.parsing.tears import closed_bracket, paragraph_mark

TOLD = "全县各级各类学校新建校舍五处，培训骨干教师一百名。"
"""Running text, for the examples."""

STRONG = {
    "moved": "一、甲\n好。\n三、丙\n好。\n二、乙\n好。",
    "turned": "（三）丙\n好。\n二、乙\n好。\n一、甲\n（一）好。\n（二）好。",
    "halves": "慢。\n绩，受到表彰。\n一、甲\n新建园两所。教师队伍建设取得成\n二、乙\n好。",
    "signed": "一、甲\n好。\n2012年12月5日\n二、乙\n好。",
    "closing": "一、甲\n学前三年规划》，各镇落实规划。",
    "comma": "一、甲\n，各镇落实规划。",
    "opening": "新建园两所。\n一、甲\n好。\n2012年，在县委的领导下，我局办了五件事。",
    "dependent": "同时，新建园两所。\n一、甲\n好。",
    "lead": "新建园两所。\n按照统一部署，我局成立三个检查组，深入全县各校督",
    "promise": "一、甲\n好。\n现将有关工作报告如下：",
    "under": "（一）甲\n好。\n（二）乙\n好。\n一、丙\n好。",
    "series": "二是新建园两所。\n一、甲\n一是培训教师百名。",
    "beginning": "育部门的支持下，办了五件事。\n一、甲\n新建园两所。",
    "strange": "教师的培训经费不足，全年培训一百人次，效果不明显。\n一、甲\n新建园两所。",
    "letterhead": f"{TOLD}\n——在全县教育工作会议上的讲话\n新建园两所。",
    "late": "一、甲\n新建园两所。\n甲县地处江边，辖十个村。",
    "dated": f"一\n二\n三\n四\n五\n2012年12月5日\n{TOLD}\n{TOLD}",
    "explained": "《甲县学校安全条例》已经施行。\n按照《甲县学校安全条例》（以下简称《条例》），新建园两所。",
}
"""Signs that are enough alone, each with a text that shows it: the number before one of the topmost count ends another
count; the text ends where its first number would go on; a word's halves stand apart; the date at a report's end stands
before a number that goes on; a bracket closes that was not opened; a line begins with a comma; words that open reports
stand behind numbered text of a report without such words; a text begins with 同时 or 二是; it begins inside a
sentence; it ends within words that may open a report; it ends where something is announced; its first number belongs
under the first heading, which stands below; 二是 stands before 一是; under a title it begins as no report does; a
subtitle or a document's number stands behind text; a lead stands behind the last number; a date stands between
running text; the short name of a document is explained where its full name is no news."""

WEAK = {
    "inner": "一、甲\n1、好。\n3、好。\n二、乙\n1、好。\n2、好。",
    "sentence": "新建园两所。全县各乡镇中\n培训教师一百名，开展活动。",
    "number": "一、甲\n好。\n三、丙\n好。",
    "end": "一、甲\n好。\n全县各级学校落实规划，新建园两所，培训骨干教",
}
"""Signs of which one is not enough: the number before one of a count below the topmost ends another count; a sentence
stays open before another paragraph; a number does not go on; the last sentence stays open. An open sentence tells
together with any other, two inner counts tell together; the rest intact reports show as well."""

MOST_EXPLAINED = 8
EXPLAINED = re.compile(r"(《[^《》\n]{4,60}》)[(（](?:[^()（）\n]{0,30}[,，])?(?:以下)?[简簡][称稱]")


def is_disordered(text: str, lines: Sequence[Line], titled: bool = False) -> bool:
    """Does a text show that it was printed out of order? ``titled``: a report's title stands right above it."""
    found = signs(text, lines, titled)
    if found.keys() & STRONG.keys() or found["inner"] > 1:
        return True
    return found["sentence"] > 0 and found.total() > 1


def signs(text: str, lines: Sequence[Line], titled: bool = False) -> Counter[str]:
    """The signs by their names in STRONG and WEAK, and how often each was found."""
    return Counter([*_numbers(counted(lines)), *_words(text, lines), *misplaced(lines, titled)])


def _numbers(counts: Counts) -> Iterator[str]:
    if counts.begins_below:
        yield "under"
    for found in counts.breaks:
        yield "number"
        if not counts.whole or not counts.goes_on_elsewhere(found):
            continue
        yield "moved" if found.mark.rank == counts.top else "inner"
        if found.first and (found.mark.family, (found.mark.ordinal or 0) - 1) in counts.still_open:
            yield "turned"


def _words(text: str, lines: Sequence[Line]) -> Iterator[str]:
    if not lines:
        return
    yield from ["sentence"] * len(open_sentences(text, lines))
    if has_open_end([line.text for line in lines]):
        yield "end"
    if ends_elsewhere(text, lines):
        yield "halves"
    if any(text.find(found[1]) < found.start() for found in islice(EXPLAINED.finditer(text), MOST_EXPLAINED)):
        yield "explained"
    for line, after in pairwise(lines):
        mark = paragraph_mark(after.text)
        if mark and mark.ordinal != 1 and DATE.fullmatch(fold(line.text[:24])):
            yield "signed"
    for line in lines:
        if closed_bracket(line.text):
            yield "closing"
        if line.text[0] in "，。；、,;":
            yield "comma"
