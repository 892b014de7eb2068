"""What became of plans, kept as rows: proposals follow the published reports, what people decided stays.

Whatever changes what readers may see leaves a ``VerdictChange`` in the same transaction (``reports.publishing``). The
background process looks again at the places such a report speaks of, and at whether the numbers of their cities fit
together (``reports.cross_checking``); a place is small enough to be followed whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from reports import audit
from reports.cross_checking import check_city
from reports.models import AuditEntry, District, Metric, Verdict, VerdictChange
from reports.parsing.follow_up import FollowUp, follow_up
from reports.selectors.places import Place, city_of, place_of
from reports.selectors.statements import statements

BATCH = 500
DERIVED = ("district_id", "due", "proposed", "actuals", "summed", "score", "gap", "word", "settled")


def bring_up_to_date() -> int:
    """Follow the plans of every place that a changed report speaks of, and check the numbers of its city anew.

    Returns how many changes that took.
    A change is struck off after the rows are written: a process killed in between leaves work to be done again.
    """
    done = 0
    while changes := list(VerdictChange.objects.values_list("pk", "report_id")[:BATCH]):
        districts = _touched({report for _pk, report in changes})
        for place in map(place_of, districts):
            follow(place)
        for city in {city.pk: city for city in map(city_of, districts)}.values():
            check_city(city)
        VerdictChange.objects.filter(pk__in=[pk for pk, _report in changes]).delete()
        done += len(changes)
    return done


def _touched(reports: set[int]) -> list[District]:
    """The districts of today that these reports speak of, or spoke of before."""
    numbers = Metric.objects.filter(report_id__in=reports, district__isnull=False).order_by()
    judged = Verdict.objects.filter(plan__report_id__in=reports).order_by()
    ids = {*numbers.values_list("district_id", flat=True), *judged.values_list("district_id", flat=True)}
    districts = District.objects.filter(pk__in=ids).select_related("parent", "successor__parent", "merged_into__parent")
    today = {found.pk: found for found in map(_of_today, districts)}
    return [today[pk] for pk in sorted(today)]


def _of_today(district: District) -> District:
    seen = {district.pk}
    while (later := district.merged_into or district.successor) is not None and later.pk not in seen:
        seen.add(later.pk)
        district = later
    return district


def follow(place: Place) -> None:
    """Propose anew for all plans of a place, predecessors included. Reads first, so that the write is short."""
    codes = District.objects.filter(pk__in=place.ids).values_list("code", flat=True)
    said = [replace(each, district_code=place.code, district=place.name) for each in statements(tuple(codes))]
    found = {each.plan.id: each for each in follow_up(said)}
    with transaction.atomic():
        _write(place, found)


def _write(place: Place, found: Mapping[int, FollowUp]) -> None:
    judged = Verdict.objects.select_for_update(of=("self",)).filter(plan__district_id__in=place.ids)
    known = {row.plan_id: row for row in judged}
    gone = [row.pk for plan, row in known.items() if plan not in found and not row.decided]
    for at in range(0, len(gone), BATCH):
        Verdict.objects.filter(pk__in=gone[at : at + BATCH]).delete()
    new, changed = [], []
    for plan, each in found.items():
        row = known.get(plan) or Verdict(plan_id=plan)
        before = _derived(row)
        _fill(row, each, place)
        if plan not in known:
            new.append(row)
        elif _derived(row) != before:
            changed.append(row)
    Verdict.objects.bulk_create(new, batch_size=BATCH)
    Verdict.objects.bulk_update(changed, [name.removesuffix("_id") for name in DERIVED], batch_size=BATCH)


def _derived(row: Verdict) -> list[object]:
    return [getattr(row, name) for name in DERIVED]


def _fill(row: Verdict, found: FollowUp, place: Place) -> None:
    plan = found.plan
    row.district_id = place.id
    row.due = plan.period_end if plan.period_end is not None else plan.report_year
    row.proposed, row.score, row.gap = found.verdict, found.score, found.gap
    row.actuals, row.summed = [each.id for each in found.actuals], found.summed
    row.word = row.decided or row.proposed
    row.settled = bool(row.decided) and row.actuals == row.decided_upon


def decide(verdict: Verdict, user: User, word: str, note: str = "") -> None:
    """Keep what ``user`` says became of the plan, upon the numbers that are found now. A person's word stays."""
    with transaction.atomic():
        row = Verdict.objects.select_for_update().select_related("plan__report").get(pk=verdict.pk)
        before = row.word
        row.decided = row.word = Verdict.Word(word)
        row.decided_upon, row.settled, row.note = row.actuals, True, note[:300]
        row.decided_by, row.decided_at = user, timezone.now()
        row.save()
        label = f"{row.plan.indicator_name} {row.plan.printed}"
        audit.note(
            user, AuditEntry.Act.JUDGE, report=row.plan.report, label=label, reason=note, before=before, after=word
        )
