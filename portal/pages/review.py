"""``/review/``: what waits for a person, and the screen on which one report is made right and published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.pages import parameters
from portal.pages.doubts import doubt_in_words, doubts
from portal.pages.report import NumberLine, number_line, period_in_words
from portal.pages.review_lines import Source, SourceLine
from reports import correcting, publishing
from reports.flags import open_repairs
from reports.models import SHOWN_CONFIDENCE, District, Indicator, Metric, Report, Section
from reports.parsing.borders import is_reordered
from reports.parsing.kinds import TOPICS
from reports.parsing.repairs import repairs_of
from reports.parsing.types import Issuer, Place
from reports.screening import NAMES, personal_numbers
from reports.selectors import places
from reports.selectors import review as selectors
from reports.selectors.review import Desk, QueueLine

STATES = (Report.State.DRAFT, Report.State.RETURNED)
UNIT_NAMES = {
    "year": gettext_lazy("年"),
    "half": gettext_lazy("半年"),
    "quarter": gettext_lazy("季度"),
    "school_year": gettext_lazy("学年"),
    "term": gettext_lazy("学期"),
}
MOST_ROWS = 1500
"""Sections, and numbers, on one page."""
CHECKED = (Metric.Review.CONFIRMED, Metric.Review.REJECTED)


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A row of the structure: its lines in the original, its numbers, and the offset it begins at."""

    section: Section
    lines: str
    numbers: int
    start: int
    moved: bool


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A row of the numbers. ``flag`` says what is odd about it; ``width`` is the confidence out of 40.

    ``doubt`` says why it is unsure.
    """

    line: NumberLine
    icon: str
    state: str
    flag: str
    width: int
    low: bool
    doubt: str


@dataclass(frozen=True, slots=True)
class Personal:
    """A personal number with the words before it, itself hidden but for its beginning."""

    name: str
    start: int
    around: str


@login_required
@permission_required("reports.view_draft", raise_exception=True)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    state = parameters.one_of(request.GET, "state", tuple(STATES)) or Report.State.DRAFT
    order = parameters.one_of(request.GET, "order", selectors.ORDERS) or "flags"
    uploader = parameters.text(request.GET, "uploader", 150)
    lines = selectors.queue(request.user, state, order, uploader)
    clean = [line for line in lines if line.is_clean and not publishing.barred(line.report, request.user)]  # type: ignore[arg-type]
    context = {
        "lines": [(line, period_in_words(line.report)) for line in lines],
        "clean": clean,
        "state": state,
        "order": order,
        "orders": {"flags": _("要看的在前"), "age": _("先到的在前"), "uploader": _("按上传人")},
        "uploader": uploader,
        "uploaders": selectors.uploaders(request.user),
    }
    return render(request, "review/queue.html", context)


@login_required
@permission_required("reports.view_draft", raise_exception=True)
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    desk = selectors.desk(pk, request.user)
    if desk is None:
        raise Http404
    other = correcting.sit_down(desk.report.source, request.user)  # type: ignore[arg-type]
    return render(request, "review/desk.html", _context(request, desk) | {"other": other})


def _context(request: HttpRequest, desk: Desk) -> dict[str, object]:
    report = desk.report
    source = Source(desk.extracted, desk.parsed, desk.numbers, desk.pages)
    lines = list(source.lines(desk.whole_file))
    sections = _section_lines(desk, lines)
    unsure = doubts(desk.parsed.metrics)
    numbers = _in_order(request, [number_row(number, doubt_in_words(number, unsure)) for number in desk.numbers])
    waiting = selectors.queue(request.user)
    return {
        "desk": desk,
        "report": report,
        "lines": lines,
        "cut_short": source.is_cut_short,
        "sections": sections[:MOST_ROWS],
        "numbers": numbers[:MOST_ROWS],
        "more": max(len(sections), len(numbers)) > MOST_ROWS,
        "most_rows": MOST_ROWS,
        "chosen": _chosen(request, desk),
        "issuer": shown_place(desk.parsed.issuer),
        "at": parameters.whole_number(parameters.text(request.GET, "at", 20), 0, len(desk.extracted)),
        **_repairs(desk),
        "personal": _personal(desk),
        "place": _place_in(waiting, report),
        "period": period_in_words(report),
        "kinds": Report.Kind.choices,
        "units": UNIT_NAMES,
        "statuses": Metric.Status.choices,
        "visibilities": Report.Visibility.choices,
        "topics": [row.name for row in TOPICS],
        "districts": _districts(desk),
        "indicators": Indicator.objects.order_by("name").values_list("name", flat=True),
        "barred": publishing.barred(report, request.user),  # type: ignore[arg-type]
        "returned": selectors.last_note(report) if report.state == Report.State.RETURNED else "",
        "acts": selectors.acts_on(report),
        "may_change": may_change(request, report),
        "by_text": request.GET.get("order") == "text",
    }


def _repairs(desk: Desk) -> dict[str, object]:
    """What was mended, what is left to look at, and whether pieces can go back to the printed order."""
    return {
        "repairs": repairs_of(desk.parsed, desk.extracted),
        "open_repairs": len(list(open_repairs(desk.parsed.repairs))),
        "reordered": is_reordered(desk.parsed, desk.extracted),
    }


def may_change(request: HttpRequest, report: Report) -> bool:
    """Drafts are for editors too; what readers see is changed by those who may publish."""
    needed = "reports.publish_report" if report.state == Report.State.PUBLISHED else "reports.change_report"
    return request.user.has_perm(needed)


def _section_lines(desk: Desk, lines: Sequence[SourceLine]) -> list[SectionLine]:
    """Each section with the numbers of its first and last line in the original."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    moved: set[int] = set()
    number, at = 0, None
    for line in lines:
        number = line.number or number
        if line.section is not None:
            at = line.section
            first[at] = number
            if line.moved:
                moved.add(at)
        if at is not None and not line.cut:
            last[at] = number
    counts: dict[int, int] = {}
    for metric in desk.numbers:
        counts[metric.section_id] = counts.get(metric.section_id, 0) + 1
    return [
        SectionLine(
            section,
            _span(first.get(section.index), last.get(section.index)),
            counts.get(section.pk, 0),
            section.origin[0][0] if section.origin else 0,
            section.index in moved,
        )
        for section in desk.sections
    ]


def _span(first: int | None, last: int | None) -> str:
    if first is None or last is None:
        return "—"
    return str(first) if first == last else f"{first}—{last}"


def number_row(number: Metric, doubt: str = "") -> NumberRow:
    icon, state = {
        Metric.Review.CONFIRMED: ("done", _("已确认")),
        Metric.Review.REJECTED: ("x", _("已驳回")),
    }.get(Metric.Review(number.review), ("wait", _("待确认")))
    return NumberRow(
        number_line(number),
        icon,
        state,
        _odd(number),
        max(1, round(40 * number.confidence)),
        number.confidence < SHOWN_CONFIDENCE,
        doubt,
    )


def _odd(number: Metric) -> str:
    return _("超过 100%") if selectors.over_hundred(number) else ""


def _in_order(request: HttpRequest, rows: list[NumberRow]) -> list[NumberRow]:
    """Doubtful ones first, decided ones last; or as they stand in the text."""
    if request.GET.get("order") == "text":
        return rows
    return sorted(rows, key=lambda row: (row.line.metric.review in CHECKED, not (row.low or row.flag)))


def shown_place(place: Issuer | Place | None) -> str:
    """What a field shows for a place: its name, or its code where others bear the name too."""
    if place is None:
        return ""
    found = places.district_given(place.name)
    return place.name if found is not None and found.code == place.code else place.code


def _chosen(request: HttpRequest, desk: Desk) -> dict[str, object]:
    """The section or number that the address names, for its form."""
    section = parameters.whole_number(parameters.text(request.GET, "section", 20), 1, 10**12)
    number = parameters.whole_number(parameters.text(request.GET, "number", 20), 1, 10**12)
    row = next((each for each in desk.numbers if each.pk == number), None)
    part = next((each for each in desk.sections if each.pk == section), None)
    place = (desk.parsed_number(row) if row else None) or (desk.parsed.sections[part.index] if part else None)
    return {
        "section": part,
        "place": shown_place(place.district if place else None),
        "number": row,
        "value": desk.parsed_number(row) if row else None,
        "plain_value": f"{row.value.normalize():f}" if row else "",
    }


def _personal(desk: Desk) -> list[Personal]:
    text = desk.parsed.text
    return [
        Personal(NAMES[n.kind], n.start, f"{text[max(0, n.start - 12) : n.start + 3]}…") for n in personal_numbers(text)
    ]


def _districts(desk: Desk) -> list[District]:
    """Places to choose from: those the report names, its issuer and what belongs to it."""
    named = {key for key in (desk.report.issuer_id, *(s.district_id for s in desk.sections)) if key}
    near = District.objects.filter(pk__in=named) | District.objects.filter(parent_id=desk.report.issuer_id or 0)
    return list(near.distinct().order_by("order", "code"))


def _place_in(waiting: Sequence[QueueLine], report: Report) -> dict[str, object]:
    """Where the report stands in the queue, and its neighbours there."""
    keys = [line.report.pk for line in waiting]
    at = keys.index(report.pk) if report.pk in keys else -1
    return {
        "number": at + 1,
        "total": len(keys),
        "before": keys[at - 1] if at > 0 else None,
        "after": keys[at + 1] if 0 <= at < len(keys) - 1 else None,
    }
