"""What the portal keeps of accounts beyond Django's own table."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class PasswordChangeDue(models.Model):
    """This account's password was made by somebody else; its owner must choose one. The row goes with the change."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="password_change_due"
    )
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.user)
