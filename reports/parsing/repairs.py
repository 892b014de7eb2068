"""What was mended in a text, line by line: which lines tell a repair, which can be undone, and how.

A report's ``repairs`` are Chinese sentences. Pieces that were moved go back together, since each stands where it does
because of the others; words that were joined over a line's end part one by one; the rest are notes on what the text
lacks or may have wrong: there is nothing to undo.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from reports.parsing import borders
from reports.parsing.anchors import find_anchor
from reports.parsing.borders import traced
from reports.parsing.corrections import CannotApply, Placed
from reports.parsing.types import ParsedReport

MOVED, JOINED, DOUBT = "原文次序错乱", "断开处已相接", "次序仅凭"
"""How the lines begin that tell of a repair; the last belongs to the moves."""
ACCEPTED = "（已核对）"
AS_PRINTED = "按审核意见恢复了原文次序。"
PARTED = "按审核意见从中断开"
UNDONE = (AS_PRINTED, PARTED)
MASK = "＊"
WORDS = re.compile("“…(.*?)”与“(.*?)…”", re.DOTALL)
"""The words before and after a joint, as its line quotes them."""
NO_JOINT = "这一处没有相接过，或已找不到，没有断开。"

Kind = Literal["moved", "joined", "note", "undone"]


@dataclass(frozen=True, slots=True)
class Repair:
    """One line. ``at`` is the offset in the report's text where joined words can be parted again."""

    words: str
    kind: Kind
    is_checked: bool
    at: int | None = None


def repairs_of(report: ParsedReport, extracted: str) -> tuple[Repair, ...]:
    """Every line of ``report.repairs``, without the mark of a person who looked at it."""
    lines = [line.removesuffix(ACCEPTED) for line in report.repairs]
    return tuple(
        Repair(line, _kind(line), line != marked, _joint(report, extracted, line) if line.startswith(JOINED) else None)
        for line, marked in zip(lines, report.repairs, strict=True)
    )


def _kind(line: str) -> Kind:
    """
    >>> _kind("原文次序错乱：将“三、…”起的一段接到“…94名。”之后（编号相接）"), _kind("文末不完整：原文到“…学校”为止")
    ('moved', 'note')
    """
    if line.startswith(UNDONE):
        return "undone"
    if line.startswith((MOVED, DOUBT)):
        return "moved"
    return "joined" if line.startswith(JOINED) else "note"


def _joint(report: ParsedReport, extracted: str, line: str) -> int | None:
    """Where the words that a line quotes meet, if that is one place and the source breaks its line there."""
    quoted = WORDS.search(line)
    if quoted is None:
        return None
    before, after = quoted.groups()
    meeting = re.escape(before) + f"()(?={re.escape(after)})"
    places = [found.start(1) for found in re.finditer(meeting, report.text)]
    joints = [at for at in places if _is_joint(report, extracted, at)]
    return joints[0] if len(joints) == 1 else None


def _is_joint(report: ParsedReport, extracted: str, at: int) -> bool:
    origin = traced(report, extracted).origin
    left, right = origin(at - 1, at), origin(at, at + 1)
    return bool(left and right) and "\n" in extracted[left[0].end : right[0].start]


def undo_order(report: ParsedReport, extracted: str) -> ParsedReport:
    """The pieces as the source prints them. Where nothing is moved, as by a newer parser, that is so already."""
    if not borders.is_reordered(report, extracted):
        return report
    kept = tuple(line for line in report.repairs if not line.startswith((MOVED, DOUBT)))
    return replace(borders.as_printed(report, extracted), repairs=(AS_PRINTED, *kept))


def undo_joint(report: ParsedReport, placed: Placed) -> ParsedReport:
    """The words before the place parted from those after it, as the source prints them."""
    extracted = placed.extracted
    quoted = find_anchor(placed.correction.anchor, extracted)
    place = traced(report, extracted).locate([quoted])[0] if quoted else None
    if place is None:
        raise CannotApply(NO_JOINT)
    at = place.start
    lines = [n for n, each in enumerate(repairs_of(report, extracted)) if each.at == at]
    if not lines:
        if at and report.text[at - 1] == "\n":
            return report
        raise CannotApply(NO_JOINT)
    line = report.repairs[lines[0]].removesuffix(ACCEPTED)
    said = (*report.repairs[: lines[0]], line.replace(JOINED, PARTED, 1), *report.repairs[lines[0] + 1 :])
    return replace(borders.parted(report, extracted, at), repairs=said)


def accept(report: ParsedReport, seen: object) -> ParsedReport:
    """The lines that a person saw are checked; what a newer parser says otherwise waits for a person again.

    ``seen`` are the lines as the page showed them, maybe with words masked; without them all are meant.
    """
    shown = [str(line).removesuffix(ACCEPTED) for line in seen] if isinstance(seen, list) else None
    marked = (
        line if line.endswith(ACCEPTED) or not (shown is None or any(_same(line, each) for each in shown))
        else line + ACCEPTED
        for line in report.repairs
    )  # fmt: skip
    return replace(report, repairs=tuple(marked))


def _same(line: str, shown: str) -> bool:
    return len(line) == len(shown) and all(a in (b, MASK) or b == MASK for a, b in zip(line, shown, strict=True))
