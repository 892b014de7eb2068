"""Lines that a web site, a document shop or a print-out put around a report, known by the rows of four tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reports.parsing.site_feet import FEET
from reports.parsing.site_fields import FIELDS
from reports.parsing.site_frames import FRAMES
from reports.parsing.site_shops import SHOPS


class SiteLine(NamedTuple):
    what: str
    pattern: re.Pattern[str]
    example: str
    closing: bool
    needs: frozenset[str]


SITE_LINES = tuple(
    SiteLine(row.what, re.compile(row.pattern, re.IGNORECASE), row.example, row.closing, frozenset(row.needs.split()))
    for row in (*FRAMES, *SHOPS, *FEET, *FIELDS)
)
OPEN = tuple(at for at, row in enumerate(SITE_LINES) if not row.needs)
AT_ONCE = re.compile("|".join(f"({SITE_LINES[at].pattern.pattern})" for at in OPEN), re.IGNORECASE)
"""The rows that say at once whether a line is theirs, each a group; the others are tried where their words stand."""

BY_WORD = {
    word: tuple(at for at, row in enumerate(SITE_LINES) if word in row.needs)
    for word in {word for row in SITE_LINES for word in row.needs}
}
BY_PAIR = {pair: tuple(word for word in BY_WORD if word[:2] == pair) for pair in {word[:2] for word in BY_WORD}}
WORD = re.compile(
    "[{}](?=[{}])|[{}]".format(
        *(
            re.escape("".join(sorted(letters)))
            for letters in (
                {word[0] for word in BY_WORD if len(word) > 1},
                {word[1] for word in BY_WORD if len(word) > 1},
                {word for word in BY_WORD if len(word) == 1},
            )
        )
    )
)
"""Where a word may begin that a row needs: by its first two letters, as most single letters stand everywhere."""

LONGEST = 400

BULLETS = "-•·|* "
BEGINNINGS = frozenset("0123456789-—第共姓部单编审约.大[(主索标")


def site_line(folded: str) -> SiteLine | None:
    """The row that recognises a line of a site; None for a line of a report.

    >>> site_line("发布时间: 2019.08.12").what
    'date of the page'
    >>> site_line("一、2011年工作总结") is None
    True
    """
    if len(folded) > LONGEST:
        return None
    bare = folded.lstrip(BULLETS)
    forms = (folded,) if bare is folded else (folded, bare)
    needed = {row for word in _words(folded.lower()) for row in BY_WORD[word]}
    rows = [row for row in needed if any(map(SITE_LINES[row].pattern.fullmatch, forms))]
    rows += [OPEN[(found.lastindex or 1) - 1] for found in map(AT_ONCE.fullmatch, forms) if found]
    return SITE_LINES[min(rows)] if rows else None


def may_be_site(folded: str) -> bool:
    """Has a line any clue of a site? Lines without one are a report's.

    >>> may_be_site("点击下载"), may_be_site("新建园两所")
    (True, False)
    """
    line = folded.lower()
    named = "网" in line or "页" in line
    return named or line[:1] in BEGINNINGS or line.isascii() or next(_words(line), None) is not None


def _words(line: str) -> Iterator[str]:
    """The words of a line that rows need."""
    for found in WORD.finditer(line):
        at = found.start()
        for word in BY_PAIR.get(line[at : at + 2], ()):
            if line.startswith(word, at):
                yield word
        if line[at] in BY_PAIR:
            yield line[at]
