"""Files, runs and reports as the record has them: to look at, never to change here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from reports.models import AuditEntry, Correction, IngestRun, Parse, Report, SourceFile


class RecordAdmin(admin.ModelAdmin[Any]):
    """Read-only: rows are written by ``ingest`` and by review, each with who and when."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False


@admin.register(SourceFile)
class SourceFileAdmin(RecordAdmin):
    list_display = ("name", "format", "size", "given_district", "given_year", "uploaded_by", "uploaded_at")
    list_filter = ("format", "is_sample")
    search_fields = ("name", "sha256")


@admin.register(IngestRun)
class IngestRunAdmin(RecordAdmin):
    list_display = ("file_name", "stage", "state", "message", "parser_version", "started_by", "created_at")
    list_filter = ("state", "stage", "error_code")
    search_fields = ("file_name", "message")


@admin.register(Report)
class ReportAdmin(RecordAdmin):
    list_display = ("title", "kind", "topic", "issuer", "period_start", "period_basis", "state", "published_at")
    list_filter = ("state", "kind", "is_sample")
    search_fields = ("title",)


@admin.register(Parse)
class ParseAdmin(RecordAdmin):
    list_display = ("source", "parser_version", "created_at")
    list_filter = ("parser_version",)


@admin.register(Correction)
class CorrectionAdmin(RecordAdmin):
    list_display = ("source", "kind", "field", "before", "after", "who", "when", "state")
    list_filter = ("kind", "state")


@admin.register(AuditEntry)
class AuditEntryAdmin(RecordAdmin):
    list_display = ("when", "who", "act", "label", "reason")
    list_filter = ("act",)
    search_fields = ("label", "reason", "who__username")
    date_hierarchy = "when"
