"""The administration of words, synonyms and what was asked."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin
from django.http import HttpRequest

from search.models import QueryLog, Synonym, Word


@admin.register(Synonym)
class SynonymAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display: ClassVar[list[str]] = ["words", "note", "active"]
    list_filter: ClassVar[list[str]] = ["active"]
    search_fields: ClassVar[list[str]] = ["words"]


@admin.register(Word)
class WordAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display: ClassVar[list[str]] = ["word", "added_at"]
    search_fields: ClassVar[list[str]] = ["word"]
    exclude: ClassVar[list[str]] = ["added_at"]


@admin.register(QueryLog)
class QueryLogAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display: ClassVar[list[str]] = ["query", "day", "times", "total"]
    list_filter: ClassVar[list[str]] = ["day"]
    search_fields: ClassVar[list[str]] = ["query"]

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        return False

    def has_change_permission(self, request: HttpRequest, obj: QueryLog | None = None) -> bool:  # noqa: ARG002
        return False
