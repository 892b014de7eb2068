"""Which lines, and which places inside lines, are headings; what words belong to them.

A heading is found by its mark (marks.py), by the source's own styling, because the line is nothing but a place's
name, or because it stands short and unfinished between paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reports.parsing.folding import fold
from reports.parsing.glued_headings import glued_headings
from reports.parsing.heading_words import LONGEST_LINE, STOP, Heading, IsPlace, is_count, worded
from reports.parsing.lines import Line, full_lines
from reports.parsing.marks import Mark, find_mark, numeral
from reports.parsing.place_rows import place_row, without_open_tables
from reports.parsing.titles import INSTITUTION, ORGAN, is_title
from reports.parsing.types import HeadingStyle, StyledLine

BARE = re.compile(
    r"[一二三四五六七八九](?=(?:以(?!贯之)|抓|加强|坚持|推进|狠抓|深化|完善|规范|健全|开展|实施|落实|强化|提高|提升|优化|"
    r"创新|改善|建立|注重|突出|切实|大力|积极|认真|进一步|着力|努力|严格)[\u4e00-\u9fff“《])"
)
BULLET = re.compile(r"(?:[●◆■★▲◇□※►▶◎☆]|——|--|—(?!—))\s*(?=[\u4e00-\u9fff“《\d][^。!]{1,34}[。!]\S)")
DIGIT = re.compile(
    r"\d{1,2}(?![所个名人年月日岁万亿元天次项位级类座栋幢间套台件册米多余周学世班届条期十百千里分])"
    r"(?=[\u4e00-\u9fff][^。!,;:\d]{2,16}[。!]\S)"
)
"""1健全制度。学校…: the point behind the number was lost."""
DIGIT_LINE = re.compile(r"\d{1,2}[ \t]+(?=[\u4e00-\u9fff“][^。!,;:\t]{2,24}\Z)")
"""1  教学工作: set apart by blanks only, on a line of its own."""
DECIMAL = re.compile(r"\d{1,2}\.\d{1,2}[ \t]")
DATE_LINE = re.compile(r"\(?(?:\d{2,4}|[xX×*]{2,4}|[一二][〇○零一二三四五六七八九]{3})年.{1,4}月(?:.{1,4}日)?\)?")
UNFINISHED = re.compile(r"(?:——|--)?[\u4e00-\u9fff“”《》、·\w]{4,24}(?:[,，][\u4e00-\u9fff“”《》、·\w]{4,16})?")
SHORTEST_FIRST = 5
LONGEST_PLACE_LINE = 40
ORNAMENTS = "-—─ ◆◇●○■□★☆▲△►▶▷※•·§"
"""What may stand before a district's name alone on its line."""
LEADING_NUMBER = re.compile(r"(?:\d{1,2} +|[一二三四五六七八九十] *)(?=[\u4e00-\u9fff]{2})")
"""1 江阳区, with 1.1 under it; 一 江阳区, of which a pdf leaves 一江阳区."""
LONGEST_NUMBER = 3
RUNNING = 18
"""A sentence that a line holds is at least so long."""
ANNEX = re.compile(r"附(?:件|表|录)?\s*[一二三四五六七八九十\d]{0,2}\s*[:.、]?\s*\S[^。;]{0,40}")
ANNEX_NAME = re.compile(r"(?:表|名单|清单|一览|目录)$")
NAMED = re.compile(r"[\[—-]{0,2}([^:\[\]。,、\s—-]{2,12})(?:\]|:|。(?=\S)|[ \u3000]+(?=[\u4e00-\u9fff“\d]))")
BRACKETED = re.compile(r"\[([^\[\]]{2,20})\]")


def find_headings(
    text: str, is_place: IsPlace = lambda _: False, styled: Sequence[StyledLine] = (), start: int = 0
) -> list[Heading]:
    """All headings of a report's text from ``start`` on, in order; linear in the length of the text.

    >>> [(h.mark, "一、江阳区\\n(一)规范招生。坚持就近入学。"[h.words:h.end]) for h in
    ...  find_headings("一、江阳区\\n(一)规范招生。坚持就近入学。")]
    [('一、', '江阳区'), ('(一)', '规范招生')]
    """
    lines = full_lines(text, start)
    dressed = {line.start: line for line in styled}
    found: list[Heading] = []
    for index, line in enumerate(lines):
        after = lines[index + 1].text if index + 1 < len(lines) else ""
        if "\t" in text[line.start : line.end]:
            found.extend(filter(None, [place_row(line, is_place)]))
            continue
        above = lines[index - 1] if index else None
        headed = above is not None and bool(found) and found[-1].start == above.start and found[-1].end >= above.end - 1
        heading = _line_heading(line, after, is_place, dressed) or _plain_line(line, above, headed, after)
        if heading:
            found.append(heading)
        found.extend(glued_headings(line, heading, found, is_place))
    return without_open_tables(_without_lone_lines(found), lines)


def _plain_line(line: Line, above: Line | None, headed: bool, after: str) -> Heading | None:
    """A short line without mark or stop between two paragraphs of running text, or right under a numbered heading."""
    if not UNFINISHED.fullmatch(line.text) or not has_text_under(after):
        return None
    if above is None:
        named = len(line.text) < SHORTEST_FIRST or line.text[0] in "—-─" or ORGAN.fullmatch(fold(line.text))
        return None if named else _plain(line)
    if not headed and (above.text[-1] not in "。！？!?；;：:”)）" or len(above.text) < RUNNING):
        return None
    return _plain(line)


def _plain(line: Line) -> Heading:
    return Heading(line.start, line.start, line.end, "", "plain", 3, None, "line")


def has_text_under(after: str) -> bool:
    """Is the line below a heading running text, or the first heading of a list?"""
    mark = find_mark(fold(after[:20]))
    running = len(after) >= RUNNING and bool(STOP.search(after)) and (len(after) >= 30 or after[-1] in "。！？")
    return running or (mark is not None and mark.ordinal == 1)


def _without_lone_lines(found: list[Heading]) -> list[Heading]:
    """A single unmarked line proves nothing; several are the headings of a report that has no marks.

    Before any numbered heading they enclose the numbering, later they stand inside it.
    """
    for family in ("bracket", "bullet"):
        if sum(heading.family == family for heading in found) == 1:
            found = [heading for heading in found if heading.family != family]
    if any(heading.family == "digit" for heading in found):
        found = _counted_digits(found)
    plain = [heading for heading in found if heading.family == "plain"]
    if not plain:
        return found
    if len(plain) < 2:
        return [heading for heading in found if heading.family != "plain"]
    numbered = next((heading.start for heading in found if heading.mark), None)
    rank = 1 if numbered is None or plain[0].start < numbered else 8
    alike = {"plain", "title"} if rank == 1 else {"plain"}
    return [replace(heading, rank=rank, family="plain") if heading.family in alike else heading for heading in found]


def _counted_digits(found: list[Heading]) -> list[Heading]:
    """Without numbers that count on from none and that none counts on from: those are numbers of things."""
    digits = [heading for heading in found if heading.family == "digit"]
    pairs = [pair for pair in pairwise(digits) if (pair[0].ordinal or 0) + 1 == pair[1].ordinal]
    counted = {heading.start for pair in pairs for heading in pair}
    return [heading for heading in found if heading.family != "digit" or heading.start in counted]


def _line_heading(line: Line, after: str, is_place: IsPlace, dressed: dict[int, StyledLine]) -> Heading | None:
    folded = fold(line.text[:200])
    mark = find_mark(folded) or _bare_mark(folded) or _bullet(folded)
    if mark and mark.length < len(line.text) and not is_count(folded, mark):
        return worded(line.start, line.text, mark, after, is_place)
    if ANNEX.fullmatch(folded) and ("\t" in after or ANNEX_NAME.search(folded)):
        return Heading(line.start, line.start, line.end, "", "annex", 0, None, "line")
    if is_title(line.text) and not INSTITUTION.search(folded):
        return Heading(line.start, line.start, line.end, "", "title", 1, None, "line")
    return (
        _place_line(line, folded, after, is_place)
        or _bracket_line(line, folded)
        or _styled_line(line, dressed.get(line.start))
        or _digit_line(line, folded, after, is_place)
    )


def _bracket_line(line: Line, folded: str) -> Heading | None:
    """【教育概况】2012年，…: what year-books put before their paragraphs."""
    found = BRACKETED.match(folded) if folded[0] == "[" and line.text[0] in "【［" else None
    if found is None or not re.fullmatch("[\u4e00-\u9fff、]+", found.group(1)):
        return None
    style: HeadingStyle = "run_in" if len(line.text) > found.end() else "line"
    return Heading(line.start, line.start + 1, line.start + found.end(1), "", "bracket", 2, None, style)


def _bare_mark(folded: str) -> Mark | None:
    """二以…: the stroke after the number was lost."""
    found = BARE.match(folded)
    return Mark("bare", 8, None, found.group(), 1) if found else None


def _bullet(folded: str) -> Mark | None:
    """◆督查有力。各校…: a sign before the first words of a paragraph."""
    found = BULLET.match(folded)
    return Mark("bullet", 10, None, found.group(), found.end()) if found else None


def _digit_line(line: Line, folded: str, after: str, is_place: IsPlace) -> Heading | None:
    found = DIGIT.match(folded) or DIGIT_LINE.match(folded)
    if found is None or is_place(folded[found.end() :].strip()):
        return None
    if found.re is DIGIT_LINE and not (has_text_under(after) or DECIMAL.match(after)):
        return None
    mark = Mark("digit", 4, int(found.group()), found.group().strip(), found.end())
    return worded(line.start, line.text, mark, after, is_place)


def _place_line(line: Line, folded: str, after: str, is_place: IsPlace) -> Heading | None:
    """江阳区 · 江阳区： · 【江阳区】 alone on a line, or 江阳区：全区… running on; above a date it is a signature."""
    if len(folded) <= LONGEST_PLACE_LINE:
        if not after or DATE_LINE.fullmatch(fold(after[:30])):
            return None
        bare = folded.rstrip(":。 ")
        shell = BRACKETED.fullmatch(bare)
        name = shell.group(1) if shell else bare.lstrip(ORNAMENTS)
        number = ""
        while not is_place(name) and len(number) < LONGEST_NUMBER and (found := LEADING_NUMBER.match(name)):
            number, name = number + found.group().strip(), name[found.end() :]
        if is_place(name):
            words = line.start + (1 if shell else len(bare) - len(name))
            place = _place(line, words, words + len(name), "line")
            return _numbered(place, number) if number and not number.strip("一二三四五六七八九十") else place
    found = NAMED.match(folded)
    if found and is_place(found.group(1).strip()):
        return _place(line, line.start + found.start(1), line.start + found.end(1), "run_in")
    return None


def _numbered(place: Heading, number: str) -> Heading:
    """一 江阳区: the stroke behind the number is a blank; longer words behind one are told by the mark itself."""
    return replace(place, mark=number, family="cn", ordinal=numeral(number))


def _place(line: Line, start: int, end: int, style: HeadingStyle) -> Heading:
    return Heading(line.start, start, end, "", "place", 2, None, style, place=True, name_end=end)


def _styled_line(line: Line, styled: StyledLine | None) -> Heading | None:
    if styled is None or len(line.text) > LONGEST_LINE or STOP.search(line.text[:-1]):
        return None
    if styled.level is None and STOP.search(line.text[-1]):
        return None
    words = line.text.rstrip(" :：。")
    level = styled.level or 3
    return Heading(line.start, line.start, line.start + len(words), "", f"style{level}", level, None, "line")
