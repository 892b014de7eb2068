"""Numbers whose indicator the vocabulary does not have: proposed to reviewers, the most frequent first."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, Min

from reports.models import Metric


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name as reports write it, how often, in how many reports, and one sentence to judge it by."""

    name: str
    unit: str
    times: int
    reports: int
    sentence: str


def proposals(at_least: int = 2, most: int = 200) -> list[Proposal]:
    """Names of no known indicator, read at least so often; two queries however many there are."""
    unknown = Metric.objects.filter(indicator=None, archived=False, duplicate_of=None).exclude(
        review=Metric.Review.REJECTED
    )
    counted = (
        unknown.values("indicator_name")
        .annotate(times=Count("pk"), reports=Count("report", distinct=True), unit=Max("base_unit"), first=Min("pk"))
        .filter(times__gte=at_least)
        .order_by("-times", "indicator_name")[:most]
    )
    rows = list(counted)
    sentences = dict(Metric.objects.filter(pk__in=[row["first"] for row in rows]).values_list("pk", "sentence"))
    return [
        Proposal(row["indicator_name"], row["unit"], row["times"], row["reports"], sentences[row["first"]])
        for row in rows
    ]
