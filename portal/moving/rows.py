"""A row as a line of JSON and back, exactly: times to the microsecond, decimals as text, bytes in base 64.

Content types and permissions have other ids in every database: a reference to one is written as its name.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import CharField, Field, Model, TextField

from portal.moving.tables import Table

ROWS_AT_ONCE = 50
"""Rows held in memory while a table is read: some hold the text of a whole file."""
UNFIT = (ValueError, TypeError, OverflowError, RecursionError, ArithmeticError, ValidationError)
"""What JSON and Django's fields raise over a value that is not theirs."""


class UnfitRowError(Exception):
    """A line that is no row of its table; ``str()`` names the column or what is wrong with the line."""


@dataclass(frozen=True, slots=True)
class Names:
    """Content types and permissions of this database by name, and the names by id."""

    by_id: Mapping[type[Model], Mapping[int, str]]
    by_name: Mapping[type[Model], Mapping[str, int]]


def names() -> Names:
    types = {row.pk: f"{row.app_label}.{row.model}" for row in ContentType.objects.all()}
    rights = Permission.objects.values_list("pk", "content_type_id", "codename")
    by_id = {ContentType: types, Permission: {pk: f"{types[of]}.{codename}" for pk, of, codename in rights}}
    return Names(by_id, {model: {name: pk for pk, name in known.items()} for model, known in by_id.items()})


def lines(table: Table, known: Names) -> Iterator[bytes]:
    """The rows of a table in the order of ids, each as a line."""
    order = [field.attname for field in table.fields]
    for values in table.rows.order_by("pk").values_list(*order).iterator(chunk_size=ROWS_AT_ONCE):
        row = {}
        for field, value in zip(table.fields, values, strict=True):
            by_id = known.by_id.get(field.related_model)  # type: ignore[arg-type]
            row[field.attname] = value if by_id is None or value is None else by_id[value]
        yield _line(row)


def _line(row: Mapping[str, object]) -> bytes:
    try:
        text = json.dumps(row, ensure_ascii=False, default=_in_json, allow_nan=False, separators=(",", ":"))
        return text.encode() + b"\n"
    except UnicodeEncodeError:
        # Half a character outside the basic plane, as broken files hold them, can only be written escaped.
        return json.dumps(row, default=_in_json, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def _in_json(value: object) -> str:
    match value:
        case date() | datetime():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode("ascii")
    raise TypeError(type(value).__name__)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as values of its columns. ``unknown``: columns that name a permission or type this program lacks."""

    values: Mapping[str, Any]
    unknown: tuple[Field[Any, Any], ...]
    length: int


def read_rows(table: Table, source: Iterable[bytes], known: Names) -> Iterator[Row]:
    """The rows of a table out of its lines; raises UnfitRowError. An unknown name reads as None."""
    for line in source:
        given = _object(line)
        if given.keys() != {field.attname for field in table.fields}:
            raise UnfitRowError("列不符")
        values = {field.attname: _value(field, given[field.attname], known) for field in table.fields}
        unknown = [
            field for field in table.fields if values[field.attname] is None and given[field.attname] is not None
        ]
        yield Row(values, tuple(unknown), len(line))


def _object(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line, parse_constant=_no_number)
    except UNFIT as fault:
        raise UnfitRowError("不是 JSON") from fault
    if not isinstance(row, dict):
        raise UnfitRowError("不是 JSON")
    return row


def _no_number(word: str) -> float:
    raise ValueError(word)


def _is_short_enough(field: Field[Any, Any], text: str) -> bool:
    return field.max_length is None or len(text) <= field.max_length


def _value(field: Field[Any, Any], value: Any, known: Names) -> Any:
    if value is None:
        if field.null:
            return None
        raise UnfitRowError(field.attname)
    by_name = known.by_name.get(field.related_model)  # type: ignore[arg-type]
    if by_name is not None:
        return by_name.get(str(value))
    if isinstance(field, CharField | TextField) and not (isinstance(value, str) and _is_short_enough(field, value)):
        raise UnfitRowError(field.attname)
    try:
        return field.to_python(value)
    except UNFIT as fault:
        raise UnfitRowError(field.attname) from fault
