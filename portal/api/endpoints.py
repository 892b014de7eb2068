"""Every address of the API: one line each."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext as _

from portal.api import asking, findings, resources
from portal.api.answering import Endpoint, Json, NotFoundError, view_of
from portal.api.asking import AFTER, PAGE, PER
from portal.api.openapi import document
from portal.api.shapes import API


def start(_request: HttpRequest, _asked: Json) -> Json:
    listed = {each.name: f"/{each.path}" for each in ENDPOINTS if "<" not in each.path and each.name != "start"}
    return {"endpoints": listed, "schema": "/api/schema/"}


ENDPOINTS = (
    Endpoint("api/v1/", "start", "接口一览", "Start", start),
    Endpoint(
        "api/v1/search/", "search", "检索，同检索页", "Found", findings.search,
        (*asking.SEARCH, PAGE, PER), "?q=薄弱学校",
    ),
    Endpoint(
        "api/v1/reports/", "reports", "已发布的报告", "Reports", resources.reports,
        (asking.TITLE, asking.DISTRICT, asking.YEAR, asking.TOPIC, asking.KIND, asking.ORDER, PAGE, PER),
        "?district=泸县&year=2012",
    ),
    Endpoint("api/v1/reports/<int:pk>/", "report", "一份报告的全文和各节", "ReportWhole", resources.report),
    Endpoint(
        "api/v1/sections/", "sections", "已发布报告的各节，按编号", "Sections", resources.sections,
        (asking.REPORT, asking.DISTRICT, asking.YEAR, asking.TOPIC, PAGE, PER, AFTER), "?district=泸县",
    ),
    Endpoint("api/v1/sections/<int:pk>/", "section", "一节和其中的数据", "SectionWhole", resources.section),
    Endpoint(
        "api/v1/metrics/", "metrics", "可公开的数据，按编号", "Metrics", resources.metrics,
        (asking.REPORT, asking.DISTRICT, asking.INDICATOR, asking.YEAR, asking.STATUS, PAGE, PER, AFTER),
        "?district=泸县",
    ),
    Endpoint("api/v1/metrics/<int:pk>/", "metric", "一个数和它的出处", "Metric", resources.metric),
    Endpoint(
        "api/v1/districts/", "districts", "区县，按代码；有 q 时最多三十个", "Districts", resources.districts,
        (asking.PLACE, asking.PARENT, PAGE, PER), "?q=泸县",
    ),
    Endpoint(
        "api/v1/districts/<str:code>/", "district", "一个区县的名称沿革和馆藏", "DistrictWhole", resources.district,
    ),
    Endpoint(
        "api/v1/indicators/", "indicators", "有数据的指标", "Indicators", resources.indicators,
        (asking.DISTRICT,), "?district=泸县",
    ),
    Endpoint(
        "api/v1/indicators/<str:slug>/", "indicator", "一个指标在一个市各区县各年度的数", "IndicatorWhole",
        resources.indicator, (asking.DISTRICT,), "?district=泸县",
    ),
    Endpoint(
        "api/v1/followup/", "followup", "承诺落实，年度新的在前", "FollowUps", findings.followup,
        (asking.CITY, asking.VERDICT, PAGE, PER), "?district=云江市",
    ),
    Endpoint(
        "api/v1/checks/", "checks", "数据核对", "Checks", findings.checks, (asking.CITY, PAGE, PER), "?district=云江市",
    ),
)  # fmt: skip


def schema(_request: HttpRequest, _asked: Json) -> Json:
    return document(ENDPOINTS)


def unknown(_request: HttpRequest, _asked: Json, rest: str) -> Json:  # noqa: ARG001 - the resolver names it
    raise NotFoundError(_("没有这个接口。请从 %(start)s 或 /api/schema/ 看起。") % {"start": API})


SCHEMA = Endpoint("api/schema/", "schema", "本接口的 OpenAPI 说明", "Schema", schema)
UNKNOWN = Endpoint("api/<path:rest>", "unknown", "", "Error", unknown)
urlpatterns: list[URLPattern] = [
    path(each.path, view_of(each), name=f"api-{each.name}") for each in (*ENDPOINTS, SCHEMA, UNKNOWN)
]
