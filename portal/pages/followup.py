"""``/followup/``: 承诺落实, what reports planned and what later ones say of it; staff confirm or correct."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from portal.downloads import download
from portal.pages import followup_export, parameters
from portal.pages.asked_place import asked_place
from portal.pages.followup_lines import ICONS, lines
from portal.pages.pager import pager
from portal.pages.parameters import address
from portal.pages.ticks import Tick
from portal.pages.way_back import way_back
from reports import following
from reports.access import published_metrics
from reports.exports import FORMATS
from reports.models import District, Verdict
from reports.selectors import follow_ups, places
from reports.selectors.coverage import city_coverage
from reports.selectors.follow_ups import ORDERS, Counts, Wanted
from reports.selectors.places import City

PATH = "/followup/"
DECIDE = "reports.change_metric"
PER_PAGE = ("20", "50", "100")
SORTS = (
    ("todo", gettext_lazy("待办在前")),
    ("newest", gettext_lazy("年度新→旧")),
    ("gap", gettext_lazy("差距大在前")),
)
BAR = 300


@dataclass(frozen=True, slots=True)
class Stack:
    """A place's plans as a bar of their verdicts: (icon, x, width), to the scale of the fullest place."""

    name: str
    url: str
    number: int
    parts: tuple[tuple[str, float, float], ...]
    is_on: bool


@require_safe
def followup(request: HttpRequest) -> HttpResponseBase:
    place = asked_place(request)
    if place.whole is None:
        return render(request, "followup.html", {"nothing_held": True})
    city = places.city(place.whole)
    wanted = _wanted(request, city, place.asked)
    format_name = parameters.one_of(request.GET, "format", tuple(FORMATS))
    if format_name:
        base = request.build_absolute_uri("/").rstrip("/")
        return download(followup_export.of_plans(follow_ups.every(wanted), city.whole.name, base), format_name)
    return render(request, "followup.html", _context(request, city, wanted) | {"note": place.note})


def _wanted(request: HttpRequest, city: City, asked: District | None) -> Wanted:
    query = request.GET
    chosen = next((place.id for place in city.places if asked is not None and asked.pk in place.ids), None)
    return Wanted(
        place_ids=frozenset(pk for place in city.places for pk in place.ids),
        chosen_ids=frozenset({chosen} if chosen is not None and chosen != city.whole.id else ()),
        words=tuple(word for word in parameters.texts(query, "verdict") if word in Verdict.Word.values),
        since=parameters.year(query, "since"),
        until=parameters.year(query, "until"),
        settled=parameters.one_of(query, "settled", ("yes", "no")),
        order=parameters.one_of(query, "sort", ORDERS) or "todo",
        page=parameters.page_number(query),
        per_page=int(parameters.one_of(query, "per", PER_PAGE) or PER_PAGE[0]),
    )


def _context(request: HttpRequest, city: City, wanted: Wanted) -> dict[str, Any]:
    found = follow_ups.page(wanted)
    years = {row.key: row.counts for row in city_coverage(city)}
    return {
        "city": city,
        "wanted": wanted,
        "found": found,
        "lines": lines(found.lines, years),
        "verdicts": verdict_ticks(found.counts, wanted),
        "stacks": stacks(city, found.counts, wanted, request),
        "settled": settled_ticks(found.counts, wanted),
        "sorts": [(label, _url(request, sort=name), name == wanted.order) for name, label in SORTS],
        "per_pages": PER_PAGE,
        "formats": [(name, each.label, _url(request, format=name)) for name, each in FORMATS.items()],
        "pager": pager(request, found.page, found.pages),
        "may_decide": request.user.has_perm(DECIDE),
        "words": Verdict.Word.choices,
        "district": next((place for place in city.places if place.id in wanted.chosen_ids), None),
    }


def verdict_ticks(counts: Counts, wanted: Wanted) -> list[Tick]:
    return [
        Tick(word, str(label), counts.words.get(word, 0), word in wanted.words, ICONS[word])
        for word, label in Verdict.Word.choices
    ]


def settled_ticks(counts: Counts, wanted: Wanted) -> list[Tick]:
    labels = (("no", _("未经人确认")), ("yes", _("已确认")))
    return [
        Tick(value, label, counts.settled.get(value == "yes", 0), wanted.settled == value) for value, label in labels
    ]


def stacks(city: City, counts: Counts, wanted: Wanted, request: HttpRequest) -> list[Stack]:
    """A row a place with plans, in the city's order."""
    fullest = max((sum(words.values()) for words in counts.places.values()), default=0)
    found = []
    for place in city.places:
        words = counts.places.get(place.id, {})
        number = sum(words.values())
        if not number:
            continue
        parts, x = [], 0.0
        for word in Verdict.Word.values:
            width = words.get(word, 0) / fullest * BAR
            if width:
                parts.append((ICONS[word], round(x, 1), round(max(width - 1.5, 1.0), 1)))
                x += width
        is_on = place.id in wanted.chosen_ids
        url = _url(request, district=city.whole.code if is_on else place.code)
        found.append(Stack(place.name, url, number, tuple(parts), is_on))
    return found


def _url(request: HttpRequest, **changes: str) -> str:
    """The same page with one part of its address changed; it begins at its first page again."""
    kept = {key: values for key, values in request.GET.lists() if key not in ("page", "format", *changes)}
    return address(PATH, **kept, **changes)


@require_POST
@permission_required(DECIDE, raise_exception=True)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """``verdict`` is what became of the plan, ``note`` why."""
    shown = published_metrics().values("pk")
    verdict = Verdict.objects.filter(pk=pk, plan__in=shown).select_related("plan").first()
    if verdict is None:
        raise Http404
    word = parameters.one_of(request.POST, "verdict", tuple(Verdict.Word.values))
    if not word:
        messages.warning(request, _("没有保存。请先选一个判定。"))
    else:
        following.decide(verdict, cast(User, request.user), word, parameters.text(request.POST, "note", 300))
        what = f"{verdict.plan.indicator_name} {verdict.plan.printed}"
        messages.info(request, _("“%(what)s”已判定为%(word)s。") % {"what": what, "word": word})
    return redirect(f"{way_back(request, PATH)}#v{pk}")
