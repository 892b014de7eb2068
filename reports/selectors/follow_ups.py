"""What became of plans, as the page shows it: filtered, counted, sorted, with the numbers on both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Case, Count, F, IntegerField, QuerySet, Value, When

from reports.access import published_metrics
from reports.models import Metric, Verdict

Word = Verdict.Word
ORDERS: Final = {
    "todo": ("settled", "rank", "-due", "pk"),
    "newest": ("-due", "pk"),
    "gap": (F("gap").desc(nulls_last=True), "-due", "pk"),
}
URGENCY: Final = (Word.FAILED, Word.PARTLY, Word.UNMENTIONED, Word.OPEN, Word.DONE)
"""What is to be looked at first, after what the rules found but do not dare to judge. Where nothing is found yet and
no report is due, nobody can judge: that stands late."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters; empty ones are off. ``place_ids``: all the places of the page; ``chosen_ids``: those of them wanted.

    ``settled``: "yes" for what a person has decided, "no" for the rest.
    """

    place_ids: frozenset[int]
    chosen_ids: frozenset[int] = frozenset()
    words: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    settled: str = ""
    order: str = "todo"
    page: int = 1
    per_page: int = 20


@dataclass(frozen=True, slots=True)
class Followed:
    """A plan with the numbers that tell of it, as far as readers may see them."""

    verdict: Verdict
    plan: Metric
    actuals: tuple[Metric, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of each, every facet counted under the other filters."""

    all: int
    words: Mapping[str, int]
    places: Mapping[int, Mapping[str, int]]
    settled: Mapping[bool, int]


@dataclass(frozen=True, slots=True)
class Page:
    lines: tuple[Followed, ...]
    counts: Counts
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Group:
    """Verdicts that are alike in all that the page filters by."""

    place: int
    word: str
    due: int | None
    settled: bool
    number: int


def visible(place_ids: Iterable[int]) -> QuerySet[Verdict]:
    """Verdicts of published plans of these places."""
    plans = published_metrics().filter(district_id__in=place_ids).values("pk")
    return Verdict.objects.filter(plan__in=plans)


def tally(place_ids: Iterable[int]) -> list[tuple[str, int]]:
    """How many plans of these places came to what, in the order of the words; those without any are left out."""
    numbers = dict(visible(place_ids).order_by().values_list("word").annotate(number=Count("pk")))
    return [(word, numbers[word]) for word in Word.values if word in numbers]


def page(wanted: Wanted) -> Page:
    """Three queries, however many there are."""
    groups = _groups(wanted.place_ids)
    counts = count(groups, wanted)
    total = sum(group.number for group in groups if fits(group, wanted))
    pages = max(1, -(-total // wanted.per_page))
    number = min(wanted.page, pages)
    start = (number - 1) * wanted.per_page
    rows = _ordered(wanted)[start : start + wanted.per_page]
    return Page(tuple(_with_numbers(rows)), counts, total, number, pages)


def every(wanted: Wanted) -> Iterable[Followed]:
    """All that fit, for an export; read in batches."""
    batch: list[Verdict] = []
    for row in _ordered(wanted).iterator(chunk_size=500):
        batch.append(row)
        if len(batch) == 500:
            yield from _with_numbers(batch)
            batch = []
    yield from _with_numbers(batch)


def _groups(place_ids: frozenset[int]) -> list[Group]:
    rows = visible(place_ids).order_by().values_list("district_id", "word", "due", "settled")
    return [Group(*row) for row in rows.annotate(number=Count("pk"))]


def fits(group: Group, wanted: Wanted) -> bool:
    """Whether a group is among those wanted.

    >>> group = Group(7, "完成", 2013, False, 4)
    >>> fits(group, Wanted(frozenset({7}), words=("完成",), since=2012))
    True
    """
    return (
        (not wanted.chosen_ids or group.place in wanted.chosen_ids)
        and (not wanted.words or group.word in wanted.words)
        and (wanted.since is None or (group.due is not None and group.due >= wanted.since))
        and (wanted.until is None or (group.due is not None and group.due <= wanted.until))
        and (not wanted.settled or group.settled == (wanted.settled == "yes"))
    )


def count(groups: Sequence[Group], wanted: Wanted) -> Counts:
    """Each facet under the other filters.

    >>> groups = [Group(7, "完成", 2013, False, 4), Group(8, "未完成", 2013, True, 2)]
    >>> counts = count(groups, Wanted(frozenset({7, 8}), words=("完成",)))
    >>> dict(counts.words), counts.all, dict(counts.settled)
    ({'完成': 4, '未完成': 2}, 6, {False: 4})
    """
    words: Counter[str] = Counter()
    places: dict[int, Counter[str]] = {}
    settled: Counter[bool] = Counter()
    for group in groups:
        if fits(group, replace(wanted, words=())):
            words[group.word] += group.number
        if fits(group, replace(wanted, chosen_ids=frozenset())):
            places.setdefault(group.place, Counter())[group.word] += group.number
        if fits(group, replace(wanted, settled="")):
            settled[group.settled] += group.number
    return Counts(sum(group.number for group in groups), words, places, settled)


def _ordered(wanted: Wanted) -> QuerySet[Verdict]:
    found = visible(wanted.place_ids)
    if wanted.chosen_ids:
        found = found.filter(district_id__in=wanted.chosen_ids)
    if wanted.words:
        found = found.filter(word__in=wanted.words)
    if wanted.since is not None:
        found = found.filter(due__gte=wanted.since)
    if wanted.until is not None:
        found = found.filter(due__lte=wanted.until)
    if wanted.settled:
        found = found.filter(settled=wanted.settled == "yes")
    ranks = [When(word=word, then=Value(rank)) for rank, word in enumerate(URGENCY, 1)]
    unclear = When(word=Word.OPEN, gap__isnull=False, then=Value(0))
    found = found.annotate(rank=Case(unclear, *ranks, output_field=IntegerField()))
    related = ("plan__report__issuer", "plan__section", "plan__indicator", "district", "decided_by")
    return found.select_related(*related).defer("plan__report__text").order_by(*ORDERS[wanted.order])


def _with_numbers(rows: Iterable[Verdict]) -> Iterable[Followed]:
    """The numbers that tell of the plans, as far as readers may see them; one query."""
    listed = list(rows)
    ids = {pk for row in listed for pk in row.actuals}
    found = published_metrics().filter(pk__in=ids).select_related("report__issuer", "section").defer("report__text")
    seen = {number.pk: number for number in found} if ids else {}
    for row in listed:
        yield Followed(row, row.plan, tuple(seen[pk] for pk in row.actuals if pk in seen))
