"""Tables of contents: lines that name what stands below, with leaders and page numbers or in the same words.

They are as little of the report's text as its page numbers: every entry stands again above its own part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.parsing.folding import fold
from reports.parsing.lines import Line, full_lines
from reports.parsing.marks import find_mark
from reports.parsing.traced import Edit

HEAD = re.compile(r"\[?(?:(?:本书|内容)?目\s*[录錄次]|contents)\]?:?", re.IGNORECASE)
HEAD_CLUE = re.compile("目[ \u3000\u00a0\t]{0,8}[录錄次]|[cC](?:ontents|ONTENTS)")
LEADERS = ("………", "……(", "……（", "……1", "......", "．．．", "﹒﹒﹒", "···", "⋯⋯", ". . .", "____")
"""One of these stands in the lines of contents that lead to their pages by points."""
LEADING = re.compile(
    r"(?P<name>[^…]{1,60}?)\s*(?:…{2,}|⋯{2,}|(?:[.·•_‥-]\s?){4,})[….·•_‥\s-]*[(\[第]?\s*(?P<page>\d{0,4})\s*[)\]页]?"
)
PAGED = re.compile(r"(?P<name>.{2,60}?)(?:\s+|(?=\())\(?\d{1,4}\)?")
"""一、江阳区 12: only under the contents' own head."""
LONGEST, FEWEST = 90, 2
BLANK = re.compile(r"\s+")
ATTACHED = re.compile(r"附件?:?\s*(?=1[.、])")
INDEX = re.compile(r"\s*[|｜/／·•]\s*")
"""江阳区 | 龙马潭区 | 泸县: the names of the parts in one line, as a page leads to them."""
TOP, FEWEST_REPEATED, LONGEST_REPEATED, LONGEST_NAME = 3000, 3, 40, 20
STOPPED = re.compile(r"[。；;！!？?，,：:]$")


def contents_lines(text: str) -> Iterator[Edit]:
    """The lines of every table of contents, its head among them.

    >>> from reports.parsing.clean import mended
    >>> mended(contents_lines, "目录\\n一、甲县……………1\\n二、乙县……………4\\n一、甲县\\n新建园2所。")
    '一、甲县\\n新建园2所。'
    """
    if HEAD_CLUE.search(text) or any(leader in text for leader in LEADERS):
        lines, below = full_lines(text), _below
    else:
        lines, below = full_lines(text[:TOP]), _unheaded
    index = 0
    while index < len(lines):
        stop = below(lines, index, text)
        if stop > index:
            yield Edit(lines[index].start, lines[stop].start if stop < len(lines) else lines[-1].end)
        index = max(stop, index + 1)


def _below(lines: Sequence[Line], index: int, text: str) -> int:
    """The line behind the contents that begin with line ``index``; ``index`` itself if none do."""
    first = lines[index].text
    if len(first) > LONGEST:
        return index
    if HEAD.fullmatch(fold(first)):
        return _under_head(lines, index, text)
    if any(leader in first for leader in LEADERS):
        return _led(lines, index)
    return _unheaded(lines, index, text) if lines[index].start < TOP else index


def _unheaded(lines: Sequence[Line], index: int, text: str) -> int:
    if _is_index(lines[index], text):
        return index + 1
    return max(_attachments(lines, index, text), _repeated(lines, index, text))


def _led(lines: Sequence[Line], index: int) -> int:
    """Lines that lead to pages, without a head: the numbers of the pages tell them from a list left open (…)."""
    stop, paged = index, 0
    while stop < len(lines) and len(lines[stop].text) <= LONGEST and (led := LEADING.fullmatch(fold(lines[stop].text))):
        paged += bool(led.group("page"))
        stop += 1
    return stop if paged >= FEWEST else index


def _under_head(lines: Sequence[Line], head: int, text: str) -> int:
    """Under 目录: entries that lead to a page, or that stand again below; each once."""
    seen: set[str] = set()
    stop = head + 1
    while stop < len(lines):
        name = _entry(lines[stop], text)
        if not name or name in seen:
            break
        seen.add(name)
        stop += 1
    return stop if len(seen) >= FEWEST else head


def _entry(line: Line, text: str) -> str:
    """The name that a line of contents leads to; "" if it is none."""
    if len(line.text) > LONGEST or STOPPED.search(line.text):
        return ""
    folded = fold(line.text)
    found = LEADING.fullmatch(folded) or PAGED.fullmatch(folded)
    if found or _stands_again(line.text, line.end, text):
        return "".join((found.group("name") if found else folded).split())
    return ""


def _again(words: str, since: int, text: str) -> int:
    """Where the words stand again, alone on their line; -1 if nowhere."""
    found = text.find(f"\n{words}\n", since)
    return found if found >= 0 or not text.endswith(f"\n{words}") else len(text) - len(words) - 1


def _stands_again(words: str, since: int, text: str) -> bool:
    """Do the words stand again alone on a line, with or without their number, or the office behind a blank?"""
    if _again(words, since, text) >= 0:
        return True
    mark = find_mark(fold(words[:20]))
    bare = words[mark.length :] if mark else words
    first = BLANK.split(bare, maxsplit=1)[0]
    return any(len(each) > 1 and each != words and _again(each, since, text) >= 0 for each in (bare, first))


def _attachments(lines: Sequence[Line], index: int, text: str) -> int:
    """附件：1.甲县总结 · 2.乙县总结: what a letter says that it hands on, if it stands below under the same names."""
    opened = ATTACHED.match(fold(lines[index].text))
    stop = index
    while opened and stop < len(lines) and len(lines[stop].text) <= LONGEST:
        words = lines[stop].text[opened.end() if stop == index else 0 :]
        mark = find_mark(fold(words[:20]))
        if not mark or mark.ordinal != stop - index + 1 or not _stands_again(words, lines[stop].end, text):
            break
        stop += 1
    return stop if stop - index >= FEWEST else index


def _repeated(lines: Sequence[Line], index: int, text: str) -> int:
    """A list without head and pages: every line stands again below it, alone and in the same order.

    Where it is numbered it begins with one.
    """
    first = lines[index].text
    mark = find_mark(fold(first[:20])) if len(first) <= LONGEST_REPEATED else None
    if (mark and mark.ordinal != 1) or len(first) > (LONGEST_REPEATED if mark else LONGEST_NAME):
        return index
    stop, listed = index, set[str]()
    while stop < len(lines) and _is_listed(lines[stop], listed, text):
        listed.add(lines[stop].text)
        stop += 1
    at = lines[stop - 1].end
    for line in lines[index:stop]:
        at = _again(line.text, at, text)
        if at < 0:
            return index
    return stop if len(listed) >= FEWEST_REPEATED else index


def _is_index(line: Line, text: str) -> bool:
    names = INDEX.split(line.text) if any(sign in line.text for sign in "|｜/／·•") else []
    return len(names) >= FEWEST_REPEATED and all(name and _again(name, line.end, text) >= 0 for name in names)


def _is_listed(line: Line, listed: set[str], text: str) -> bool:
    if len(line.text) > LONGEST_REPEATED or line.text in listed or STOPPED.search(line.text):
        return False
    return _again(line.text, line.end, text) >= 0
