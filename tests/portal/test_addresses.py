"""Every address of the portal, given everything hostile: a helpful page or a plain refusal, never a 500."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

import portal.pages
from reports.models import Report
from tests.portal import hostile

pytestmark = pytest.mark.django_db

NOT_OURS = ("admin/",)
"""Django's own pages, which bring their own tests."""
CONVERTER = re.compile(r"<(?:(\w+):)?(\w+)>")
ASKED = re.compile(r"""(?:GET|POST|query|parameters|params)(?:\.get(?:list)?\(|,\s*|\[)["']([a-z_]+)["']""")


def patterns(entries: list[URLPattern | URLResolver], above: str = "") -> Iterator[str]:
    for entry in entries:
        route = above + str(entry.pattern)
        if route.startswith(NOT_OURS):
            continue
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns, route)
        elif "^" not in route:
            yield route


ROUTES = tuple(dict.fromkeys(patterns(get_resolver("portal.urls").url_patterns)))
PARAMETERS = sorted(
    {name for path in Path(portal.pages.__path__[0]).glob("*.py") for name in ASKED.findall(path.read_text("utf-8"))}
    | {"q", "page", "year", "year_from", "year_to", "scope", "sort", "not", "within", "per", "next", "format", "topic"}
)
NUMBERS = ("0", "1", "1000000000", "9" * 40)


def filled(route: str, value: str) -> list[str]:
    """The addresses of a route with ``value``, or with great numbers, in each of its places."""
    if not CONVERTER.search(route):
        return [f"/{route}"]
    if "<int:" in route:
        return [f"/{CONVERTER.sub(number, route)}" for number in NUMBERS]
    return [f"/{CONVERTER.sub(lambda _found: quote(value.encode('utf-8', 'replace'), safe=''), route)}"]


def test_the_table_of_addresses_is_found():
    assert len(ROUTES) > 35
    assert {"compare/", "districts/<str:code>/", "indicators/<str:slug>/"} <= set(ROUTES)
    assert {"district", "indicator", "add", "rank", "year_from"} <= set(PARAMETERS)


@pytest.fixture
def known(db) -> dict[str, str]:
    """What makes a route lead to a page that exists."""
    _county, report = hostile.city()
    number = report.metrics.first()
    assert number is not None
    return {"reports/<int:pk>/": str(report.pk), "numbers/<int:pk>/": str(number.pk), "districts/<str:code>/": "990502",
            "districts/<str:code>/topics/": "990502", "indicators/<str:slug>/": "hostile"}  # fmt: skip


@pytest.mark.parametrize("value", hostile.ADDRESS_VALUES, ids=range(len(hostile.ADDRESS_VALUES)))
def test_hostile_values_in_every_parameter_of_every_address(person, known, value, data_dir):
    client = person("管理员")
    client.raise_request_exception = False
    query = dict.fromkeys(PARAMETERS, value.encode("utf-8", "replace").decode("utf-8"))
    for route in ROUTES:
        addresses = filled(route, value)
        if route in known:
            addresses.append(f"/{CONVERTER.sub(known[route], route)}")
        for address in addresses:
            answered(client, "get", address, query)


@pytest.mark.parametrize("value", hostile.ADDRESS_VALUES[::5], ids=range(len(hostile.ADDRESS_VALUES[::5])))
def test_hostile_values_in_every_form(person, known, value, data_dir):
    client = person("管理员")
    client.raise_request_exception = False
    form = dict.fromkeys(PARAMETERS, value.encode("utf-8", "replace").decode("utf-8"))
    for route in ROUTES:
        if route not in ("logout/", "samples/remove/"):
            for address in filled(route, value):
                answered(client, "post", address, form)


def answered(client: Client, method: str, address: str, values: dict[str, str]) -> None:
    response = getattr(client, method)(address, values)
    assert response.status_code < 500 or address == "/readyz", f"{method} {address}"
    target = response.headers.get("Location", "")
    assert not target.startswith(("//", "http://elsewhere", "javascript:")), f"{method} {address} leads to {target}"
    if response.headers.get("Content-Type", "").startswith("text/html"):
        text = b"".join(response).decode()
        for raw in ("<script>window", "<img src=x", "<svg/onload", "49{", 'href="javascript:'):
            assert raw not in text, f"{method} {address} shows {raw}"


@pytest.mark.parametrize(
    "address",
    ["/districts/nowhere/", "/districts/990599/", "/districts/990502/nothing/", "/indicators/没有的指标/", "/nothing/",
     "/reports/0/", f"/reports/{'9' * 30}/", "/numbers/1000000000/", "/compare/filled/none/", "/reports/1/original/x"],
)  # fmt: skip
def test_what_does_not_exist_is_a_plain_404_that_leads_on(reader, known, address):
    response = reader.get(address)
    assert response.status_code == 404
    text = response.content.decode()
    assert "没有这一页" in text
    assert 'href="/districts/"' in text


@pytest.mark.parametrize(
    ("address", "words"),
    [("/reports/?page=1000000000", "江川区"), ("/reports/?year_from=2012&year_to=2011", "2012"),
     ("/reports/?year=1949", "没有"), ("/reports/?district=没有这个区", "没有"), ("/districts/?q=没有这个区", "没有"),
     ("/compare/?indicator=没有的指标&district=没有", "没有"), ("/compare/?topic=没有的主题", "没有"),
     ("/indicators/hostile/?year_from=2099&year_to=1999", "单位"), ("/indicators/?district=没有这个区", "没有"),
     ("/coverage/?city=没有", "云江市"), ("/districts/990502/topics/?topic=没有", "没有")],
)  # fmt: skip
def test_contradictory_and_empty_filters_lead_on(reader, known, address, words):
    response = reader.get(address)
    assert response.status_code == 200
    main = response.content.decode().split("<main", 1)[1]
    assert words in main
    assert "<a " in main


def test_nothing_of_a_report_is_markup_on_any_page(reader, known):
    report = Report.objects.first()
    assert report is not None
    compared = "/compare/?indicator=" + quote(report.metrics.first().indicator_name)
    for address in ("/", "/reports/", f"/reports/{report.pk}/", "/districts/990502/", "/indicators/hostile/", compared):
        text = reader.get(address).content.decode()
        assert "window.broken" in text or "calc" in text, f"{address} shows no trick at all"
        for raw in ("<script>window", "<img src=x", "<svg/onload", 'href="javascript:', "]]></title>"):
            assert raw not in text, f"{address} shows {raw}"
