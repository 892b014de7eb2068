"""By which migrations a database stands: rows fit only where they are the same."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from portal.moving.tables import moving_tables


def is_current() -> bool:
    """Whether every migration of this program has been applied."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def is_new() -> bool:
    """Whether no migration has been applied yet: nobody ever used this database."""
    return not MigrationRecorder(connection).applied_migrations()


def last_migrations() -> dict[str, str]:
    """The last migration that this program knows of each app whose tables move."""
    apps = {table.label.partition(".")[0] for table in moving_tables()}
    return {app: name for app, name in MigrationLoader(None).graph.leaf_nodes() if app in apps}


def is_older(theirs: Mapping[str, object], ours: Mapping[str, str]) -> bool:
    """Whether each of their last migrations is one that this program knows, so that it is they who are behind."""
    known = set(MigrationLoader(None).disk_migrations)
    return theirs.keys() <= ours.keys() and all((app, name) in known for app, name in theirs.items())
