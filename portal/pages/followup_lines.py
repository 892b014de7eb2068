"""The lines of the follow-up page: both sentences with their numbers, and how the two compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.pages import figures
from portal.pages.parameters import address
from portal.pages.quotes import Quote, quotes
from reports.models import Verdict
from reports.selectors.follow_ups import Followed

Word = Verdict.Word
ICONS: dict[str, str] = {Word.DONE: "v-done", Word.PARTLY: "v-part", Word.FAILED: "v-fail", Word.UNMENTIONED: "v-none",
         Word.OPEN: "v-ask"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """``compared`` is actual / plan in one unit, ``beside`` their difference; ``hint`` stands where nothing tells."""

    followed: Followed
    what: str
    where: str
    icon: str
    plan: Quote
    actuals: tuple[Quote, ...]
    compared: str
    beside: str
    hint: str
    search_url: str


def lines(found: Sequence[Followed], years: Mapping[str, Mapping[int, int]]) -> list[Line]:
    """``years``: how many reports each place, by its code, has of each year."""
    return [_line(each, years.get(each.verdict.district.code, {})) for each in found]


def _line(each: Followed, years: Mapping[int, int]) -> Line:
    plan, verdict = each.plan, each.verdict
    place = verdict.district
    due = _("%(year)s 年") % {"year": verdict.due} if verdict.due else _("未写年度")
    compared, beside = compare(each)
    since = plan.report.period_end
    later = {year: count for year, count in years.items() if since is not None and year > since}
    return Line(
        followed=each,
        what=" ".join((plan.indicator_name, *plan.qualifier.split(";"))).strip(),
        where=f"{place.name}，{due}",
        icon=ICONS[verdict.word],
        plan=quotes([plan])[0],
        actuals=quotes(each.actuals),
        compared=compared,
        beside=beside,
        hint=hint(each, later),
        search_url=address("/search/", q=plan.indicator_name, district=place.code, year_from=verdict.due or since),
    )


def compare(each: Followed) -> tuple[str, str]:
    """Actual over plan in one unit, and the difference in words; both empty where nothing tells."""
    plan, verdict = each.plan, each.verdict
    if not each.actuals:
        return "", ""
    value = sum((number.base_value for number in each.actuals), Decimal(0)) if verdict.summed else None
    actual = each.actuals[0].base_value if value is None else value
    scale = figures.scale_for([plan.base_value, actual], plan.base_unit)
    goal = figures.signed(plan.comparator, scale.show(plan.base_value))
    return f"{scale.show(actual)} / {goal} {scale.unit}".strip(), beside(each, actual)


def beside(each: Followed, actual: Decimal) -> str:
    verdict, plan = each.verdict, each.plan
    if verdict.word == Word.OPEN:
        values = {number.base_value for number in each.actuals}
        return _("各报告说法不一") if len(values) > 1 and not verdict.summed else _("口径可能不同")
    if plan.base_unit == "%":
        change = abs(actual - plan.base_value)
        words = _("差 %(points)s 个百分点") if verdict.gap else _("超 %(points)s 个百分点")
        return words % {"points": figures.grouped(change)} if change else _("正好")
    if not plan.base_value:
        return ""
    share = (actual / plan.base_value * 100).quantize(Decimal("0.1"))
    total = _("逐年相加，") if verdict.summed else ""
    return f"{total}{figures.grouped(share)}%"


def hint(each: Followed, later: Mapping[int, int]) -> str:
    """What to say where no number tells of the plan."""
    if each.actuals:
        return ""
    if len(each.verdict.actuals) > len(each.actuals):
        return _("说到它的报告已经撤回，稍后重新对照。")
    due = each.verdict.due
    if due is not None and max(later, default=0) < due:
        return _("还没有收到 %(year)s 年的报告。") % {"year": due}
    if not later:
        return _("还没有收到以后的报告。")
    years, reports = len(later), sum(later.values())
    return _("其后 %(years)s 年的 %(reports)s 份报告都没有提到。") % {"years": years, "reports": reports}
