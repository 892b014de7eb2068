"""Queries that every page asks: Django writes their SQL once, not each time, which costs more than running them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Prepared:
    """``make`` gives a ``values_list`` over some ids; the filter on them must be its last, and nothing else may vary.

    Rows come as the database driver gives them: SQLite's decimals as numbers.
    """

    def __init__(self, make: Callable[[Sequence[int]], QuerySet[Any, Any]]) -> None:
        self._make = make
        self._statement = cache(self._written)

    def _written(self, vendor: str, ids: int) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002 - part of the cache's key
        places = tuple(range(-ids, 0))
        sql, values = self._make(places).query.sql_with_params()
        fixed = values[: len(values) - ids]
        if values[len(fixed) :] != places:
            raise ValueError("the ids must be the query's last values")
        return sql, fixed

    def rows(self, ids: Sequence[int] = ()) -> list[tuple[Any, ...]]:
        sql, fixed = self._statement(connection.vendor, len(ids))
        with connection.cursor() as cursor:
            cursor.execute(sql, (*fixed, *ids))
            return list(cursor.fetchall())
