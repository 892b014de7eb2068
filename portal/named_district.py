"""A district as people write it on the command line: a name or a code."""

from __future__ import annotations

from django.core.management.base import CommandError

from reports.districts import database_gazetteer
from reports.models import District


def named_district(name: str, year: int | None = None) -> District:
    """The one district that ``name`` means; CommandError (exit code 2) where none or several bear it."""
    found = District.objects.filter(code=name).first()
    if found is None:
        place = database_gazetteer().resolve(name, year).place
        found = District.objects.filter(code=place.code).first() if place else None
    if found is None:
        raise CommandError(f"认不出区县“{name}”，或有几个同名。请改用行政区划代码，如 510521。", returncode=2)
    return found
