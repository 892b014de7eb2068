"""From a named quantity to a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from reports.parsing.metrics.cells import OriginOf
from reports.parsing.metrics.confidence import trust
from reports.parsing.metrics.naming import Name
from reports.parsing.metrics.projects import is_building, project_of
from reports.parsing.metrics.schools import Subject
from reports.parsing.metrics.settings import Setting
from reports.parsing.metrics.statuses import status_of
from reports.parsing.metrics.timing import When
from reports.parsing.metrics.uses import AREAS, MONEY, built_before, use_of
from reports.parsing.patterns import change_before
from reports.parsing.types import Change, ParsedMetric, ParsedReport, ParsedSection, Status

_OF_PROJECT: Final = frozenset({"money", "area"})
"""What a single project cost, and how large it is, are no figures of the whole place."""
_BLANKS: Final = re.compile('[ “”‘’"《》]')


class Scope(NamedTuple):
    """What holds for a whole sentence: its report and section, and the status that its paragraph or heading gives.

    ``redacted``: numbers of the sentence were blotted out. ``marks``: its words that tell a status, with offsets.
    ``origin_of`` leads back to the extracted text. ``schools``: of which school the sentence speaks from where on;
    ``school``: the one whose report it is. ``paragraph``: where the paragraph begins.
    """

    report: ParsedReport
    section: ParsedSection
    folded: str
    inherited: Status | None
    redacted: bool
    marks: tuple[tuple[int, Status], ...]
    origin_of: OriginOf
    schools: Sequence[Subject] = ()
    school: str = ""
    paragraph: int = 0


def row(scope: Scope, setting: Setting, name: Name, when: When) -> ParsedMetric:
    """The row of one quantity; ``duplicate_of`` is filled later."""
    quantity, report = setting.quantity, scope.report
    latest = report.period.end
    project = project_of(scope.folded, setting)
    parts = [*name.qualifiers, name.which]
    if project and quantity.kind in _OF_PROJECT and is_building(project) and project not in "".join(parts):
        parts.append(project)
    if name.indicator in MONEY and not any(parts) and not setting.bracketed:
        parts.append(use_of(scope.folded, setting))
    elif name.indicator in AREAS and not any(parts):
        parts.append(built_before(setting))
    sure, doubt = trust(name, quantity, redacted=scope.redacted)
    future = latest is not None and when.last is not None and when.last > latest
    return ParsedMetric(
        section=scope.section.index,
        district=scope.section.district,
        indicator=_BLANKS.sub("", name.indicator)[:80],
        qualifier=";".join(dict.fromkeys(filter(None, parts)))[:120],
        value=float(quantity.value),
        value_high=None if quantity.high is None else float(quantity.high),
        unit=quantity.unit,
        base_value=float(quantity.base_value),
        base_unit=quantity.base_unit,
        comparator=quantity.comparator,
        period_start=when.start,
        period_end=when.last,
        half=when.half,
        as_of=when.as_of,
        status=status_of(scope.folded, setting, when, scope.inherited, scope.marks, future=future),
        change=_change(setting),
        project=project,
        printed=report.text[quantity.start : quantity.end],
        sentence=report.text[setting.sentence.start : setting.sentence.end],
        start=quantity.start,
        end=quantity.end,
        confidence=sure,
        doubt=doubt,
        origin=scope.origin_of(quantity.start, quantity.end),
    )


def _change(setting: Setting) -> Change | None:
    change = change_before(setting.left)
    return (change or "increase") if setting.quantity.kind == "points" else change


def link_duplicates(metrics: list[ParsedMetric]) -> tuple[ParsedMetric, ...]:
    """Rows that say the same as an earlier one point to it; the earlier one stays as it is."""
    first: dict[tuple[object, ...], int] = {}
    linked = []
    for index, metric in enumerate(metrics):
        key = (
            metric.district, metric.indicator, metric.qualifier, metric.base_value, metric.base_unit,
            metric.period_start, metric.period_end, metric.status, metric.change,
        )  # fmt: skip
        earlier = first.setdefault(key, index)
        linked.append(metric if earlier == index else replace(metric, duplicate_of=earlier))
    return tuple(linked)
