"""The outbox between database and index: a row for every change of what readers may find."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class IndexChange(models.Model):
    """A wish to look at this report again: written with the change, removed once the index holds it."""

    report_id = models.PositiveBigIntegerField(db_index=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"report {self.report_id}"
