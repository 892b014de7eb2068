"""What a text lacks, told and never made up: a title left open, an end cut off, a number that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from reports.parsing.counts import Break, counted
from reports.parsing.cuts import MOST_TAILS
from reports.parsing.folding import fold
from reports.parsing.lines import Line
from reports.parsing.tears import ENDED, SURE, is_torn_tail, likeness, open_bracket, paragraph_mark

OPEN_END, OPEN_SENTENCE, GAP = "文末不完整", "句子未完", "编号从"
"""How the notes begin that are neither repairs nor signs of a disorder."""

MOST_OPEN = 4
"""A text in which more sentences stay open has lines as a printer broke them."""

CLOSINGS = {
    "remark": (r"\(.*\)", "(特约通讯员:李明)"),
    "credit": (
        r"[\[(]?(?:特约)?(?:通讯员|记者|作者|责任编辑|编辑|责编|审核|供稿|撰稿|摄影|来源|联系人|附件?)\s*:?.*",
        "责任编辑:李明",
    ),
    "date": (r"[^,、]{0,30}(?:\d{4}|(?:20)?[xX*×]{2,4}|[二一]\w{3})年\S{1,3}月(?:\S{1,3}日)?", "县教育局 2012年12月"),
    "signature": (r"\s+[^,、]{2,24}(?:局|委|委员会|学校|办公室|中学|小学|幼儿园)", " 某县教育局办公室"),
}  # fmt: skip
"""What may follow a text's last stop and yet end it, folded, each with an example."""

CLOSING = re.compile("|".join(f"(?:{pattern})" for pattern, _ in CLOSINGS.values()))
LAST_STOP = re.compile("[。！？；!?;…]")
SENTENCE_START = re.compile(r"(?<=[。；;：:！!\s])")
MOST_NOTES, MOST_BREAKS, WIDEST, LOOKED_BACK = 3, 40, 9, 80
"""Notes on numbers in one report; breaks looked at; the widest gap that is one; lines in which the missing number is
looked for."""


def losses(text: str, lines: Sequence[Line]) -> Iterator[str]:
    """Where words are lost for good: a title in 《 left open, a sentence or the text without an end."""
    texts = [line.text for line in lines]
    titles = [line for line in texts[:-1] if is_torn_tail(line) and open_bracket(line) == "《"]
    for line in dict.fromkeys(titles[:MOST_TAILS]):
        yield f"原文在“…{line[-12:]}”处中断，下文缺失，未作补写"
    for line, after in open_sentences(text, lines):
        if line not in titles:
            yield f"{OPEN_SENTENCE}：“…{line[-12:]}”与下段“{after[:8]}…”不相接，可能缺字、缺标点或错位"
    if has_open_end(texts):
        yield f"{OPEN_END}：原文到“…{texts[-1][-12:]}”为止，下文可能缺失，未作补写"


def open_sentences(text: str, lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Paragraphs that stop in mid-sentence above one without number that does not carry them on."""
    found = [
        (line.text, after.text)
        for line, after in pairwise(lines)
        if is_torn_tail(line.text) and "\t" not in line.text + after.text and not paragraph_mark(after.text)
    ][: 2 * MOST_OPEN]
    open_ = [(left, right) for left, right in found if likeness(text, left, right) < SURE]
    return open_ if len(open_) <= MOST_OPEN else []


def has_open_end(texts: Sequence[str]) -> bool:
    """Does a text break off: in mid-sentence, or below a heading?

    >>> has_open_end(["一、甲", "新建园两所。各校加强管"]), has_open_end(["一、甲", "好。(通讯员:李明)"])
    (True, False)
    """
    last = texts[-1] if texts else ""
    if not last or "\t" in last or ENDED.search(last):
        return False
    if is_torn_tail(last):
        stops = list(LAST_STOP.finditer(last))
        return not (stops and CLOSING.fullmatch(fold(last[stops[-1].end() :])))
    return paragraph_mark(last) is not None and not _ends_list(texts)


def _ends_list(texts: Sequence[str]) -> bool:
    """A list of names or annexes ends without a stop, as each of its lines does."""
    mark, above = paragraph_mark(texts[-1]), paragraph_mark(texts[-2]) if len(texts) > 1 else None
    if above is None or mark is None:
        return len(texts) > 1 and texts[-2].startswith("附")
    return above.family == mark.family and not ENDED.search(texts[-2])


def gaps(lines: Sequence[Line]) -> Iterator[str]:
    """Numbers that are not in the text, as a count tells."""
    return islice((_gap(found) for found in counted(lines).breaks[:MOST_BREAKS] if _is_gap(lines, found)), MOST_NOTES)


def _gap(found: Break) -> str:
    number = _bare(found.mark.text)
    if found.before is None:
        return f"{GAP}“{number}”开始，前面的编号未见，可能漏排或错位"
    return f"{GAP}“{_bare(found.before.text)}”跳到“{number}”，可能漏排或错位"


def _bare(mark: str) -> str:
    return mark.strip().rstrip("、.．:：,，")


def _is_gap(lines: Sequence[Line], found: Break) -> bool:
    """Is a number really missing, and not only written inside a paragraph?"""
    ordinal = found.mark.ordinal or 0
    before = (found.before.ordinal or 0) if found.before else 0
    if not 1 < ordinal - before <= WIDEST:
        return False
    wanted = (found.mark.family, ordinal - 1)
    written = re.compile(rf"\(?{ordinal - 1}[).、:]")
    for line in lines[max(0, found.line - LOOKED_BACK) : found.line]:
        if written.match(fold(line.text[:8])):
            return False
        for sentence in SENTENCE_START.split(line.text)[1:]:
            mark = paragraph_mark(sentence)
            if mark and (mark.family, mark.ordinal) == wanted:
                return False
    return True
