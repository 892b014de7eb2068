"""The administration of words, synonyms and what was asked."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search import outbox, query_log, synonyms
from search.index_status import status
from search.models import QueryLog, Synonym, Word


class DictionaryAdmin(admin.ModelAdmin[Any]):
    """Another dictionary cuts all texts anew: the background process rebuilds the index, the list says how far."""

    change_list_template = "admin/search/dictionary/change_list.html"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "index": status()})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        self._tell(request)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        self._tell(request)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        super().delete_queryset(request, queryset)
        self._tell(request)

    def _tell(self, request: HttpRequest) -> None:
        synonyms.forget_added()
        if outbox.outdated():
            said = _("词典已改，后台随即重建索引，建成后生效；进度见本页和系统状态页。")
            self.message_user(request, said, messages.INFO)


@admin.register(Synonym)
class SynonymAdmin(DictionaryAdmin):
    list_display = ("words", "note", "active")
    list_filter = ("active",)
    search_fields = ("words",)


@admin.register(Word)
class WordAdmin(DictionaryAdmin):
    list_display = ("word", "added_at")
    search_fields = ("word",)
    exclude = ("added_at",)


class Found(admin.SimpleListFilter):
    title = gettext_lazy("结果")
    parameter_name = "found"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", gettext_lazy("没有命中")), ("yes", gettext_lazy("有命中"))]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[QueryLog]) -> QuerySet[QueryLog]:
        if self.value() == "no":
            return queryset.filter(total=0)
        return queryset.filter(total__gt=0) if self.value() == "yes" else queryset


@admin.register(QueryLog)
class QueryLogAdmin(admin.ModelAdmin[QueryLog]):
    """What was asked, to look at only; above the list the queries that found nothing, most asked first."""

    list_display = ("query", "day", "times", "total")
    list_filter = (Found, "day")
    search_fields = ("query",)
    change_list_template = "admin/search/querylog/change_list.html"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        told = {"failed": query_log.failed(), "failed_days": query_log.POPULAR_DAYS}
        return super().changelist_view(request, {**(extra_context or {}), **told})

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        return False

    def has_change_permission(self, request: HttpRequest, obj: QueryLog | None = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: QueryLog | None = None) -> bool:  # noqa: ARG002
        return False
