"""Indicators: staff may rename, alias and regroup them; an edited row is never overwritten by the shipped table."""

from __future__ import annotations

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from reports.indicator_data import adopt
from reports.models import Indicator
from reports.selectors.unknown_indicators import proposals


@admin.register(Indicator)
class IndicatorAdmin(admin.ModelAdmin[Indicator]):
    list_display = ("name", "unit", "group", "higher_is_better", "key_order", "edited")
    list_filter = ("group", "edited")
    search_fields = ("name", "aliases", "definition")
    readonly_fields = ("edited",)
    prepopulated_fields = {"slug": ("name",)}
    change_list_template = "admin/reports/indicator/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        own = path("proposals/", self.admin_site.admin_view(self.proposals), name="reports_indicator_proposals")
        return [own, *super().get_urls()]

    def proposals(self, request: HttpRequest) -> HttpResponse:
        """Names that reports use and the vocabulary lacks, to be taken up or left."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        context = {**self.admin_site.each_context(request), "title": _("未收录的指标"), "proposals": proposals()}
        return TemplateResponse(request, "admin/reports/indicator/proposals.html", context)

    def save_model(self, request: HttpRequest, obj: Indicator, form: ModelForm[Indicator], change: bool) -> None:
        obj.edited = True
        super().save_model(request, obj, form, change)
        if adopted := adopt(obj):
            self.message_user(request, _("已归入 %(count)s 个数。") % {"count": adopted}, messages.SUCCESS)
