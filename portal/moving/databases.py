"""What SQLite and PostgreSQL do each in its own way: a view of one moment, keeping others out, the last id given."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

from django.core.management.color import no_style
from django.db import connection, transaction

from portal.moving.tables import Table

HIGHEST_ID = 2**31 - 2
"""No table comes near it, and every column for ids takes it."""


class OtherDatabaseError(Exception):
    """A kind of database that nothing is known of."""


def kind() -> str:
    """``sqlite`` or ``postgresql``; raises OtherDatabaseError."""
    if connection.vendor not in ("sqlite", "postgresql"):
        raise OtherDatabaseError(connection.vendor)
    return str(connection.vendor)


@contextlib.contextmanager
def one_moment() -> Iterator[None]:
    """Whatever is read within is of one moment; writers go on."""
    if kind() == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    # transaction.atomic() would take the lock that writers need.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def keep_others_out(tables: Iterable[Table]) -> None:
    """Nobody else reads or writes these tables until the transaction ends; SQLite's own lock does that already."""
    if kind() == "postgresql":
        names = ", ".join(connection.ops.quote_name(table.name) for table in tables)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")


def empty(tables: Iterable[Table]) -> None:
    """Delete every row of these tables; no other table refers to them."""
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), [table.name for table in tables]))


def last_id(table: Table) -> int:
    """The highest id that was ever given, also where its row is gone: bookmarks must not come to mean another row."""
    with connection.cursor() as cursor:
        if kind() == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", _sequence(table))
            name = cursor.fetchone()[0]
            told = "CASE WHEN is_called THEN last_value ELSE 0 END"
            cursor.execute(f"SELECT {told} FROM {name}")  # noqa: S608 - the database named it
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name])
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def go_on_after(table: Table, number: int) -> None:
    """Give only ids above ``number``, which is at least as high as any that the table holds."""
    with connection.cursor() as cursor:
        if kind() == "postgresql":
            place = "pg_get_serial_sequence(%s, %s)"
            cursor.execute(f"SELECT setval({place}, %s, %s)", [*_sequence(table), max(number, 1), number > 0])
        else:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, number])


def _sequence(table: Table) -> list[str]:
    return [connection.ops.quote_name(table.name), table.key]
