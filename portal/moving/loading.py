"""The rows of an export into empty tables, in batches bounded by rows and bytes, within the caller's transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.models.sql import InsertQuery

from portal.moving.databases import HIGHEST_ID, go_on_after
from portal.moving.leaving import Progress
from portal.moving.rows import Names, Row, UnfitRowError, names, read_rows
from portal.moving.tables import Table, moving_tables
from portal.sealed import Sealed

MOST_ROWS = 200
MOST_BYTES = 4 * 1024 * 1024
LONGEST_LINE = 512 * 1024 * 1024
"""Beyond what any file gives whose text was taken in: the reader in its child process may answer 256 MiB."""


class UnfitTableError(Exception):
    """Rows that cannot be taken in; ``str()`` names the table, the line and what is wrong."""


def load(file: Sealed, show: Progress) -> Counter[str]:
    """Fill every table; raises UnfitTableError, NotWholeError. Returns how many rows of which table were left out.

    Left out is what gives a right that this program does not know.
    """
    known, tables, left_out = names(), moving_tables(), Counter[str]()
    for number, table in enumerate(tables, start=1):
        told: Mapping[str, Any] = file.about["tables"][table.label]
        left_out[table.shown] += _fill(file, table, told["rows"], known)
        if table.counts:
            _keep_ids(table, told["last_id"])
        show(number, len(tables), table.shown)
    return +left_out


def _fill(file: Sealed, table: Table, told: int, known: Names) -> int:
    source = file.lines(table.member, LONGEST_LINE)
    batch: list[Row] = []
    count = left_out = weight = 0
    try:
        for row in read_rows(table, source, known):
            count += 1
            if any(not field.null for field in row.unknown):
                left_out += 1
                continue
            batch.append(row)
            weight += row.length
            if len(batch) == MOST_ROWS or weight > MOST_BYTES:
                _insert(table, batch)
                batch, weight = [], 0
        _insert(table, batch)
    except (UnfitRowError, DatabaseError) as fault:
        raise UnfitTableError(f"{table.label} 第 {count} 行前后：{fault}") from fault
    if count != told:
        raise UnfitTableError(f"{table.label}：应有 {told} 行，实有 {count} 行")
    return left_out


def _insert(table: Table, rows: list[Row]) -> None:
    """As they are: no save(), no time of change set anew."""
    if rows:
        # The connection itself: its stand-in for all threads costs a third of the import.
        database = connections[DEFAULT_DB_ALIAS]
        made = [table.model.from_db(database.alias, list(row.values), list(row.values.values())) for row in rows]
        query = InsertQuery(table.model)
        query.insert_values(table.fields, made, raw=True)
        query.get_compiler(connection=database).execute_sql()


def _keep_ids(table: Table, told: object) -> None:
    highest = table.rows.order_by("-pk").values_list("pk", flat=True).first() or 0
    if type(told) is not int or not highest <= told <= HIGHEST_ID:
        raise UnfitTableError(f"{table.label}：编号不符")
    go_on_after(table, told)
