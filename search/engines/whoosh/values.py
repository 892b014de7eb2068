"""Values on their way into the index and out again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.utils import timezone
from haystack.exceptions import SearchBackendError

NEEDS_NO_CONVERSION = frozenset({"string", "keyword", "integer", "boolean"})
"""Field types whose values the index hands out as they went in."""

INVALID = dict.fromkeys(range(55296, 57344), "�")
"""Lone surrogates cannot be stored as UTF-8."""


def to_index(value: Any) -> Any:
    """A Python value as the index takes it: times in UTC without a zone, several values joined by commas."""
    if isinstance(value, date):
        moment = as_moment(value)
        return timezone.make_naive(moment, UTC) if timezone.is_aware(moment) else moment
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (list, tuple, set, frozenset)):
        return ",".join(str(one) for one in value)
    return str(value).translate(INVALID)


def as_moment(value: Any) -> datetime:
    """A time as it is, a day as its beginning. Raises SearchBackendError for anything else."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - the index keeps times without a zone
    raise SearchBackendError(f"{value!r} 不是日期。")


def from_index(field: Any, value: Any) -> Any:
    """A stored value as haystack's ``field`` gives it."""
    if field.is_multivalued:
        return value.split(",") if value else []
    return field.convert(value)


def needs_conversion(field: Any) -> bool:
    """Whether ``from_index`` changes the field's values."""
    return field.is_multivalued or field.field_type not in NEEDS_NO_CONVERSION
