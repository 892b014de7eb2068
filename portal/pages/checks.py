"""``/checks/``: 数据核对, numbers that do not fit together, always with all their sentences; staff say what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.downloads import download
from portal.pages import parameters
from portal.pages.asked_place import asked_place
from portal.pages.pager import pager
from portal.pages.parameters import address
from portal.pages.quotes import Quote, quotes
from portal.pages.report import cited
from portal.pages.ticks import Tick
from portal.pages.way_back import way_back
from reports import cross_checking
from reports.exports import FORMATS
from reports.exports.citations import reference
from reports.exports.table import Column, Export, Row, Table, row
from reports.models import District, Finding
from reports.selectors import findings, places
from reports.selectors.findings import Checked, Wanted
from reports.selectors.places import City

PATH = "/checks/"
DECIDE = "reports.change_metric"
SHOWN_QUOTES = 6
COLUMNS = (
    Column("kind", "类别", 16),
    Column("district", "区县", 14),
    Column("indicator", "指标", 24),
    Column("message", "问题", 50),
    Column("printed", "原文数值", 14),
    Column("sentence", "原句", 60),
    Column("source", "出处", 44),
    Column("state", "核对", 14),
    Column("note", "说明", 24),
)
NOTES = ("每个问题列出全部原句，不代为取舍；有的原文就是这样写的。",)


@dataclass(frozen=True, slots=True)
class Line:
    """``quotes`` are the first of its sentences, ``more`` the others."""

    finding: Finding
    quotes: tuple[Quote, ...]
    more: tuple[Quote, ...]


@require_safe
def checks(request: HttpRequest) -> HttpResponseBase:
    place = asked_place(request)
    if place.whole is None:
        return render(request, "checks.html", {"nothing_held": True})
    city = places.city(place.whole)
    wanted = _wanted(request, city, place.asked)
    format_name = parameters.one_of(request.GET, "format", tuple(FORMATS))
    if format_name:
        return download(_export(findings.every(wanted), place.whole.name), format_name)
    return render(request, "checks.html", _context(request, city, wanted) | {"note": place.note})


def _wanted(request: HttpRequest, city: City, asked: District | None) -> Wanted:
    query = request.GET
    chosen = next((place for place in city.districts if asked is not None and asked.pk in place.ids), None)
    return Wanted(
        city_id=city.whole.id,
        district_ids=chosen.ids if chosen else frozenset(),
        kinds=tuple(kind for kind in parameters.texts(query, "kind") if kind in Finding.Kind.values),
        state=parameters.one_of(query, "state", tuple(Finding.State.values)),
        page=parameters.page_number(query),
    )


def _context(request: HttpRequest, city: City, wanted: Wanted) -> dict[str, Any]:
    found = findings.page(wanted)
    counts = found.counts
    district = next((place for place in city.districts if place.ids == wanted.district_ids), None)
    return {
        "city": city,
        "district": district,
        "wanted": wanted,
        "found": found,
        "lines": [_line(each) for each in found.lines],
        "kinds": [Tick(kind, str(label), counts.kinds.get(kind, 0), kind in wanted.kinds)
                  for kind, label in Finding.Kind.choices],
        "states": [Tick(state, str(label), counts.states.get(state, 0), state == wanted.state)
                   for state, label in Finding.State.choices],
        "places": [(place, sum(counts.districts.get(pk, 0) for pk in place.ids)) for place in city.places],
        "formats": [(name, each.label, _url(request, format=name)) for name, each in FORMATS.items()],
        "pager": pager(request, found.page, found.pages),
        "may_decide": request.user.has_perm(DECIDE),
    }  # fmt: skip


def _line(each: Checked) -> Line:
    found = quotes(each.numbers)
    return Line(each.finding, found[:SHOWN_QUOTES], found[SHOWN_QUOTES:])


def _url(request: HttpRequest, **changes: str) -> str:
    kept = {key: values for key, values in request.GET.lists() if key not in ("page", "format", *changes)}
    return address(PATH, **kept, **changes)


def _export(found: Iterable[Checked], place: str) -> Export:
    title = f"{place}数据核对"
    return Export(name=title, title=title, lines=Table("数据核对", COLUMNS, _rows(found)), notes=NOTES)


def _rows(found: Iterable[Checked]) -> Iterator[Row]:
    """One line a sentence, so that the two sides stand beneath each other."""
    for each in found:
        finding = each.finding
        for number in each.numbers:
            yield row(
                finding.get_kind_display(),
                finding.district.name if finding.district else "",
                number.indicator_name,
                finding.message,
                number.printed,
                number.sentence,
                reference(cited(number.report)),
                finding.get_state_display(),
                finding.note,
            )


@require_POST
@permission_required(DECIDE, raise_exception=True)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """``state`` is what the finding turned out to be, ``note`` why."""
    finding = Finding.objects.filter(pk=pk).first()
    if finding is None:
        raise Http404
    state = parameters.one_of(request.POST, "state", tuple(Finding.State.values))
    if not state:
        messages.warning(request, _("没有保存。请先选一项。"))
    else:
        cross_checking.decide(finding, cast(User, request.user), state, parameters.text(request.POST, "note", 300))
        messages.info(request, _("已保存。"))
    return redirect(f"{way_back(request, PATH)}#f{pk}")
