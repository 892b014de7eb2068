"""What must not slip in unseen: secrecy marks, which stop a file; identity and telephone numbers, which warn.

Pure. A mark is what stands on a paper to classify it (a banner, a marking line, 机密★20年), never the word in
running prose: 保密工作 and 机要文件 are everyday topics of a report. The forms follow the rules on marking state
secrets (国家秘密载体: 密级★保密期限) and offices' habit of writing 内部资料 over a page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

LONGEST_MARKING_LINE = 40
HIDDEN = "＊"
LEVEL = r"(?:绝密|机密|秘密)"
TERM = r"(?:[★☆*＊].{0,12}|[（(].{1,10}[）)])"


class MarkRow(NamedTuple):
    """A form of marking: what a line without its blanks looks like. The tests run both examples."""

    name: str
    pattern: str
    stops: str
    passes: str


MARKS = (
    MarkRow("密级标志", rf"{LEVEL}[★☆].{{0,12}}", "机密★20年", "试卷上的“秘密★启用前”字样要盖住"),
    MarkRow("密级标志", rf"[★☆]{LEVEL}(?:[★☆].{{0,12}})?", "★机密", "评选★秘密花园★优秀绘本"),
    MarkRow("密级标志", rf"{LEVEL}{TERM}?", "绝 密", "机密文件柜已经更换"),
    MarkRow("密级栏", rf"(?:密级|秘密等级|保密等级)[:：]{LEVEL}{TERM}?.{{0,20}}", "密级：秘密　编号：12", "密级：无"),
    MarkRow("密级栏", r"(?:密级|秘密等级|保密等级)[:：]内部.{0,6}", "密级：内部", "密级：公开"),
    MarkRow(
        "内部标志",
        r"[【\[（(★]?(?:仅供)?内部(?:资料|文件|材料|刊物|参考|使用|掌握)"
        r"(?:[,，。:：!！;；—\-]*(?:注意|妥善|严禁|禁止|请勿|不得|切勿|不准|未经|仅供|用后|阅后|严格|编号).{0,16})?[】\]）)★]?[!！。]?",
        "内部资料　注意保存",
        "内部资料管理进一步规范",
    ),
)
_MARKS = tuple((row.name, re.compile(row.pattern)) for row in MARKS)
_BLANKS = re.compile(r"\s+")

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_BIRTHDAY = r"(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_IDENTITY = re.compile(rf"(?<![0-9A-Za-z.])[1-9]\d{{5}}{_BIRTHDAY}\d{{3}}[\dXx](?![0-9A-Za-z])")
_NO_MORE = r"(?![0-9A-Za-z]|\.\d|[- ]\d)"
_MOBILE = re.compile(rf"(?<![0-9A-Za-z.\-])(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?)\d{{4}}(?:[- ]?)\d{{4}}{_NO_MORE}")
_LANDLINE = re.compile(r"(?<![0-9A-Za-z.\-])[(]?0(?:10|2\d|[3-9]\d{2})[)]?[- ]?[2-8]\d{6,7}(?![0-9A-Za-z]|\.\d)")


@dataclass(frozen=True, slots=True)
class SecrecyMark:
    """The line that bears a mark, as it is written."""

    name: str
    line: str


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """``text[start:end]`` looks like a number that belongs to a person."""

    kind: Literal["identity", "mobile", "landline"]
    start: int
    end: int


NAMES = {"identity": "身份证号", "mobile": "手机号", "landline": "电话号码"}


def secrecy_mark(text: str) -> SecrecyMark | None:
    """The first marking line of a text, a table cell counted as a line.

    >>> secrecy_mark("机密★10年\\n教育工作总结")
    SecrecyMark(name='密级标志', line='机密★10年')
    >>> secrecy_mark("做好保密工作，签订机密文件管理责任书。") is None
    True
    """
    for line in re.split(r"[\n\t\f]", text):
        bare = _BLANKS.sub("", line)
        if not bare or len(bare) > LONGEST_MARKING_LINE or not ("密" in bare or "内部" in bare):
            continue
        for name, pattern in _MARKS:
            if pattern.fullmatch(bare):
                return SecrecyMark(name, line.strip())
    return None


def secrecy_mark_in_name(name: str) -> SecrecyMark | None:
    """A mark in a file's name: 【机密】总结.docx, 秘密★总结.docx."""
    found = re.search(rf"{LEVEL}[★☆]|[★☆]{LEVEL}|[【\[（(]{LEVEL}[】\]）)]", name)
    return SecrecyMark("文件名", name) if found else None


def stopped_message(mark: SecrecyMark) -> str:
    return (
        f"文件带有密级或内部标志“{mark.line[:30]}”，没有入库。"
        "涉密和内部材料不得上传；确属误标的，请去掉标志、经单位保密审查后再传。"
    )


def personal_numbers(text: str) -> list[PersonalNumber]:
    """Identity-card numbers with a right check digit, mobile and landline numbers, in order, full-width ones too.

    >>> [(n.kind, n.start) for n in personal_numbers("联系人电话：13800001111")]
    [('mobile', 6)]
    """
    folded = "".join(_digit(letter) for letter in text)
    found = sorted(_found(folded), key=lambda number: (number.start, -number.end))
    kept: list[PersonalNumber] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def without_personal_numbers(text: str) -> str:
    """The text with a mark for each character of such a number.

    >>> without_personal_numbers("总结（13800001111）.docx")
    '总结（＊＊＊＊＊＊＊＊＊＊＊）.docx'
    """
    for number in personal_numbers(text):
        text = text[: number.start] + HIDDEN * (number.end - number.start) + text[number.end :]
    return text


def _found(folded: str) -> Iterator[PersonalNumber]:
    for match in _IDENTITY.finditer(folded):
        if _checks(match.group().upper()):
            yield PersonalNumber("identity", *match.span())
    for match in _MOBILE.finditer(folded):
        yield PersonalNumber("mobile", *match.span())
    for match in _LANDLINE.finditer(folded):
        yield PersonalNumber("landline", *match.span())


def _digit(letter: str) -> str:
    """A full-width digit or sign as ASCII, everything else as it is: no offset moves."""
    return unicodedata.normalize("NFKC", letter) if "！" <= letter <= "～" else letter


def _checks(number: str) -> bool:
    """ISO 7064 MOD 11-2, as GB 11643 prescribes it."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECK[total % 11] == number[17]
