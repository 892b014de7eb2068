"""Every answer is as the document says, tells where each value stands, and shows no more than the pages do."""

from __future__ import annotations

import json
from io import StringIO
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.http import QueryDict

from portal.api.asking import given
from portal.api.endpoints import ENDPOINTS
from reports.models import Indicator, Metric, Report, Section
from tests.portal.api.shape import faults

pytestmark = pytest.mark.django_db
LISTS = [each for each in ENDPOINTS if "<" not in each.path and any(one.name == "page" for one in each.parameters)]
KEPT = ("叙永县2012年教育工作总结",)
SECRETS = (
    "13800001111", "合江县2012年教育工作总结", "合江县教育总结", "叙永县2012年教育工作总结", "附注一", "附注二",
    "古蔺县2012年教育工作总结", "98名"
)  # fmt: skip
"""Of drafts, returned, withdrawn, replaced and kept-back reports, and a number that was hidden."""


def ask(client, address: str, status: int = 200):
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.content.decode())
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    return answer.json()


def address_of(endpoint, known) -> str:
    parts = {"<int:pk>": {"report": "live", "section": "live_section", "metric": "live_number"}.get(endpoint.name)}
    path = "/" + endpoint.path.replace("<str:code>", "510521").replace("<str:slug>", quote(known["slug"]))
    for part, name in parts.items():
        path = path.replace(part, str(known.get(name)))
    return path + endpoint.example


def check(client, endpoint, address):
    document = ask(client, "/api/schema/")
    answer = ask(client, address)
    shape = {"$ref": f"#/components/schemas/{endpoint.shape}"}
    assert list(faults(answer, shape, document)) == []
    return answer


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda each: each.name)
def test_every_answer_is_as_the_document_says(visitor, editor, known, endpoint):
    answer = check(visitor, endpoint, address_of(endpoint, known))
    if "<" not in endpoint.path:
        assert answer.get("total", 1) > 0
    check(editor, endpoint, address_of(endpoint, known))
    for parameter in endpoint.parameters:
        required = "&".join(f"{one.name}={one.example}" for one in endpoint.parameters if one.required)
        address = address_of(endpoint, known).partition("?")[0]
        client_answer = visitor.get(f"{address}?{required}&{parameter.name}={parameter.example}")
        assert client_answer.status_code == 200 or parameter.required, client_answer.content.decode()


def everything(client, endpoint) -> list[dict]:
    """All pages of a list, each checked."""
    required = "&".join(f"{one.name}=510500" for one in endpoint.parameters if one.required)
    address, found = f"/{endpoint.path}?{required}&per=7", []
    while address:
        answer = ask(client, address)
        found += answer.get("results", answer.get("hits"))
        address = answer["next"]
    assert len(found) == answer["total"]
    return found


@pytest.mark.parametrize("endpoint", LISTS, ids=lambda each: each.name)
def test_lists_hold_nothing_that_is_not_public(visitor, editor, endpoint):
    """Nor do they for those who may open drafts one by one."""
    for client in (visitor, editor):
        told = json.dumps(everything(client, endpoint), ensure_ascii=False)
        # Those who see drafts also see what is kept to its unit, as on the page.
        shown = KEPT if client is editor and endpoint.name == "reports" else ()
        assert [secret for secret in SECRETS if secret in told and secret not in shown] == []


def test_what_is_not_public_cannot_be_asked_for(visitor, editor, known):
    for name in ("draft", "withdrawn", "kept", "returned", "clean", "waiting"):
        row = Report.objects.get(pk=known[name])
        addresses = [f"reports/{row.pk}/"]
        addresses += [f"sections/{each.pk}/" for each in row.sections.all()[:2]]
        addresses += [f"metrics/{each.pk}/" for each in row.metrics.filter(archived=False)[:2]]
        for address in addresses:
            assert "没有这一项" in ask(visitor, f"/api/v1/{address}", 404)["error"]["message"]
            ask(editor, f"/api/v1/{address}", 404 if "sections" in address and is_archived(address) else 200)
        for kind in ("sections", "metrics"):
            assert ask(editor, f"/api/v1/{kind}/?report={row.pk}")["total"] == 0


def is_archived(address: str) -> bool:
    return Section.objects.get(pk=int(address.split("/")[1])).archived


def test_masks_hold_for_all(editor, known):
    for address in (
        f"reports/{known['masked']}/",
        f"metrics/?report={known['masked']}&per=100",
        "search/?q=13800001111",
    ):
        told = json.dumps(ask(editor, f"/api/v1/{address}") | {"query": ""}, ensure_ascii=False)
        assert "13800001111" not in told
    assert ask(editor, "/api/v1/search/?q=13800001111")["total"] == 0
    assert Report.objects.get(pk=known["masked"]).text in json.dumps(
        ask(editor, f"/api/v1/reports/{known['masked']}/"), ensure_ascii=False
    ).replace("\\n", "\n")


@pytest.mark.parametrize("endpoint", LISTS, ids=lambda each: each.name)
def test_pages_hold_each_thing_once_in_one_order(visitor, endpoint):
    found = everything(visitor, endpoint)
    names = [next(each[name] for name in ("id", "section_id", "code") if name in each) for each in found]
    assert len(set(names)) == len(names)
    assert found == everything(visitor, endpoint) or endpoint.name == "search"


@pytest.mark.parametrize("path", ["sections/", "metrics/"])
def test_long_lists_go_on_after_an_id(visitor, path):
    """The last page is asked for by id alone, so that it costs what the first does; page by page says the same."""
    step = "/api/v1/" + path + "?per=2"
    found: list[int] = []
    while step:
        answer = visitor.get(step).json()
        assert ("after=" in step) == bool(found)
        found += [each["id"] for each in answer["results"]]
        step = answer["next"]
    assert found == sorted(set(found))
    assert len(found) == answer["total"] == visitor.get(f"/api/v1/{path}?per=100").json()["total"]
    by_page = visitor.get(f"/api/v1/{path}?per=2&page=2").json()
    assert [each["id"] for each in by_page["results"]] == found[2:4]
    assert visitor.get(by_page["previous"]).json()["results"] == visitor.get(f"/api/v1/{path}?per=2").json()["results"]
    after = visitor.get(f"/api/v1/{path}?per=2&after={found[1]}").json()
    assert [each["id"] for each in after["results"]] == found[2:4]
    last = visitor.get(f"/api/v1/{path}?after={found[-1]}").json()
    assert (last["results"], last["next"]) == ([], None)


def test_numbers_stand_where_they_say(visitor, known):
    report = ask(visitor, f"/api/v1/reports/{known['live']}/")
    numbers = ask(visitor, f"{report['metrics']}&per=100")["results"]
    assert numbers
    for each in numbers:
        assert report["text"][each["start"] : each["end"]] == each["printed"]
        assert each["printed"] in each["sentence"]
        assert each["sentence"] in report["text"]
    for section in report["sections"]:
        whole = report["text"][section["start"] : section["end"]]
        assert whole.startswith(section["mark"])
        assert whole.endswith(section["text"])


def addresses_in(answer) -> set[str]:
    if isinstance(answer, dict):
        own = {answer[name] for name in ("url", "api", "original", "metrics") if isinstance(answer.get(name), str)}
        return own.union(*map(addresses_in, answer.values()))
    return set().union(*map(addresses_in, answer)) if isinstance(answer, list) else set()


def test_every_address_that_is_given_opens(visitor, known):
    given_out = set()
    for endpoint in ENDPOINTS:
        given_out |= addresses_in(ask(visitor, address_of(endpoint, known)))
    assert len(given_out) > 30
    for address in sorted(given_out):
        assert visitor.get(address.partition("#")[0], follow=True).status_code == 200, address


def test_the_search_is_that_of_the_command(visitor):
    out = StringIO()
    call_command("search", "薄弱学校", json=True, stdout=out)
    told = json.loads(out.getvalue())
    answer = ask(visitor, "/api/v1/search/?q=薄弱学校")
    for hit in answer["hits"]:
        del hit["api"]
    assert {name: answer[name] for name in told if name != "took_ms"} == {
        name: value for name, value in told.items() if name != "took_ms"
    }


def test_an_indicator_is_known_by_its_other_names_too(visitor):
    known = Indicator.objects.get(name="招聘教师数")
    Indicator.objects.filter(pk=known.pk).update(aliases=["招教数"])
    by_name, by_alias = (ask(visitor, f"/api/v1/metrics/?indicator={words}") for words in (known.name, "招教数"))
    assert by_name["total"] > 0
    assert by_alias["results"] == by_name["results"]
    assert ask(visitor, "/api/v1/metrics/?indicator=没有的指标")["total"] == 0


def test_a_district_finds_what_its_predecessors_reported(visitor):
    by_name, by_code = (ask(visitor, f"/api/v1/metrics/?district={words}") for words in ("泸县", "510521"))
    assert by_name["total"] > 0
    assert by_name["results"] == by_code["results"]
    assert {each["district"]["code"] for each in by_code["results"]} == {"510521"}


def test_only_sure_numbers_are_listed(visitor, known):
    number = Metric.objects.get(pk=known["live_number"])
    Metric.objects.filter(pk=number.pk).update(confidence=0.2, review="open")
    listed = ask(visitor, f"/api/v1/metrics/?report={number.report_id}&per=100")["results"]
    assert number.pk not in [each["id"] for each in listed]
    assert ask(visitor, f"/api/v1/metrics/{number.pk}/")["confidence"] == 0.2
    Metric.objects.filter(pk=number.pk).update(review="rejected")
    ask(visitor, f"/api/v1/metrics/{number.pk}/", 404)


def test_given_reads_what_the_table_says():
    (search,) = [each for each in ENDPOINTS if each.name == "search"]
    asked = given(QueryDict("q=控辍&year=2011&year=2012&per=5"), search.parameters)
    assert (asked["q"], asked["year"], asked["per"], asked["page"], asked["kind"]) == (
        "控辍",
        (2011, 2012),
        5,
        None,
        (),
    )
