"""A metric as the follow-up and the checks see it: plain values, whatever store they come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reports.parsing.types import Change, Comparator, Status


@dataclass(frozen=True, slots=True)
class Statement:
    """One number of one report. ``value`` is in base units (元, 人, %), as is ``value_high``.

    ``report_year`` is the last year that the report is about, None where it does not tell. ``id`` is the caller's.
    """

    id: int
    report_id: int
    section_id: int
    district_code: str | None
    district: str
    indicator: str
    qualifier: str
    value: float
    value_high: float | None
    base_unit: str
    comparator: Comparator
    period_start: int | None
    period_end: int | None
    half: int | None
    status: Status
    change: Change | None
    project: str | None
    printed: str
    sentence: str
    report_year: int | None

    @property
    def speaker(self) -> str | int:
        """The district; reports that name none may be of different places, so each speaks for itself alone."""
        return self.district_code or self.report_id


def likeness(left: str, right: str) -> float:
    """How alike two names are, 0 to 1: the share of neighbouring pairs of characters that they have in common.

    >>> likeness("新建幼儿园数", "新建幼儿园数"), likeness("新建幼儿园数", "投入资金")
    (1.0, 0.0)
    """
    if left == right:
        return 1.0
    one, other = pairs(left), pairs(right)
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def pairs(name: str) -> frozenset[str]:
    """The neighbouring pairs of characters of a name."""
    return frozenset(name[at : at + 2] for at in range(len(name) - 1))


def qualifiers(statement: Statement) -> frozenset[str]:
    """The qualifiers as a set."""
    return frozenset(part for part in statement.qualifier.split(";") if part)


def by_key(statements: Sequence[Statement], *fields: str) -> dict[tuple[object, ...], list[Statement]]:
    """Statements that agree in the fields, in the order given."""
    groups: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[tuple(getattr(statement, field) for field in fields)].append(statement)
    return groups
