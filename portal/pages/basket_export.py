"""A basket as a file: in Word as numbered passages with references, in Excel one piece a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.exports.table import Column, Export, Row, Table, row
from reports.selectors.basket import Collected

DIGITS = "零一二三四五六七八九"
HIDDEN = "（这份报告已撤回，内容不再显示。）"
LOST = "（收入的这段文字，现在的报告里已经没有，不再显示。）"
TITLE = "素材汇编"
COLUMNS = (
    Column("title", "标题", 36, role="heading"),
    Column("kind", "类别", 8),
    Column("district", "区县", 14),
    Column("year", "年度", 8),
    Column("text", "原文", 80, role="body"),
    Column("note", "备注", 36, role="body"),
    Column("source", "出处", 48, role="source"),
    Column("url", "链接", 36),
)


def of_basket(items: Sequence[Collected], base: str) -> Export:
    """``base`` is the portal's own address, put before every link."""
    notes = ("原文已有更正的素材在标题后注明，请核对后使用。",) if any(item.changed for item in items) else ()
    return Export(TITLE, TITLE, Table("素材", COLUMNS, _rows(items, base)), notes=notes)


def _rows(items: Sequence[Collected], base: str) -> Iterator[Row]:
    for number, each in enumerate(items, start=1):
        item = each.item
        if each.hidden:
            yield row(
                f"{ordinal(number)}、已撤回的报告", item.get_kind_display(), "", None, HIDDEN, _note(item.note), "", ""
            )
            continue
        year = item.report.period_end
        yield row(
            f"{ordinal(number)}、{_title(each)}", item.get_kind_display(), each.place, year, each.text or LOST,
            _note(item.note), each.source, base + each.url,
        )  # fmt: skip


def _title(each: Collected) -> str:
    section = each.item.section
    plain = section is not None and each.heading == f"{section.mark}{section.heading}"
    heading = section.heading if section is not None and plain else each.heading
    heading = "" if heading == each.place else heading
    year = f"{each.item.report.period_end}年" if each.item.report.period_end else ""
    title = f"{each.place}{year}：{heading}" if heading else f"{each.place}{year}"
    title = f"{title}（报告{each.unpublished}）" if each.unpublished else title
    return f"{title}（原文已有更正）" if each.changed else title


def _note(words: str) -> str:
    return f"备注：{words}" if words else ""


def ordinal(number: int) -> str:
    """A number as headings after GB/T 9704 count, up to 999.

    >>> [ordinal(number) for number in (1, 10, 12, 20, 105, 110, 300)]
    ['一', '十', '十二', '二十', '一百零五', '一百一十', '三百']
    """
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (DIGITS[ones] if ones else "")
