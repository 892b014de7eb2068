"""What the reports answer to each cell of a blank table: a number, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reports.exports.citations import Cited, reference
from reports.filling.labels import in_unit
from reports.filling.layout import Target
from reports.selectors.comparison import At, CitedReading, Measure, Told
from reports.selectors.places import Place

Result = Literal["filled", "missing", "untold", "doubtful", "other_state", "unit", "kept"]
Asking = Target[Place, Measure]

# What each result is called on the list, and what stands in the cell itself.
RESULTS: dict[Result, tuple[str, str]] = {
    "filled": ("已填", ""),
    "missing": ("缺：库中没有这一年的报告", "缺"),
    "untold": ("缺：有报告，没有写到这个数", "缺"),
    "doubtful": ("待核：各报告说法不一，没有代选", "待核"),
    "other_state": ("缺：只有另一种状态的数，没有代填", "缺"),
    "unit": ("缺：单位不合，没有换算", "缺"),
    "kept": ("原有内容，没有改动", ""),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """``value`` is in the unit the table wants; ``statements`` is what the reports say, the best first."""

    result: Result
    year: int
    value: Decimal | None = None
    unit: str = ""
    statements: tuple[CitedReading, ...] = ()


def answer(target: Asking, year: int, told: Mapping[At, Told], reported: Mapping[int, frozenset[int] | None]) -> Answer:
    """A cell that asks for neither a plan nor what was reached means what was reached; a plan is never put there."""
    wants_plan = target.state == "planned"
    at = At(target.measure.part, target.place.id, year, wants_plan)
    here = told.get(at)
    if here is None:
        other = told.get(at._replace(plan=not wants_plan))
        if other is not None:
            return Answer("other_state", year, statements=other.statements)
        return Answer("untold" if year in (reported.get(target.place.id) or ()) else "missing", year)
    if not here.agreed:
        return Answer("doubtful", year, statements=here.statements)
    best = here.best
    value = in_unit(best.base_value, best.base_unit, target.unit)
    if value is None:
        return Answer("unit", year, statements=here.statements)
    return Answer("filled", year, value, target.unit or best.base_unit, here.statements)


def state_of(statement: CitedReading) -> str:
    """
    State and how sure it is, in words: 实际，已确认 or 计划，把握 97%.
    """
    kind = "计划" if statement.plan else "实际"
    return f"{kind}，已确认" if statement.confirmed else f"{kind}，把握 {int(statement.confidence * 100)}%"


def source_of(statement: CitedReading) -> str:
    return reference(
        Cited(
            statement.report_id, statement.report_title, statement.institution, statement.issuer, statement.report_year
        )
    )


def told_in_words(answer: Answer, base: str) -> str:
    """The comment of a cell: for each statement its state, what was printed, the sentence and where it stands."""
    lines = []
    for statement in answer.statements[:3]:
        about = "" if statement.exact else "（原文为约数）"
        lines.append(f"{state_of(statement)}：原文“{statement.printed}”{about}")
        lines.append(f"原句：{statement.sentence[:600]}")
        lines.append(f"出处：{source_of(statement)}")
        lines.append(f"{base}{statement.url}")
    return "\n".join(lines)
