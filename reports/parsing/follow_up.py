"""What became of plans: planned and target numbers with what later reports of the same district say.

A verdict is a proposal with a score. Nothing is decided here: whoever shows it lets a person confirm it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from reports.parsing.indicators import BY_NAME
from reports.parsing.statements import Statement, likeness, qualifiers

Verdict = Literal["完成", "部分完成", "未完成", "未提及", "待确认"]

SURE: Final = 0.8
"""From this score on a verdict is proposed; below it the pair is shown as 待确认."""
PLAUSIBLE: Final = 0.55
"""Below this score two statements are not paired at all."""
_CLOSE: Final = 0.03
_ALIKE: Final = 0.6
_PLANS: Final = frozenset({"planned", "target"})
_DONE: Final = frozenset({"actual", "ongoing"})
_RATES: Final = frozenset({"%", "百分点", "比"})
_WEIGHTS: Final = {"indicator": 0.5, "qualifier": 0.25, "period": 0.2, "project": 0.05}
_SAME_DEED: Final = {"建立": "新建", "创建": "新建", "创办": "新建", "竣工": "新建", "补充": "招聘", "引进": "招聘"}
_OTHER_DEED: Final = 0.75
"""新建幼儿园数 and 幼儿园数 share their noun, but do not count the same."""
_OTHER_PROJECT: Final = 0.6
_LATE: Final = 0.4
"""A report of the year after may tell of the plan; people have to look."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A plan, what was found of it, best first, and the verdict proposed. ``summed``: these are its yearly parts."""

    plan: Statement
    actuals: tuple[Statement, ...]
    verdict: Verdict
    score: float
    summed: bool = False

    @property
    def actual(self) -> Statement | None:
        """The statement that tells most."""
        return self.actuals[0] if self.actuals else None

    @property
    def gap(self) -> float | None:
        """The share of the plan that is missing, 0 where it is reached; None where nothing tells."""
        if not self.actuals:
            return None
        value = sum(each.value for each in self.actuals) if self.summed else self.actuals[0].value
        if _reached(self.plan, value):
            return 0.0
        return abs(value - self.plan.value) / (abs(self.plan.value) or 1.0)


def follow_up(statements: Sequence[Statement]) -> tuple[FollowUp, ...]:
    """One entry a plan, in the order of the statements, which is that of the text within a report.

    A later report of the district that covers the plan's time and says nothing makes it 未提及; where no such report
    is known yet, it is 待确认 without an actual.
    """
    done: dict[tuple[str | int, str], list[tuple[int, Statement]]] = defaultdict(list)
    latest: dict[str | int, int] = {}
    for place, statement in enumerate(statements):
        if statement.status in _DONE and statement.change is None:
            done[statement.speaker, statement.base_unit].append((place, statement))
        if statement.report_year is not None and statement.status in _DONE:
            latest[statement.speaker] = max(statement.report_year, latest.get(statement.speaker, 0))
    return tuple(
        _followed(plan, _open_to(plan, place, done), latest.get(plan.speaker))
        for place, plan in enumerate(statements)
        if plan.status in _PLANS and plan.change is None
    )


def _open_to(
    plan: Statement, place: int, done: Mapping[tuple[str | int, str], Sequence[tuple[int, Statement]]]
) -> list[Statement]:
    """What may tell of the plan: within its own report only what stands after it."""
    known = done.get((plan.speaker, plan.base_unit), ())
    return [statement for at, statement in known if statement.report_id != plan.report_id or at > place]


def _followed(plan: Statement, done: Sequence[Statement], latest: int | None) -> FollowUp:
    scored = sorted(
        ((score, statement) for statement in done if (score := pair_score(plan, statement)) >= PLAUSIBLE),
        key=lambda pair: (-pair[0], -(pair[1].report_year or 0), pair[1].id),
    )
    if not scored:
        due = plan.period_end if plan.period_end is not None else plan.report_year
        told = latest is not None and due is not None and latest >= due and latest > (plan.report_year or 0)
        return FollowUp(plan, (), "未提及" if told else "待确认", 0.0)
    score, best = scored[0]
    yearly = _yearly(plan, [statement for points, statement in scored if points >= SURE])
    if yearly:
        return FollowUp(plan, yearly, _judge_sum(plan, yearly), round(score, 2), summed=True)
    rivals = {statement.value for points, statement in scored if points >= score - _CLOSE}
    actuals = tuple(statement for points, statement in scored[:3] if points >= score - _CLOSE)
    unclear = score < SURE or len(rivals) > 1
    return FollowUp(plan, actuals, "待确认" if unclear else _judge(plan, best), round(score, 2))


def pair_score(plan: Statement, actual: Statement) -> float:
    """How likely the actual tells of the plan, 0 to 1; 0 where time or unit rule it out."""
    period = _period_score(plan, actual)
    alike = _alike(plan.indicator, actual.indicator)
    project = _project_score(plan, actual)
    if period == 0 or alike < _ALIKE or project == 0 or plan.base_unit != actual.base_unit or plan.id == actual.id:
        return 0.0
    one, other = qualifiers(plan), qualifiers(actual)
    shared = 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0
    weight = _WEIGHTS
    total = weight["indicator"] * alike + weight["qualifier"] * shared + weight["period"] * period
    total += weight["project"] * project
    return total if alike == 1 and period > _LATE else min(total, SURE - 0.01)


def _project_score(plan: Statement, actual: Statement) -> float:
    if plan.project is None and actual.project is None:
        return 1.0
    if not plan.project or not actual.project:
        return 0.3
    alike = likeness(plan.project, actual.project)
    return alike if alike >= _OTHER_PROJECT else 0.0


def _alike(left: str, right: str) -> float:
    one, other = _deed(left), _deed(right)
    return likeness(one, other) * (1.0 if one[:2] == other[:2] else _OTHER_DEED)


def _deed(indicator: str) -> str:
    return _SAME_DEED.get(indicator[:2], indicator[:2]) + indicator[2:]


def _period_score(plan: Statement, actual: Statement) -> float:
    """1 in the plan's last year, less within its years or a year late; 0 before it, and for half against whole."""
    if plan.half != actual.half and actual.half is not None:
        return 0.0
    due = plan.period_end if plan.period_end is not None else plan.report_year
    when = actual.period_end if actual.period_end is not None else actual.report_year
    if due is None or when is None or (actual.report_year or when) < (plan.report_year or due):
        return 0.0
    begin = plan.period_start if plan.period_start is not None else due
    if when == due:
        return 1.0
    if begin <= when < due:
        return 0.7
    return _LATE if when == due + 1 else 0.0


def _judge(plan: Statement, actual: Statement) -> Verdict:
    if actual.status == "ongoing":
        return "部分完成"
    if _reached(plan, actual.value):
        return "完成"
    if plan.period_end is not None and (actual.period_end or 0) < plan.period_end:
        return "待确认"
    if plan.base_unit in _RATES or actual.value == 0:
        return "未完成"
    return "部分完成"


def _reached(plan: Statement, value: float) -> bool:
    entry = BY_NAME.get(plan.indicator)
    downward = plan.comparator == "<=" or (entry is not None and entry.higher_is_better is False)
    slack = abs(plan.value) * (0.05 if plan.comparator == "~" else 1e-9)
    return value <= plan.value + slack if downward else value >= plan.value - slack


def _yearly(plan: Statement, actuals: Sequence[Statement]) -> tuple[Statement, ...]:
    """The yearly parts of a plan of several years: one an own year of the plan, the latest first."""
    start, end = plan.period_start, plan.period_end
    if start is None or end is None or end == start or plan.base_unit in _RATES:
        return ()
    years: dict[int, Statement] = {}
    for actual in actuals:
        year = actual.period_end
        if year is not None and actual.period_start == year and start <= year <= end:
            years.setdefault(year, actual)
    return tuple(years[year] for year in sorted(years, reverse=True)) if len(years) > 1 else ()


def _judge_sum(plan: Statement, yearly: Sequence[Statement]) -> Verdict:
    """Reached together is 完成; short of it, only a report of every year tells how far it came."""
    total = sum(statement.value for statement in yearly)
    if _reached(plan, total):
        return "完成"
    complete = len(yearly) == (plan.period_end or 0) - (plan.period_start or 0) + 1
    return "部分完成" if complete else "待确认"
