"""The app that visitors meet."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("文澜")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The last app of all: now every permission that a role may hold exists."""
        from axes.signals import user_locked_out

        from portal.account_record import note_lock_out
        from reports.reference_data import load_roles

        post_migrate.connect(load_roles, sender=self)
        user_locked_out.connect(note_lock_out, dispatch_uid="note_lock_out")
