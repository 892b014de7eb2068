"""Which lines, and which places inside lines, are headings; what words belong to them.

A heading is found by its mark (marks.py), by the source's own styling, or because the line is nothing but a
place's name. Whether the first sentence or only its first clause is the heading follows from how staff write:
a short sentence after the mark is the heading, a long one is text whose first clause names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reports.parsing.folding import fold
from reports.parsing.lines import Line, lines_of
from reports.parsing.marks import Mark, find_mark
from reports.parsing.titles import INSTITUTION, is_title
from reports.parsing.types import HeadingStyle, StyledLine

LONGEST_LINE = 50
LONGEST_SENTENCE = 36
LONGEST_CLAUSE = 60
SLOGAN = 9
LONGEST_SERIES = 30
MOST_GLUED = 4000
"""Marks looked for inside one line; a longer list is a table or a broken file, its rest stays text."""

STOP = re.compile(r"[。；;！!？?]")
CLAUSE = re.compile(r"[,:，：。；;！!？?]")
AFTER_STOP = re.compile(r"[。！!？?]”?\s*|[:;]\s*(?=[一二三四五六七八九十]{1,3}、)|[ \t]+")
COUNTED = re.compile(r"(?:[一二三四五六七八九十\d]{1,2}(?:年级|年|月|日|期|等奖|级|类|个|名|所|中|小|高)|[~—-]\d)")
BARE = re.compile(
    r"[一二三四五六七八九](?=(?:以(?!贯之)|抓|加强|坚持|推进|狠抓|深化|完善|规范|健全|开展|实施|落实|强化|提高|提升|优化|"
    r"创新|改善|建立|注重|突出|切实|大力|积极|认真|进一步|着力|努力|严格)[\u4e00-\u9fff“《])"
)
DATE_LINE = re.compile(r"\(?(?:\d{2,4}|[xX×*]{2,4}|[一二][〇○零一二三四五六七八九]{3})年.{1,4}月(?:.{1,4}日)?\)?")
UNFINISHED = re.compile(r"(?:——|--)?[\u4e00-\u9fff“”《》、·\w]{4,24}")
RUNNING = 30
LABEL = re.compile(r"([\u4e00-\u9fff“”、]{2,14})[:：](?=\S)")
ANNEX = re.compile(r"附(?:件|表|录)?\s*[一二三四五六七八九十\d]{0,2}\s*[:.、]?\s*\S[^。;]{0,40}")
ANNEX_NAME = re.compile(r"(?:表|名单|清单|一览|目录)$")
NAMED = re.compile(r"([^:：。,，、\s—-]{2,14})(?:[:：。]|——|--|[ \t\u3000])")
GLUED = frozenset({"part", "cn", "paren_cn", "num", "dot_num", "paren_num", "circle", "lost"})
BRACKETED = re.compile(r"\[([^\[\]]{2,20})\]")


@dataclass(frozen=True, slots=True)
class Heading:
    """Offsets in the text: the mark begins at ``start``, the words stand at ``words`` to ``end``."""

    start: int
    words: int
    end: int
    mark: str
    family: str
    rank: float
    ordinal: int | None
    style: HeadingStyle
    place: bool = False
    titular: bool = True
    """False where the words are only the first clause of a list's item."""
    name_end: int = 0
    """Where the place's name ends that the words begin with."""


IsPlace = Callable[[str], bool]


def find_headings(
    text: str, is_place: IsPlace = lambda _: False, styled: Sequence[StyledLine] = (), start: int = 0
) -> list[Heading]:
    """All headings of a report's text from ``start`` on, in order; linear in the length of the text.

    >>> [(h.mark, "一、江阳区\\n(一)规范招生。坚持就近入学。"[h.words:h.end]) for h in
    ...  find_headings("一、江阳区\\n(一)规范招生。坚持就近入学。")]
    [('一、', '江阳区'), ('(一)', '规范招生')]
    """
    lines = [line for line in lines_of(text, start) if not line.blank]
    dressed = {line.start: line for line in styled}
    found: list[Heading] = []
    for index, line in enumerate(lines):
        after = lines[index + 1].text if index + 1 < len(lines) else ""
        if "\t" in text[line.start : line.end]:
            continue
        heading = _line_heading(line, after, is_place, dressed) or _plain_line(line, lines[index - 1 : index], after)
        if heading:
            found.append(heading)
        found.extend(_glued(line, heading, found))
    return _without_lone_lines(found)


def _plain_line(line: Line, before: Sequence[Line], after: str) -> Heading | None:
    """A short line without mark or stop between two paragraphs of running text."""
    if not before or len(after) < RUNNING or not UNFINISHED.fullmatch(line.text) or not STOP.search(after):
        return None
    if before[0].text[-1] not in "。！？!?；;：:”)）" or len(before[0].text) < RUNNING:
        return None
    return Heading(line.start, line.start, line.end, "", "plain", 3, None, "line")


def _without_lone_lines(found: list[Heading]) -> list[Heading]:
    """A single unmarked line proves nothing; several are the headings of a report that has no marks.

    Before any numbered heading they enclose the numbering, later they stand inside it.
    """
    plain = [heading for heading in found if heading.family == "plain"]
    if not plain:
        return found
    if len(plain) < 2:
        return [heading for heading in found if heading.family != "plain"]
    numbered = next((heading.start for heading in found if heading.mark), None)
    rank = 1 if numbered is None or plain[0].start < numbered else 8
    alike = {"plain", "title"} if rank == 1 else {"plain"}
    return [replace(heading, rank=rank, family="plain") if heading.family in alike else heading for heading in found]


def _line_heading(line: Line, after: str, is_place: IsPlace, dressed: dict[int, StyledLine]) -> Heading | None:
    folded = fold(line.text[:200])
    mark = find_mark(folded) or _bare_mark(folded)
    if mark and mark.length < len(line.text) and not _counts(folded, mark):
        return _worded(line.start, line.text, mark, after, is_place)
    if ANNEX.fullmatch(folded) and ("\t" in after or ANNEX_NAME.search(folded)):
        return Heading(line.start, line.start, line.end, "", "annex", 0, None, "line")
    if is_title(line.text) and not INSTITUTION.search(folded):
        return Heading(line.start, line.start, line.end, "", "title", 1, None, "line")
    return _place_line(line, folded, after, is_place) or _styled_line(line, dressed.get(line.start))


def _bare_mark(folded: str) -> Mark | None:
    """二以…: the stroke after the number was lost."""
    found = BARE.match(folded)
    return Mark("bare", 8, None, found.group(), 1) if found else None


def _counts(folded: str, mark: Mark) -> bool:
    """一、二年级, 1-6周岁: a number of things, no mark."""
    if mark.family in {"cn", "num"} and folded[mark.length - 1] in "、,":
        return bool(COUNTED.match(folded, mark.length)) and not re.match(r"\d{1,2}月|\d", folded[mark.length :])
    return False


def _worded(start: int, line: str, mark: Mark, after: str, is_place: IsPlace) -> Heading:
    """The heading that ``mark`` opens: how far do its words reach, and do they begin with a place?"""
    rest = line[mark.length :]
    length, run_in = _reach(rest, _goes_deeper(after, mark))
    named = leading_place(rest[: length + 1], is_place)
    if named and run_in:
        length = named
    words = rest[:length].rstrip()
    begin = start + mark.length
    return Heading(
        start=start,
        words=begin,
        end=begin + len(words),
        mark=line[: mark.length].strip(),
        family=mark.family,
        rank=mark.rank,
        ordinal=mark.ordinal,
        style="run_in" if run_in else "line",
        place=bool(named),
        titular=bool(named) or _is_titular(rest, length, run_in, after, mark),
        name_end=begin + named,
    )


def _is_titular(rest: str, length: int, run_in: bool, after: str, mark: Mark) -> bool:
    """Is it a heading, or the first words of an item? A heading has text of its own, or no stop behind it."""
    behind = rest[length : length + 1]
    if mark.family == "series":
        return run_in and behind in "。！" and length <= LONGEST_SERIES
    if run_in:
        return behind in "。！？!?:： " or rest[length:].strip()[:1] not in ",，；;"
    return not behind or behind not in "。；;！" or _goes_deeper(after, mark)


def leading_place(words: str, is_place: IsPlace) -> int:
    """The length of a place's name that words are, or begin with (江阳区：优质发展); 0 if they do not.

    >>> leading_place("江阳区：优质发展", lambda words: words == "江阳区"), leading_place("江阳教育", lambda words: False)
    (3, 0)
    """
    whole = words.rstrip(" :：。")
    if is_place(whole):
        return len(whole)
    found = NAMED.match(words)
    return found.end(1) if found and is_place(found.group(1)) else 0


def _goes_deeper(after: str, mark: Mark) -> bool:
    """Does what follows belong under the heading: a paragraph without mark, or a mark of lower rank?"""
    if not after:
        return False
    below = find_mark(fold(after[:20]))
    return below is None or below.rank > mark.rank


def _reach(rest: str, deeper: bool) -> tuple[int, bool]:
    """Length of the heading's words in ``rest``, and whether text runs on behind them."""
    stop = STOP.search(rest, 0, 400)
    sentence = stop.start() if stop else len(rest)
    runs_on = bool(stop) and bool(rest[sentence + 1 :].strip(" ”」"))
    part = _next_mark(rest[:sentence]) or _label(rest) or _blank_after(rest)
    if part:
        return part, True
    if not runs_on:
        if sentence <= LONGEST_LINE and (not stop or deeper or not re.search("[,，]", rest[:sentence])):
            return len(rest[:sentence].rstrip(" :：")), False
        return _clause(rest), True
    if sentence <= LONGEST_SENTENCE and _one_thought(rest[:sentence]) and stop and stop.group() not in ";；":
        return sentence, True
    return _clause(rest), True


def _next_mark(sentence: str) -> int:
    """过去五年工作回顾1.协调发展…: where the next mark was glued to the heading; 0 if none was."""
    found = re.search(
        r"(?<=[\u4e00-\u9fff”年])\s*(?:1[.、](?![\d.])|[(（]一[)）]|一是)(?=[\u4e00-\u9fff“])", sentence[:60]
    )
    return found.start() if found and found.start() >= 4 else 0


def _label(rest: str) -> int:
    """学位保障：新建…: the length of a label that a colon parts from its text; 0 if there is none."""
    found = LABEL.match(rest) if STOP.search(rest, 0, 400) or len(rest) > LONGEST_LINE else None
    return found.end(1) if found and not found.group(1).endswith(("是", "为", "如下", "说", "有", "于")) else 0


def _blank_after(rest: str) -> int:
    """存在的问题 各学校…: a blank parts the heading from its text in a line that runs on; 0 if none does."""
    found = (
        re.match(r"[\u4e00-\u9fff“”《》、\d]{3,30}(?=[ \t\u3000\u00a0]+[\u4e00-\u9fff“(（\d])", rest)
        if len(rest) > LONGEST_LINE
        else None
    )
    return found.end() if found else 0


def _one_thought(sentence: str) -> bool:
    """One clause or two, or a row of short slogans; else the sentence is text."""
    parts = re.split("[,，:：]", sentence)
    return len(parts) <= 2 or max(map(len, parts)) <= SLOGAN


def _clause(rest: str) -> int:
    found = CLAUSE.search(rest, 2, LONGEST_CLAUSE)
    return found.start() if found else min(len(rest), LONGEST_SENTENCE)


def _place_line(line: Line, folded: str, after: str, is_place: IsPlace) -> Heading | None:
    """江阳区 · 江阳区： · 【江阳区】 alone on a line, or 江阳区：全区… running on; above a date it is a signature."""
    if len(folded) <= 24:
        if not after or DATE_LINE.fullmatch(fold(after[:30])):
            return None
        bare = folded.rstrip(":。 ")
        shell = BRACKETED.fullmatch(bare)
        name = shell.group(1) if shell else bare
        if is_place(name):
            words = line.start + (1 if shell else 0)
            return Heading(
                line.start, words, words + len(name), "", "place", 2, None, "line", True, True, words + len(name)
            )
    found = re.match(r"\[?([^:\[\]。,、]{2,12})(?:\]|:)", folded)
    if found and is_place(found.group(1).strip()):
        words = line.start + found.start(1)
        return Heading(
            line.start,
            words,
            line.start + found.end(1),
            "",
            "place",
            2,
            None,
            "run_in",
            True,
            True,
            line.start + found.end(1),
        )
    return None


def _styled_line(line: Line, styled: StyledLine | None) -> Heading | None:
    if styled is None or len(line.text) > LONGEST_LINE or STOP.search(line.text[:-1]):
        return None
    words = line.text.rstrip(" :：。")
    level = styled.level or 3
    return Heading(line.start, line.start, line.start + len(words), "", f"style{level}", level, None, "line")


def _glued(line: Line, first: Heading | None, before: Sequence[Heading]) -> Iterator[Heading]:
    """Headings inside a line: after a stop, where they carry on a numbering that is open."""
    folded = fold(line.text)
    counts: dict[str, int] | None = None
    end = first.end - line.start if first else 0
    points = _glue_points(folded, end)
    at = _past_blanks(folded, end) if first else next(points, -1)
    while at >= 0:
        mark = find_mark(folded, at) if at >= end else None
        if mark and counts is None:
            counts = _open_counts(before)
        heading = _glued_at(line, folded, at, mark, counts) if mark and counts is not None else None
        if heading is None or counts is None:
            at = next(points, -1)
            continue
        counts[heading.family] = heading.ordinal or 0
        end = heading.end - line.start
        at = _past_blanks(folded, end)
        yield heading


def _glued_at(line: Line, folded: str, at: int, mark: Mark, counts: dict[str, int]) -> Heading | None:
    if mark.family not in GLUED or _counts(folded[at : at + 40], mark):
        return None
    if not _carries_on(mark, counts, folded, at + mark.length):
        return None
    return replace(_worded(line.start + at, line.text[at : at + 400], mark, "", lambda _: False), style="run_in")


def _past_blanks(folded: str, at: int) -> int:
    while at < len(folded) and folded[at].isspace():
        at += 1
    return at


def _glue_points(folded: str, start: int) -> Iterator[int]:
    """Where in a line a glued mark may begin; bounded."""
    for count, stop in enumerate(AFTER_STOP.finditer(folded, start)):
        if count >= MOST_GLUED:
            return
        yield stop.end()


def _open_counts(before: Sequence[Heading]) -> dict[str, int]:
    """The last number of each family that is still open, looking back over the last headings."""
    counts: dict[str, int] = {}
    highest = 99
    for heading in before[-40:][::-1]:
        if heading.rank <= highest and heading.ordinal is not None:
            counts.setdefault(heading.family, heading.ordinal)
        highest = min(highest, heading.rank)
    return counts


def _carries_on(mark: Mark, counts: dict[str, int], folded: str, at: int) -> bool:
    if mark.family == "lost":
        return bool(re.match(r"[^。;,]{3,24}。.", folded[at : at + 30]))
    if mark.ordinal == 1:
        upcoming = re.compile(re.escape(mark.text).replace("1", "2").replace("一", "二"))
        return bool(re.match(r"[^。;]{2,60}(?:。.|1[.、]|\(一\))", folded[at : at + 70])) and bool(
            upcoming.search(folded, at, at + 4000)
        )
    return mark.ordinal is not None and counts.get(mark.family, -1) == mark.ordinal - 1
