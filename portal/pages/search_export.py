"""All hits of a search as a file, not just one page of them: whole sections, each with its reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from portal.pages.search_address import Asked
from reports.access import Visitor
from reports.exports import FORMATS
from reports.exports.citations import reference
from reports.exports.table import Column, Export, Row, Table, row
from reports.models import Report
from reports.selectors.passages import Passage, passages
from search.searching import LARGEST_PAGE, Hit, search_sections

MOST_HITS = 5_000
COLUMNS = (
    Column("title", "报告", 36, role="heading"),
    Column("section", "小标题", 32, role="heading"),
    Column("district", "区县", 12),
    Column("year", "年度", 8),
    Column("topic", "主题", 12),
    Column("kind", "类型", 10),
    Column("text", "原文", 80, role="body"),
    Column("source", "出处", 48, role="source"),
    Column("url", "链接", 36),
)
KINDS = {value: str(label) for value, label in Report.Kind.choices}


def formats(asked: Asked) -> list[tuple[str, str, str]]:
    """Name, label and address of every format; the address is that of the search and its format."""
    url = asked.url()
    return [(name, each.label, f"{url}{'&' if '?' in url else '?'}format={name}") for name, each in FORMATS.items()]


def of_search(asked: Asked, total: int, user: Visitor, base: str) -> Export:
    """``base`` is the portal's own address, put before every link."""
    title = _("检索“%(words)s”") % {"words": asked.q} if asked.q else _("检索结果")
    notes = [_("共 %(total)s 条。") % {"total": total}]
    if total > MOST_HITS:
        notes.append(_("只导出前 %(most)s 条，请缩小范围后再导出。") % {"most": MOST_HITS})
    return Export(title, title, Table(_("检索结果"), COLUMNS, _rows(asked, user, base)), notes=tuple(notes))


def _rows(asked: Asked, user: Visitor, base: str) -> Iterator[Row]:
    """Page after page of the search, so that no more than one is held at a time."""
    page = replace(asked.request(), per_page=LARGEST_PAGE)
    for number in range(1, MOST_HITS // LARGEST_PAGE + 1):
        result = search_sections(replace(page, page=number), user)
        found = passages(hit.section_id for hit in result.hits)
        yield from (_row(hit, found[hit.section_id], base) for hit in result.hits if hit.section_id in found)
        if number >= result.pages:
            break


def _row(hit: Hit, passage: Passage, base: str) -> Row:
    return row(
        hit.title,
        " › ".join(hit.heading_path),
        hit.district or passage.cited.issuer,
        hit.year,
        hit.topic or "",
        KINDS.get(hit.kind, hit.kind),
        passage.text,
        reference(passage.cited),
        base + hit.url,
    )
