"""What an empty portal needs before the first report: groups, districts, indicators. Runs after every ``migrate``."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q

from reports.access import ROLES, Role
from reports.districts import load_districts
from reports.indicator_data import load_indicators


def load_after_migrate(using: str = DEFAULT_DB_ALIAS, **_signal: Any) -> None:
    """Bring groups, districts and indicators up to date; what staff edited stays (idempotent)."""
    if using == DEFAULT_DB_ALIAS:
        load_roles()
        load_districts()
        load_indicators()


def load_roles(using: str = DEFAULT_DB_ALIAS, **_signal: Any) -> None:
    """The groups alone; run once more when the last app has its permissions (idempotent)."""
    if using == DEFAULT_DB_ALIAS:
        for role in ROLES:
            load_role(role)


def load_role(role: Role) -> None:
    """Make the group and give it the permissions it should hold; more that an administrator gave it stay."""
    group, _created = Group.objects.get_or_create(name=role.name)
    wanted = Q(pk__in=[])
    for permission in role.permissions:
        app, codename = permission.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    group.permissions.add(*Permission.objects.filter(wanted))
