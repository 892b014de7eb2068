"""Plans and what became of them as a file: one line a plan, with both sentences and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from portal.pages.report import cited
from reports.exports.citations import reference
from reports.exports.table import Column, Export, Row, Table, row
from reports.models import Metric
from reports.selectors.follow_ups import Followed

COLUMNS = (
    Column("district", "区县", 14),
    Column("indicator", "事项", 24),
    Column("qualifier", "限定", 12),
    Column("due", "应完成年度", 10),
    Column("plan", "计划", 12),
    Column("plan_sentence", "当时的承诺", 50),
    Column("plan_source", "承诺出处", 40),
    Column("actual", "后来", 14),
    Column("actual_sentence", "后来怎么说", 50),
    Column("actual_source", "后来出处", 40),
    Column("verdict", "判定", 10),
    Column("settled", "确认", 16),
    Column("note", "说明", 24),
    Column("url", "承诺链接", 36),
)
NOTES = ("判定由规则提出，注明“已确认”的由人确认；只取已发布报告里确认过的、或把握很大的数。",)


def of_plans(found: Iterable[Followed], place: str, base: str) -> Export:
    """``base`` is the portal's own address, put before every link."""
    title = f"{place}承诺落实对照表"
    return Export(name=title, title=title, lines=Table("承诺落实", COLUMNS, _rows(found, base)), notes=NOTES)


def _rows(found: Iterable[Followed], base: str) -> Iterator[Row]:
    for each in found:
        plan, verdict = each.plan, each.verdict
        yield row(
            verdict.district.name,
            plan.indicator_name,
            plan.qualifier.replace(";", "、"),
            verdict.due,
            plan.printed,
            plan.sentence,
            _source(plan),
            "、".join(number.printed for number in each.actuals),
            "\n".join(number.sentence for number in each.actuals),
            "\n".join(dict.fromkeys(map(_source, each.actuals))),
            verdict.word,
            _settled(each),
            verdict.note,
            f"{base}{plan.report.get_absolute_url()}#s{plan.section_id}",
        )


def _source(number: Metric) -> str:
    return reference(cited(number.report))


def _settled(each: Followed) -> str:
    verdict = each.verdict
    if verdict.is_outdated:
        return "确认后又有新说法"
    if not verdict.settled:
        return "未经人确认"
    return f"已确认，{verdict.decided_by.get_username()}" if verdict.decided_by else "已确认"
