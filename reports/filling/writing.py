"""Puts answers into a workbook: values into blank cells, their formats kept, comments beside them, a list at the end.

Nothing that is written can be read as a formula, and formulas that stood in the table are taken out and listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.exports.table import inert
from reports.extraction.spreadsheets import shown
from reports.filling.answering import RESULTS, Answer, Asking, source_of, told_in_words
from reports.filling.blocks import Unknown
from reports.filling.labels import multiple_of

LIST_NAME = "取数说明"
LIST_HEADS = ("工作表", "单元格", "区县", "指标", "年度", "结果", "填入", "说明", "出处")
WIDTHS = (14, 9, 14, 26, 8, 30, 12, 60, 48)
COMMENT_SIZE = (220, 420)
COMMENT_LENGTH = 3_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list. ``cell`` is an address such as B3."""

    sheet: str
    cell: str
    place: str
    measure: str
    year: str
    result: str
    value: str
    note: str
    source: str
    filled: bool = False


def grid_of(sheet: Worksheet) -> list[list[str]]:
    """The words of a sheet, every merged range holding its text throughout."""
    rows = [
        [shown(cell.value, cell.number_format or "") if cell.value is not None else "" for cell in row]
        for row in sheet.iter_rows()
    ]
    for merged in sheet.merged_cells.ranges:
        text = rows[merged.min_row - 1][merged.min_col - 1]
        for row in rows[merged.min_row - 1 : merged.max_row]:
            row[merged.min_col - 1 : merged.max_col] = [text] * (merged.max_col - merged.min_col + 1)
    return rows


def take_out_formulas(sheet: Worksheet) -> list[Entry]:
    """Every formula becomes an empty cell and a line of the list."""
    entries = []
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type != "f":
                continue
            formula = str(getattr(cell.value, "text", None) or cell.value)
            cell.value = None
            note = f"原为公式 {formula[:200]}。为安全起见不保留公式，合计只填报告所载的数。"
            entries.append(Entry(sheet.title, cell.coordinate, "", "", "", "公式已去掉", "", note, ""))
    return entries


def write_answer(sheet: Worksheet, target: Asking, answer: Answer, base: str) -> Entry:
    """``base`` is the portal's address, put before every link."""
    cell = sheet.cell(target.row + 1, target.column + 1)
    if isinstance(cell, MergedCell) or not _is_blank(cell):
        return _entry(sheet, target, Answer("kept", answer.year), "")
    comment = told_in_words(answer, base)
    if answer.value is not None:
        number = _scaled(answer, cell.number_format or "")
        cell.value = int(number) if number == number.to_integral_value() else float(number)
        if (cell.number_format or "General") == "General" and (places := _places(answer)):
            cell.number_format = "0." + "0" * places  # 91.90 would lose its last digit
    else:
        cell.value = RESULTS[answer.result][1]
        comment = "\n".join(part for part in (RESULTS[answer.result][0], comment) if part)
    cell.comment = Comment(inert(comment)[:COMMENT_LENGTH], "文澜", *COMMENT_SIZE)
    return _entry(sheet, target, answer, shown(cell.value))


def _is_blank(cell: Any) -> bool:
    return cell.value is None or not str(cell.value).strip()


def _places(answer: Answer) -> int:
    """Digits after the point with which the report printed the value, in the table's unit."""
    step = answer.statements[0].step / multiple_of(answer.unit)
    return min(6, max(0, -step.normalize().adjusted()))


def _scaled(answer: Answer, number_format: str) -> Decimal:
    """A cell that is formatted as a percentage holds 0.937 to show 93.7%."""
    value = answer.value or Decimal(0)
    return value / 100 if "%" in number_format and answer.unit in ("%", "％") else value


def _entry(sheet: Worksheet, target: Asking, answer: Answer, value: str) -> Entry:
    best = answer.statements[0] if answer.statements else None
    note = "；".join(f"“{each.printed}”{each.sentence[:200]}" for each in answer.statements[:3])
    return Entry(
        sheet.title,
        f"{get_column_letter(target.column + 1)}{target.row + 1}",
        target.place.name,
        target.measure.name,
        str(answer.year),
        RESULTS[answer.result][0],
        value,
        note,
        source_of(best) if best else "",
        filled=answer.result == "filled",
    )


def unknown_entry(sheet: Worksheet, unknown: Unknown) -> Entry:
    where = f"{get_column_letter(unknown.column + 1)}{unknown.row + 1}"
    return Entry(sheet.title, where, "", "", "", f"不认识的{unknown.kind}", "", unknown_in_words(unknown), "")


def unknown_in_words(unknown: Unknown) -> str:
    """One sentence: what is not known and what to do."""
    if unknown.kind == "区县":
        return f"“{unknown.words}”不在库里有报告的区县之中，这一行（列）没有填。请核对名称，改用全称后重新上传。"
    return f"“{unknown.words}”不是已知的指标或口径，这一列（行）没有填。请改用指标页上的名称后重新上传。"


def add_list(workbook: Workbook, lines: Sequence[str], entries: Sequence[Entry]) -> None:
    """The sheet that says what was filled, what is missing and why. ``lines`` stand above the list."""
    sheet = workbook.create_sheet(_free_name(workbook))
    for line in lines:
        sheet.append([inert(line)])
    sheet.append([])
    sheet.append(list(LIST_HEADS))
    head = sheet.max_row
    for cell in sheet[head]:
        cell.font = Font(bold=True)
    for entry in sorted(entries, key=lambda each: each.filled):
        sheet.append([inert(words) for words in _words(entry)])
    for index, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    for row in sheet.iter_rows(min_row=head + 1):
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = f"A{head + 1}"


def _words(entry: Entry) -> tuple[str, ...]:
    return (
        entry.sheet, entry.cell, entry.place, entry.measure, entry.year, entry.result, entry.value, entry.note,
        entry.source,
    )  # fmt: skip


def _free_name(workbook: Workbook) -> str:
    name, count = LIST_NAME, 2
    while name in workbook.sheetnames:
        name, count = f"{LIST_NAME}{count}", count + 1
    return name
