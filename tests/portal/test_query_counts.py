"""Every page for readers asks the database as often for a hundred items as for a few."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import Metric, Report
from tests.portal import rows
from tests.portal.rows import Number, Part

pytestmark = pytest.mark.django_db

RATE = "九年义务教育巩固率"
PAGES = (
    "/", "/reports/", "/reports/?year=2012", "/districts/", "/districts/?q=江川", "/districts/990500/",
    "/districts/990502/", "/districts/990502/topics/", "/districts/990502/topics/?topic=义务教育", "/coverage/",
    "/indicators/", "/indicators/?district=990502", f"/indicators/{RATE}/", f"/indicators/{RATE}/?heat=1", "/compare/",
    f"/compare/?indicator={RATE}", "/compare/?topic=义务教育", "/help/", "/basket/", "/districts/990502/?format=xlsx",
    "/followup/", "/followup/?district=990502&verdict=待确认", "/followup/?format=csv", "/checks/",
    "/checks/?format=csv", f"/indicators/{RATE}/?format=csv", f"/compare/?indicator={RATE}&format=csv",
    "/basket/?format=xlsx", "/api/v1/reports/", "/api/v1/sections/", "/api/v1/metrics/", "/api/v1/districts/",
    "/api/v1/districts/990502/", "/api/v1/indicators/", f"/api/v1/indicators/{RATE}/", "/api/v1/search/",
    "/api/v1/followup/?district=990500", "/api/v1/checks/?district=990500", "/api/schema/",
)  # fmt: skip
MOST = 30


def reports(counties, years) -> None:
    rate = rows.indicator(RATE, key_order=1)
    for year in years:
        for index, county in enumerate(counties):
            value = f"{50 + index + (year - 1950) / 2}"
            part = Part(
                f"第{year}节", f"巩固率达到{value}%。", [Number(f"{value}%", rate, value, "%")], topic="义务教育"
            )
            rows.report(f"{county.name}{year}年总结", county, year, [part])


def asked(client, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
        assert response.status_code == 200
        if response.streaming:
            b"".join(response.streaming_content)
    return [query["sql"][:160] for query in captured]


def test_as_many_questions_for_a_hundred_as_for_a_few(person):
    _whole, counties = rows.city(3)
    reports(counties, (2011, 2012))
    client = person("读者")
    fill_basket(client, 1)
    few = {url: asked(client, url) for url in PAGES for _warm in range(2)}
    reports(counties, range(1960, 1995))
    fill_basket(client, 100)
    assert Report.objects.count() > 100
    for url, before in few.items():
        after = asked(client, url)
        assert len(after) == len(before), f"{url}: {sorted(set(after) - set(before))}"
        assert len(after) <= MOST, f"{url} asks {len(after)} questions"


def fill_basket(client, count: int) -> None:
    for number in Metric.objects.order_by("pk")[:count]:
        client.post("/basket/add/", {"add": f"metric:{number.pk}"})
