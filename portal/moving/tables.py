"""Which tables move house, in which order, and which stay behind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.db.models import Field, Model, Q, QuerySet
from django.db.models.fields import AutoFieldMixin

from reports.access import ROLES

LEFT_BEHIND = {
    "contenttypes.ContentType": "made by migrate; rows that refer to one name it",
    "auth.Permission": "made by migrate; rows that refer to one name it",
    "sessions.Session": "everybody logs in again: the key that signs sessions stays where it is",
    "axes.AccessAttempt": "failed logins with visitors' addresses; lock-outs are in the audit",
    "axes.AccessAttemptExpiration": "goes with the attempts",
    "axes.AccessFailureLog": "failed logins with visitors' addresses",
    "axes.AccessLog": "logins with visitors' addresses",
    "django_tasks_database.DBTaskResult": "runs that wait are queued anew by the background process",
    "reports.IndexChange": "wishes of the old index; the new one is built whole",
}
"""Tables that do not move, each with the reason. Any other table does, also one that is added later."""

SHIPPED = {
    "auth.Group": ~Q(name__in=[role.name for role in ROLES]),
    "auth.Group_permissions": Q(pk__in=[]),
    "reports.District": Q(edited=True) | Q(is_sample=True),
    "reports.DistrictName": Q(district__edited=True) | Q(district__is_sample=True),
    "reports.Indicator": Q(edited=True),
}
"""Tables that hold rows after ``migrate`` alone, with what is there only if somebody worked with the portal."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that moves. ``key``: the column of its id; ``counts``: whether the database itself gives the ids."""

    model: type[Model]
    label: str
    shown: str
    name: str
    key: str
    counts: bool
    fields: tuple[Field[Any, Any], ...]

    @property
    def member(self) -> str:
        """Where its rows lie in the file."""
        return f"tables/{self.label.lower()}.jsonl"

    @property
    def rows(self) -> QuerySet[Any]:
        return self.model._base_manager.all()  # noqa: SLF001 - Django's name for "whatever a manager hides"

    def held(self) -> int:
        """How many rows there are that do not come from ``migrate`` alone."""
        only = SHIPPED.get(self.label)
        return (self.rows if only is None else self.rows.filter(only)).count()


@cache
def moving_tables() -> tuple[Table, ...]:
    """Every table that moves, a table after those it refers to."""
    tables = {table.label: table for table in map(_table, apps.get_models(include_auto_created=True))}
    moving = {label: table for label, table in tables.items() if label not in LEFT_BEHIND}
    needs = {label: _needs(table) & moving.keys() for label, table in sorted(moving.items())}
    return tuple(moving[label] for label in TopologicalSorter(needs).static_order())


def _table(model: type[Model]) -> Table:
    about = model._meta  # noqa: SLF001 - Django's documented way to learn of a model
    counts = isinstance(about.pk, AutoFieldMixin)
    fields = tuple(about.concrete_fields)
    return Table(model, about.label, str(about.verbose_name), about.db_table, str(about.pk.column), counts, fields)


def _needs(table: Table) -> set[str]:
    """The tables its rows refer to, itself apart: such references are checked when all rows are in."""
    related = {field.related_model for field in table.fields if field.is_relation}
    return {_table(other).label for other in related if isinstance(other, type)} - {table.label}
