"""The numbers of a source that are no metrics, and the sentence or surroundings in which a number stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samples.building.source import Line, Mark

SENTENCE_END = re.compile(r"[。！？!?]")
CONTEXT = 10
FULL_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")

#: What stands in a report and is a number, yet by its form alone no metric.
SELF_EVIDENT: tuple[tuple[str, str], ...] = (
    (r"[〔\[(（](?:19|20)\d{2}[〕\])）]\d+号", "文号"),
    (r"(?:19|20)\d{2}[—–~-](?:19|20)\d{2}(?:学)?年?", "年份"),
    (r"(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?", "日期"),
    (r"(?:19|20)\d{2}[-./]\d{1,2}(?:[-./]\d{1,2})?", "日期"),
    (r"(?:19|20)\d{2}(?!\d)", "年份"),
    (r"20(?:\*\*|xx)年", "残缺年份"),
    (r"九年义务教育|九年一贯制|学前[一二三]年|[一二三四五六七八九]{1,2}年级|二○一三年|一年来", "名称中的数字"),
    (r"\d{1,2}[—–~-]\d{1,2}月(?:份)?", "日期"),
    (r"\d{1,2}月(?:\d{1,2}日|份|底|初)?", "日期"),
    (r"\d{1,2}日", "日期"),
)

#: A Chinese numeral before a counter word. 一部, 一定 and the like are words, not counts.
COUNTED = (
    "[零一二两三四五六七八九十百千万]+"
    "(?:所|名|个|万|人|次|项|批|期|轮|类|家|位|套|间|辆|支|年|月|天|小时|倍|成|分|级|届|校|园|条|方|者|线|种)"
)


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around ``text[start:end]``, its full stop included."""
    begin = max((found.end() for found in SENTENCE_END.finditer(text, 0, start)), default=0)
    stop = SENTENCE_END.search(text, end)
    return begin, stop.end() if stop else len(text)


def sentence_at(line: Line, mark: Mark) -> str:
    begin, end = sentence_span(line.text, mark.start, mark.end)
    return line.text[begin:end].strip()


def context_of(line: Line, mark: Mark) -> str:
    """What stands around a mark, within its sentence."""
    begin, end = sentence_span(line.text, mark.start, mark.end)
    return line.text[max(begin, mark.start - CONTEXT) : min(end, mark.end + CONTEXT)]


def marks_of(lines: list[Line], kind: str) -> Iterator[tuple[Line, Mark]]:
    return ((line, mark) for line in lines for mark in line.marks if mark.kind == kind)


def spoken_traps(lines: list[Line]) -> list[dict[str, str]]:
    """The numbers that the source itself labels as no metric."""
    return [
        {"text": line.text[mark.start : mark.end], "context": context_of(line, mark), "why": mark.fields[0]}
        for line, mark in marks_of(lines, "trap")
    ]


def silent_traps(lines: list[Line]) -> list[dict[str, str]]:
    """Dates, years, document numbers and list marks: no metric by their form alone."""
    traps = []
    for line in (line for line in lines if line.kind != "row"):
        for mark, why in self_evident(line):
            traps.append({"text": line.text[mark.start : mark.end], "context": context_of(line, mark), "why": why})
        for mark in line.marks:
            if mark.kind == "heading" and mark.fields[1].strip():
                sign = Mark("trap", mark.start, mark.start + len(mark.fields[1]))
                traps.append({"text": mark.fields[1].strip(), "context": context_of(line, sign), "why": "序号"})
    return traps


def self_evident(line: Line) -> Iterator[tuple[Mark, str]]:
    """Spans of the line that no other label covers and that are dates, years or document numbers."""
    taken = [(mark.start, mark.end) for mark in line.marks if mark.kind in ("metric", "trap", "neutral")]
    text = line.text.translate(FULL_WIDTH)
    for pattern, why in SELF_EVIDENT:
        for found in re.finditer(pattern, text):
            start, end = found.span()
            if all(end <= a or start >= b for a, b in taken):
                taken.append((start, end))
                yield Mark("trap", start, end), why


def unlabelled_numbers(line: Line) -> list[str]:
    """Arabic numbers of the line that nothing labels: none may be left in a source."""
    kinds = ("metric", "trap", "neutral", "redacted")
    labelled = [(mark.start, mark.end) for mark in line.marks if mark.kind in kinds]
    labelled += [(mark.start, mark.end) for mark, _ in self_evident(line)]
    labelled += [(m.start, m.start + len(m.fields[1])) for m in line.marks if m.kind == "heading"]
    numbers = re.finditer(rf"\d+(?:[.,]\d+)*|{COUNTED}", line.text)
    return [n[0] for n in numbers if not any(a <= n.start() and n.end() <= b for a, b in labelled)]
