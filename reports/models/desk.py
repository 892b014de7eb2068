"""The reviewer's desk: one a source, so that two people who review the same one learn of each other."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewDesk(models.Model):
    """``revision`` grows with every correction; a page that was drawn before the last one is told so."""

    source = models.OneToOneField("reports.SourceFile", on_delete=models.CASCADE, related_name="desk")
    revision = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    seated = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("审核席")
        verbose_name_plural = _("审核席")

    def __str__(self) -> str:
        return f"{self.source} r{self.revision}"
