"""The administration of words, synonyms and what was asked."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from search.models import QueryLog, Synonym, Word


@admin.register(Synonym)
class SynonymAdmin(admin.ModelAdmin[Synonym]):
    list_display = ("words", "note", "active")
    list_filter = ("active",)
    search_fields = ("words",)


@admin.register(Word)
class WordAdmin(admin.ModelAdmin[Word]):
    list_display = ("word", "added_at")
    search_fields = ("word",)
    exclude = ("added_at",)


@admin.register(QueryLog)
class QueryLogAdmin(admin.ModelAdmin[QueryLog]):
    list_display = ("query", "day", "times", "total")
    list_filter = ("day",)
    search_fields = ("query",)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        return False

    def has_change_permission(self, request: HttpRequest, obj: QueryLog | None = None) -> bool:  # noqa: ARG002
        return False
