"""What is found across reports: search, plans with what became of them, numbers that do not fit together."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.api import shapes
from portal.api.answering import Json, envelope_of
from portal.api.asking import PER_PAGE, BadRequestError
from portal.pages.search import FARTHEST
from portal.pages.search_address import asked_in
from reports.models import District
from reports.selectors import findings, follow_ups, places
from reports.selectors.findings import Checked
from reports.selectors.follow_ups import Followed
from reports.selectors.places import City
from search.request import SearchRequest
from search.searching import result_to_json, search_sections


def search(request: HttpRequest, asked: Json) -> Json:
    """The search of the page, with the same words in the address."""
    page, per = asked["page"] or 1, asked["per"] or PER_PAGE
    if page * per > FARTHEST:
        raise BadRequestError(_("最多翻到第 %(most)s 条。请增加条件，缩小范围。") % {"most": FARTHEST})
    wanted = asked_in(request.GET).request()
    result = search_sections(_paged(wanted, asked["sort"], page, per), request.user)
    told = result_to_json(result)
    for hit in told["hits"]:
        hit["api"] = f"{shapes.API}sections/{hit['section_id']}/"
    envelope = envelope_of(request, result.total, page, per)
    if page * per >= FARTHEST:
        envelope["next"] = None
    return told | envelope | {"notes": [str(note) for note in result.notes]}


def _paged(wanted: SearchRequest, sort: str | None, page: int, per: int) -> SearchRequest:
    return replace(wanted, sort=sort or "relevance", page=page, per_page=per)


def followup(request: HttpRequest, asked: Json) -> Json:
    city, chosen = _city(asked["district"])
    page, per = asked["page"] or 1, asked["per"] or PER_PAGE
    wanted = follow_ups.Wanted(
        place_ids=frozenset(pk for place in city.places for pk in place.ids),
        chosen_ids=chosen,
        words=asked["verdict"],
        order="newest",
        page=page,
        per_page=per,
    )
    found = follow_ups.page(wanted)
    return envelope_of(request, found.total, page, per) | {"results": [_followed(line) for line in found.lines]}


def _followed(line: Followed) -> Json:
    verdict, plan = line.verdict, line.plan
    actuals = [shapes.quote(each) for each in line.actuals]
    return {
        "id": verdict.pk,
        "district": verdict.district.name,
        "district_code": verdict.district.code,
        "indicator": plan.indicator_name,
        "period": verdict.due,
        "plan": shapes.quote(plan),
        "actual": (actuals[-1] if verdict.summed else actuals[0]) if actuals else None,
        "actuals": actuals,
        "verdict": verdict.word,
        "confirmed": verdict.settled,
        "note": verdict.note,
        "score": verdict.score,
        "url": f"/followup/?district={verdict.district.code}",
    }


def checks(request: HttpRequest, asked: Json) -> Json:
    city, chosen = _city(asked["district"])
    page, per = asked["page"] or 1, asked["per"] or PER_PAGE
    found = findings.page(findings.Wanted(city_id=city.whole.id, district_ids=chosen, page=page, per_page=per))
    return envelope_of(request, found.total, page, per) | {"results": [_checked(line) for line in found.lines]}


def _checked(line: Checked) -> Json:
    finding = line.finding
    statements = [shapes.quote(each) | {"value": shapes.number(each.base_value)} for each in line.numbers]
    code = finding.district.code if finding.district else ""
    return {
        "id": finding.pk,
        "kind": finding.kind,
        "district": finding.district.name if finding.district else None,
        "indicator": finding.indicator_name,
        "message": finding.message,
        "state": finding.state,
        "note": finding.note,
        "statements": statements,
        "url": f"/checks/?district={code}" if code else "/checks/",
    }


def _city(given: District) -> tuple[City, frozenset[int]]:
    """The city of a district, and the ids of the one place of it that was asked for; none where it is the city."""
    city = places.city(places.city_of(given))
    chosen = next((place.ids for place in city.districts if given.pk in place.ids), frozenset[int]())
    return city, chosen
