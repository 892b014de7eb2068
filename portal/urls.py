"""Every address of the portal."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import path
from django.views.generic import RedirectView

from portal import health
from portal.api import endpoints as api
from portal.pages import (
    basket,
    checks,
    compare,
    coverage,
    districts,
    errors,
    fill,
    followup,
    guide,
    home,
    indicators,
    password,
    report,
    report_list,
    review,
    review_actions,
    review_queue,
    review_versions,
    samples,
    search,
    search_feed,
    search_saved,
    state,
    topic_years,
    upload,
    upload_acts,
)

urlpatterns = [
    path("favicon.ico", RedirectView.as_view(url=f"/{settings.STATIC_URL.strip('/')}/img/favicon.svg")),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("login/", auth_views.LoginView.as_view(template_name="login.html"), name="login"),
    path("logout/", auth_views.LogoutView.as_view(), name="logout"),
    path("password/", password.PasswordPage.as_view(), name="password"),
    path("admin/password_change/", RedirectView.as_view(url="/password/")),
    path("admin/", admin.site.urls),
    path("", home.home, name="home"),
    path("reports/", report_list.report_list, name="reports"),
    path("reports/<int:pk>/", report.report, name="report"),
    path("reports/<int:pk>/original/", report.original, name="original"),
    path("reports/<int:pk>/publish/", report.publish, name="publish"),
    path("numbers/<int:pk>/", report.number, name="number"),
    path("districts/", districts.districts, name="districts"),
    path("districts/<str:code>/", districts.district, name="district"),
    path("districts/<str:code>/topics/", topic_years.topic_years, name="topic-years"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/<str:slug>/", indicators.indicator, name="indicator"),
    path("compare/", compare.compare, name="compare"),
    path("compare/fill/", fill.fill_table, name="fill-table"),
    path("compare/filled/<str:token>/", fill.filled_table, name="filled-table"),
    path("followup/", followup.followup, name="followup"),
    path("followup/<int:pk>/", followup.decide, name="followup-decide"),
    path("checks/", checks.checks, name="checks"),
    path("checks/<int:pk>/", checks.decide, name="checks-decide"),
    path("basket/", basket.basket, name="basket"),
    path("basket/add/", basket.collect, name="basket-add"),
    path("basket/empty/", basket.empty, name="basket-empty"),
    path("basket/<int:pk>/", basket.change, name="basket-change"),
    path("search/", search.search, name="search"),
    path("search/complete/", search.completions, name="completions"),
    path("search/save/", search_saved.save, name="save-search"),
    path("search/saved/", search_saved.saved_searches, name="saved-searches"),
    path("search/saved/<int:pk>/", search_saved.change, name="saved-search"),
    path("feeds/search/", search_feed.of_search, name="feed-search"),
    path("feeds/saved/<str:key>/", search_feed.of_saved, name="feed-saved"),
    path("upload/", upload.upload, name="upload"),
    path("upload/<int:pk>/", upload_acts.act, name="upload-act"),
    path("upload/<int:pk>/another/", upload_acts.another, name="upload-another"),
    path("upload/<int:pk>/difference/", upload_acts.difference, name="upload-difference"),
    path("review/", review_queue.queue, name="review-queue"),
    path("review/publish/", review_actions.publish_clean, name="review-publish-clean"),
    path("review/<int:pk>/", review.review, name="review"),
    path("review/<int:pk>/fields/", review_actions.fields, name="review-fields"),
    path("review/<int:pk>/section/", review_actions.section, name="review-section"),
    path("review/<int:pk>/order/", review_actions.order, name="review-order"),
    path("review/<int:pk>/mask/", review_actions.mask, name="review-mask"),
    path("review/<int:pk>/number/", review_actions.number, name="review-number"),
    path("review/<int:pk>/undo/", review_actions.undo, name="review-undo"),
    path("review/<int:pk>/publish/", review_actions.publish, name="review-publish"),
    path("review/<int:pk>/return/", review_actions.send_back, name="review-return"),
    path("review/<int:pk>/submit/", review_actions.submit, name="review-submit"),
    path("review/<int:pk>/withdraw/", review_actions.withdraw, name="review-withdraw"),
    path("review/<int:pk>/versions/", review_versions.versions, name="review-versions"),
    path("review/<int:pk>/rollback/", review_actions.roll_back, name="review-rollback"),
    path("state/", state.state, name="state"),
    path("samples/remove/", samples.remove, name="remove-samples"),
    *api.urlpatterns,
    path("help/", guide.guide, name="help"),
    path("help/guide/", guide.illustrated, name="guide"),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler500 = errors.server_error
