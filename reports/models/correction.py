"""What people corrected: anchored to the extracted text, never to derived rows, so it survives a re-parse."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Correction(models.Model):
    """One change by one person. ``anchor`` holds quote, 32 characters either side and offsets in the extracted text."""

    class State(models.TextChoices):
        ACTIVE = "active", _("有效")
        CONFLICT = "conflict", _("冲突")
        UNDONE = "undone", _("已撤销")

    source = models.ForeignKey("reports.SourceFile", on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=20)
    anchor = models.JSONField()
    field = models.CharField(max_length=40)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    when = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    message = models.CharField(_("说明"), max_length=200, blank=True)
    """Why it is in conflict."""

    class Meta:
        verbose_name = _("更正")
        verbose_name_plural = _("更正")
        ordering: ClassVar[list[str]] = ["when", "id"]

    def __str__(self) -> str:
        return f"{self.kind}.{self.field}"
