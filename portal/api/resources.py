"""Reports, their sections and numbers, districts and indicators: what each address answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from portal.api import shapes
from portal.api.answering import Json, NotFoundError, envelope_of, paged, paged_by_id
from portal.api.asking import PER_PAGE
from reports.access import may_have_original, published, published_metrics, sections_visible_to
from reports.models import District, Indicator, Metric, Section
from reports.selectors import listing, places, reading, series
from reports.selectors.holdings import place_totals
from reports.selectors.listing import Wanted


def reports(request: HttpRequest, asked: Json) -> Json:
    """As the page lists them, drafts left out, whoever asks: those are opened one by one."""
    ids = _ids(asked["district"])
    page, per = asked["page"] or 1, asked["per"] or PER_PAGE
    wanted = Wanted(
        words=asked["q"] or "",
        district_ids=ids or frozenset(),
        year=asked["year"],
        topic=asked["topic"] or "",
        kind=asked["kind"] or "",
        order=asked["sort"] or "newest",
        page=page,
        per_page=per,
    )
    found = listing.listing(wanted, request.user)
    lines = [shapes.report(line.report) | {"sections": line.sections, "metrics": line.numbers} for line in found.lines]
    return envelope_of(request, found.total, page, per) | {"results": lines}


def report(request: HttpRequest, _asked: Json, pk: int) -> Json:
    found = reading.opened(pk, request.user)
    if found is None:
        raise NotFoundError
    row = found.report
    original = reverse("original", args=[row.pk]) if may_have_original(request.user, row.source) else None
    return shapes.report(row) | {
        "text": row.text,
        "repairs": [str(each) for each in row.repairs],
        "original": original,
        "sections": [shapes.section(each) for each in found.sections],
        "metrics": f"{shapes.API}metrics/?report={row.pk}",
    }


def sections(request: HttpRequest, asked: Json) -> Json:
    """Of published reports."""
    found = Section.objects.filter(report__in=published(), archived=False)
    if (ids := _ids(asked["district"])) is not None:
        found = found.filter(Q(district_id__in=ids) | Q(district=None, report__issuer_id__in=ids))
    found = _of_report(found, asked["report"])
    if asked["topic"]:
        found = found.filter(topic=asked["topic"])
    if asked["year"]:
        found = found.filter(report__period_start__lte=asked["year"], report__period_end__gte=asked["year"])
    return paged_by_id(
        request, asked, found.select_related("district"), lambda rows: [shapes.section(row) for row in rows]
    )


def section(request: HttpRequest, _asked: Json, pk: int) -> Json:
    rows = sections_visible_to(request.user).select_related("district", "report__issuer").defer("report__text")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotFoundError
    numbers = _numbers(Metric.objects.shown().filter(section=row).order_by("start", "pk"))
    return {"report": shapes.report(row.report), "section": shapes.section(row), "metrics": numbers}


def metrics(request: HttpRequest, asked: Json) -> Json:
    """What charts and exports may show: of published reports, sure or confirmed."""
    found = _of_report(published_metrics(), asked["report"])
    if (ids := _ids(asked["district"])) is not None:
        found = found.filter(district_id__in=ids)
    if asked["indicator"]:
        found = found.filter(Q(indicator_name=asked["indicator"]) | Q(indicator__in=_measured(asked["indicator"])))
    if asked["year"]:
        found = found.filter(period_start__lte=asked["year"], period_end__gte=asked["year"])
    if asked["status"]:
        found = found.filter(status=asked["status"])
    return paged_by_id(request, asked, found, _numbers)


def _measured(words: str) -> list[int]:
    """The indicators of this name, alias or address; there are a few hundred in all."""
    known = Indicator.objects.values_list("pk", "name", "slug", "aliases")
    return [pk for pk, name, slug, aliases in known if words in (name, slug, *aliases)]


def metric(request: HttpRequest, _asked: Json, pk: int) -> Json:
    row = reading.number_of(pk, request.user)
    if row is None:
        raise NotFoundError
    return shapes.metric(row)


def _numbers(rows: Any) -> list[Json]:
    loaded: Iterable[Metric] = rows.select_related("report", "district", "indicator").defer("report__text")
    return [shapes.metric(row) for row in loaded]


def districts(request: HttpRequest, asked: Json) -> Json:
    """All of them, those of the past too; with words those that fit, the shortest names first, at most thirty."""
    related = District.objects.select_related("parent", "successor")
    if asked["parent"]:
        related = related.filter(parent=asked["parent"])
    if asked["q"]:
        fitting = [row.pk for row in places.find_districts(asked["q"])]
        related = related.filter(pk__in=fitting)
    return paged(request, asked, related.order_by("code"), lambda rows: [shapes.district(row) for row in rows])


def district(_request: HttpRequest, _asked: Json, code: str) -> Json:
    row = places.district_by_code(code)
    if row is None:
        raise NotFoundError
    place = places.place_of(row)
    totals = place_totals(place)
    before = District.objects.filter(pk__in=place.ids - {row.pk}).order_by("code")
    names = row.names.order_by("pk").values("name", "kind", "valid_from", "valid_to")
    return {
        "district": shapes.district(row),
        "names": list(names),
        "predecessors": [shapes.named(each) for each in before],
        "reports": totals.reports,
        "sections": totals.sections,
        "metrics": totals.numbers,
    }


def indicators(_request: HttpRequest, asked: Json) -> Json:
    """Those that any number was found for, the fullest first; there are at most a few hundred."""
    chosen = [places.place_of(asked["district"])] if asked["district"] else []
    lines = [
        {
            "indicator": shapes.indicator(line.indicator),
            "metrics": line.numbers,
            "districts": line.places,
            "first": line.first,
            "last": line.last,
        }
        for line in series.indicators_held(chosen)
    ]
    return {"results": lines}


def indicator(_request: HttpRequest, asked: Json, slug: str) -> Json:
    """The city given, or that of the district given; else the one with the most reports."""
    row = Indicator.objects.filter(slug=slug).first()
    if row is None:
        raise NotFoundError
    whole = places.city_chosen(places.cities_held(), asked["district"])
    city = places.city(whole) if whole else None
    found = shapes.cells(series.cells([row], city.places), city.places) if city else []
    return {"indicator": shapes.indicator(row), "city": shapes.named(city.whole if city else None), "cells": found}


def _ids(found: District | None) -> frozenset[int] | None:
    """A district with its predecessors; None where none is asked for."""
    return places.place_of(found).ids if found else None


def _of_report(rows: QuerySet[Any], report_id: int | None) -> QuerySet[Any]:
    return rows if report_id is None else rows.filter(report_id=report_id)
