"""Tables as text: values parted by commas, semicolons or tabs."""

from __future__ import annotations

import csv
from pathlib import Path

from reports.extraction.assembly import TextAssembler, tidy
from reports.extraction.encoding import decode, is_prose
from reports.extraction.refusals import corrupt
from reports.extraction.spreadsheets import ROWS, trim, write_sheet
from reports.extraction.txt import decoding_warnings
from reports.extraction.types import RefusedFile
from reports.parsing.types import ExtractedText

SEPARATORS = ",\t;，|"


def extract(path: Path) -> ExtractedText:
    """One table. Raises RefusedFile: corrupt, empty, too_complex."""
    decoded = decode(path.read_bytes())
    if not is_prose(decoded.text):
        raise corrupt("csv 文件")
    text = tidy(decoded.text)
    if not text.strip():
        raise RefusedFile("empty", "文件是空的，里面没有文字。请检查后重新上传。")
    out = TextAssembler()
    for warning in decoding_warnings(decoded):
        out.warn(warning)
    rows = trim(_rows(text))
    write_sheet(out, rows, rows)
    return out.finish("csv", encoding=decoded.encoding)


def _rows(text: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(text.splitlines(keepends=True), delimiter=separator(text)):
            rows.append(row)
            if len(rows) > ROWS:
                raise RefusedFile("too_complex", f"表格超过{ROWS}行。请删去不需要的行，或拆成几个文件后再上传。")
    except csv.Error:
        raise RefusedFile(
            "too_complex", "表格中有过长的单元格，无法读取。请检查引号是否成对，或另存为 xlsx 后再上传。"
        ) from None
    return rows


def separator(text: str) -> str:
    """The separator that most lines of the beginning have equally often.

    >>> separator("指标;值\\n在校生,人;38216")
    ';'
    """
    lines = [line for line in text[:20_000].split("\n")[:50] if line.strip()]
    shared = {mark: min(line.count(mark) for line in lines) for mark in SEPARATORS}
    most = {mark: sum(line.count(mark) for line in lines) for mark in SEPARATORS}
    return max(SEPARATORS, key=lambda mark: (shared[mark] > 0, shared[mark], most[mark]))
