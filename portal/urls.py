"""Every address of the portal."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import path

from portal import health
from portal.pages import (
    coverage,
    districts,
    errors,
    guide,
    home,
    indicators,
    report,
    report_list,
    samples,
    search,
    upload,
)

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("login/", auth_views.LoginView.as_view(template_name="login.html"), name="login"),
    path("logout/", auth_views.LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
    path("", home.home, name="home"),
    path("reports/", report_list.report_list, name="reports"),
    path("reports/<int:pk>/", report.report, name="report"),
    path("reports/<int:pk>/original/", report.original, name="original"),
    path("reports/<int:pk>/publish/", report.publish, name="publish"),
    path("numbers/<int:pk>/", report.number, name="number"),
    path("districts/", districts.districts, name="districts"),
    path("districts/<str:code>/", districts.district, name="district"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/<str:slug>/", indicators.indicator, name="indicator"),
    path("search/", search.search, name="search"),
    path("search/complete/", search.completions, name="completions"),
    path("upload/", upload.upload, name="upload"),
    path("upload/<int:pk>/cancel/", upload.cancel, name="cancel-upload"),
    path("samples/remove/", samples.remove, name="remove-samples"),
    path("help/", guide.guide, name="help"),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler500 = errors.server_error
