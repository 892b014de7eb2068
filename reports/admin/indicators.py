"""Indicators: staff may rename, alias and regroup them; an edited row is never overwritten by the shipped table."""

from __future__ import annotations

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from reports.models import Indicator


@admin.register(Indicator)
class IndicatorAdmin(admin.ModelAdmin[Indicator]):
    list_display = ("name", "unit", "group", "higher_is_better", "key_order", "edited")
    list_filter = ("group", "edited")
    search_fields = ("name", "aliases", "definition")
    readonly_fields = ("edited",)
    prepopulated_fields = {"slug": ("name",)}

    def save_model(self, request: HttpRequest, obj: Indicator, form: ModelForm[Indicator], change: bool) -> None:
        obj.edited = True
        super().save_model(request, obj, form, change)
