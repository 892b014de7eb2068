"""Puts things into a person's basket, orders them, notes on them, takes them out. All writes of the basket are here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from reports.access import visible_to
from reports.models import BasketItem, Metric, Report, Section
from reports.quoting import Reading, find_words

MOST_ITEMS = 300
LONGEST_SENTENCE = 2_000
LONGEST_SECTION = 20_000
AROUND = 32
GONE = "要收的内容不存在，或已不能查看。请刷新页面再试。"
FULL = f"素材篮最多放 {MOST_ITEMS} 件。请先导出或移出一些。"
EMPTY = "没有选文字。请先在报告里选中一句话。"
TOO_LONG = f"选中的文字超过 {LONGEST_SENTENCE} 字。请少选一些，或收入整节。"
NOT_FOUND = "在这份报告里没有找到这句话。请原样粘贴报告中的文字。"


class NotCollectableError(ValueError):
    """What was asked for cannot be collected. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    key: str
    report: Report
    start: int
    end: int
    section: Section | None = None
    metric: Metric | None = None


def collect(user: User, what: str) -> tuple[BasketItem, bool]:
    """``what`` is section:<id> or metric:<id>. The item, and whether it is new. Raises NotCollectableError."""
    kind, _colon, number = what.partition(":")
    finder = FINDERS.get(kind)
    if finder is None or not (number.isascii() and number.isdigit()) or len(number) > 18:
        raise NotCollectableError(GONE)
    return _put(user, finder(user, int(number)))


def collect_sentence(user: User, report_id: int, words: str) -> tuple[BasketItem, bool]:
    """A passage by its words, spaces and line ends apart. Raises NotCollectableError."""
    report = visible_to(user).filter(pk=report_id).first()
    if report is None:
        raise NotCollectableError(GONE)
    if not words.strip():
        raise NotCollectableError(EMPTY)
    if len(words) > 2 * LONGEST_SENTENCE:
        raise NotCollectableError(TOO_LONG)
    span = find_words(Reading(report.text), words)
    if span is None:
        raise NotCollectableError(NOT_FOUND)
    if span[1] - span[0] > LONGEST_SENTENCE:
        raise NotCollectableError(TOO_LONG)
    section = report.sections.filter(archived=False, start__lte=span[0], end__gt=span[0]).order_by("-start").first()
    key = f"sentence:{report.pk}:{span[0]}-{span[1]}"
    return _put(user, _Piece(BasketItem.Kind.SENTENCE, key, report, *span, section))


def _section(user: User, pk: int) -> _Piece:
    found = Section.objects.filter(pk=pk, archived=False, report__in=visible_to(user)).select_related("report").first()
    if found is None:
        raise NotCollectableError(GONE)
    later = found.report.sections.filter(archived=False, start__gt=found.start).order_by("start")
    end = end_with_subsections(found, later, len(found.report.text))
    return _Piece(BasketItem.Kind.SECTION, f"section:{pk}", found.report, found.start, end, found)


def end_with_subsections(section: Section, later: Iterable[Section], length: int) -> int:
    """Where the next section that is not below this one begins. ``length``: of the whole text.

    ``later``: the live sections behind this one, in order.
    """
    end = next((each.start for each in later if each.level <= section.level), length)
    return max(section.end, min(end, section.start + LONGEST_SECTION))


def _metric(user: User, pk: int) -> _Piece:
    """A number is collected with its sentence."""
    numbers = Metric.objects.filter(pk=pk, archived=False, report__in=visible_to(user))
    found = numbers.exclude(review=Metric.Review.REJECTED).select_related("report", "section").first()
    if found is None:
        raise NotCollectableError(GONE)
    at = found.report.text.rfind(found.sentence, 0, found.start + len(found.sentence))
    span = (at, at + len(found.sentence)) if 0 <= at <= found.start else (found.start, found.end)
    return _Piece(BasketItem.Kind.METRIC, f"metric:{pk}", found.report, *span, found.section, found)


FINDERS: dict[str, Callable[[User, int], _Piece]] = {"section": _section, "metric": _metric}


def _put(user: User, piece: _Piece) -> tuple[BasketItem, bool]:
    text = piece.report.text
    quote = piece.metric.sentence if piece.metric else text[piece.start : piece.end].strip("\n")
    with transaction.atomic():
        mine = BasketItem.objects.filter(user=user)
        if known := mine.filter(key=piece.key).first():
            return known, False
        if mine.count() >= MOST_ITEMS:
            raise NotCollectableError(FULL)
        last = mine.aggregate(last=Max("order"))["last"] or 0
        made = BasketItem.objects.create(
            user=user, kind=piece.kind, key=piece.key, report=piece.report, section=piece.section,
            metric=piece.metric, quote=quote, start=piece.start, end=piece.end, order=last + 1,
            before=text[max(0, piece.start - AROUND) : piece.start], after=text[piece.end : piece.end + AROUND],
        )  # fmt: skip
    return made, True


def move(user: User, pk: int, to: str) -> bool:
    """Moves an item one place ``up`` or ``down``, or to the ``top``. False where there is nothing to move."""
    with transaction.atomic():
        keys = list(BasketItem.objects.filter(user=user).order_by("order", "id").values_list("pk", flat=True))
        if pk not in keys:
            return False
        at = keys.index(pk)
        target = {"up": at - 1, "down": at + 1, "top": 0}.get(to, at)
        if target == at or not 0 <= target < len(keys):
            return False
        keys.insert(target, keys.pop(at))
        items = BasketItem.objects.in_bulk(keys)
        for order, key in enumerate(keys, start=1):
            items[key].order = order
        BasketItem.objects.bulk_update(items.values(), ["order"])
    return True


def note(user: User, pk: int, words: str) -> bool:
    return bool(BasketItem.objects.filter(user=user, pk=pk).update(note=words[:500]))


def remove(user: User, pk: int) -> bool:
    return bool(BasketItem.objects.filter(user=user, pk=pk).delete()[0])


def empty(user: User) -> int:
    """Takes everything out; returns how much that was."""
    return BasketItem.objects.filter(user=user).delete()[0]
