"""``/review/<id>/``: the screen on which one report is made right and published."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.pages import parameters
from portal.pages.report import period_in_words
from portal.pages.review_lines import Source
from portal.pages.review_queue import place_in
from portal.pages.review_rows import number_rows, section_rows
from reports import correcting, publishing
from reports.flags import open_repairs
from reports.models import District, Indicator, Metric, Report
from reports.parsing.borders import is_reordered
from reports.parsing.kinds import TOPICS
from reports.parsing.repairs import repairs_of
from reports.parsing.types import Issuer, Place
from reports.screening import NAMES, personal_numbers
from reports.selectors import places
from reports.selectors import review as selectors
from reports.selectors.review import Desk

UNIT_NAMES = {
    "year": gettext_lazy("年"),
    "half": gettext_lazy("半年"),
    "quarter": gettext_lazy("季度"),
    "school_year": gettext_lazy("学年"),
    "term": gettext_lazy("学期"),
}
MOST_ROWS = 1500
"""Sections, and numbers, on one page."""


@dataclass(frozen=True, slots=True)
class Personal:
    """A personal number with the words before it, itself hidden but for its beginning."""

    name: str
    start: int
    around: str


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
    sections = section_rows(desk, lines)
    by_text = request.GET.get("order") == "text"
    numbers = number_rows(desk, by_text=by_text)
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
        "place": place_in(waiting, report),
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
        "by_text": by_text,
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
